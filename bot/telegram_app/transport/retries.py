"""What is asked of Telegram again after a trouble on the line, and how soon."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import httpx
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter, TelegramError

DAY = 24 * 3600.0
"""Seconds for which it is tried to deliver an answer."""

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Troubles before the request was written."""


def is_passing(error: TelegramError) -> bool:
    """Whether the trouble may be gone the next time: the line, a server that is overrun, an answer that is torn."""
    if isinstance(error, BadRequest | Conflict):
        # The library counts a request Telegram calls wrong among the troubles of the network.
        return False
    # Of no kind in particular is only what cannot be read.
    return isinstance(error, NetworkError | RetryAfter) or type(error) is TelegramError


def may_have_arrived(error: TelegramError) -> bool:
    """Whether Telegram may have done what it was asked for: nobody knows once the request was written."""
    cause = error.__cause__
    if isinstance(error, RetryAfter) or isinstance(cause, _NEVER_SENT):
        return False
    # Without a cause of the line it was an answer, such as 502.
    return type(error) is TelegramError or isinstance(cause, httpx.HTTPError)


def pauses(first: float = _FIRST_PAUSE, longest: float = _LONGEST_PAUSE) -> Iterator[float]:
    """Seconds to wait before each further try, growing."""
    return (min(first * 2**number, longest) for number in itertools.count())


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
