"""What may be sent again after a trouble on the line."""

from __future__ import annotations

import httpx
from telegram.error import BadRequest, NetworkError, TelegramError

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Troubles after which it is certain that Telegram has not seen the request."""


def was_never_sent(error: BaseException | None) -> bool:
    """Whether Telegram certainly has not done what was asked of it; after a time-out while it answers nobody knows."""
    if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
        return False
    cause = error.__cause__
    # Without a cause, or with one of the library's own, it was an answer such as 502.
    return (cause is None and type(error) is NetworkError) or isinstance(cause, (*_NEVER_SENT, TelegramError))
