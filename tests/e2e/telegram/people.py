"""People in their private chats with the bot, on the Bot API of our own."""

from __future__ import annotations

import re
import time
from typing import Any

from tests.bot.telegram_app.telegram_rules import plain
from tests.e2e.telegram.bot_api import BotApi


class Person:
    """Somebody in their private chat with the bot.

    Args:
        api: Telegram.
        number: Their number.
    """

    def __init__(self, api: BotApi, number: int) -> None:
        self._api = api
        self._number = number
        self._seen = 0

    def write(self, text: str, *, then_cut: bool = False) -> None:
        """Send a text."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(f[0])} for f in [re.match(r"/\w+", text)] if f]
        self._api.push("message", self._message(text=text, entities=entities), then_cut=then_cut)

    def send(self, name: str, data: bytes, size: int | None = None) -> None:
        """Send a file that says it is ``size`` bytes long."""
        key = f"f{len(self._api.files)}"
        self._api.files[key] = data
        document = {"file_id": key, "file_unique_id": key, "file_name": name, "file_size": size or len(data)}
        self._api.push("message", self._message(document=document))

    def press(self, number: int, label: str) -> None:
        """Press the button under message ``number`` whose label contains ``label``."""
        rows = self._api.messages[number]["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if label in button["text"])
        message = self._message(text="…") | {"message_id": number}
        press = {"id": "1", "from": self._who(), "chat_instance": "1", "data": data, "message": message}
        self._api.push("callback_query", press)

    def read(self, words: str) -> dict[str, Any]:
        """The first message of the bot in this chat, after those read before, that comes to hold ``words``."""

        def found() -> dict[str, Any] | None:
            for number, message in sorted(self._api.messages.items()):
                mine = message["chat_id"] == self._number and number >= self._seen
                if mine and words in plain(message["text"]):
                    return message
            return None

        message: dict[str, Any] = self._api.wait(found)
        self._seen = message["message_id"]
        return message | {"text": plain(message["text"])}

    def _message(self, **content: object) -> dict[str, Any]:
        chat = {"id": self._number, "type": "private", "first_name": "甲"}
        number = self._api.next_number()
        # What came before this message is no answer to it.
        self._seen = number
        return {"message_id": number, "date": int(time.time()), "chat": chat, "from": self._who(), **content}

    def _who(self) -> dict[str, Any]:
        return {"id": self._number, "is_bot": False, "first_name": f"第{self._number}人", "language_code": "zh-hans"}
