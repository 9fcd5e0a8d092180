"""Telegram's limits on what a bot sends."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import NetworkError
from telegram.ext import AIORateLimiter

from bot.telegram_app.transport.retries import was_never_sent

_log = logging.getLogger(__name__)

_SENDING = ("sendMessage", "sendDocument", "editMessageText")
_MOST_CHATS = 1000
_MOST_RETRIES = 3
_LONGEST_WAIT = 30.0


class RateLimiter(AIORateLimiter):
    """Telegram's limits: 30 messages a second in all, 20 a minute to a group, one a second to a chat; 429 is obeyed.

    The library's limiter knows the first two. For the third short bursts are allowed, as Telegram does. A message that
    certainly did not arrive is sent again until the network is back.

    Args:
        burst: Messages to one chat that may go out at once.
        seconds: Time in which as many may go out again.
        patience: Seconds after which a message that cannot be sent is given up.
        first_wait: Seconds before the first try again; each wait is twice as long as the one before it.
    """

    def __init__(
        self, burst: int = 3, seconds: float = 3.0, *, patience: float = 600.0, first_wait: float = 1.0
    ) -> None:
        super().__init__(max_retries=_MOST_RETRIES)
        self._burst = burst
        self._seconds = seconds
        self._patience = patience
        self._first_wait = first_wait
        self._hurry = asyncio.Event()
        self._chats: OrderedDict[object, AsyncLimiter] = OrderedDict()

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's interface
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Wait for the chat's turn, then for everybody's."""
        if endpoint not in _SENDING or "chat_id" not in data:
            return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
        await self._limiter(data["chat_id"]).acquire()
        wait, waited = self._first_wait, 0.0
        while True:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except NetworkError as error:
                if not was_never_sent(error) or waited >= self._patience or self._hurry.is_set():
                    raise
                _log.warning("%s did not arrive and is sent again: %s", endpoint, error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), wait)
            waited += wait
            wait = min(2 * wait, _LONGEST_WAIT)

    def hurry(self) -> None:
        """Wait for the network no more: the program is about to end."""
        self._hurry.set()

    def _limiter(self, chat: object) -> AsyncLimiter:
        limiter = self._chats.pop(chat, None) or AsyncLimiter(self._burst, self._seconds)
        self._chats[chat] = limiter
        while len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return limiter
