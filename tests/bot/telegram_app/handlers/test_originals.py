"""原页 and 文件: the page with its evidence marked, the document itself, and what is said where neither can be had."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from bot.telegram_app.handlers.originals import is_kept
from tests.bot.telegram_app.papers import pool
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage, open_stage
from tests.bot.telegram_app.telegram_rules import plain
from tests.index.loading.papers import drawn

_QUESTION = "游泳馆每场限多少人入场？"
_TEXT_QUESTION = "每张借书证一次可借多少册？"
_YELLOW = (255, 232, 92)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A bot with a PDF file among its documents."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "游泳馆.pdf").write_bytes(pool())
    with open_stage(tmp_path) as stage:
        yield stage
        assert stage.recorder.broken == []


def labels(call: Call) -> list[str]:
    return [button["text"] for button in call.buttons]


def told(calls: list[Call]) -> str:
    """What pops up, where nothing else is done."""
    (call,) = calls
    assert call.method == "answerCallbackQuery"
    return str(call.sent.get("text", ""))


def test_the_page_comes_as_a_photo_with_the_words_marked(stage: Stage) -> None:
    """Who doubts an answer sees it on its page, one tap away, and what page it is."""
    (call,) = stage.write(_QUESTION, FRIEND)
    assert labels(call)[3:5] == ["原页", "文件"]
    number = stage.recorder.last_message
    photo, answered = stage.press(call, "原页", FRIEND)
    assert (photo.method, photo.sent["chat_id"]) == ("sendPhoto", FRIEND)
    assert photo.sent["reply_parameters"]["message_id"] == number
    assert plain(photo.text) == "《游泳馆规定》第2段 · 第2页"
    (picture,) = photo.files.values()
    colours = {colour for _, colour in Image.open(io.BytesIO(picture)).convert("RGB").getcolors() or ()}
    assert {(255, 255, 255), _YELLOW} <= colours
    assert answered.sent.get("text") is None


def test_a_page_is_uploaded_once(stage: Stage) -> None:
    """A second press, another person, another start of the program: Telegram's own number is sent."""
    (call,) = stage.write(_QUESTION, FRIEND)
    stage.press(call, "原页", FRIEND)
    again, _ = stage.press(call, "原页", FRIEND)
    assert (again.method, again.sent["photo"], again.files) == ("sendPhoto", "photo-1002", {})
    assert plain(again.text) == "《游泳馆规定》第2段 · 第2页"
    (other,) = stage.write(f"/ask {_QUESTION}", FRIEND, GROUP)
    there, _ = stage.press(other, "原页", FRIEND)
    assert (there.sent["chat_id"], there.sent["photo"]) == (GROUP, "photo-1002")


def test_a_number_telegram_has_forgotten_is_uploaded_anew(stage: Stage) -> None:
    """The person gets the page all the same."""
    (call,) = stage.write(_QUESTION, FRIEND)
    stage.press(call, "原页", FRIEND)
    stage.recorder.fail("sendPhoto", 400, "Bad Request: wrong file identifier/HTTP URL specified")
    refused, uploaded, _ = stage.press(call, "原页", FRIEND)
    assert (refused.sent["photo"], len(uploaded.files)) == ("photo-1002", 1)
    again, _ = stage.press(call, "原页", FRIEND)
    assert again.sent["photo"] not in {"photo-1002", ""}


def test_the_paragraph_has_its_page_and_file_too(stage: Stage) -> None:
    """Also where there was no answer and only a paragraph is looked at; then all of it is marked."""
    (call,) = stage.write("游泳馆馆长的生日聚会在哪里办？", FRIEND)
    whole, _ = stage.press(call, "原文 1", FRIEND)
    assert {"原页", "文件"} <= set(labels(whole))
    photo, _ = stage.press(whole, "原页", FRIEND)
    assert photo.method == "sendPhoto"


def test_text_has_no_page(stage: Stage) -> None:
    """An image is not made up; a forged button is told so."""
    (call,) = stage.write(_TEXT_QUESTION, FRIEND)
    assert "原页" not in labels(call)
    data = call.button("文件").replace("g:", "p:")
    assert told(stage.press_data(data, FRIEND, FRIEND)) == "只有 PDF 和图片有原页可看。"


