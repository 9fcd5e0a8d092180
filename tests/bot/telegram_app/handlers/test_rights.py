"""Closed folders in the chat: whom they are for, and that no button, list or number tells of them to others."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ledger import Principal, PrincipalKind
from bot.messages import Message, Reply
from bot.rights.readable import Reader
from bot.telegram_app.handlers.callback_data import key_of
from bot.telegram_app.housekeeping import Housekeeping
from tests.bot.rights.settings import closed, write_rights
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, OTHER_GROUP, Stage, open_stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "高级技师月薪是多少元？"
_SALARIES = "工资标准\n高级技师月薪为8800元。\n学徒月薪为3300元。\n"
_COLLEAGUE = 5
_LINK = re.compile(r"t\.me/yinju_bot\?start=([\w-]+)")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """As everywhere, with a folder for one colleague and one group; both groups may use the bot."""
    folder = tmp_path / "documents" / "人事"
    folder.mkdir(parents=True)
    (folder / "工资.txt").write_text(_SALARIES, encoding="utf-8")
    file = write_rights(tmp_path / "rights.toml", closed("人事", people=(_COLLEAGUE,), groups=(GROUP,)))
    with open_stage(tmp_path, rights=file) as stage:
        access = stage.parts.ledger.access
        access.allow(Principal(PrincipalKind.PERSON, _COLLEAGUE), ADMIN)
        access.allow(Principal(PrincipalKind.GROUP, OTHER_GROUP), ADMIN)
        yield stage
        assert stage.recorder.broken == []


def everything(calls: list[Call]) -> str:
    return "\n".join(str((call.sent, call.files)) for call in calls)


def hides(calls: list[Call]) -> bool:
    """Whether nothing of the closed folder is in what was sent."""
    sent = everything(calls)
    return bool(calls) and not any(
        word in sent for word in ("人事", "工资", "8800", "3300", key_of("documents/人事/工资.txt"))
    )


def change_rights(stage: Stage, text: str) -> None:
    write_rights(stage.folder / "rights.toml", text)


def test_an_answer_is_for_those_who_may_read_its_document(stage: Stage) -> None:
    """The colleague, the administrator, the group; nobody else."""
    for person, chat in ((_COLLEAGUE, None), (ADMIN, None), (FRIEND, GROUP)):
        assert "8800元" in stage.write(f"/ask {_QUESTION}", person, chat)[0].text
    for person, chat in ((FRIEND, None), (_COLLEAGUE, OTHER_GROUP), (ADMIN, OTHER_GROUP)):
        assert hides(stage.write(f"/ask {_QUESTION}", person, chat))


def test_one_answer_is_not_kept_for_all(stage: Stage) -> None:
    """Asked first by one who may, then by one who may not: the second gets an answer of their own."""
    assert "8800元" in stage.write(_QUESTION, _COLLEAGUE)[0].text
    assert hides(stage.write(_QUESTION, FRIEND))
    assert "8800元" in stage.write(_QUESTION, _COLLEAGUE)[0].text


def test_lists_and_numbers_do_not_tell_of_a_closed_folder(stage: Stage) -> None:
    """Not even how many documents there are."""
    assert "共 4 篇" in stage.write("/documents", _COLLEAGUE)[0].text
    for text in (
        "/documents",
        "/documents 工资",
        "/scope",
        "/范围",
        "/scope 4",
        "有多少份文件？",
        "有哪些文件？",
        "最新的文件是哪份？",
    ):
        stage.clock.now += 60
        assert hides(stage.write(text, FRIEND)) or "工资" in text, text
    assert "共 3 篇" in stage.write("/documents", FRIEND)[0].text
    assert "共 3 篇" in stage.write("/documents", ADMIN, OTHER_GROUP)[0].text
    assert "全部 3 篇" in stage.write("/scope", FRIEND)[0].text
    assert "没有标题或路径含" in stage.write("/documents 工资", FRIEND)[0].text


def test_the_number_in_a_list_means_what_it_shows(stage: Stage) -> None:
    """The second of what one sees, not the second of all."""
    listed = plain(stage.write("/documents", FRIEND)[0].text)
    second = next(line for line in listed.splitlines() if line.startswith("2. "))
    chosen = stage.write("/scope 2", FRIEND)[0].text
    assert second.split("《")[1].split("》")[0] in chosen


def test_a_forged_choice_is_none(stage: Stage) -> None:
    """A button carries a name anybody can make from a path they guess."""
    key = key_of("documents/人事/工资.txt")
    assert key_of(next(d.info.id for d in stage.parts.library.documents() if "人事" in d.info.path)) == key
    (answered,) = stage.press_data(f"s:1:{key}", FRIEND, FRIEND)
    assert "已经不在" in answered.sent["text"] or "不在了" in answered.sent["text"]
    assert stage.parts.ledger.chats.scope(FRIEND) is None
    popup = stage.press_data(f"x:{key}:1", OTHER_GROUP, ADMIN)
    assert hides(popup)
    assert stage.parts.ledger.documents.excluded() == frozenset()


def test_a_choice_made_before_a_folder_was_closed_is_none(stage: Stage) -> None:
    """Its title would go on being shown among the chosen."""
    stage.write("/scope 工资", _COLLEAGUE)
    assert "选中的 1 篇" in stage.write("/scope", _COLLEAGUE)[0].text
    change_rights(stage, closed("人事"))
    for text in ("/scope", "/范围", "/documents", "每张借书证一次可借多少册？"):
        assert hides(stage.write(text, _COLLEAGUE))
    assert "10册" in stage.write("每张借书证一次可借多少册？", _COLLEAGUE)[0].text


def test_buttons_of_an_answer_close_with_the_folder(stage: Stage) -> None:
    """What was cited is kept word for word, and must not be shown from there either."""
    (call,) = stage.write(_QUESTION, _COLLEAGUE)
    opened, _ = stage.press(call, "原文", _COLLEAGUE)
    assert "8800元" in opened.text
    change_rights(stage, closed("人事"))
    for data in ("w:1:0:0", "b:1:0", "b:1:0:3", "f:1:0", "f:1:0:0", "f:1:0:1:0", "a:1:0", "r:1:1"):
        (answered,) = stage.press_data(data, _COLLEAGUE, _COLLEAGUE)
        assert answered.sent["text"] == "这条回答引用的文档，现在不能在这里查看了。"
    change_rights(stage, closed("人事", people=(_COLLEAGUE,)))
    assert "8800元" in stage.press_data("w:1:0:0", _COLLEAGUE, _COLLEAGUE)[0].text


def test_buttons_stay_closed_when_the_file_is_gone(stage: Stage) -> None:
    """An answer shows what it rested on after its file is gone; of a closed folder it does not."""
    stage.write(_QUESTION, _COLLEAGUE)
    (call,) = stage.write("每张借书证一次可借多少册？", _COLLEAGUE)
    for name in ("人事/工资.txt", "图书馆.txt"):
        (stage.folder / "documents" / name).unlink()
    stage.parts.library.refresh()
    change_rights(stage, closed("人事"))
    assert hides(stage.press_data("w:1:0:0", _COLLEAGUE, _COLLEAGUE))
    assert "10册" in stage.press(call, "原文", _COLLEAGUE)[0].text


def test_the_buttons_of_another_chats_answer_stay_closed(stage: Stage) -> None:
    """The number of an answer is easily guessed."""
    stage.write(f"/ask {_QUESTION}", _COLLEAGUE, GROUP)
    for chat in (FRIEND, OTHER_GROUP):
        assert hides(stage.press_data("w:1:0:0", chat, FRIEND))


def test_a_conversation_does_not_go_on_from_what_was_closed(stage: Stage) -> None:
    """来源 and follow-ups speak of the answer before, word for word."""
    stage.write(_QUESTION, _COLLEAGUE)
    assert "8800元" in stage.write("/来源 1", _COLLEAGUE)[0].text
    change_rights(stage, closed("人事"))
    for text in ("/来源 1", "1", "/原文", "/上文", "/下文", "/explain", "那呢？", f"/explain {_QUESTION}"):
        stage.clock.now += 60
        assert hides(stage.write(text, _COLLEAGUE)), text


def test_an_administrator_who_is_none_any_more_reads_no_more(stage: Stage) -> None:
    """The conversation they had is no way in."""
    stage.parts.ledger.access.allow(Principal(PrincipalKind.PERSON, FRIEND, is_admin=True), ADMIN)
    assert "8800元" in stage.write(_QUESTION, FRIEND)[0].text
    stage.parts.ledger.access.revoke(PrincipalKind.PERSON, FRIEND)
    stage.parts.ledger.access.allow(Principal(PrincipalKind.PERSON, FRIEND), ADMIN)
    for text in ("/来源 1", "/原文", _QUESTION):
        assert hides(stage.write(text, FRIEND))
    assert hides(stage.press_data("w:1:0:0", FRIEND, FRIEND))


def test_inline_answers_hold_only_what_is_open_to_everybody(stage: Stage) -> None:
    """They are put into a chat nobody here knows, whoever asks."""
    for person in (FRIEND, _COLLEAGUE, ADMIN):
        assert hides(stage.ask_inline(_QUESTION, person))
    assert "10册" in everything(stage.ask_inline("每张借书证一次可借多少册？", FRIEND))


def test_in_a_group_an_administrator_does_not_show_what_it_may_not_read(stage: Stage) -> None:
    """Counts, names of skipped files, titles: the group reads along."""
    (stage.folder / "documents" / "人事" / "工资表.exe").write_bytes(b"x")
    for command in ("/health", "/reload"):
        (call,) = stage.write(command, ADMIN, OTHER_GROUP)
        assert call.text == "请在私聊里用这个命令。"
        assert "4" in everything(stage.write(command, ADMIN))
        assert "4" in everything(stage.write(command, ADMIN, GROUP))
    asked = [stage.write(f"/forget {n}", ADMIN, OTHER_GROUP) for n in range(1, 5)]
    assert all(map(hides, asked))
    assert "/documents 里的编号" in asked[3][0].text
    assert "有限制的文件夹：1" in stage.write("/health", ADMIN)[0].text


def test_an_edited_question_is_answered_by_the_same_rights(stage: Stage) -> None:
    """Asking of something open first is no way in."""
    stage.write("每张借书证一次可借多少册？", FRIEND)
    assert hides(stage.edit(stage.last_written, _QUESTION, FRIEND))


def test_administrators_are_told_of_a_rights_file_that_cannot_be_used(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Once, in private, in their language; and when it is mended."""
    housekeeping = Housekeeping(stage.parts, 365)

    def round_() -> list[str]:
        stage.recorder.clear()
        stage.runner.run(housekeeping.look_after_rights(stage.app.bot))
        assert all(call.sent["chat_id"] == ADMIN for call in stage.recorder.calls)
        return [call.text for call in stage.recorder.calls]

    assert round_() == []
    change_rights(stage, "[folders.'认事']\n")
    with caplog.at_level(logging.ERROR):
        (told,) = round_()
    assert "不在要查找的文档里" in told
    assert "照上一次能用的权限办" in told
    assert "the rights file cannot be used" in caplog.text
    assert round_() == []
    assert hides(stage.write(_QUESTION, FRIEND))
    assert "照上一次能用的权限办" in stage.write("/health", ADMIN)[0].text
    change_rights(stage, closed("人事"))
    assert round_() == ["权限文件又能用了，现在照它办：1 个文件夹有限制。"]


