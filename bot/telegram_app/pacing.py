"""Not too fast: what goes out to one chat, and what comes in from one person."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.ext import AIORateLimiter

_SENDING = ("sendMessage", "sendDocument", "editMessageText")
_MOST_CHATS = 1000
_MOST_RETRIES = 3


class Pacing(AIORateLimiter):
    """Telegram's limits: 30 messages a second in all, 20 a minute to a group, one a second to a chat; 429 is obeyed.

    The library's limiter knows the first two. For the third short bursts are allowed, as Telegram does.

    Args:
        burst: Messages to one chat that may go out at once.
        seconds: Time in which as many may go out again.
    """

    def __init__(self, burst: int = 3, seconds: float = 3.0) -> None:
        super().__init__(max_retries=_MOST_RETRIES)
        self._burst = burst
        self._seconds = seconds
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
        if endpoint in _SENDING and "chat_id" in data:
            await self._limiter(data["chat_id"]).acquire()
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)

    def _limiter(self, chat: object) -> AsyncLimiter:
        limiter = self._chats.pop(chat, None) or AsyncLimiter(self._burst, self._seconds)
        self._chats[chat] = limiter
        while len(self._chats) > _MOST_CHATS:
            self._chats.popitem(last=False)
        return limiter


class Patience:
    """How much one person may ask in a while. More gets one polite word, then silence until the while is over.

    Args:
        clock: Seconds that only go forward.
        most: Messages allowed within ``seconds``.
        seconds: The while.
    """

    def __init__(self, clock: Callable[[], float], most: int = 12, seconds: float = 30.0) -> None:
        self._clock = clock
        self._most = most
        self._seconds = seconds
        self._times: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: dict[int, float] = {}

    def take(self, person: int) -> int | None:
        """Count a message: ``0`` if it is welcome, the seconds to wait if that is to be said, ``None`` for silence."""
        now = self._clock()
        times = self._times.pop(person, None) or deque()
        self._times[person] = times
        while len(self._times) > _MOST_CHATS:
            forgotten, _ = self._times.popitem(last=False)
            self._told.pop(forgotten, None)
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) < self._most:
            times.append(now)
            self._told.pop(person, None)
            return 0
        if person in self._told:
            return None
        self._told[person] = now
        return max(1, round(times[0] + self._seconds - now))
