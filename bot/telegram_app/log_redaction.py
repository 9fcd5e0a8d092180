"""The token stays out of every log: it stands in addresses, in the library's messages and in its ``repr``."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

_HIDDEN = "[secret]"


def redact_logs(secrets: Sequence[str]) -> None:
    """Keep secrets out of everything logged from now on, whatever the level and whoever writes it down."""
    # Each request would be a line, with the token in its address.
    for name in ("httpx", "httpcore", "tornado.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # An answer that is torn would be written down whole, with what people wrote; that it was is told by whoever asked.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    logging.setLogRecordFactory(Redacting(logging.getLogRecordFactory(), secrets))


class Redacting:
    """Makes log records without secrets.

    Where records are made there is no way past it: a handler that is added later writes what is in the record.

    Args:
        inner: Makes the records.
        secrets: What must not stand in them; empty ones are passed over.
    """

    def __init__(self, inner: Any, secrets: Sequence[str]) -> None:  # noqa: ANN401 - logging's own type for it
        self._inner = inner
        spellings = {spelling for secret in secrets if secret for spelling in (secret, quote(secret, safe=""))}
        # Without the bot's number, too: that half of a token is the secret one.
        spellings |= {secret.partition(":")[2] for secret in secrets if ":" in secret}
        self._spellings = sorted(filter(None, spellings), key=len, reverse=True)

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 - logging's interface
        """A record, its message and its traceback without secrets."""
        record: logging.LogRecord = self._inner(*args, **kwargs)
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # Arguments that do not fit: logging would show them as they are.
            message = str(record.msg)
            record.args = None
        clean = self.clean(message)
        if clean != message or record.args is None:
            record.msg, record.args = clean, None
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            if (shown := self.clean(text)) != text:
                record.exc_info, record.exc_text = None, shown
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return record

    def clean(self, text: str) -> str:
        """``text`` without secrets."""
        for spelling in self._spellings:
            text = text.replace(spelling, _HIDDEN)
        return text