def test_administrators_are_told_when_a_named_group_gets_another_number(stage: Stage) -> None:
    """It would see nothing any more, and nobody would know why."""
    calls = stage.write("", FRIEND, GROUP, migrate_to_chat_id=-100500)
    assert [call.sent["chat_id"] for call in calls] == [ADMIN]
    assert "编号变成 -100500" in calls[0].text
    assert hides(stage.write(f"/ask {_QUESTION}", FRIEND, -100500))
    assert stage.write("", FRIEND, OTHER_GROUP, migrate_to_chat_id=-200500) == []


def test_many_may_ask_at_the_same_time(stage: Stage) -> None:
    """What one may read is not what the next may."""
    readers = [(person, stage.parts.dialogue_for(Reader(person=person))) for person in (_COLLEAGUE, FRIEND)] * 20

    async def ask_all() -> list[Reply]:
        asking = (asyncio.to_thread(dialogue.ask, Message(_QUESTION, str(person))) for person, dialogue in readers)
        return list(await asyncio.gather(*asking))

    assert ["8800元" in str(reply) for reply in stage.runner.run(ask_all())] == [True, False] * 20


def test_watched_questions_know_who_may_read_the_answer(stage: Stage) -> None:
    """Neither the answer of now, nor the list, nor news tell of a folder that is closed, or was closed since."""
    assert hides(stage.write(f"/watch {_QUESTION}", FRIEND))
    assert "8800元" in stage.write(f"/watch {_QUESTION}", _COLLEAGUE)[0].text
    (stage.folder / "documents" / "人事" / "工资.txt").write_text(
        "工资标准\n高级技师月薪为9900元。\n", encoding="utf-8"
    )
    change_rights(stage, closed("人事", groups=(GROUP,)))
    stage.parts.library.refresh()
    assert stage.look_for_news() == []
    assert "8800" not in stage.write("/watch", _COLLEAGUE)[0].text


