"""Updates delivered by Telegram to an address of ours. The only import of tornado.

A request is answered once its update is stored: what is lost before that, Telegram sends again.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import tornado.httpserver
import tornado.web

from bot.telegram_app.errors import CannotGoOnError
from bot.telegram_app.parts import Pulse
from bot.telegram_app.state.update_store import UpdateStore

_log = logging.getLogger(__name__)

HEALTH_PATH = "/health"
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_MOST_BYTES = 4 * 1024 * 1024
"""An update is some kilobytes; what is larger is no update."""


class WebhookServer:
    """A small web server: one path for updates, one for whoever watches.

    Args:
        store: Takes the updates in.
        pulse: Is told when Telegram was heard of.
        clock: Seconds that only go forward.
        url: The public address Telegram is told; its path is the one listened on.
        secret: What Telegram sends along with each update, so that nobody else can.

    Raises:
        CannotGoOnError: the address is the one monitoring asks at.
    """

    def __init__(self, store: UpdateStore, pulse: Pulse, clock: Callable[[], float], *, url: str, secret: str) -> None:
        self.url = url
        self._server: tornado.httpserver.HTTPServer | None = None
        path = urlsplit(url).path or "/"
        if path == HEALTH_PATH:
            key = "telegram_webhook_path"
            raise CannotGoOnError(key, path=HEALTH_PATH)
        shared = {"store": store, "pulse": pulse, "clock": clock, "secret": secret}
        self._site = tornado.web.Application(
            [(HEALTH_PATH, _Health), (path, _Updates, shared)],
            log_function=lambda handler: _log.debug("%s %s", handler.request.method, handler.get_status()),
        )

    def listen(self, host: str, port: int) -> None:
        """Begin to listen.

        Raises:
            CannotGoOnError: the port is taken or forbidden.
        """
        server = tornado.httpserver.HTTPServer(self._site, max_body_size=_MOST_BYTES, xheaders=False)
        try:
            server.listen(port, host)
        except OSError as error:
            key = "telegram_port"
            raise CannotGoOnError(key, listen=f"{host}:{port}", detail=error.strerror or str(error)) from error
        self._server = server

    async def close(self) -> None:
        """Stop listening; requests being answered are."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


class _Health(tornado.web.RequestHandler):
    """Says that the process is there and answers, and nothing else."""

    def get(self) -> None:
        """``ok``."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.write("ok\n")


class _Updates(tornado.web.RequestHandler):
    """Takes one update."""

    def initialize(self, store: UpdateStore, pulse: Pulse, clock: Callable[[], float], secret: str) -> None:
        """Tornado's way of handing a handler what it works with."""
        self._store = store
        self._pulse = pulse
        self._clock = clock
        self._secret = secret

    async def post(self) -> None:
        """Store the update, then say so."""
        given = self.request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self.set_status(403)
            return
        try:
            data = json.loads(self.request.body)
        except ValueError:
            data = None
        if not isinstance(data, dict) or not isinstance(data.get("update_id"), int):
            self.set_status(400)
            return
        self._pulse.heard = self._clock()
        # What the library cannot read is stored and acknowledged as well: Telegram would send it again for ever.
        await self._store.put([data])

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - tornado's interface
        """Only the number: no page, no traceback."""
        del kwargs
        self.set_status(status_code)
        self.finish()
