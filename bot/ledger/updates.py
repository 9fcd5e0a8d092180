"""Updates that were fetched and are not finished.

Telegram forgets an update once a later one is asked for, before this program has answered it. So each is written down
first; after a crash the unfinished ones are taken up again. One that ends the process again and again is set aside: it
is told from those that were only being worked on beside it by trying each of them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.ledger.database import Database, Row

MOST_TRIES = 3
"""An update that ended the process this often while nothing else was worked on is set aside."""

_REMEMBERED_SECONDS = 2 * 24 * 3600
"""How long the number of a finished update is kept: Telegram repeats an update for at most a day."""

_ASIDE_SECONDS = 30 * 24 * 3600
"""How long an update that was set aside is kept, with what it says."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An update as it was written down.

    Attributes:
        update_id: Telegram's number of it.
        body: The update as it came, in JSON.
        tries: How often the process ended while nothing but this update was worked on.
    """

    update_id: int
    body: str
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What an earlier run left.

    Attributes:
        suspects: Updates that were being worked on when the process ended without having been told to, those that may
            have ended it most often last.
        others: The rest, the oldest first.
        poison: Updates that are set aside from now on.
    """

    suspects: tuple[Stored, ...]
    others: tuple[Stored, ...]
    poison: tuple[Stored, ...]


class Updates:
    """The table of received updates."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def add(self, updates: Sequence[Stored]) -> frozenset[int]:
        """Write updates down, all at once; the numbers of those that had not been received before."""
        statement = "INSERT OR IGNORE INTO received (update_id, body, at) VALUES (?, ?, ?)"

        def work() -> frozenset[int]:
            now = self._clock()
            return frozenset(
                one.update_id for one in updates if self._database.run(statement, (one.update_id, one.body, now)) == 1
            )

        # They are acknowledged next: what is stored has to outlive a power cut.
        return self._database.atomically(work, lasting=True)

    def begin(self, update_id: int, *, alone: bool = False) -> float:
        """Note that the update is being worked on now, perhaps with no other beside it; seconds since it came."""
        statement = "UPDATE received SET working = ? WHERE update_id = ?"
        self._database.run(statement, (1 + alone, update_id), lasting=False)
        row = self._database.one("SELECT at FROM received WHERE update_id = ?", (update_id,))
        return max(0.0, self._clock() - row["at"]) if row else 0.0

    def put_down(self, update_id: int) -> None:
        """Note that it is not being worked on for now: it waits for the line, or for the next start."""
        self._database.run("UPDATE received SET working = 0 WHERE update_id = ?", (update_id,), lasting=False)

    def finish(self, update_id: int) -> None:
        """Note that it was handled, and drop what it said."""
        self._database.run(
            "UPDATE received SET body = NULL, working = 0, finished = ? WHERE update_id = ?",
            (self._clock(), update_id),
            lasting=False,
        )

    def set_aside(self, update_id: int) -> None:
        """Handle it no more, and keep what it says for a while."""
        now = self._clock()
        statement = "UPDATE received SET working = 0, finished = ?, aside = ? WHERE update_id = ?"
        self._database.run(statement, (now, now, update_id))

    def take_up(self) -> Unfinished:
        """The updates an earlier run left, to be called once at the start."""

        def work() -> Unfinished:
            run, rows = self._database.run, self._database.all
            # Counted once for each end of the process, however soon the next one comes.
            run("UPDATE received SET tries = tries + 1, working = 1 WHERE finished IS NULL AND working = 2")
            poison = rows(f"{_UNFINISHED} AND tries >= ? ORDER BY update_id", (MOST_TRIES,))
            for row in poison:
                self.set_aside(row["update_id"])
            suspects = rows(f"{_UNFINISHED} AND working > 0 ORDER BY tries, update_id")
            others = rows(f"{_UNFINISHED} AND working = 0 ORDER BY update_id")
            return Unfinished(_stored(suspects), _stored(others), _stored(poison))

        return self._database.atomically(work)

    def unfinished_with(self, words: str) -> list[str]:
        """The updates that are not finished and hold these words anywhere."""
        rows = self._database.all(f"{_UNFINISHED} AND instr(body, ?) > 0 ORDER BY update_id", (words,))
        return [str(row["body"]) for row in rows]

    def waiting(self) -> int:
        """How many updates are not finished."""
        row = self._database.one("SELECT COUNT(*) AS n FROM received WHERE finished IS NULL")
        return int(row["n"]) if row else 0

    def aside(self) -> int:
        """How many updates were set aside."""
        row = self._database.one("SELECT COUNT(*) AS n FROM received WHERE aside IS NOT NULL")
        return int(row["n"]) if row else 0

    def prune(self) -> int:
        """Drop the numbers of updates finished long ago, and those set aside very long ago."""
        now = self._clock()
        return self._database.run(
            "DELETE FROM received WHERE finished < ? AND (aside IS NULL OR aside < ?)",
            (now - _REMEMBERED_SECONDS, now - _ASIDE_SECONDS),
        )


_UNFINISHED = "SELECT update_id, body, tries FROM received WHERE finished IS NULL"


def _stored(rows: Sequence[Row]) -> tuple[Stored, ...]:
    return tuple(Stored(row["update_id"], row["body"], row["tries"]) for row in rows)
