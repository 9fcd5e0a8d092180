"""What holds for a whole group is for its administrators; those who hide their name are known by their account."""

from __future__ import annotations

import pytest

from bot.telegram_app.state.chats import ANONYMOUS
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage

_QUESTION = "每张借书证一次可借多少册？"
_REFUSED = "只有群管理员可以设置"


@pytest.fixture
def group(stage: Stage) -> Stage:
    """A group that is administered by the stranger."""
    stage.recorder.group_administrators.add(STRANGER)
    return stage


def _anonymous(stage: Stage, text: str) -> list[Call]:
    """Somebody writes in the group as its administrator, without a name."""
    sender = {"id": ANONYMOUS, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    return stage.write(text, FRIEND, GROUP, **{"from": sender}, sender_chat={"id": GROUP, "type": "supergroup"})


@pytest.mark.parametrize("text", ["/scope", "/language", "/scope 年度", "/scope 全部", "/ask /范围 年度"])
def test_a_member_of_a_group_does_not_choose_for_all(group: Stage, text: str) -> None:
    """One person in a bad mood must not take the documents away from everybody."""
    calls = group.write(text, FRIEND, GROUP)
    assert _REFUSED in calls[-1].text
    assert group.parts.ledger.chats.scope(GROUP) is None


def test_a_member_presses_in_vain(group: Stage) -> None:
    """The buttons of the choice stand there for all to see."""
    ask = group.write("/scope", STRANGER, GROUP)[-1]
    popup = group.press(ask, "年度报告", FRIEND)[-1]
    assert _REFUSED in popup.sent["text"]
    assert group.parts.ledger.chats.scope(GROUP) is None
    languages = group.write("/language", STRANGER, GROUP)[-1]
    assert _REFUSED in group.press(languages, "English", FRIEND)[-1].sent["text"]
    assert group.parts.ledger.chats.language(GROUP) is None


@pytest.mark.parametrize("person", [ADMIN, STRANGER])
def test_administrators_of_the_bot_and_of_the_group_choose(group: Stage, person: int) -> None:
    """And what they choose holds."""
    ask = group.write("/scope", person, GROUP)[-1]
    group.press(ask, "年度报告", person)
    assert "10册" not in group.write(f"/ask {_QUESTION}", FRIEND, GROUP)[-1].text


def test_whoever_hides_their_name_administers_the_group(group: Stage) -> None:
    """Only administrators can."""
    assert "只在这 1 篇文档里查找" in _anonymous(group, "/scope 年度")[-1].text


def test_where_telegram_does_not_say_nobody_chooses(group: Stage) -> None:
    """Better nothing changed than by anybody."""
    group.recorder.fail("getChatMember", 400, "Bad Request: user not found")
    assert _REFUSED in group.write("/scope", STRANGER, GROUP)[-1].text


def test_in_private_everybody_chooses_for_themselves(group: Stage) -> None:
    """Telegram is not even asked."""
    assert "全部 3 篇" in group.write("/scope", FRIEND)[-1].text
    assert group.recorder.of("getChatMember") == []


def test_an_anonymous_administrator_forgets_by_their_own_account(group: Stage) -> None:
    """The button is pressed by an account: its questions go, and those asked anonymously in this group."""
    group.write(f"/ask {_QUESTION}", FRIEND, GROUP)
    group.write(f"/ask {_QUESTION}", STRANGER, GROUP)
    _anonymous(group, f"/ask {_QUESTION}")
    (ask,) = _anonymous(group, "/forgetme")
    assert "匿名管理员" in ask.text
    assert _REFUSED in group.press(ask, "确定", FRIEND)[-1].sent["text"]
    edited = next(call for call in group.press(ask, "确定", STRANGER) if call.method == "editMessageText")
    assert "已删除 2 条提问" in edited.text
    assert group.parts.ledger.questions.forget_person(FRIEND) == 1, "another person's question stays"


def test_what_is_asked_anonymously_elsewhere_stays(group: Stage) -> None:
    """All anonymous administrators of all groups share one name."""
    _anonymous(group, f"/ask {_QUESTION}")
    assert group.parts.ledger.questions.forget_anonymous(-999, ANONYMOUS) == 0
    assert group.parts.ledger.questions.forget_anonymous(GROUP, ANONYMOUS) == 1
