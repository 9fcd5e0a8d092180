"""Counts over the questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.ledger.database import Database


@dataclass(frozen=True, slots=True)
class Day:
    """One day's questions, in the machine's time zone.

    Attributes:
        date: The day, ``2026-03-14``.
        asked: How many questions.
        answered: How many of them the documents answered.
    """

    date: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The questions of some days.

    Attributes:
        days: Each day that had any, the latest first.
        p50_ms: Median time to an answer in milliseconds; 0.0 without questions.
        p95_ms: Its 95th percentile.
        good: How many 👍.
        bad: How many 👎.
    """

    days: tuple[Day, ...]
    p50_ms: float
    p95_ms: float
    good: int
    bad: int

    @property
    def asked(self) -> int:
        """Questions on all days."""
        return sum(day.asked for day in self.days)

    @property
    def answered(self) -> int:
        """Answered ones on all days."""
        return sum(day.answered for day in self.days)


class Statistics:
    """Read-only views of the questions."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def summary(self, days: int) -> Summary:
        """The last ``days`` days."""
        since = self._clock() - days * 24 * 3600
        rows = self._database.all("SELECT at, answered, elapsed_ms FROM asked WHERE at >= ? ORDER BY at DESC", (since,))
        counts: dict[str, list[int]] = {}
        for row in rows:
            # The day as the people of this place live it, not as SQLite's UTC would have it.
            date = dt.datetime.fromtimestamp(row["at"]).astimezone().date().isoformat()
            count = counts.setdefault(date, [0, 0])
            count[0] += 1
            count[1] += row["answered"]
        times = sorted(row["elapsed_ms"] for row in rows)
        feedback = self._database.one(
            "SELECT COALESCE(SUM(good), 0) AS good, COUNT(*) AS n FROM feedback WHERE at >= ?", (since,)
        )
        good, rated = (feedback["good"], feedback["n"]) if feedback else (0, 0)
        return Summary(
            tuple(Day(date, asked, answered) for date, (asked, answered) in counts.items()),
            _percentile(times, 50),
            _percentile(times, 95),
            good,
            rated - good,
        )


def _percentile(ordered: list[float], share: int) -> float:
    """The nearest-rank percentile of ordered values; 0.0 of none."""
    if not ordered:
        return 0.0
    rank = -(-len(ordered) * share // 100)
    return ordered[max(rank, 1) - 1]
