"""How much one person may ask in a while."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable

_MOST_CHATS = 1000


class FloodLimit:
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
