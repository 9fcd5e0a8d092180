"""The token stays out of every log: it stands in addresses, in the library's messages and in its ``repr``."""

from __future__ import annotations

import logging
from collections.abc import Sequence

_HIDDEN = "[secret]"


class Redacting(logging.Formatter):
    """Formats as another formatter does, tracebacks included, then takes the secrets out."""

    def __init__(self, inner: logging.Formatter | None, secrets: Sequence[str]) -> None:
        super().__init__()
        self._inner = inner or logging.Formatter()
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, without secrets."""
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return line


def keep_secret(secrets: Sequence[str]) -> None:
    """Keep secrets out of everything logged from now on."""
    # Each request would be a line, with the token in its address.
    for name in ("httpx", "httpcore", "tornado.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # What is logged with no handler of its own goes to standard error by this one.
    handlers = [*logging.getLogger().handlers, *([logging.lastResort] if logging.lastResort else [])]
    for handler in handlers:
        handler.setFormatter(Redacting(handler.formatter, secrets))