def test_an_export_holds_what_may_still_be_read(stage: Stage) -> None:
    """A file carries further than a chat."""
    stage.write(_QUESTION, _COLLEAGUE)
    change_rights(stage, closed("人事", groups=(GROUP,)))
    assert "8800" not in everything(stage.write("/export 聊天", _COLLEAGUE))


def test_a_link_into_a_closed_folder_opens_for_those_who_may_read_it(stage: Stage) -> None:
    """A link is passed on; that it leads somewhere is not told to others, with the words for what is gone."""
    answered, listed = stage.write(_QUESTION, _COLLEAGUE)[0], stage.write("/documents 工资", _COLLEAGUE)[0]
    for found, first in ((answered, "8800"), (listed, "工资标准")):
        payload = _LINK.findall(found.text)[0]
        (opened,) = stage.write(f"/start {payload}", _COLLEAGUE)
        assert first in opened.text
        (refused,) = stage.write(f"/start {payload}", FRIEND)
        assert "打不开了" in refused.text
        assert hides([refused])
        (popup,) = stage.press_data(f"k:{payload}:w", OTHER_GROUP, _COLLEAGUE)
        assert "打不开了" in popup.sent["text"]
        # Rights count when a button is pressed, not when it was made.
        before = (stage.folder / "rights.toml").read_text(encoding="utf-8")
        change_rights(stage, closed("人事", groups=(GROUP,)))
        assert hides(stage.press(opened, "下文", _COLLEAGUE))
        change_rights(stage, before)


