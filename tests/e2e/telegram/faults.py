"""A line that goes wrong as it is told: a proxy on loopback between the bot and the Bot API."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import struct
import threading
from collections import Counter, deque
from collections.abc import Iterator
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Fault(Enum):
    """What happens to one request."""

    RESET_BEFORE = "reset before the body is read"
    RESET_WITHIN = "reset within the body"
    RESET_AFTER = "taken, then reset in place of an answer"
    STALL = "read, and never answered"
    TOO_SHORT = "taken, answered with less than the answer says it has"
    TOO_LONG = "taken, answered with more than the answer says it has"
    BAD_GATEWAY = "answered with 502 and a page"
    TOO_MANY = "answered with 429"

    @property
    def arrives(self) -> bool:
        """Whether Telegram does what it was asked for, though the bot cannot know."""
        return self in {Fault.RESET_AFTER, Fault.TOO_SHORT, Fault.TOO_LONG}


class Proxy:
    """The line; ``happened`` counts what went wrong on it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._script: dict[tuple[str, int | None], deque[Fault]] = {}
        self._lock = threading.Lock()
        self.happened: Counter[tuple[str, Fault]] = Counter()
        self.url = ""

    def script(self, method: str, *faults: Fault, chat: int | None = None) -> None:
        """Let the next calls of ``method`` go wrong, one after the other.

        Args:
            method: The method.
            faults: What goes wrong with them.
            chat: The chat they are for; of any where it is not given. What goes wrong before the body is read cannot
                know it.
        """
        with self._lock:
            self._script.setdefault((method, chat), deque()).extend(faults)

    def next_fault(self, method: str, chat: int | None = None) -> Fault | None:
        """What is to happen to this call."""
        with self._lock:
            if not self._script.get((method, chat)):
                return None
            fault = self._script[method, chat].popleft()
            self.happened[method, fault] += 1
            return fault

    def pass_on(self, path: str, kind: str, body: bytes) -> tuple[int, bytes]:
        """What Telegram answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        with contextlib.closing(connection):
            connection.request("POST", path, body, {"Content-Type": kind})
            answer = connection.getresponse()
            return answer.status, answer.read()


@contextlib.contextmanager
def proxy(port: int) -> Iterator[Proxy]:  # noqa: C901 - one branch for each fault
    """The line to the Bot API at ``port`` for the time of the block."""
    line = Proxy(port)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """One call, passed on or spoilt."""
            length = int(self.headers.get("Content-Length", 0))
            method = self.path.rsplit("/", 1)[1]
            fault = line.next_fault(method)
            if fault in {Fault.RESET_BEFORE, Fault.RESET_WITHIN}:
                self.rfile.read(length // 2 if fault is Fault.RESET_WITHIN else 0)
                self._reset()
                return
            body = self.rfile.read(length)
            if fault is None and (chat := re.search(rb"\bchat_id=(-?\d+)", body)):
                fault = line.next_fault(method, int(chat[1]))
            if fault is Fault.STALL:
                # Until the other side gives up.
                self.connection.recv(1)
                return
            code, data = self._answer(fault, body)
            if fault is Fault.RESET_AFTER:
                self._reset()
                return
            told = len(data) + {Fault.TOO_SHORT: 100, Fault.TOO_LONG: -10}.get(fault, 0) if fault else len(data)
            with contextlib.suppress(ConnectionError):
                self.send_response(code)
                self.send_header("Content-Length", str(told))
                self.end_headers()
                self.wfile.write(data)

        def _answer(self, fault: Fault | None, body: bytes) -> tuple[int, bytes]:
            if fault is Fault.BAD_GATEWAY:
                return 502, b"<html><h1>502 Bad Gateway</h1></html>"
            if fault is Fault.TOO_MANY:
                wait = {"description": "Too Many Requests: retry after 1", "parameters": {"retry_after": 1}}
                return 429, json.dumps({"ok": False, "error_code": 429, **wait}).encode()
            try:
                return line.pass_on(self.path, self.headers.get("Content-Type", ""), body)
            except OSError:
                return 502, b""

        def _reset(self) -> None:
            """End the connection the hard way: closed without a good-bye."""
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - socketserver's type for it
            """Only close: a good-bye before a reset would be none."""
            self.close_request(request)

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    line.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
