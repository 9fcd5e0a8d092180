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
from bot.telegram_app.housekeeping import Housekeeping
from tests.bot.rights.settings import closed, write_rights
from tests.bot.telegram_app.handlers.closed import (
    COLLEAGUE,
    QUESTION,
    SALARIES,
    change_rights,
    everything,
    hides,
    open_closed,
)
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, OTHER_GROUP, Stage, open_stage

_LINK = re.compile(r"t\.me/yinju_bot\?start=([\w-]+)")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """As everywhere, with a folder for one colleague and one group."""
    with open_closed(tmp_path) as stage:
        yield stage


def test_an_answer_is_for_those_who_may_read_its_document(stage: Stage) -> None:
    """The colleague, the administrator, the group; nobody else."""
    for person, chat in ((COLLEAGUE, None), (ADMIN, None), (FRIEND, GROUP)):
        assert "8800元" in stage.write(f"/ask {QUESTION}", person, chat)[0].text
    for person, chat in ((FRIEND, None), (COLLEAGUE, OTHER_GROUP), (ADMIN, OTHER_GROUP)):
        assert hides(stage.write(f"/ask {QUESTION}", person, chat))


def test_one_answer_is_not_kept_for_all(stage: Stage) -> None:
    """Asked first by one who may, then by one who may not: the second gets an answer of their own."""
    assert "8800元" in stage.write(QUESTION, COLLEAGUE)[0].text
    assert hides(stage.write(QUESTION, FRIEND))
    assert "8800元" in stage.write(QUESTION, COLLEAGUE)[0].text


def test_buttons_of_an_answer_close_with_the_folder(stage: Stage) -> None:
    """What was cited is kept word for word, and must not be shown from there either."""
    (call,) = stage.write(QUESTION, COLLEAGUE)
    opened, _ = stage.press(call, "原文", COLLEAGUE)
    assert "8800元" in opened.text
    change_rights(stage, closed("人事"))
    for data in ("w:1:0:0", "b:1:0", "b:1:0:3", "f:1:0", "f:1:0:0", "f:1:0:1:0", "a:1:0", "r:1:1"):
        (answered,) = stage.press_data(data, COLLEAGUE, COLLEAGUE)
        assert answered.sent["text"] == "这条回答引用的文档，现在不能在这里查看了。"
    change_rights(stage, closed("人事", people=(COLLEAGUE,)))
    assert "8800元" in stage.press_data("w:1:0:0", COLLEAGUE, COLLEAGUE)[0].text


def test_buttons_stay_closed_when_the_file_is_gone(stage: Stage) -> None:
    """An answer shows what it rested on after its file is gone; of a closed folder it does not."""
    stage.write(QUESTION, COLLEAGUE)
    (call,) = stage.write("每张借书证一次可借多少册？", COLLEAGUE)
    for name in ("人事/工资.txt", "图书馆.txt"):
        (stage.folder / "documents" / name).unlink()
    stage.parts.library.refresh()
    change_rights(stage, closed("人事"))
    assert hides(stage.press_data("w:1:0:0", COLLEAGUE, COLLEAGUE))
    assert "10册" in stage.press(call, "原文", COLLEAGUE)[0].text


def test_the_buttons_of_another_chats_answer_stay_closed(stage: Stage) -> None:
    """The number of an answer is easily guessed."""
    stage.write(f"/ask {QUESTION}", COLLEAGUE, GROUP)
    for chat in (FRIEND, OTHER_GROUP):
        assert hides(stage.press_data("w:1:0:0", chat, FRIEND))


def test_a_conversation_does_not_go_on_from_what_was_closed(stage: Stage) -> None:
    """来源 and follow-ups speak of the answer before, word for word."""
    stage.write(QUESTION, COLLEAGUE)
    assert "8800元" in stage.write("/来源 1", COLLEAGUE)[0].text
    change_rights(stage, closed("人事"))
    for text in ("/来源 1", "1", "/原文", "/上文", "/下文", "/explain", "那呢？", f"/explain {QUESTION}"):
        stage.clock.now += 60
        assert hides(stage.write(text, COLLEAGUE)), text


def test_an_administrator_who_is_none_any_more_reads_no_more(stage: Stage) -> None:
    """The conversation they had is no way in."""
    stage.parts.ledger.access.allow(Principal(PrincipalKind.PERSON, FRIEND, is_admin=True), ADMIN)
    assert "8800元" in stage.write(QUESTION, FRIEND)[0].text
    stage.parts.ledger.access.revoke(PrincipalKind.PERSON, FRIEND)
    stage.parts.ledger.access.allow(Principal(PrincipalKind.PERSON, FRIEND), ADMIN)
    for text in ("/来源 1", "/原文", QUESTION):
        assert hides(stage.write(text, FRIEND))
    assert hides(stage.press_data("w:1:0:0", FRIEND, FRIEND))


