"""Telegram's limits on what a bot sends, and sending again what did not arrive."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterator
from enum import Enum
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.telegram_app.state.in_hand import CURRENT, waiting
from bot.telegram_app.transport.retries import DAY, is_passing, may_have_arrived, pauses, seconds_of

_log = logging.getLogger(__name__)

_SENDING = frozenset({"sendMessage", "sendDocument", "sendPhoto", "editMessageText"})
"""Counted by Telegram as messages, and never given up before a day has passed."""

_SOON = frozenset({"answerCallbackQuery", "answerGuestQuery", "answerInlineQuery", "getFile", "getChatMember"})
"""Of use only within seconds: tried a few times."""

_A_SECOND = 30
_AT_ONCE = 6
"""Messages that may go out at the same moment. The more are on their way when the process is killed, the more come
twice: that they arrived is not noted yet."""

_FEW = 3
_LONGEST_FOR_SOON = 10.0
_MOST_CHATS = 1000

_Result = bool | dict[str, Any] | list[dict[str, Any]]


class Effort(Enum):
    """How much a request is worth, where its method does not say it; an argument of the library's methods."""

    ORNAMENT = 1
    """Progress, 「typing…」: tried once."""


class RateLimiter(BaseRateLimiter[Effort]):
    """Holds requests back as Telegram wants it, and sends again what did not arrive.

    30 messages a second in all, 20 a minute to a group, one a second to a chat after a short burst. The library's own
    limiter stops every chat when Telegram asks for patience in one of them; this one stops that chat.

    A message that did not arrive is sent again, after growing pauses, until it is delivered or a day has passed.
    Whether it arrived cannot be known once the request was written: it is sent again then too, for a message that
    comes twice is less of a loss than one that does not come.

    Args:
        burst: Messages to one chat that may go out at once.
        seconds: Time in which as many may go out again.
        to_group: Messages a minute to one group.
        first_pause: Seconds before the first try again; each pause is twice as long as the one before it.
        give_up: Seconds after which an answer is given up.
        clock: Seconds that only go forward.
    """

    def __init__(  # noqa: PLR0913 - the limits, each by its own name
        self,
        burst: int = 3,
        seconds: float = 3.0,
        *,
        to_group: int = 20,
        first_pause: float = 1.0,
        give_up: float = DAY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._seconds = seconds
        self._to_group = to_group
        self._first_pause = first_pause
        self._give_up = give_up
        self._clock = clock
        self._everybody = AsyncLimiter(_AT_ONCE, _AT_ONCE / _A_SECOND)
        self._chats: OrderedDict[object, AsyncLimiter] = OrderedDict()
        self._groups: OrderedDict[object, AsyncLimiter] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's interface
        self,
        callback: Callable[..., Coroutine[Any, Any, _Result]],
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Effort | None,
    ) -> _Result:
        """Wait for the chat's turn, then ask, and ask again where that is of use."""
        tries = self._tries(endpoint, rate_limit_args)
        while True:
            if endpoint in _SENDING:
                await self._turn(data.get("chat_id"))
            try:
                return await callback(*args, **kwargs)
            except TelegramError as error:
                pause = next(tries, None) if is_passing(error) else None
                if pause is None:
                    raise
                if isinstance(error, RetryAfter):
                    # Obeyed to the second, as often as it comes.
                    pause = seconds_of(error)
                    if endpoint not in _SENDING and pause > _LONGEST_FOR_SOON:
                        raise
                again = "perhaps arrived" if may_have_arrived(error) else "did not arrive"
                _log.warning("%s %s and is sent again in %.0f s: %s", endpoint, again, pause, error)
            async with waiting():
                await asyncio.sleep(pause)

    def _tries(self, endpoint: str, effort: Effort | None) -> Iterator[float]:
        """The pauses before further tries, as many as there may be."""
        if effort is Effort.ORNAMENT:
            return iter(())
        if endpoint not in _SENDING:
            return iter([self._first_pause] * (_FEW - 1)) if endpoint in _SOON else iter(())
        in_hand = CURRENT.get()
        end = self._clock() + self._give_up - (in_hand.age if in_hand else 0.0)
        return self._until(end)

    def _until(self, end: float) -> Iterator[float]:
        for pause in pauses(self._first_pause):
            if self._clock() >= end:
                return
            yield pause

    async def _turn(self, chat: object) -> None:
        """Wait until a message may go to the chat."""
        limits = [self._limit(self._chats, chat, self._burst, self._seconds)]
        if isinstance(chat, str) or (isinstance(chat, int) and chat < 0):
            limits.append(self._limit(self._groups, chat, self._to_group, 60.0))
        for limit in (*limits, self._everybody):
            if limit.has_capacity():
                await limit.acquire()
                continue
            async with waiting():
                await limit.acquire()

    @staticmethod
    def _limit(known: OrderedDict[object, AsyncLimiter], chat: object, most: int, seconds: float) -> AsyncLimiter:
        limit = known.pop(chat, None) or AsyncLimiter(most, seconds)
        known[chat] = limit
        while len(known) > _MOST_CHATS:
            known.popitem(last=False)
        return limit
