"""The bot as a process, fed by telemelya over a webhook."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.bot.telegram_app.telegram_rules import plain
from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.servers import TOKEN, free_port, get, post, until

pytestmark = pytest.mark.e2e

_KEY = {"Authorization": "Bearer x"}
_SECRET = "a_secret-42"  # noqa: S105 - nobody's
_HEADER = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}


class Chat:
    """A private chat with the bot."""

    def __init__(self, url: str, number: int) -> None:
        self._url = f"{url}/api/v1/test"
        self._number = number
        self._seen = 0

    def write(self, text: str) -> dict[str, Any]:
        """Write; the bot's next message."""
        kind = "command" if text.startswith("/") else "text"
        return self._send({kind: text}, "sendMessage")

    def press(self, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Press a button; the message as changed by it."""
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if label in button["text"])
        return self._send({"callback_data": data, "callback_message_id": message["message_id"]}, "editMessageText")

    def _send(self, what: dict[str, Any], method: str) -> dict[str, Any]:
        post(f"{self._url}/send_update?bot_token={TOKEN}&session_id=s", {"chat_id": self._number, **what}, _KEY)
        return dict(until(lambda: self._new(method)))

    def _new(self, method: str) -> dict[str, Any] | None:
        responses = get(f"{self._url}/responses?session_id=s", _KEY)["responses"]
        for place, response in enumerate(responses[self._seen :], self._seen + 1):
            if response["method"] == method:
                self._seen = place
                return dict(response)
        return None

    def ask_inline(self, text: str) -> list[dict[str, Any]]:
        """Type the bot's name and a question somewhere; the results."""
        url = f"{self._url}/send_inline_query?bot_token={TOKEN}&session_id=s"
        post(url, {"query": text, "from_user": {"id": self._number, "first_name": "甲"}}, _KEY)
        return list(until(lambda: self._new("answerInlineQuery"))["results"])


def test_updates_by_webhook_are_answered(hooked: str, folder: Path) -> None:
    """The same bot behind a web server: paired, asked, pressed, asked inline, stopped."""
    port = free_port()
    listen = f"127.0.0.1:{port}"
    with servers.relay(f"http://{listen}", _HEADER) as front:
        settings = {
            "YINJU_TELEGRAM_WEBHOOK_URL": f"{front}/updates",
            "YINJU_TELEGRAM_WEBHOOK_SECRET": _SECRET,
            "YINJU_TELEGRAM_LISTEN": listen,
        }
        with servers.bot(folder, hooked, **settings) as bot:
            code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
            chat = Chat(hooked, 42)
            assert plain(chat.write(f"/pair {code}")["text"]).startswith("配对成功")
            answer = chat.write("每张借书证一次可借多少册？")
            assert "每张借书证一次可借10册" in plain(answer["text"])
            assert "借期30天。" in plain(chat.press(answer, "原文")["text"])
            assert "10册" in str(chat.ask_inline("每张借书证一次可借多少册？"))
            assert _status(f"http://{listen}/health") == 200
            assert _status(f"http://{listen}/updates", b"{}") == 403
            assert _status(f"http://{listen}/updates", b"{}", _HEADER) == 400
            assert _status(f"http://{listen}/updates", b"[", _HEADER) == 400
            assert _status(f"http://{listen}/elsewhere", b"{}") == 404
            assert bot.stop() == 0
            assert _SECRET not in bot.everything_written
            assert TOKEN not in bot.everything_written


def test_a_webhook_without_a_secret_is_refused(folder: Path) -> None:
    """Without one anybody could speak in Telegram's name."""
    with servers.bot(folder, "http://127.0.0.1:9", YINJU_TELEGRAM_WEBHOOK_URL="https://example.org/x") as bot:
        assert bot.ended() == 2
        assert "YINJU_TELEGRAM_WEBHOOK_SECRET" in bot.lines[-1]


def test_a_webhook_where_monitoring_asks_is_refused(api: BotApi, folder: Path) -> None:
    """Telegram would knock at a door that only says ok."""
    settings = {"YINJU_TELEGRAM_WEBHOOK_URL": "https://example.org/health", "YINJU_TELEGRAM_WEBHOOK_SECRET": _SECRET}
    with servers.bot(folder, api.url, **settings) as bot:
        assert bot.ended() == 2
        assert "YINJU_TELEGRAM_WEBHOOK_URL 的路径不能是 /health" in bot.lines[-1]
        assert api.of("setWebhook") == []


def _status(url: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> int:
    request = urllib.request.Request(url, data, headers or {})  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=servers.PATIENCE) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
