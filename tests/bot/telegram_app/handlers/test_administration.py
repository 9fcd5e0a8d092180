"""Statistics, unanswered questions, documents in the chat, health."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Callable

import pytest

from bot.telegram_app.handlers.file_names import safe_name
from bot.telegram_app.housekeeping import Housekeeping
from index.errors import SourceError, UnwritableIndex, YinjuError
from index.search.cluster import Cluster, ClusterAccess
from tests.bot.telegram_app.stage import ADMIN, FRIEND, Stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"
_MISSING = "图书馆馆长的生日聚会在哪里办？"


@pytest.mark.parametrize("command", ["/stats", "/unanswered", "/reload", "/health", "/forget 1"])
def test_administration_is_for_administrators(stage: Stage, command: str) -> None:
    """Everybody else gets a word, and nothing happens."""
    (call,) = stage.write(command, FRIEND)
    assert call.text == "只有管理员可以这样做。"


def test_stats_tell_questions_answers_time_and_opinions(stage: Stage) -> None:
    """Whether the bot is of use."""
    assert stage.write("/stats")[0].text == "还没有人提问。"
    (call,) = stage.write(_QUESTION, FRIEND)
    stage.press(call, "👍", FRIEND)
    stage.write(_MISSING, FRIEND)
    text = plain(stage.write("/stats")[0].text)
    assert "提问 2，答上 50%" in text
    assert "👍 1　👎 0" in text
    assert "2（答上 1）" in text


def test_reload_tells_what_changed_and_what_was_skipped(stage: Stage) -> None:
    """Files are changed on the disk; one command and they are searched."""
    (stage.folder / "documents" / "新.txt").write_text("新文件\n新增的一段。\n", encoding="utf-8")
    (stage.folder / "documents" / "坏.txt").write_bytes(b"\x00\x01\x02" * 200)
    sent, edited = stage.write("/reload")
    assert (sent.method, edited.method) == ("sendMessage", "editMessageText")
    assert "新增 1" in edited.text
    assert "跳过：坏.txt" in edited.text


def test_health_says_how_it_stands(stage: Stage) -> None:
    """The first thing to look at when something seems wrong."""
    text = plain(stage.write("/health")[0].text)
    assert "文档 3 篇" in text
    assert "未处理完的消息：0" in text


def test_a_file_becomes_a_document_at_once(stage: Stage) -> None:
    """Sent in the chat, asked a moment later."""
    data = "游泳馆规定\n游泳馆每场限80人入场。\n".encode()
    calls = stage.send_file("游泳馆.txt", data)
    assert [call.method for call in calls] == ["sendMessage", "getFile", "editMessageText", "editMessageText"]
    assert len({call.sent.get("message_id") for call in calls[2:]}) == 1
    assert "《游泳馆.txt》已加入：2 段" in calls[-1].text
    assert "80人" in stage.write("游泳馆每场限多少人入场？", FRIEND)[0].text


def test_the_same_name_replaces(stage: Stage) -> None:
    """The document is the unit: sent again, it is the new one."""
    stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    calls = stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限95人入场。\n".encode())
    assert "已替换" in calls[-1].text
    assert "95人" in stage.write("游泳馆每场限多少人入场？", FRIEND)[0].text


def test_a_broken_file_changes_nothing(stage: Stage) -> None:
    """A good document is not lost to a bad copy."""
    stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    calls = stage.send_file("游泳馆.txt", b"\x00\x01" * 500)
    assert "没有加入" in calls[-1].text
    assert "80人" in stage.write("游泳馆每场限多少人入场？", FRIEND)[0].text
    assert list((stage.folder / "incoming").iterdir()) == []


def test_a_file_that_cannot_be_taken_up_is_told_in_words(stage: Stage) -> None:
    """The operator's folder is away: what is wrong, not the program's own name for it."""
    (stage.folder / "documents").rename(stage.folder / "away")
    *_, told = stage.send_file("新规定.txt", "新规定\n周六开放到22时。\n".encode())
    assert told.text.startswith("读取失败：没有这个文件或文件夹：")
    (stage.folder / "away").rename(stage.folder / "documents")
    stage.write("/reload")
    assert "22时" in stage.write("周六开放到什么时候？")[0].text


def test_what_could_not_be_read_of_a_file_is_told(stage: Stage) -> None:
    """A figure that is missing later was missing from the start."""
    text = ("游泳馆规定\n" + "游泳馆每场限80人入场，儿童须有人陪同。\n" * 200).encode()
    calls = stage.send_file("游泳馆.txt", text[:3000] + b"\xff" + text[3000:])
    assert "已加入：201 段" in calls[-1].text
    assert calls[-1].text.split("\n")[1] == "有 1 处乱码"


def test_a_file_that_cannot_be_fetched_is_told_in_its_message(stage: Stage) -> None:
    """「正在下载」 must not stand there for ever."""
    stage.recorder.fail("getFile", 400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    calls = stage.send_file("游泳馆.txt", "游泳馆规定\n".encode())
    assert [call.method for call in calls] == ["sendMessage", "getFile", "editMessageText"]
    assert "没有下载成功，请再发一次" in calls[-1].text
    stage.recorder.fail("getFile", 400, "Bad Request: file is too big")
    assert "超过 20 MB" in stage.send_file("游泳馆.txt", "游泳馆规定\n".encode())[-1].text


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files to stand for a full disk")
def test_a_file_the_disk_has_no_room_for_is_told_in_its_message(stage: Stage) -> None:
    """「正在下载」 must not stand there for ever, nor half a file in the folder."""
    import resource  # noqa: PLC0415 - there is none on Windows

    stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        calls = stage.send_file("游泳馆.txt", "游泳馆每场限95人入场。\n".encode() * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [call.method for call in calls] == ["sendMessage", "getFile", "editMessageText"]
    assert "《游泳馆.txt》没有存好" in calls[-1].text
    assert list((stage.folder / "incoming").iterdir()) == []
    assert "80人" in stage.write("游泳馆每场限多少人入场？", FRIEND)[0].text


def _stand_in_the_way(stage: Stage) -> None:
    (stage.folder / "uploads" / "游泳馆.txt").mkdir()


def _break_the_ledger(stage: Stage) -> None:
    with contextlib.closing(sqlite3.connect(stage.folder / "ledger.sqlite3")) as connection:
        connection.execute("ALTER TABLE upload RENAME TO away")


@pytest.mark.parametrize("refuse", [_stand_in_the_way, _break_the_ledger])
def test_a_file_that_cannot_be_put_in_its_place_is_told_in_its_message(
    stage: Stage, refuse: Callable[[Stage], None]
) -> None:
    """Read through, and then the folder or the ledger refuses it: no half of it stays behind."""
    refuse(stage)
    calls = stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    assert "《游泳馆.txt》没有存好" in calls[-1].text
    assert calls[-1].method == "editMessageText"
    assert not [place for place in (stage.folder / "uploads").iterdir() if place.is_file()]


def test_a_file_sent_to_a_bot_that_only_asks_a_cluster_is_refused(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would lie there and never be found: whoever sent it is told where documents are taken up."""
    monkeypatch.setattr(stage.parts.library, "_cluster", Cluster(ClusterAccess(("http://127.0.0.1:9",))))
    calls = stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    assert "YINJU_OPENSEARCH_WRITES" in calls[-1].text
    assert not (stage.folder / "uploads" / "游泳馆.txt").exists()


