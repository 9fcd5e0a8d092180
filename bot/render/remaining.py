"""How long something will still take, from how fast it went lately."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_WINDOW = 60.0  # seconds that count as lately: what an earlier build left is gone through far faster than the rest
_FIRST = 5.0  # seconds before anything is said


class Remaining:
    """Estimates the time left.

    Args:
        clock: Tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def minutes(self, done: int, total: int) -> int | None:
        """Minutes that are left, at least one; ``None`` while nobody can tell."""
        now = self._clock()
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()  # something else has begun
        # one look a second is enough of a memory
        if not self._seen or now - self._seen[-1][0] >= 1:
            self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW:  # noqa: PLR2004 - the oldest of the window stays
            self._seen.popleft()
        began, before = self._seen[0]
        if now - began < _FIRST or done <= before or done >= total:
            return None
        return max(1, round((total - done) * (now - began) / (done - before) / 60))