def test_what_others_were_shown_stays_theirs(stage: Stage) -> None:
    """What a button carries can be forged."""
    (call,) = stage.write(_QUESTION, FRIEND)
    for label in ("原页", "文件"):
        data = call.button(label)
        assert told(stage.press_data(data, ADMIN, ADMIN)) == "这条回答的记录已经不在了，请重新提问。"
        assert told(stage.press_data(data, STRANGER, STRANGER)) == ""
        for forged in (f"{data}9", f"{data}:", data.rsplit(":", 1)[0], f"{data[0]}:x:y", data[0]):
            calls = stage.press_data(forged, FRIEND, FRIEND)
            assert [one.method for one in calls] == ["answerCallbackQuery"] or forged == f"{data}:"


def test_a_document_changed_since_is_told(stage: Stage) -> None:
    """Marks of the old page on a new one would lie; the file itself is sent, and says that it is another."""
    (call,) = stage.write(_QUESTION, FRIEND)
    file = stage.folder / "documents" / "游泳馆.pdf"
    changed = "文档后来有改动，这一页已经不是当时引用的了。请重新提问。"
    file.write_bytes(pool(95))
    # the index does not know yet
    assert told(stage.press(call, "原页", FRIEND)) == changed
    stage.parts.library.refresh()
    assert told(stage.press(call, "原页", FRIEND)) == changed
    document, _ = stage.press(call, "文件", FRIEND)
    assert plain(document.text).endswith("\n文档后来有改动，和当时引用的不完全一样。")
    assert list(document.files.values()) == [pool(95)]


def test_a_document_that_is_gone_is_told(stage: Stage) -> None:
    """Deleted, whether or not the index knows; or left out by an administrator."""
    (call,) = stage.write(_QUESTION, FRIEND)
    gone = "这篇文档已经不在了。"
    file = stage.folder / "documents" / "游泳馆.pdf"
    document = next(one.info.id for one in stage.parts.library.documents() if one.place == file)
    stage.parts.ledger.documents.exclude(document, ADMIN)
    assert [told(stage.press(call, label, FRIEND)) for label in ("原页", "文件")] == [gone] * 2
    stage.parts.ledger.documents.include(document)
    file.unlink()
    assert [told(stage.press(call, label, FRIEND)) for label in ("原页", "文件")] == [gone] * 2
    stage.parts.library.refresh()
    assert [told(stage.press(call, label, FRIEND)) for label in ("原页", "文件")] == [gone] * 2
    back, _ = stage.press(call, "原文", FRIEND)
    assert not {"原页", "文件"} & set(labels(back))


def test_what_cannot_be_read_says_why(stage: Stage) -> None:
    """The document's place is taken by a folder: told, and the program goes on."""
    (call,) = stage.write(_QUESTION, FRIEND)
    file = stage.folder / "documents" / "游泳馆.pdf"
    file.unlink()
    file.mkdir()
    assert told(stage.press(call, "原页", FRIEND)) == "这一页画不出来：打不开。"
    assert told(stage.press(call, "文件", FRIEND)) == "文件取不出来：打不开。"


def test_the_file_comes_as_it_is_and_is_uploaded_once(stage: Stage) -> None:
    """The document itself, under its own name."""
    (call,) = stage.write(_TEXT_QUESTION, FRIEND)
    document, answered = stage.press(call, "文件", FRIEND)
    assert document.method == "sendDocument"
    assert list(document.files.values()) == [(stage.folder / "documents" / "图书馆.txt").read_bytes()]
    assert plain(document.text) == "《青禾图书馆开放规定》第4段"
    assert answered.sent.get("text") is None
    again, _ = stage.press(call, "文件", FRIEND)
    assert (again.sent["document"], again.files) == ("document-1002", {})


def test_a_file_over_the_limit_is_told(stage: Stage) -> None:
    """Telegram takes 50 MB from a bot."""
    (call,) = stage.write(_TEXT_QUESTION, FRIEND)
    os.truncate(stage.folder / "documents" / "图书馆.txt", 50_000_001)
    assert told(stage.press(call, "文件", FRIEND)) == "文件超过 50 MB，发不了。"


