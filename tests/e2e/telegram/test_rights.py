"""Closed folders over the wire: the running bot, its answers, its buttons, what it puts into other chats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bot.rights.settings import closed, write_rights
from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person

pytestmark = pytest.mark.e2e

_ADMIN, _OTHER = 42, 43
_QUESTION = "高级技师月薪是多少元？"


def test_a_closed_folder_is_closed_on_every_way(api: BotApi, folder: Path) -> None:
    """Asked, tapped, forged, typed in another chat; and at once when the file changes, without a new start."""
    salaries = folder / "documents" / "人事" / "工资.txt"
    salaries.parent.mkdir()
    salaries.write_text("工资标准\n高级技师月薪为8800元。\n学徒月薪为3300元。\n", encoding="utf-8")
    file = write_rights(folder / "rights.toml", closed("人事"))
    admin, other = Person(api, _ADMIN), Person(api, _OTHER)
    with servers.bot(folder, api.url, YINJU_RIGHTS=str(file)) as bot:
        assert "1 个文件夹只给指定的人和群看" in bot.wait_for("个文件夹")
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        admin.write(f"/pair {code}")
        admin.read("配对成功")
        admin.write(f"/allow {_OTHER}")
        admin.read("已准许")
        admin.write(_QUESTION)
        number = admin.read("8800元")["message_id"]
        data = api.messages[number]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

        other.write("/documents")
        other.read("共 1 篇文档")
        other.write(_QUESTION)
        other.read("文档里")
        assert "text" in _press(api, _OTHER, data)
        for person in (_OTHER, _ADMIN):
            assert _type(api, person, _QUESTION)["results"] == []
        assert not any("工资" in message["text"] for message in api.messages.values() if message["chat_id"] == _OTHER)

        write_rights(file, closed("人事", people=(_OTHER,)))
        other.write(_QUESTION)
        other.read("8800元")
        assert bot.stop() == 0
        assert "Traceback" not in bot.everything_written
    assert "8800" not in str([call.sent for call in api.of("answerCallbackQuery", "answerInlineQuery")])


def _press(api: BotApi, person: int, data: str) -> dict[str, Any]:
    """What another's button carries, sent from one's own chat; the answer."""
    chat = {"id": person, "type": "private", "first_name": "某"}
    message = {"message_id": api.next_number(), "date": 1_700_000_000, "chat": chat, "text": "…"}
    press = {"id": "1", "from": _who(person), "chat_instance": "1", "data": data, "message": message}
    return _pushed(api, "callback_query", press, "answerCallbackQuery")


def _type(api: BotApi, person: int, text: str) -> dict[str, Any]:
    """The bot's name and a question, in some other chat; the answer."""
    query = {"id": str(person), "from": _who(person), "query": text, "offset": ""}
    return _pushed(api, "inline_query", query, "answerInlineQuery")


def _pushed(api: BotApi, kind: str, body: dict[str, Any], method: str) -> dict[str, Any]:
    answered = len(api.of(method))
    api.push(kind, body)
    api.wait(lambda: len(api.of(method)) > answered)
    return api.of(method)[-1].sent


def _who(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "某", "language_code": "zh-hans"}
