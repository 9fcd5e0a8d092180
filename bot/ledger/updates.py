"""Updates that were fetched and are not finished.

Telegram forgets an update once a later one is asked for, before this program has answered it. So each is written down
first; after a crash the unfinished ones are taken up again.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.ledger.database import Database

MOST_TRIES = 3
"""An update that ended the process this often is given up: it would end it again."""

_REMEMBERED_SECONDS = 2 * 24 * 3600
"""How long the number of a finished update is kept: Telegram repeats an update for at most a day."""


class Updates:
    """The table of received updates."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def add(self, update_id: int, body: str) -> bool:
        """Write an update down; ``False`` if it had been received before and need not be handled again."""
        statement = "INSERT OR IGNORE INTO received (update_id, body, at) VALUES (?, ?, ?)"
        return self._database.run(statement, (update_id, body, self._clock())) == 1

    def begin(self, update_id: int) -> None:
        """Note that the update is being handled now."""
        self._database.run("UPDATE received SET tries = tries + 1 WHERE update_id = ?", (update_id,))

    def finish(self, update_id: int) -> None:
        """Note that it was handled, and drop what it said."""
        self._database.run(
            "UPDATE received SET body = NULL, finished = ? WHERE update_id = ?", (self._clock(), update_id)
        )

    def unfinished(self) -> list[str]:
        """The bodies of the updates to take up again, the oldest first; those tried too often are given up."""
        with self._database.transaction():
            self._database.run(
                "UPDATE received SET body = NULL, finished = ? WHERE finished IS NULL AND tries >= ?",
                (self._clock(), MOST_TRIES),
            )
            rows = self._database.all("SELECT body FROM received WHERE finished IS NULL ORDER BY update_id")
        return [row["body"] for row in rows]

    def waiting(self) -> int:
        """How many updates are not finished."""
        row = self._database.one("SELECT COUNT(*) AS n FROM received WHERE finished IS NULL")
        return int(row["n"]) if row else 0

    def prune(self) -> int:
        """Drop the numbers of updates finished long ago."""
        return self._database.run("DELETE FROM received WHERE finished < ?", (self._clock() - _REMEMBERED_SECONDS,))
