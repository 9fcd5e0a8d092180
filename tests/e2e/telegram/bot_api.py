"""A Bot API of our own on loopback, for what the stand-ins of others lack: files, limits, refusals, a line that breaks.

It takes what the bot really sends over HTTP, refuses what Telegram would refuse, keeps messages as people see them,
hands out files, and hears nothing while the line is cut.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote

from tests.bot.telegram_app.recorder import Call, parsed
from tests.bot.telegram_app.telegram_rules import BrokenRuleError, check, kept, plain
from tests.e2e.telegram.servers import PATIENCE, TOKEN, free_port

_MOST_BYTES = 20_000_000
"""What a bot may fetch."""
_MOST_UPDATES = 100
"""Told at once."""
_REMEMBERED = 1000
_LONGEST_POLL = 1.0
"""Seconds; Telegram keeps a request open for as long as the bot asks, a test has no use for that."""


class BotApi:
    """The server. ``broken`` holds what Telegram would have refused, ``sent`` counts messages of the bot."""

    def __init__(self) -> None:
        self.port = free_port()
        self.calls: list[Call] = []
        self.broken: list[str] = []
        self.files: dict[str, bytes] = {}
        self.messages: dict[int, dict[str, Any]] = {}
        self.swallowed = threading.Event()
        self._changed = threading.Condition()
        self.updates: list[dict[str, Any]] = []
        self.sent = 0
        self._update = 5000
        self._refusals: dict[str, deque[tuple[int, dict[str, Any]]]] = {}
        self._swallowing: set[str] = set()
        self._number = 0
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        self._is_cut = False
        self.allowed_updates: list[str] = []

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> None:
        """Begin to listen, or listen again."""
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                """One call of a method."""
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                if len(body) < length:
                    # Half a request, of a bot that was killed, is none.
                    return
                answer = api.answer(self.path, self.headers.get("Content-Type", ""), body)
                if answer is None:
                    # Taken and never answered.
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self._send(answer[0], json.dumps(answer[1]).encode())

            def do_GET(self) -> None:
                """One file."""
                place, _, key = unquote(self.path).rpartition("/")
                found = api.files.get(key) if place == f"/file/bot{TOKEN}/documents" else None
                self._send(200 if found is not None else 404, found or b"")

            def _send(self, code: int, data: bytes) -> None:
                with contextlib.suppress(ConnectionError):
                    self.send_response(code)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._is_cut = False
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def cut(self) -> None:
        """Hear nothing any more: every connection is refused."""
        if self._server is None or self._thread is None:
            return
        with self._changed:
            self._is_cut = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._server = None

    def refuse(self, method: str, code: int, description: str, **parameters: object) -> None:
        """Let the next call of ``method`` be refused."""
        answer = {"ok": False, "error_code": code, "description": description}
        self._refusals.setdefault(method, deque()).append(
            (code, answer | ({"parameters": parameters} if parameters else {}))
        )

    def swallow(self, method: str) -> None:
        """Take calls of ``method`` without answering, until :meth:`release`; ``swallowed`` is set with the first."""
        self._swallowing.add(method)

    def release(self, method: str) -> None:
        """Answer ``method`` again."""
        self._swallowing.discard(method)

    def push(self, kind: str, body: dict[str, Any], *, then_cut: bool = False) -> None:
        """Something happened in Telegram; ``then_cut``: and with the news of it the line breaks."""
        with self._changed:
            update = {"update_id": self._update, kind: body}
            self._update += 1
            self.updates.append(update | ({"_cut": True} if then_cut else {}))
            self._changed.notify_all()

    def forget_old(self) -> None:
        """Keep only what happened last: a long run would fill the memory."""
        with self._changed:
            del self.updates[:-_REMEMBERED], self.calls[:-_REMEMBERED]
            for number in sorted(self.messages)[:-_REMEMBERED]:
                del self.messages[number]

    def next_number(self) -> int:
        """A number no message has yet."""
        self._number += 1
        return self._number

    def of(self, *methods: str) -> list[Call]:
        """The calls of these methods that were taken."""
        with self._changed:
            return [call for call in self.calls if call.method in methods]

    def wait(self, what: Any) -> Any:  # noqa: ANN401 - whatever is waited for
        """The first truthy value of ``what``, looked at after each call.

        Raises:
            TimeoutError: it stayed empty.
        """
        end = time.monotonic() + PATIENCE
        with self._changed:
            while not (value := what()):
                if not self._changed.wait(max(end - time.monotonic(), 0.0)):
                    msg = f"what was waited for did not come; last: {[call.method for call in self.calls[-5:]]}"
                    raise TimeoutError(msg)
            return value

    def answer(self, path: str, kind: str, body: bytes) -> tuple[int, dict[str, Any]] | None:
        """What Telegram answers; ``None`` where it never does."""
        found = re.fullmatch(r"/bot(?P<token>[^/]+)/(?P<method>\w+)", path)
        if found is None or found["token"] != TOKEN:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        method = found["method"]
        sent, files = _read(kind, body)
        if method == "getUpdates":
            return self._tell(sent)
        if method in self._swallowing:
            self.swallowed.set()
            return None
        with self._changed:
            self.calls.append(Call(method, sent, files))
            self._changed.notify_all()
            if self._refusals.get(method):
                return self._refusals[method].popleft()
            try:
                check(method, sent, files)
                return 200, {"ok": True, "result": self._done(method, sent)}
            except BrokenRuleError as error:
                self.broken.append(str(error))
                reason = str(error)
            except _RefusedError as error:
                reason = str(error)
        return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}

    def _tell(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The updates from ``offset`` on, as soon as there are any."""
        offset = int(sent.get("offset", 0))
        self.allowed_updates = sent.get("allowed_updates", [])
        with self._changed:
            news = [update for update in self.updates if update["update_id"] >= offset]
            if not news and not self._is_cut:
                self._changed.wait(min(_LONGEST_POLL, float(sent.get("timeout", 0))))
                news = [update for update in self.updates if update["update_id"] >= offset]
        news = news[:_MOST_UPDATES]
        if any(update.pop("_cut", False) for update in news):
            threading.Thread(target=self.cut).start()
        return 200, {"ok": True, "result": news}

    def _done(self, method: str, sent: dict[str, Any]) -> object:
        match method:
            case "getMe":
                me = {"id": 4242, "is_bot": True, "first_name": "引据", "username": "yinju_bot"}
                return me | {"can_join_groups": True, "supports_inline_queries": True}
            case "sendMessage" | "sendDocument" | "sendPhoto":
                number = self.next_number()
                self.sent += 1
                return self._shown(number, sent) | kept(method, sent, number)
            case "editMessageText":
                return self._edited(sent)
            case "answerGuestQuery":
                return {"inline_message_id": "i1"}
            case "getFile":
                data = self.files[sent["file_id"]]
                if len(data) > _MOST_BYTES:
                    reason = "file is too big"
                    raise _RefusedError(reason)
                place = {"file_path": f"documents/{sent['file_id']}", "file_size": len(data)}
                return {"file_id": sent["file_id"], "file_unique_id": "u", **place}
            case _:
                return True

    def _edited(self, sent: dict[str, Any]) -> dict[str, Any]:
        before = self.messages.get(sent["message_id"])
        if before is None:
            reason = "message to edit not found"
            raise _RefusedError(reason)
        if (before["text"], before.get("reply_markup")) == (sent["text"], sent.get("reply_markup")):
            reason = "message is not modified"
            raise _RefusedError(reason)
        return self._shown(sent["message_id"], sent)

    def _shown(self, number: int, sent: dict[str, Any]) -> dict[str, Any]:
        self.messages[number] = {"text": "", **sent, "message_id": number}
        self._changed.notify_all()
        chat = {"id": sent["chat_id"], "type": "private"}
        return {"message_id": number, "date": int(time.time()), "chat": chat, "text": plain(sent.get("text", "x"))}


class _RefusedError(Exception):
    """What Telegram says in place of doing it."""


@contextlib.contextmanager
def bot_api() -> Iterator[BotApi]:
    """The server for the time of the block."""
    api = BotApi()
    api.connect()
    try:
        yield api
    finally:
        api.cut()


def _read(kind: str, body: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The parameters and files of a request."""
    if not kind.startswith("multipart/"):
        return {key: parsed(key, value) for key, value in parse_qsl(body.decode(), keep_blank_values=True)}, {}
    whole = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    sent: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    for part in whole.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        content = data if isinstance(data, bytes) else b""
        if part.get_filename():
            files[name] = content
        else:
            sent[name] = parsed(name, content.decode())
    return sent, files
