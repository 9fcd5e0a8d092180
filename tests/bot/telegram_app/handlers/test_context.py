"""Questions about what somebody wrote: in a reply, with a quote, or with nothing but the bot's name."""

from __future__ import annotations

import pytest

from tests.bot.telegram_app.recorder import BOT_NAME
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"
_FOLLOW_UP = f"@{BOT_NAME} 那阅览证呢？"


def reply_to(stage: Stage, text: str, person: int = ADMIN, chat: int = GROUP, **more: object) -> dict[str, object]:
    """A message somebody wrote, as a reply to it tells of it."""
    return {"reply_to_message": stage.message(text, person, chat, **more)}


def test_a_follow_up_goes_on_from_what_somebody_wrote(stage: Stage) -> None:
    """Though they never asked the bot; how it was understood is shown."""
    (call,) = stage.write(_FOLLOW_UP, FRIEND, GROUP, **reply_to(stage, _QUESTION))
    assert plain(call.text).startswith("理解为：每张阅览证一次可借多少册?")


def test_a_question_that_stands_by_itself_is_taken_as_it_is(stage: Stage) -> None:
    """The reply only says to whom it is said."""
    (call,) = stage.write(f"@{BOT_NAME} 年末常住人口多少？", FRIEND, GROUP, **reply_to(stage, _QUESTION))
    assert plain(call.text).startswith("186万人")


@pytest.mark.parametrize("text", [f"@{BOT_NAME}", "/ask", f"/ask@{BOT_NAME}", f" @{BOT_NAME}  "])
def test_the_bots_name_alone_asks_what_was_replied_to(stage: Stage, text: str) -> None:
    """Somebody asked the group; another calls the bot to it."""
    (call,) = stage.write(text, FRIEND, GROUP, **reply_to(stage, _QUESTION))
    assert plain(call.text).startswith(f"理解为：{_QUESTION}\n10册")
    assert call.sent["reply_parameters"]["message_id"] == stage.last_written
    (back,) = stage.parts.ledger.questions.by_question_message(GROUP, stage.last_written)
    assert back.question == _QUESTION


def test_a_quoted_part_is_what_is_meant(stage: Stage) -> None:
    """Of a long message one sentence is asked about."""
    long = reply_to(stage, f"大家周末去哪？{_QUESTION}另外年末常住人口多少？")
    (call,) = stage.write(f"@{BOT_NAME}", FRIEND, GROUP, **long, quote={"text": _QUESTION, "position": 7})
    assert plain(call.text).startswith(f"理解为：{_QUESTION}\n10册")


def test_a_quote_from_another_chat_is_taken(stage: Stage) -> None:
    """Replied to elsewhere: only the quote comes along."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    more = {"external_reply": {"origin": origin}, "quote": {"text": _QUESTION, "position": 0}}
    assert "10册" in plain(stage.write(f"@{BOT_NAME}", FRIEND, GROUP, **more)[0].text)


def test_a_forwarded_text_and_one_under_a_picture_count(stage: Stage) -> None:
    """Whoever first wrote it."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    forwarded = reply_to(stage, _QUESTION, forward_origin=origin)
    assert "10册" in plain(stage.write(f"@{BOT_NAME}", FRIEND, GROUP, **forwarded)[0].text)
    photo = [{"file_id": "p", "file_unique_id": "up", "width": 1, "height": 1}]
    pictured = reply_to(stage, "", photo=photo, caption=_QUESTION)
    assert "10册" in plain(stage.write(f"@{BOT_NAME}", FRIEND, GROUP, **pictured)[0].text)


def test_of_a_question_to_the_bot_only_the_question_counts(stage: Stage) -> None:
    """Somebody asked it before the bot was let in."""
    for asked in (f"/ask {_QUESTION}", f"@{BOT_NAME} {_QUESTION}"):
        (call,) = stage.write(f"@{BOT_NAME}", FRIEND, GROUP, **reply_to(stage, asked))
        assert plain(call.text).startswith(f"理解为：{_QUESTION}\n10册")


@pytest.mark.parametrize("text", ["/scope 全部", "/范围 年度", "/scope 年度/", "/weather", "/ask@another_bot 几册"])
def test_nobodys_command_is_carried_out_for_another(stage: Stage, text: str) -> None:
    """What somebody without a say in it once wrote is no order."""
    stage.write("/scope 停水", ADMIN, GROUP)
    stage.write(f"@{BOT_NAME}", ADMIN, GROUP, **reply_to(stage, text, FRIEND))
    assert stage.parts.ledger.chats.scope(GROUP) == frozenset({"documents/通知.txt"})


def test_a_reply_to_nothing_readable_says_how_to_ask(stage: Stage) -> None:
    """A sticker, the opening of a topic."""
    opening = {
        "reply_to_message": stage.message("", ADMIN, GROUP, forum_topic_created={"name": "借书", "icon_color": 1})
    }
    (call,) = stage.write(f"@{BOT_NAME}", FRIEND, GROUP, **opening)
    assert "请把问题写在后面" in call.text


def test_an_edit_keeps_to_what_was_replied_to(stage: Stage) -> None:
    """The answer changes in place, the context stays."""
    more = reply_to(stage, _QUESTION)
    stage.write(f"@{BOT_NAME} 年末常住人口多少？", FRIEND, GROUP, **more)
    number, answer = stage.last_written, stage.recorder.last_message
    body = stage.message(_FOLLOW_UP, FRIEND, GROUP, message_id=number, edit_date=stage.now, **more)
    (call,) = stage.deliver("edited_message", body)
    assert (call.method, call.sent["message_id"]) == ("editMessageText", answer)
    assert "理解为：" in call.text
    body = stage.message(f"@{BOT_NAME}", FRIEND, GROUP, message_id=number, edit_date=stage.now, **more)
    (call,) = stage.deliver("edited_message", body)
    assert plain(call.text).startswith(f"理解为：{_QUESTION}\n10册")
    assert stage.deliver("edited_message", body) == []


def test_a_long_text_is_no_question_to_search_for(stage: Stage) -> None:
    """It lends its words to a follow-up, nothing more."""
    (call,) = stage.write(_FOLLOW_UP, FRIEND, GROUP, **reply_to(stage, "说明。" * 400 + _QUESTION))
    assert call.method == "sendMessage"


def test_the_next_follow_up_goes_on_from_the_answer(stage: Stage) -> None:
    """What came of the reply is a turn like any other."""
    stage.write(f"@{BOT_NAME}", FRIEND, GROUP, **reply_to(stage, _QUESTION))
    (call,) = stage.write(_FOLLOW_UP, FRIEND, GROUP)
    assert "理解为：每张阅览证一次可借多少册?" in plain(call.text)


def test_in_private_a_reply_goes_back_to_what_it_replies_to(stage: Stage) -> None:
    """Asked three questions ago."""
    first = reply_to(stage, _QUESTION, FRIEND, FRIEND)
    stage.write("年末常住人口多少？", FRIEND)
    (call,) = stage.write("那阅览证呢？", FRIEND, None, **first)
    assert "理解为：每张阅览证一次可借多少册?" in plain(call.text)
