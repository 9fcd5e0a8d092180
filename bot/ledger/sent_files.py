"""Files and pictures Telegram keeps since they were sent once: sent again by their number, without their bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.ledger.database import Database

_KEPT_DAYS = 90
_DAY = 24 * 3600


class SentAs(StrEnum):
    """What Telegram made of it: a number of the one kind is refused where the other is wanted."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class SentFile:
    """What was sent once.

    Attributes:
        kind: What it was sent as.
        file_id: Telegram's number for it.
    """

    kind: SentAs
    file_id: str


class SentFiles:
    """Telegram's numbers by what was sent."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def find(self, content: str) -> SentFile | None:
        """What was sent under that name, or ``None``.

        Args:
            content: Names the bytes: a file that was changed has another name.
        """
        row = self._database.one("SELECT kind, file_id FROM sent_file WHERE content = ?", (content,))
        return SentFile(SentAs(row["kind"]), row["file_id"]) if row else None

    def keep(self, content: str, sent: SentFile) -> None:
        """Note what was sent; it is uploaded anew at worst, so a power cut may take the note."""
        self._database.run(
            "INSERT OR REPLACE INTO sent_file (content, kind, file_id, at) VALUES (?, ?, ?, ?)",
            (content, sent.kind.value, sent.file_id, self._clock()),
            lasting=False,
        )

    def forget(self, content: str) -> None:
        """Drop a number that Telegram refused."""
        self._database.run("DELETE FROM sent_file WHERE content = ?", (content,))

    def prune(self) -> None:
        """Drop those nobody was sent for long."""
        self._database.run("DELETE FROM sent_file WHERE at < ?", (self._clock() - _KEPT_DAYS * _DAY,))