def test_a_closed_folder_is_no_folder_to_choose(stage: Stage) -> None:
    """Neither by its button nor by its name."""
    assert "人事" in everything(stage.write("/scope", _COLLEAGUE))
    assert hides(stage.write("/scope", FRIEND))
    stage.write("/scope 人事/", FRIEND)
    stage.press_data(f"s:1:{key_of('documents/人事/')}", FRIEND, FRIEND)
    assert stage.parts.ledger.chats.scope(FRIEND) is None
    stage.write("/scope 人事/", _COLLEAGUE)
    assert stage.parts.ledger.chats.scope(_COLLEAGUE) == frozenset({"documents/人事/"})


def test_an_open_folder_in_a_closed_one_is_not_named(stage: Stage) -> None:
    """Its documents are there to choose; its name would tell where they lie."""
    inside = stage.folder / "documents" / "人事" / "告示"
    inside.mkdir()
    (inside / "食堂.txt").write_text("食堂告示\n食堂中午十二点开门。\n", encoding="utf-8")
    stage.parts.library.refresh()
    change_rights(stage, closed("人事") + closed("人事/告示", people=(FRIEND,)))
    calls = stage.write("/scope", FRIEND)
    assert "食堂告示" in everything(calls)
    assert hides(calls)
    assert "人事/告示" in everything(stage.write("/scope", ADMIN))


def test_a_greeting_counts_what_the_group_may_read(stage: Stage) -> None:
    """The number of all would tell that there are others."""
    assert "能查 4 篇" in stage.add_bot(GROUP)[0].text
    assert "能查 3 篇" in stage.add_bot(OTHER_GROUP)[0].text


def test_guests_get_nothing_of_a_closed_folder(tmp_path: Path) -> None:
    """Whoever asks: nobody knows who else reads in a chat the bot is not in."""
    folder = tmp_path / "documents" / "人事"
    folder.mkdir(parents=True)
    (folder / "工资.txt").write_text(_SALARIES, encoding="utf-8")
    file = write_rights(tmp_path / "rights.toml", closed("人事", people=(FRIEND,), groups=(GROUP,)))
    with open_stage(tmp_path, rights=file, guests=True) as stage:
        assert "8800元" in stage.write(_QUESTION, FRIEND)[0].text
        for person, chat in ((FRIEND, -999), (FRIEND, GROUP), (ADMIN, -999)):
            calls = stage.mention_elsewhere(f"@yinju_bot {_QUESTION}", person, chat)
            assert [call.method for call in calls] == ["answerGuestQuery"]
            assert hides(calls)
        assert stage.recorder.broken == []
