"""Mentions in chats the bot is not in: off unless allowed, answered once, never sent to the chat's number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.telegram_app.recorder import BOT_NAME, Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage, open_stage
from tests.bot.telegram_app.telegram_rules import plain

_QUESTION = "每张借书证一次可借多少册？"
_MENTION = f"@{BOT_NAME} {_QUESTION}"


@pytest.fixture
def guest(tmp_path: Path) -> Iterator[Stage]:
    """A bot whose operator allows it."""
    with open_stage(tmp_path, guests=True) as stage:
        yield stage
        assert stage.recorder.broken == []


def said(calls: list[Call]) -> str:
    """The one answer, given to the query and to nobody else."""
    (call,) = calls
    assert call.method == "answerGuestQuery"
    assert "chat_id" not in call.sent
    return plain(call.sent["result"]["input_message_content"]["message_text"])


def test_it_is_off_unless_the_operator_allows_it(stage: Stage) -> None:
    """Nothing is asked for, and what comes all the same is not answered."""
    assert "guest_message" not in stage.app.bot.allowed_updates
    assert stage.mention_elsewhere(_MENTION, ADMIN) == []


def test_a_mention_elsewhere_is_answered_with_the_source(guest: Stage) -> None:
    """And with the link that opens it for those who may read."""
    assert "guest_message" in guest.app.bot.allowed_updates
    calls = guest.mention_elsewhere(_MENTION, FRIEND)
    assert said(calls).startswith("10册\n")
    assert "《青禾图书馆开放规定》第4段" in said(calls)
    assert "t.me/yinju_bot?start=" in calls[0].sent["result"]["input_message_content"]["message_text"]
    assert "reply_markup" not in calls[0].sent["result"], "a button there could be pressed by anybody"


@pytest.mark.parametrize("chat", [GROUP, -999, FRIEND, 77])
def test_the_number_of_the_chat_means_nothing(guest: Stage, chat: int) -> None:
    """It may be that of a chat the bot is in, whose scope and access are another matter."""
    guest.write("/scope 停水", ADMIN, GROUP)
    assert said(guest.mention_elsewhere(_MENTION, FRIEND, chat)).startswith("10册\n")
    assert "只为获准的人服务" in said(guest.mention_elsewhere(_MENTION, STRANGER, chat))


def test_the_persons_own_scope_and_language_hold(guest: Stage) -> None:
    """As with inline results."""
    guest.languages[FRIEND] = "en"
    guest.write("/scope 停水", FRIEND)
    assert "10册" not in said(guest.mention_elsewhere(_MENTION, FRIEND))
    assert "The documents mention none of these words" in said(guest.mention_elsewhere(_MENTION, FRIEND))


def test_what_is_replied_to_is_the_context(guest: Stage) -> None:
    """A friend asked; another calls the bot."""
    replied = {"reply_to_message": guest.message(_QUESTION, STRANGER, -999)}
    assert said(guest.mention_elsewhere(f"@{BOT_NAME}", FRIEND, -999, **replied)).startswith(
        f"理解为：{_QUESTION}\n10册"
    )
    answer = said(guest.mention_elsewhere(f"@{BOT_NAME} 那阅览证呢？", FRIEND, -999, **replied))
    assert answer.startswith("理解为：每张阅览证一次可借多少册?")


def test_one_mention_is_no_context_for_another(guest: Stage) -> None:
    """What was asked in one chat must not come up in the next."""
    guest.mention_elsewhere(_MENTION, FRIEND)
    assert "理解为" not in said(guest.mention_elsewhere(f"@{BOT_NAME} 那阅览证呢？", FRIEND))


def test_silence_shows_no_paragraphs(guest: Stage) -> None:
    """The others there did not ask to read the nearest ones; the administrators learn what is missing."""
    answer = said(guest.mention_elsewhere(f"@{BOT_NAME} 图书馆馆长的生日聚会在哪里办？", FRIEND))
    assert answer == "文档里没有找到确切的答案。没有提到：馆长、生日、聚会。"
    assert [one.question for one in guest.parts.ledger.backlog.all()] == ["图书馆馆长的生日聚会在哪里办？"]


@pytest.mark.parametrize("text", ["/scope 全部", "/forgetme", "/reload", f"/scope@{BOT_NAME} 停水"])
def test_no_command_is_carried_out(guest: Stage, text: str) -> None:
    """Everybody there can write one, and what it shows is read by all."""
    guest.write("/scope 停水", ADMIN)
    said(guest.mention_elsewhere(f"@{BOT_NAME} {text}", ADMIN))
    said(guest.mention_elsewhere(text, ADMIN))
    assert guest.parts.ledger.chats.scope(ADMIN) == frozenset({"documents/通知.txt"})


def test_a_mention_without_a_question_says_how(guest: Stage) -> None:
    """The name alone is what people try first."""
    assert "请把问题写在 @yinju_bot 后面" in said(guest.mention_elsewhere(f"@{BOT_NAME}", FRIEND))


def test_strangers_are_refused_once_an_hour(guest: Stage) -> None:
    """Nobody gets to make the bot fill a chat it is not even in."""
    assert "只为获准的人服务" in said(guest.mention_elsewhere(_MENTION, STRANGER))
    assert guest.mention_elsewhere(_MENTION, STRANGER) == []
    guest.clock.now += 3601
    assert len(guest.mention_elsewhere(_MENTION, STRANGER)) == 1


def test_too_many_mentions_are_refused_once(guest: Stage) -> None:
    """The same limit as for messages."""
    for _ in range(12):
        said(guest.mention_elsewhere(_MENTION, FRIEND))
    assert "问得太快了" in said(guest.mention_elsewhere(_MENTION, FRIEND))
    assert guest.mention_elsewhere(_MENTION, FRIEND) == []


def test_bots_and_channels_are_not_answered(guest: Stage) -> None:
    """Two bots answering each other never end."""
    sender = {"id": 5, "is_bot": True, "first_name": "b", "username": "b_bot"}
    assert guest.mention_elsewhere(_MENTION, FRIEND, -999, **{"from": sender}) == []
    body = guest.message(_MENTION, FRIEND, -999, guest_query_id="q")
    del body["from"]
    assert guest.deliver("guest_message", body) == []


def test_an_answer_that_comes_too_late_is_no_error(guest: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Or a second time, after a restart."""
    guest.recorder.fail("answerGuestQuery", 400, "Bad Request: query is too old and response timeout expired")
    guest.mention_elsewhere(_MENTION, FRIEND)
    assert [record for record in caplog.records if record.levelno > 20] == []


def test_what_goes_wrong_is_said_to_the_query_alone(guest: Stage) -> None:
    """A chat of the same number must not hear of it."""
    guest.parts.ledger.questions.add = None  # type: ignore[method-assign,assignment]
    assert "出了点问题" in said(guest.mention_elsewhere(_MENTION, FRIEND, GROUP))


def test_everybody_may_where_the_bot_is_open(tmp_path: Path) -> None:
    """The operator said so twice."""
    with open_stage(tmp_path, guests=True, is_open=True) as stage:
        assert said(stage.mention_elsewhere(_MENTION, STRANGER)).startswith("10册\n")


def test_a_person_forgets_what_they_asked_elsewhere(guest: Stage) -> None:
    """It is kept under their own name only."""
    guest.mention_elsewhere(_MENTION, FRIEND, GROUP)
    assert guest.parts.ledger.questions.forget_person(FRIEND) == 1
