"""Telegram's side of the line, in process: takes what the bot sends, refuses what Telegram would refuse."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.bot.telegram_app.telegram_rules import BrokenRuleError, check, kept

BOT_ID = 4242
BOT_NAME = "yinju_bot"
TOKEN = "4242:SECRET-token-that-must-never-be-seen"  # noqa: S105 - nobody's


@dataclass
class Call:
    """One request of the bot."""

    method: str
    sent: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text, or the caption, with its markup; empty where there is none."""
        return str(self.sent.get("text", self.sent.get("caption", "")))

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """The buttons of all rows."""
        return [button for row in self.sent.get("reply_markup", {}).get("inline_keyboard", []) for button in row]

    def button(self, text: str) -> str:
        """The callback data of the button whose label contains ``text``."""
        return next(str(button["callback_data"]) for button in self.buttons if text in button["text"])


class Recorder(BaseRequest):
    """Records every call; ``broken`` holds the refusals, which a test's fixture expects to be none.

    ``on_the_way`` are the seconds an answer takes to come back.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.broken: list[str] = []
        self.files: dict[str, bytes] = {}
        self.updates: list[dict[str, Any]] = []
        self.group_administrators: set[int] = set()
        self.on_the_way = 0.0
        self._failures: dict[str, deque[tuple[int, dict[str, Any]]]] = {}
        self._message = 1000

    @property
    def read_timeout(self) -> float | None:
        """Seconds; never waited for here."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def fail(self, method: str, code: int, description: str, **parameters: object) -> None:
        """Let the next call of ``method`` be refused."""
        answer = {"ok": False, "error_code": code, "description": description}
        if parameters:
            answer["parameters"] = parameters
        self._failures.setdefault(method, deque()).append((code, answer))

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's interface
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002
        write_timeout: object = None,  # noqa: ARG002
        connect_timeout: object = None,  # noqa: ARG002
        pool_timeout: object = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answer one request."""
        if method == "GET":
            return 200, self.files[url.rsplit("/", 1)[1]]
        name = url.rsplit("/", 1)[1]
        # Parsed from what would travel, so that a value that cannot be sent fails here.
        raw = request_data.json_parameters if request_data else {}
        sent = {key: parsed(key, value) for key, value in raw.items()}
        files = {key: part[1] for key, part in (request_data.multipart_data if request_data else {}).items()}
        call = Call(name, sent, {key: _bytes(value) for key, value in files.items()})
        self.calls.append(call)
        await asyncio.sleep(self.on_the_way)
        if self._failures.get(name):
            code, answer = self._failures[name].popleft()
            return code, json.dumps(answer).encode()
        try:
            check(name, sent, call.files)
        except BrokenRuleError as error:
            self.broken.append(str(error))
            return 400, json.dumps({"ok": False, "error_code": 400, "description": f"Bad Request: {error}"}).encode()
        return 200, json.dumps({"ok": True, "result": self._result(name, sent)}).encode()

    def _result(  # noqa: PLR0911 - an answer for each method
        self, method: str, sent: dict[str, Any]
    ) -> object:
        match method:
            case "getMe":
                return {
                    "id": BOT_ID,
                    "is_bot": True,
                    "first_name": "引据",
                    "username": BOT_NAME,
                    "can_join_groups": True,
                    "can_read_all_group_messages": False,
                    "supports_inline_queries": True,
                }
            case "sendMessage" | "sendDocument" | "sendPhoto":
                self._message += 1
                return self._sent(self._message, sent) | kept(method, sent, self._message)
            case "editMessageText" | "editMessageReplyMarkup":
                return self._sent(sent["message_id"], sent)
            case "getFile":
                return {
                    "file_id": sent["file_id"],
                    "file_unique_id": "u" + sent["file_id"],
                    "file_size": len(self.files.get(sent["file_id"], b"")),
                    "file_path": f"documents/{sent['file_id']}",
                }
            case "getChatMember":
                return self._member(sent["user_id"])
            case "answerGuestQuery":
                return {"inline_message_id": "i1"}
            case "getUpdates":
                return [update for update in self.updates if update["update_id"] >= sent.get("offset", 0)]
            case _:
                return True

    def _member(self, person: int) -> dict[str, Any]:
        user = {"id": person, "is_bot": False, "first_name": "群友"}
        if person not in self.group_administrators:
            return {"status": "member", "user": user}
        return {"status": "creator", "user": user, "is_anonymous": False}

    @staticmethod
    def _sent(number: int, sent: dict[str, Any]) -> dict[str, Any]:
        chat = sent["chat_id"]
        return {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "引据", "username": BOT_NAME},
            "text": sent.get("text", ""),
        }

    @property
    def last_message(self) -> int:
        """Number of the last message the bot sent."""
        return self._message

    def of(self, *methods: str) -> list[Call]:
        """The calls of these methods."""
        return [call for call in self.calls if call.method in methods]

    def clear(self) -> None:
        """Forget the calls so far."""
        self.calls.clear()


_TEXTS = {
    "text",
    "caption",
    "callback_query_id",
    "guest_query_id",
    "inline_query_id",
    "file_id",
    "url",
    "secret_token",
    "next_offset",
}


def parsed(key: str, value: str) -> Any:  # noqa: ANN401 - JSON
    """A parameter as the bot meant it: everything but texts travels as JSON."""
    try:
        return value if key in _TEXTS else json.loads(value)
    except ValueError:
        return value


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else value.read()  # type: ignore[attr-defined]
