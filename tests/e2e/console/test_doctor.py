"""``yinju doctor`` asks Telegram, played on loopback, whether what is set can work there."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.console.conftest import Run

pytestmark = pytest.mark.e2e

_TOKEN = "123456:abcdefghijklmnopqrstuvwxyz012345678"  # noqa: S105 - nobody's


@contextlib.contextmanager
def telegram(**more: bool) -> Iterator[str]:
    """A Bot API that knows nothing but who the bot is; its address."""
    me = {"id": 1, "is_bot": True, "first_name": "引据", "username": "yinju_bot", **more}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer ``getMe``."""
            data = json.dumps({"ok": True, "result": me}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("supported", "code", "words"), [(True, 0, "获准的人可以"), (False, 1, "还没有打开 guest mode")]
)
def test_guest_mode_needs_both_the_setting_and_botfather(run: Run, supported: bool, code: int, words: str) -> None:  # noqa: FBT001 - a parameter of the test
    """Set here and forgotten there it would do nothing, without a word."""
    with telegram(supports_guest_queries=supported) as url:
        done = run(
            "doctor",
            "--online",
            YINJU_TELEGRAM_TOKEN=_TOKEN,
            YINJU_TELEGRAM_BASE_URL=url,
            YINJU_TELEGRAM_GUESTS="on",
        )
    said = done.stdout.decode()
    assert words in said
    assert done.returncode == code, said
    assert _TOKEN not in said


def test_a_wrong_value_is_named_with_what_it_should_be(run: Run) -> None:
    """As with every setting."""
    done = run("doctor", YINJU_TELEGRAM_GUESTS="perhaps")
    assert done.returncode == 2
    assert "YINJU_TELEGRAM_GUESTS=perhaps" in done.stderr.decode()
    assert "on 或 off" in done.stderr.decode()
