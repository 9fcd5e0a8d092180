"""/watch and /unwatch: kept within limits, listed, dropped by those whose they are."""

from __future__ import annotations

import pytest

from bot.ledger import Watched
from bot.ledger.watched import MOST, MOST_OF_A_PERSON
from bot.telegram_app.state.chats import ANONYMOUS
from bot.watched import Known
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage

_BOOKS = "每张借书证一次可借多少册？"
_PARKS = "全年新建公园多少个？"


def kept(stage: Stage, chat: int, person: int) -> list[str]:
    """The questions a person watches in a chat."""
    return [one.question for one in stage.parts.ledger.watched.of(chat, person)]


def fill(stage: Stage, count: int, person: int) -> None:
    """Let a person watch many questions."""
    for number in range(count):
        watched = Watched(person, None, person, None, "zh-hans", f"第{number}问？", Known())
        stage.parts.ledger.watched.add(watched, stage.parts.library.version)


def test_a_question_is_kept_with_the_answer_it_has(stage: Stage) -> None:
    """What changes is told against that."""
    (call,) = stage.write(f"/watch {_BOOKS}", FRIEND)
    assert "1/20" in call.text
    assert "<b>10册</b>" in call.text
    assert kept(stage, FRIEND, FRIEND) == [_BOOKS]
    assert "还没有答案" in stage.write("/watch 馆长的生日聚会在哪里办？", FRIEND)[0].text


def test_a_reply_to_an_answer_keeps_its_question(stage: Stage) -> None:
    """As it was understood: 「那…」 says nothing by itself."""
    stage.write(_BOOKS, FRIEND)
    stage.write("/watch", FRIEND, **stage.reply_to_bot(stage.recorder.last_message, FRIEND))
    assert kept(stage, FRIEND, FRIEND) == [_BOOKS]


@pytest.mark.parametrize("text", ["你好", "谢谢！", "几" * 301])
def test_what_is_no_question_is_not_kept(stage: Stage, text: str) -> None:
    """It would never have news."""
    assert "不像一个可以关注的问题" in stage.write(f"/watch {text}", FRIEND)[0].text
    assert kept(stage, FRIEND, FRIEND) == []


def test_a_greeting_before_the_question_is_left_out(stage: Stage) -> None:
    """Or the same question would be kept twice."""
    stage.write(f"/watch 你好，{_BOOKS}", FRIEND)
    assert "已经在关注" in stage.write(f"/watch  {_BOOKS} ", FRIEND)[0].text


def test_a_person_keeps_so_many_and_no_more(stage: Stage) -> None:
    """Each is asked after every change of the documents; others are not kept out by it."""
    fill(stage, MOST_OF_A_PERSON, FRIEND)
    assert "已经关注了 20 个" in stage.write(f"/watch {_BOOKS}", FRIEND)[0].text
    assert "已经关注了 20 个" in stage.write(f"/watch {_BOOKS}", FRIEND, GROUP)[0].text
    assert "1/20" in stage.write(f"/watch {_BOOKS}", ADMIN)[0].text


