"""Questions and answers as a file in the chat: of that chat alone, for those who may see them."""

from __future__ import annotations

import importlib.util
import io
import zipfile

import docx
import pytest

from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, OTHER_GROUP, Stage

_BOOKS = "每张借书证一次可借多少册？"
_PEOPLE = "年末全市常住人口为多少万人？"


def text(calls: list[Call]) -> str:
    """The Markdown that was sent."""
    (call,) = [call for call in calls if call.method == "sendDocument"]
    (data,) = call.files.values()
    return data.decode()


def test_the_words_say_what_is_exported(stage: Stage) -> None:
    """Today, the chat, the last question."""
    stage.write(_BOOKS)
    stage.clock.now += 3 * 24 * 3600
    stage.write(_PEOPLE)
    today = text(stage.write("/export today"))
    assert _PEOPLE in today
    assert _BOOKS not in today
    chat = text(stage.write("/export 聊天"))
    assert chat.index(_BOOKS) < chat.index(_PEOPLE)
    assert "**10册** \\[1\\]" in chat
    assert "> 每张借书证一次可借10册，借期30天。" in chat
    last = text(stage.write("/export question"))
    assert _BOOKS not in last
    assert _PEOPLE in last


def test_a_reply_to_an_answer_exports_that_question(stage: Stage) -> None:
    """What one has before one's eyes."""
    stage.write(_BOOKS)
    answer = stage.recorder.last_message
    stage.write(_PEOPLE)
    made = text(stage.write("/export", **stage.reply_to_bot(answer, ADMIN)))
    assert _BOOKS in made
    assert _PEOPLE not in made


def test_the_buttons_do_the_same(stage: Stage) -> None:
    """Nobody learns words by heart."""
    stage.write(_BOOKS)
    (choice,) = stage.write("/export")
    assert [button["text"] for button in choice.buttons][:2] == ["今天 · Markdown", "今天 · Word"]
    for label in ("今天 · M", "聊天 · M", "上一个问题 · M"):
        assert _BOOKS in text(stage.press(choice, label))


def test_a_word_file_opens(stage: Stage) -> None:
    """What offices pass on."""
    stage.write(_BOOKS)
    (call,) = stage.write("/export word")
    (data,) = call.files.values()
    assert "10册 [1]" in [row.text for row in docx.Document(io.BytesIO(data)).paragraphs]
    assert zipfile.is_zipfile(io.BytesIO(data))


def test_without_its_package_word_is_not_offered_and_said_to_be_missing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain install goes on with Markdown."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    stage.write(_BOOKS)
    (choice,) = stage.write("/export")
    assert not [button for button in choice.buttons if "Word" in button["text"]]
    (refusal,) = stage.write("/export 今天 word")
    assert "yinju[office]" in refusal.text
    assert _BOOKS in text(stage.write("/export 今天"))


def test_nothing_to_export_is_said(stage: Stage) -> None:
    """An empty file looks like a fault."""
    for words in ("today", "chat", "question"):
        (call,) = stage.write(f"/export {words}")
        assert call.text == "没有可以导出的提问。"
    (choice,) = stage.write("/export")
    assert not [button for button in choice.buttons if "上一个" in button["text"]]
    (popup,) = stage.press(choice, "今天 · M")
    assert popup.sent["text"] == "没有可以导出的提问。"


def test_what_nobody_knows_is_answered_with_how_to_write_it(stage: Stage) -> None:
    """Not with a file of something else."""
    (call,) = stage.write("/export 昨天")
    assert "/export 今天" in call.text


def test_nobody_gets_what_was_asked_elsewhere(stage: Stage) -> None:
    """Neither by words nor by a button that was written by hand."""
    stage.write("/allow", ADMIN, OTHER_GROUP)
    stage.write(_BOOKS, FRIEND)
    stage.write(f"/ask {_PEOPLE}", FRIEND, GROUP)
    number = stage.parts.ledger.exchanges.last(FRIEND, FRIEND)
    assert text(stage.write("/export chat", FRIEND)).count("## ") == 1
    group = text(stage.write("/export chat", ADMIN, GROUP))
    assert _PEOPLE in group
    assert _BOOKS not in group
    for person, chat in ((ADMIN, ADMIN), (ADMIN, GROUP), (ADMIN, OTHER_GROUP)):
        (popup,) = stage.press_data(f"o:{number}:md", chat, person)
        assert popup.sent["text"] == "没有可以导出的提问。"
    assert stage.write("/export chat", ADMIN, OTHER_GROUP)[0].text == "没有可以导出的提问。"


def test_the_table_of_the_unanswered_is_offered_to_administrators_in_private(stage: Stage) -> None:
    """They are other people's questions."""
    stage.write("图书馆馆长的生日聚会在哪里办？", FRIEND)
    (choice,) = stage.write("/export")
    (table,) = [call for call in stage.press(choice, "CSV") if call.method == "sendDocument"]
    assert "生日聚会" in table.files["document"].decode("utf-8-sig")
    for person, chat in ((FRIEND, FRIEND), (ADMIN, GROUP)):
        (choice,) = stage.write("/export", person, chat)
        assert not [button for button in choice.buttons if "CSV" in button["text"]]


@pytest.mark.parametrize("typed", ["/导出 今天", "/匯出 今日", "、导出 today", "／导出今天"])
def test_the_command_may_be_typed_in_chinese(stage: Stage, typed: str) -> None:
    """The input method is on when one asks in Chinese."""
    stage.write(_BOOKS)
    assert _BOOKS in text(stage.write(typed))
    assert _PEOPLE not in text(stage.write(f"@yinju_bot {typed}"))


def test_a_group_may_be_asked_for_it_in_chinese_by_name(stage: Stage) -> None:
    """What is not said to the bot is none of its business."""
    stage.write(f"/ask {_BOOKS}", FRIEND, GROUP)
    assert _BOOKS in text(stage.write("@yinju_bot /导出 本群", FRIEND, GROUP))
    assert stage.write("/导出 本群", FRIEND, GROUP) == []


@pytest.mark.parametrize("data", ["o", "o:", "o:today", "o:today:exe", "o:x:md", "o:-1:md", "o:99999:md"])
def test_a_forged_button_gets_nothing(stage: Stage, data: str) -> None:
    """Only a sentence."""
    stage.write(_BOOKS)
    (call,) = stage.press_data(data, ADMIN)
    assert call.method == "answerCallbackQuery"
    assert "出了点问题" not in call.sent["text"]