def test_a_file_larger_than_it_says_is_not_fetched(stage: Stage) -> None:
    """A Bot API server of one's own hands out files of gigabytes."""
    calls = stage.send_file("大.txt", b"x" * 20_000_001, size=10)
    assert "超过 20 MB" in calls[-1].text
    assert not (stage.folder / "uploads" / "大.txt").exists()


def test_an_outcome_is_told_though_the_progress_message_was_deleted(stage: Stage) -> None:
    """Whoever tidies up still wants to know."""
    for _ in range(2):
        stage.recorder.fail("editMessageText", 400, "Bad Request: message to edit not found")
    calls = stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    assert calls[-1].method == "sendMessage"
    assert "已加入：2 段" in calls[-1].text


def test_many_files_at_once_are_all_taken(stage: Stage) -> None:
    """A whole folder dropped into the chat is one wish, not a flood."""
    for n in range(15):
        calls = stage.send_file(f"附件{n}.txt", f"附件{n}\n第{n}号附件的内容。\n".encode())
        assert "已加入" in calls[-1].text


def test_a_file_the_documents_hold_already_is_told(stage: Stage) -> None:
    """Equal content is indexed once."""
    data = (stage.folder / "documents" / "通知.txt").read_bytes()
    assert "已经在索引里" in stage.send_file("又是通知.txt", data)[-1].text


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [("程序.exe", 10, "不认识这种文件"), ("无后缀", 10, "不认识这种文件"), ("大.txt", 20_000_001, "超过 20 MB")],
)
def test_a_file_that_cannot_be_taken_is_refused_before_it_is_fetched(
    stage: Stage, name: str, size: int, words: str
) -> None:
    """Telegram lets bots fetch 20 MB at the most."""
    (call,) = stage.send_file(name, b"x", size=size)
    assert words in call.text