def test_all_together_keep_so_many_and_no_more(stage: Stage) -> None:
    """The list stays one that can be asked through."""
    for person in range(100, 100 + MOST // MOST_OF_A_PERSON):
        fill(stage, MOST_OF_A_PERSON, person)
    assert "已满 1000 个" in stage.write(f"/watch {_BOOKS}", FRIEND)[0].text


def test_a_list_of_twenty_has_a_button_for_each(stage: Stage) -> None:
    """Within Telegram's limits, which the recorder checks."""
    fill(stage, MOST_OF_A_PERSON, FRIEND)
    (call,) = stage.write("/watch", FRIEND)
    assert len(call.buttons) == MOST_OF_A_PERSON
    edited, popup = stage.press(call, "✕ 20", FRIEND)
    assert len(edited.buttons) == MOST_OF_A_PERSON - 1
    assert popup.sent["text"] == "不再关注：第19问？"


@pytest.mark.parametrize("number", ["", "0", "2", "x", "-1", "99999999", "１０"])
def test_a_number_that_is_none_drops_nothing(stage: Stage, number: str) -> None:
    """It is said how to write it."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    assert "/unwatch 2" in stage.write(f"/unwatch {number}", FRIEND)[0].text
    assert kept(stage, FRIEND, FRIEND) == [_BOOKS]


def test_the_chinese_names_do_the_same(stage: Stage) -> None:
    """In private and, said to the bot, in a group."""
    stage.write(f"/关注 {_BOOKS}", FRIEND)
    assert kept(stage, FRIEND, FRIEND) == [_BOOKS]
    assert "不再关注" in stage.write("/取消关注 1", FRIEND)[0].text
    stage.write(f"@yinju_bot /關注 {_BOOKS}", FRIEND, GROUP)
    assert kept(stage, GROUP, FRIEND) == [_BOOKS]
    assert "关注的问题" in stage.write("@yinju_bot /关注", FRIEND, GROUP)[0].text


def test_in_a_group_everybody_has_a_list_of_their_own(stage: Stage) -> None:
    """Nobody's questions are dropped by another."""
    stage.write(f"/watch {_BOOKS}", FRIEND, GROUP)
    stage.write(f"/watch {_PARKS}", ADMIN, GROUP)
    assert (kept(stage, GROUP, FRIEND), kept(stage, GROUP, ADMIN)) == ([_BOOKS], [_PARKS])
    (call,) = stage.write("/watch", FRIEND, GROUP)
    assert _PARKS not in call.text
    (popup,) = stage.press(call, "✕ 1", ADMIN)
    assert popup.sent["text"] == "这是别人关注的问题。"
    stage.press(call, "✕ 1", FRIEND)
    assert kept(stage, GROUP, FRIEND) == []


def test_who_watches_anonymously_drops_it_as_an_administrator(stage: Stage) -> None:
    """A button is pressed by an account of one's own."""
    stage.recorder.group_administrators.add(FRIEND)
    stage.write(f"/watch {_BOOKS}", ANONYMOUS, GROUP)
    (call,) = stage.write("/watch", ANONYMOUS, GROUP)
    assert "别人" in stage.press(call, "✕ 1", ADMIN)[-1].sent["text"]
    assert "不再关注" in stage.press(call, "✕ 1", FRIEND)[-1].sent["text"]
    assert kept(stage, GROUP, ANONYMOUS) == []


@pytest.mark.parametrize("data", ["n", "n:", "n:x", "n:99", "n:-1", "n:1:9:9"])
def test_a_forged_button_drops_nothing_of_another(stage: Stage, data: str) -> None:
    """Not even from another chat."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    (call,) = stage.press_data(data, ADMIN)
    assert "出了点问题" not in call.sent["text"]
    assert kept(stage, FRIEND, FRIEND) == [_BOOKS]


def test_who_is_forgotten_watches_nothing(stage: Stage) -> None:
    """In no chat."""
    stage.write(f"/watch {_BOOKS}", FRIEND)
    stage.write(f"/watch {_BOOKS}", FRIEND, GROUP)
    stage.write(f"/watch {_BOOKS}", ADMIN)
    (ask,) = stage.write("/forgetme", FRIEND)
    stage.press(ask, "确定", FRIEND)
    assert (kept(stage, FRIEND, FRIEND), kept(stage, GROUP, FRIEND)) == ([], [])
    assert kept(stage, ADMIN, ADMIN) == [_BOOKS]


def test_a_group_that_moves_takes_its_questions_along(stage: Stage) -> None:
    """It became a supergroup."""
    stage.write(f"/watch {_BOOKS}", FRIEND, GROUP)
    stage.write("", FRIEND, GROUP, migrate_to_chat_id=-1009)
    (found,) = stage.parts.ledger.watched.of(-1009, FRIEND)
    assert (found.question, found.message) == (_BOOKS, None)