def test_inline_answers_hold_only_what_is_open_to_everybody(stage: Stage) -> None:
    """They are put into a chat nobody here knows, whoever asks."""
    for person in (FRIEND, COLLEAGUE, ADMIN):
        assert hides(stage.ask_inline(QUESTION, person))
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
    assert hides(stage.edit(stage.last_written, QUESTION, FRIEND))


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
    assert hides(stage.write(QUESTION, FRIEND))
    assert "照上一次能用的权限办" in stage.write("/health", ADMIN)[0].text
    change_rights(stage, closed("人事"))
    assert round_() == ["权限文件又能用了，现在照它办：1 个文件夹有限制。"]


def test_administrators_are_told_when_a_named_group_gets_another_number(stage: Stage) -> None:
    """It would see nothing any more, and nobody would know why."""
    calls = stage.write("", FRIEND, GROUP, migrate_to_chat_id=-100500)
    assert [call.sent["chat_id"] for call in calls] == [ADMIN]
    assert "编号变成 -100500" in calls[0].text
    assert hides(stage.write(f"/ask {QUESTION}", FRIEND, -100500))
    assert stage.write("", FRIEND, OTHER_GROUP, migrate_to_chat_id=-200500) == []


def test_many_may_ask_at_the_same_time(stage: Stage) -> None:
    """What one may read is not what the next may."""
    readers = [(person, stage.parts.dialogue_for(Reader(person=person))) for person in (COLLEAGUE, FRIEND)] * 20

    async def ask_all() -> list[Reply]:
        asking = (asyncio.to_thread(dialogue.ask, Message(QUESTION, str(person))) for person, dialogue in readers)
        return list(await asyncio.gather(*asking))

    assert ["8800元" in str(reply) for reply in stage.runner.run(ask_all())] == [True, False] * 20


def test_watched_questions_know_who_may_read_the_answer(stage: Stage) -> None:
    """Neither the answer of now, nor the list, nor news tell of a folder that is closed, or was closed since."""
    assert hides(stage.write(f"/watch {QUESTION}", FRIEND))
    assert "8800元" in stage.write(f"/watch {QUESTION}", COLLEAGUE)[0].text
    (stage.folder / "documents" / "人事" / "工资.txt").write_text(
        "工资标准\n高级技师月薪为9900元。\n", encoding="utf-8"
    )
    change_rights(stage, closed("人事", groups=(GROUP,)))
    stage.parts.library.refresh()
    assert stage.look_for_news() == []
    assert "8800" not in stage.write("/watch", COLLEAGUE)[0].text


def test_an_export_holds_what_may_still_be_read(stage: Stage) -> None:
    """A file carries further than a chat."""
    stage.write(QUESTION, COLLEAGUE)
    change_rights(stage, closed("人事", groups=(GROUP,)))
    assert "8800" not in everything(stage.write("/export 聊天", COLLEAGUE))


def test_a_link_into_a_closed_folder_opens_for_those_who_may_read_it(stage: Stage) -> None:
    """A link is passed on; that it leads somewhere is not told to others, with the words for what is gone."""
    answered, listed = stage.write(QUESTION, COLLEAGUE)[0], stage.write("/documents 工资", COLLEAGUE)[0]
    for found, first in ((answered, "8800"), (listed, "工资标准")):
        payload = _LINK.findall(found.text)[0]
        (opened,) = stage.write(f"/start {payload}", COLLEAGUE)
        assert first in opened.text
        (refused,) = stage.write(f"/start {payload}", FRIEND)
        assert "打不开了" in refused.text
        assert hides([refused])
        (popup,) = stage.press_data(f"k:{payload}:w", OTHER_GROUP, COLLEAGUE)
        assert "打不开了" in popup.sent["text"]
        # Rights count when a button is pressed, not when it was made.
        before = (stage.folder / "rights.toml").read_text(encoding="utf-8")
        change_rights(stage, closed("人事", groups=(GROUP,)))
        assert hides(stage.press(opened, "下文", COLLEAGUE))
        change_rights(stage, before)


def test_guests_get_nothing_of_a_closed_folder(tmp_path: Path) -> None:
    """Whoever asks: nobody knows who else reads in a chat the bot is not in."""
    folder = tmp_path / "documents" / "人事"
    folder.mkdir(parents=True)
    (folder / "工资.txt").write_text(SALARIES, encoding="utf-8")
    file = write_rights(tmp_path / "rights.toml", closed("人事", people=(FRIEND,), groups=(GROUP,)))
    with open_stage(tmp_path, rights=file, guests=True) as stage:
        assert "8800元" in stage.write(QUESTION, FRIEND)[0].text
        for person, chat in ((FRIEND, -999), (FRIEND, GROUP), (ADMIN, -999)):
            calls = stage.mention_elsewhere(f"@yinju_bot {QUESTION}", person, chat)
            assert [call.method for call in calls] == ["answerGuestQuery"]
            assert hides(calls)
        assert stage.recorder.broken == []
