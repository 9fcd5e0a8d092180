"""A group over HTTP: greeted once, its topics and replies, albums, with a restart in between."""

from __future__ import annotations

import itertools
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

_GROUP = {"id": -77, "type": "supergroup", "title": "读书会", "is_forum": True}
_WHO = {"id": 42, "is_bot": False, "first_name": "甲", "language_code": "zh-hans"}
_BOT = {"id": 4242, "is_bot": True, "first_name": "引据", "username": "yinju_bot"}
_numbers = itertools.count(9000)


def _message(text: str, **more: object) -> dict[str, Any]:
    entities = [{"type": "mention", "offset": 0, "length": 10}] if text.startswith("@yinju_bot") else []
    entities += (
        [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text.startswith("/") else []
    )
    whole = {"message_id": next(_numbers), "date": int(time.time()), "chat": _GROUP, "from": _WHO}
    return whole | {"text": text, "entities": entities} | more


def _said(api: BotApi) -> list[str]:
    """What the bot wrote in the group so far."""
    return [plain(call.text) for call in api.of("sendMessage") if call.sent["chat_id"] == _GROUP["id"]]


def _answer(api: BotApi, body: dict[str, Any]) -> str:
    """Write in the group; the bot's next message there."""
    before = len(_said(api))
    api.push("message", body)
    return str(api.wait(lambda: _said(api)[before:])[0])


def test_a_group_from_the_greeting_to_its_topics(api: BotApi, folder: Path) -> None:
    """Added, let in, set up topic by topic, asked about what others wrote; and the same after a restart."""
    (folder / "documents" / "泳馆.txt").write_text("游泳馆规定\n游泳馆每场限80人入场。\n", encoding="utf-8")
    change = {"chat": _GROUP, "from": _WHO, "date": int(time.time())}
    added = {"old_chat_member": {"status": "left", "user": _BOT}, "new_chat_member": {"status": "member", "user": _BOT}}
    asked = "每张借书证一次可借多少册？"
    topic = {"message_thread_id": 9, "is_topic_message": True}
    with servers.bot(folder, api.url) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        api.push("my_chat_member", change | added)
        assert "请机器人的管理员在群里发送 /allow" in api.wait(lambda: _said(api))[0]
        person = Person(api, 42)
        person.write(f"/pair {code}")
        person.read("配对成功")
        assert "已准许" in _answer(api, _message("/allow"))
        assert "80人" in _answer(api, _message("@yinju_bot 游泳馆每场限多少人入场？"))
        assert "《游泳馆规定》" in _answer(api, _message("/scope 游泳馆", **topic))
        replied = {"reply_to_message": _message(asked)}
        answer = _answer(api, _message("@yinju_bot", **replied))
        assert answer.startswith(f"理解为：{asked}\n")
        assert "可借10册" in answer.splitlines()[1]
        assert bot.stop() == 0
    with servers.bot(folder, api.url) as bot:
        bot.wait_for("已启动")
        said = len(_said(api))
        api.push("my_chat_member", change | {"old_chat_member": added["new_chat_member"], **added})
        assert "10册" not in _answer(api, _message(f"/ask {asked}", **topic))
        assert "10册" in _answer(api, _message(f"/ask {asked}"))
        assert len(_said(api)) == said + 2, "it was greeted before the restart"
        picture = {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}], "media_group_id": "a1"}
        for text in ("", "@yinju_bot 周几闭馆？", ""):
            body = _message("", **picture)
            entities = [{"type": "mention", "offset": 0, "length": 10}]
            api.push("message", body | ({"caption": text, "caption_entities": entities} if text else {}))
        api.wait(lambda: any("周一闭馆" in one for one in _said(api)))
        assert bot.stop() == 0
        assert len(_said(api)) == said + 3
        assert TOKEN.partition(":")[2] not in bot.everything_written
        assert "Traceback" not in bot.everything_written
