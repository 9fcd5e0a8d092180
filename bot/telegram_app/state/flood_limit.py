"""How much one person may ask in a while."""

from __future__ import annotations

from collections import OrderedDict, deque

_MOST_PEOPLE = 1000


class FloodLimit:
    """How much one person may ask in a while. More gets one polite word, then silence until the while is over.

    What counts is when a message was written, not when it comes to be handled: questions that waited for a bot that was
    away are no flood.

    Args:
        most: Messages allowed within ``seconds``.
        seconds: The while.
    """

    def __init__(self, most: int = 12, seconds: float = 30.0) -> None:
        self._most = most
        self._seconds = seconds
        self._times: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: dict[int, float] = {}

    def take(self, person: int, at: float) -> int | None:
        """Count a message.

        Args:
            person: Who wrote it.
            at: When, in seconds of any clock that is always the same.

        Returns:
            ``0`` if it is welcome; the seconds for which nothing more is taken, if that is to be said; ``None`` for one
            more within that time.
        """
        times = self._times.pop(person, None) or deque()
        self._times[person] = times
        while len(self._times) > _MOST_PEOPLE:
            forgotten, _ = self._times.popitem(last=False)
            self._told.pop(forgotten, None)
        while times and times[0] <= at - self._seconds:
            times.popleft()
        if len(times) < self._most:
            times.append(at)
            self._told.pop(person, None)
            return 0
        if person in self._told:
            return None
        self._told[person] = at
        return max(1, round(times[0] + self._seconds - at))