def test_files_are_taken_from_administrators_only(stage: Stage) -> None:
    """Whoever may ask may not write."""
    (call,) = stage.send_file("我的.txt", b"x", FRIEND)
    assert call.text == "只有管理员可以添加文档。"


def test_an_upload_is_deleted_after_a_confirmation(stage: Stage) -> None:
    """It lives in the bot's own folder, so the bot may delete it."""
    stage.send_file("游泳馆.txt", "游泳馆规定\n游泳馆每场限80人入场。\n".encode())
    number = _number_of(stage, "游泳馆规定")
    (ask,) = stage.write(f"/forget {number}")
    assert "要删除上传的文档《游泳馆规定》吗" in ask.text
    assert stage.press(ask, "取消")[0].text == "好的，什么都没动。"
    done, _ = stage.press(ask, "确定")
    assert "已删除" in done.text
    assert not (stage.folder / "uploads" / "游泳馆.txt").exists()
    assert "80人" not in stage.write("游泳馆每场限多少人入场？", FRIEND)[0].text
    gone, _ = stage.press(ask, "确定")
    assert "已经不在了" in gone.text


def test_an_operators_document_is_only_left_out(stage: Stage) -> None:
    """The bot never deletes what it did not write."""
    number = _number_of(stage, "青禾图书馆开放规定")
    (ask,) = stage.write(f"/forget {number}")
    assert "文件不动" in ask.text
    assert "已停用" in stage.press(ask, "确定")[0].text
    assert (stage.folder / "documents" / "图书馆.txt").exists()
    assert "10册" not in stage.write(_QUESTION, FRIEND)[0].text
    (ask,) = stage.write(f"/forget {number}")
    assert "重新启用" in ask.text
    stage.press(ask, "确定")
    assert "10册" in stage.write(_QUESTION, FRIEND)[0].text


def test_a_friend_cannot_press_forget(stage: Stage) -> None:
    """A forged confirmation deletes nothing."""
    (ask,) = stage.write(f"/forget {_number_of(stage, '停水通知')}")
    (popup,) = stage.press_data(ask.button("确定"), FRIEND, FRIEND)
    assert "管理员" in popup.sent["text"]
    assert stage.parts.ledger.documents.excluded() == frozenset()


@pytest.mark.parametrize("argument", ["", "0", "99", "甲", "-1", "²", "9999999999"])
def test_forget_without_a_number_of_the_list_says_how(stage: Stage, argument: str) -> None:
    """A number out of the list is no document."""
    assert "/documents" in stage.write(f"/forget {argument}".strip())[0].text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报告.txt", "报告.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\a.txt", "a.txt"),
        ("..", "document"),
        ("", "document"),
        (".txt", "txt"),
        ("con.txt", "_con.txt"),
        ("a\x00b:c?.md", "a_b_c_.md"),
        (".hidden.txt", "hidden.txt"),
        ("表\u202etxt.exe.csv", "表txt.exe.csv"),
    ],
)
def test_a_file_name_stays_in_its_folder(name: str, safe: str) -> None:
    """Whoever names a file does not choose where it goes."""
    assert safe_name(name) == safe


def test_a_long_file_name_keeps_its_suffix() -> None:
    """File systems end at 255 bytes."""
    name = safe_name("很" * 300 + ".txt")
    assert name.endswith("很.txt")
    assert len(name.encode()) <= 120


def _number_of(stage: Stage, title: str) -> int:
    titles = [document.info.title for document in stage.parts.library.documents()]
    return titles.index(title) + 1


def test_administrators_are_told_once_that_changes_cannot_be_taken_up(stage: Stage) -> None:
    """A full disk under the index: what it is, what to do, and when it is over; the present index answers meanwhile."""
    failure: list[YinjuError] = []
    housekeeping = Housekeeping(stage.parts, 365, lambda: failure[-1] if failure else None)

    def round_() -> list[str]:
        stage.recorder.clear()
        stage.runner.run(housekeeping.look_after_documents(stage.app.bot))
        assert all(call.sent["chat_id"] == ADMIN for call in stage.recorder.calls)
        return [plain(call.text) for call in stage.recorder.calls]

    assert round_() == []
    failure.append(UnwritableIndex(folder="/srv/index", detail="No space left on device"))
    (told,) = round_()
    assert "没能编入索引" in told
    assert "/srv/index（No space left on device）。请检查剩余空间和权限" in told
    assert round_() == []
    failure.append(SourceError(path="/srv/文件"))
    assert "/srv/文件" in round_()[0]
    failure.clear()
    assert round_() == ["文档的改动又能编入索引了，现在是最新的。"]
