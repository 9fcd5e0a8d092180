"""Documents that people sent in the chat, and documents of the operator that are left out of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.ledger.database import Database


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent in the chat.

    Attributes:
        name: Its name in the uploads folder.
        person: Who sent it.
        at: When, in seconds since the epoch.
        bytes: Its size.
    """

    name: str
    person: int
    at: float
    bytes: int


class KeptDocuments:
    """Uploads and exclusions."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def uploaded(self, name: str, person: int, size: int) -> None:
        """Note who sent a file; sending the same name again replaces the note as it replaces the file."""
        self._database.run(
            "INSERT OR REPLACE INTO upload (name, person, at, bytes) VALUES (?, ?, ?, ?)",
            (name, person, self._clock(), size),
        )

    def upload(self, name: str) -> Upload | None:
        """The note on an uploaded file, or ``None``."""
        row = self._database.one("SELECT * FROM upload WHERE name = ?", (name,))
        return Upload(row["name"], row["person"], row["at"], row["bytes"]) if row else None

    def forget_upload(self, name: str) -> None:
        """Drop the note on a deleted file."""
        self._database.run("DELETE FROM upload WHERE name = ?", (name,))

    def exclude(self, document: str, person: int) -> None:
        """Leave the document of that id out of every answer; its file stays where it is."""
        self._database.run(
            "INSERT OR REPLACE INTO excluded (document, person, at) VALUES (?, ?, ?)", (document, person, self._clock())
        )

    def include(self, document: str) -> bool:
        """Take it back in; ``False`` if it was not left out."""
        return self._database.run("DELETE FROM excluded WHERE document = ?", (document,)) == 1

    def excluded(self) -> frozenset[str]:
        """The ids of the documents left out."""
        return frozenset(row["document"] for row in self._database.all("SELECT document FROM excluded"))