def test_a_file_of_an_archive_is_taken_out_of_it(stage: Stage) -> None:
    """What is cited is the file in it, not the archive; its page is shown as well."""
    with zipfile.ZipFile(stage.folder / "documents" / "资料.zip", "w") as archive:
        archive.writestr("内部/滑冰馆.pdf", drawn(lambda canvas: canvas.drawString(70, 700, "滑冰馆每场限45人。")))
    stage.parts.library.refresh()
    (call,) = stage.write("滑冰馆每场限多少人？", FRIEND)
    document, _ = stage.press(call, "文件", FRIEND)
    (data,) = document.files.values()
    assert data.startswith(b"%PDF")
    photo, _ = stage.press(call, "原页", FRIEND)
    assert photo.method == "sendPhoto"
    (stage.folder / "documents" / "资料.zip").write_bytes(b"PK rubbish")
    assert told(stage.press(call, "文件", FRIEND)) == "文件取不出来：已损坏。"


def test_files_of_some_folders_are_never_sent(tmp_path: Path) -> None:
    """They are searched and cited all the same, and their pages shown; old and forged buttons are told."""
    inside = tmp_path / "documents" / "内部"
    inside.mkdir(parents=True)
    (inside / "游泳馆.pdf").write_bytes(pool())
    with open_stage(tmp_path) as stage:
        (call,) = stage.write(_QUESTION, FRIEND)
        assert "文件" in labels(call)
    with open_stage(tmp_path, files_kept=(inside,)) as stage:
        (now,) = stage.write(_QUESTION, ADMIN)
        assert labels(now)[3:5] == ["原页", "👍"]
        assert told(stage.press(call, "文件", FRIEND)) == "管理员没有开放这份文件，不能发送。"
        (other,) = stage.write(_TEXT_QUESTION, FRIEND)
        assert "文件" in labels(other)


def test_a_folder_is_kept_whichever_way_leads_there(tmp_path: Path) -> None:
    """A link into the folder, or the folder given by a link, opens no way around the setting."""
    secret, other = tmp_path / "secret", tmp_path / "other"
    for folder in (secret, other):
        folder.mkdir()
    (secret / "a.txt").write_text("a")
    (other / "link.txt").symlink_to(secret / "a.txt")
    (tmp_path / "door").symlink_to(secret)
    assert is_kept(secret / "a.txt", (secret,))
    assert is_kept(secret / "资料.zip" / "a.txt", (secret,))
    assert is_kept(other / "link.txt", (secret,))
    assert is_kept(secret / "a.txt", (tmp_path / "door",))
    assert is_kept(secret / "a.txt", (secret / "a.txt",))
    assert not is_kept(other / "b.txt", (secret,))
    assert not is_kept(tmp_path / "secretary" / "b.txt", (secret,))


def test_a_page_too_long_for_a_photo_comes_as_a_file(tmp_path: Path) -> None:
    """Such as a receipt: Telegram refuses a photo more than twenty times as long as it is wide."""

    def strip(canvas: Canvas) -> None:
        canvas.setPageSize((1400, 40))
        canvas.drawString(70, 15, "游泳馆每场限80人入场。")

    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "游泳馆.pdf").write_bytes(drawn(strip))
    with open_stage(tmp_path) as stage:
        (call,) = stage.write(_QUESTION, FRIEND)
        sent, _ = stage.press(call, "原页", FRIEND)
        assert sent.method == "sendDocument"
        assert stage.recorder.broken == []


def test_what_telegram_refuses_is_told(stage: Stage) -> None:
    """A group may forbid photos; where files are forbidden too, nothing is left but to say so."""
    (call,) = stage.write(_QUESTION, FRIEND)
    refusal = "Bad Request: not enough rights to send photos to the chat"
    stage.recorder.fail("sendPhoto", 400, refusal)
    photo, document, _ = stage.press(call, "原页", FRIEND)
    assert (photo.method, document.method) == ("sendPhoto", "sendDocument")
    again, _ = stage.press(call, "原页", FRIEND)
    assert (again.method, again.files) == ("sendDocument", {})
    for method in ("sendDocument", "sendPhoto", "sendDocument"):
        stage.recorder.fail(method, 400, refusal)
    *_, answered = stage.press(call, "原页", FRIEND)
    assert answered.sent["text"] == "没有发出去，Telegram 不接受：Not enough rights to send photos to the chat"
