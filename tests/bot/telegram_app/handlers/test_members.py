"""The bot comes into a group, and says what people there need to know, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.telegram_app.transport.bot import ALLOWED_UPDATES
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, OTHER_GROUP, STRANGER, Stage, open_stage

_GREETING = "大家好！"


def test_a_group_is_greeted_when_the_bot_is_added(stage: Stage) -> None:
    """How to ask, what is read, who sets the scope; in the language of whoever added it."""
    (call,) = stage.add_bot(GROUP)
    assert call.sent["chat_id"] == GROUP
    for words in ("/ask 问题", "@yinju_bot 问题", "回复我的消息", "我读什么", "群管理员可以用 /scope"):
        assert words in call.text
    assert "还没有获准" not in call.text
    stage.languages[STRANGER] = "en"
    assert "What I read" in stage.add_bot(OTHER_GROUP, STRANGER)[0].text


def test_a_group_that_was_not_let_in_is_told_by_whom_it_can_be(stage: Stage) -> None:
    """Otherwise the first question would be answered by a refusal."""
    (call,) = stage.add_bot(OTHER_GROUP, STRANGER)
    assert call.text.startswith(_GREETING)
    assert "请机器人的管理员在群里发送 /allow" in call.text


def test_a_group_is_greeted_once(stage: Stage) -> None:
    """Made an administrator, or with other rights: no second speech; taken out and added again: a new group."""
    stage.add_bot(GROUP)
    assert stage.add_bot(GROUP, before="member", now="administrator") == []
    assert stage.add_bot(GROUP, before="administrator", now="member") == []
    for gone in ("left", "kicked", "restricted"):
        assert stage.add_bot(GROUP, before="member", now=gone) == []
        assert len(stage.add_bot(GROUP, before=gone)) == 1


def test_a_greeting_outlives_a_restart(tmp_path: Path) -> None:
    """The program is not new in the group because it was started anew."""
    with open_stage(tmp_path) as stage:
        assert len(stage.add_bot(GROUP)) == 1
    with open_stage(tmp_path) as stage:
        assert stage.add_bot(GROUP, before="member", now="administrator") == []


def test_where_it_may_not_write_it_greets_once_it_may(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Groups often let new bots read before an administrator lets them write."""
    stage.recorder.fail("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat")
    stage.add_bot(GROUP)
    assert [record.levelname for record in caplog.records if record.levelno > 20] == []
    (call,) = stage.add_bot(GROUP, before="member", now="administrator")
    assert call.text.startswith(_GREETING)


def test_a_group_that_became_a_supergroup_is_no_new_one(stage: Stage) -> None:
    """It was greeted under its old number."""
    stage.add_bot(GROUP)
    stage.write("", ADMIN, GROUP, migrate_to_chat_id=OTHER_GROUP)
    assert stage.add_bot(OTHER_GROUP) == []


def test_a_person_who_stops_the_bot_is_not_greeted(stage: Stage) -> None:
    """Telegram tells of private chats and channels with the same kind of update."""
    assert stage.add_bot(FRIEND, FRIEND, before="kicked") == []
    assert stage.add_bot(FRIEND, FRIEND, before="member", now="kicked") == []
    change = {"chat": {"id": -300, "type": "channel", "title": "频道"}, "from": {"id": 1, "is_bot": False,
              "first_name": "阿一"}, "date": 1}  # fmt: skip
    member = {"user": {"id": 4242, "is_bot": True, "first_name": "引据"}}
    statuses = {
        "old_chat_member": member | {"status": "left"},
        "new_chat_member": member | {"status": "member"},
    }
    assert stage.deliver("my_chat_member", change | statuses) == []


def test_telegram_is_asked_for_the_news() -> None:
    """It sends only the kinds of update it is asked for."""
    assert "my_chat_member" in ALLOWED_UPDATES
