"""Guest mode over HTTP: asked for only where the operator allows it, answered to the query alone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.bot.telegram_app.telegram_rules import plain
from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import TOKEN

pytestmark = pytest.mark.e2e


def _mention(number: int, person: int, text: str) -> dict[str, Any]:
    """A message in a chat the bot is not in, whose number is that of a chat it is in."""
    who = {"id": person, "is_bot": False, "first_name": "甲", "language_code": "zh-hans"}
    whole = {"message_id": number, "date": int(time.time()), "chat": {"id": 42, "type": "private"}, "from": who}
    entities = [{"type": "mention", "offset": 0, "length": 10}]
    return whole | {"text": text, "entities": entities, "guest_query_id": f"g{number}"}


def test_a_mention_elsewhere_is_answered_where_the_operator_allows_it(api: BotApi, folder: Path) -> None:
    """For who was let in; the operator is told that guest mode is still off at BotFather."""
    question = "@yinju_bot 每张借书证一次可借多少册？"

    def answers() -> list[str]:
        results = [call.sent["result"] for call in api.of("answerGuestQuery")]
        return [plain(result["input_message_content"]["message_text"]) for result in results]

    with servers.bot(folder, api.url) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        person = Person(api, 42)
        person.write(f"/pair {code}")
        person.read("配对成功")
        assert "guest_message" not in api.allowed_updates
        api.push("guest_message", _mention(7001, 42, question))
        person.write("/help")
        person.read("直接写问题")
        assert answers() == []
        assert bot.stop() == 0
    with servers.bot(folder, api.url, YINJU_TELEGRAM_GUESTS="on") as bot:
        bot.wait_for("还没有打开 guest mode")
        api.push("guest_message", _mention(7002, 42, question))
        assert "可借10册" in api.wait(answers)[0].splitlines()[0]
        assert "guest_message" in api.allowed_updates
        messages = len(api.of("sendMessage"))
        api.push("guest_message", _mention(7003, 43, question))
        assert "只为获准的人服务" in api.wait(lambda: answers()[1:])[0]
        assert len(api.of("sendMessage")) == messages, "nothing goes to the chat of that number"
        assert bot.stop() == 0
        assert TOKEN.partition(":")[2] not in bot.everything_written
        assert "Traceback" not in bot.everything_written
