"""Processes of the end-to-end tests: the stand-ins for Telegram, and the bot itself."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.e2e.forking import shared_cache, started
from tests.e2e.telegram.install import HERE, Installed

TOKEN = "123456:SECRET-that-must-not-be-seen"  # noqa: S105 - nobody's
PATIENCE = 180.0
"""Seconds to wait for what must come; only ever waited out by a failing test."""

_IMPATIENT = """
import os
from bot.telegram_app import news, one_copy, service
from bot.telegram_app.transport import polling, rate_limiter
from index.store.refresh import watching
news._EVERY, one_copy._REPLACING, service._BETWEEN, service._FINISHING = 0.2, 0.5, 0.1, 0.5
polling._FIRST_WAIT, polling._PAUSE, watching.SHARE = 0.1, 0.05, 2
watching.Watch.__init__.__defaults__ = (None, None, 0.3)
rate_limiter.RateLimiter.__init__.__kwdefaults__["first_pause"] = 0.1
os.fsync = lambda _: None
"""
"""For a bot to run first: it waits less between its tries, and not for the disk, for no test cuts the power. How long
the waits are is looked at by tests of the parts."""


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def post(url: str, body: object, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
    """POST JSON; the JSON that comes back, ``None`` for an empty answer."""
    head = {"Content-Type": "application/json", **(headers or {})}
    request = urllib.request.Request(url, json.dumps(body).encode(), head)  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return json.loads(answer.read() or b"null")


def get(url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
    """GET JSON."""
    request = urllib.request.Request(url, headers=dict(headers or {}))  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return json.loads(answer.read())


def until(what: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is waited for
    """The first truthy value of ``what``.

    Raises:
        TimeoutError: it stayed empty.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            if value := what():
                return value
        time.sleep(0.05)
    msg = "what was waited for did not come"
    raise TimeoutError(msg)


@contextlib.contextmanager
def running(command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> Iterator[None]:
    """A process for the time of the block, its output in a file."""
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own words
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=dict(environment) if environment else None
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)


@contextlib.contextmanager
def telegram_test_api(installed: Installed, log: Path) -> Iterator[str]:
    """telegram-test-api; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    script = str(HERE / "telegram_test_api.cjs")
    with running([str(installed.node), script, str(installed.modules), str(port)], log):
        until(lambda: get(f"{url}/calls")["ok"])
        yield url


@contextlib.contextmanager
def telemelya(installed: Installed, log: Path) -> Iterator[str]:
    """telemelya; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with running([str(installed.python), str(HERE / "telemelya_server.py"), str(port)], log):
        until(lambda: get(f"{url}/api/v1/test/health", {"Authorization": "Bearer x"})["ok"])
        yield url


class Bot:
    """``yinju telegram`` as a process.

    Args:
        folder: Holds its documents and its data.
        url: Address of Telegram.
        first: Python that the process runs first.
        settings: Of the environment.
        forked: From a process that has loaded the program, which saves most of a start; else as everybody starts it.
    """

    def __init__(self, folder: Path, url: str, first: str, settings: Mapping[str, str], *, forked: bool) -> None:
        self.folder = folder
        environment = {
            name: value
            for name, value in os.environ.items()  # noqa: TID251 - a child's environment
            if not name.startswith("YINJU_")
        } | {
            "YINJU_TELEGRAM_TOKEN": TOKEN,
            "YINJU_TELEGRAM_BASE_URL": url,
            "YINJU_DOCUMENTS": str(folder / "documents"),
            "YINJU_DATA": str(folder / "data"),
            # The dictionary in it takes a second to be made.
            "YINJU_CACHE": str(shared_cache()),
            "YINJU_LANGUAGE": "zh-hans",
            # Whatever is not quite sure is answered too: the tests are about the way, not about the threshold.
            "YINJU_MADE_UP_RATE": "0.99",
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUNBUFFERED": "1",
            **settings,
        }
        self._process = started(folder, environment, first, forked=forked)
        self.lines: list[str] = []
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._queue.put(line)
        self._queue.put(None)

    def wait_for(self, words: str) -> str:
        """The first line the bot prints that holds ``words``.

        Raises:
            AssertionError: it ended without.
        """
        while True:
            line = self._queue.get(timeout=PATIENCE)
            if line is None:
                raise AssertionError("".join(self.lines))
            self.lines.append(line)
            if words in line:
                return line

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal; the exit code."""
        self._process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """The exit code, once the bot has ended by itself."""
        code = self._process.wait(PATIENCE)
        self._reader.join()
        while (line := self._queue.get_nowait() if not self._queue.empty() else None) is not None:
            self.lines.append(line)
        if self._process.stdout:
            self._process.stdout.close()
        return code

    def close(self) -> None:
        """End it, however it stands."""
        if self._process.poll() is None:
            self._process.kill()
            self.ended()
        elif self._process.stdout and not self._process.stdout.closed:
            self.ended()

    @property
    def everything_written(self) -> str:
        """What it printed and logged."""
        log = self.folder / "data" / "yinju.log"
        return "".join(self.lines) + (log.read_text(encoding="utf-8") if log.exists() else "")


@contextlib.contextmanager
def bot(folder: Path, url: str, first: str = "", **settings: str) -> Iterator[Bot]:
    """The bot for the time of the block, forked and impatient; ``first`` is Python that it runs first."""
    with _running(Bot(folder, url, _IMPATIENT + first, settings, forked=True)) as process:
        yield process


@contextlib.contextmanager
def patient_bot(folder: Path, url: str, **settings: str) -> Iterator[Bot]:
    """The same with all its waits, for what is measured."""
    with _running(Bot(folder, url, "", settings, forked=True)) as process:
        yield process


@contextlib.contextmanager
def program(folder: Path, url: str, **settings: str) -> Iterator[Bot]:
    """The same, started as everybody starts it."""
    with _running(Bot(folder, url, "", settings, forked=False)) as process:
        yield process


@contextlib.contextmanager
def _running(process: Bot) -> Iterator[Bot]:
    try:
        yield process
    finally:
        process.close()


@contextlib.contextmanager
def refusing_server(answers: Mapping[str, tuple[int, str]]) -> Iterator[str]:
    """A server that refuses the named methods and answers the others as little as possible; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer one call."""
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            method = self.path.rsplit("/", 1)[1]
            me = {"id": 1, "is_bot": True, "first_name": "t", "username": "t_bot"}
            code, description = answers.get(method, (200, ""))
            body: dict[str, object] = {"ok": code == 200, "result": me if method == "getMe" else True}
            if method == "getUpdates":
                body["result"] = []
            if description:
                body |= {"error_code": code, "description": description}
            data = json.dumps(body).encode()
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _serving(Handler) as url:
        yield url


@contextlib.contextmanager
def relay(target: str, headers: Mapping[str, str]) -> Iterator[str]:
    """Passes POST requests on to ``target`` with more headers; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Pass one request on."""
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            head = {"Content-Type": "application/json", **headers}
            request = urllib.request.Request(target + self.path, data, head)  # noqa: S310 - loopback
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                    code = answer.status
            except urllib.error.HTTPError as error:
                code = error.code
                error.close()
            self.send_response(code)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _serving(Handler) as url:
        yield url


@contextlib.contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
