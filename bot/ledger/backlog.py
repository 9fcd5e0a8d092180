"""What the documents could not answer, and what administrators made of it: work to do, crossed off when done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.ledger.database import Database

_SOON = 600
"""Seconds in which somebody who found nothing asks again in other words."""


class State(StrEnum):
    """How it stands with a question that found no answer."""

    OPEN = "open"
    ANSWERED = "answered"
    """The documents have been completed since, or the person was told otherwise."""
    DISMISSED = "dismissed"
    """The documents need not answer it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An open question; the same words asked several times are one.

    Attributes:
        id: Number of the latest time it was asked.
        at: When that was, in seconds since the epoch.
        question: The words; what it was completed to where it was a follow-up.
        times: How often it was asked.
    """

    id: int
    at: float
    question: str
    times: int


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """One time a question was asked that the documents did not answer.

    Attributes:
        at: When, in seconds since the epoch.
        question: The words; what it was completed to where it was a follow-up.
        confidence: Of the best candidate.
        title: Title of the document nearest to it; empty where nothing was near.
        ordinal: The nearest paragraph of it; 0 where nothing was near.
        state: How it stands with it.
        since: When an administrator dealt with it, in seconds since the epoch; ``None`` while it is open.
    """

    at: float
    question: str
    confidence: float
    title: str
    ordinal: int
    state: State = State.OPEN
    since: float | None = None


class Backlog:
    """The questions without an answer."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def open(self, limit: int, offset: int = 0) -> list[Gap]:
        """Open questions, the latest first."""
        rows = self._database.all(
            "SELECT MAX(id) AS number, MAX(at) AS latest, wording, COUNT(*) AS times FROM unanswered"
            " WHERE state = 'open' GROUP BY wording ORDER BY number DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [Gap(row["number"], row["latest"], row["wording"], row["times"]) for row in rows]

    def reworded(self) -> list[tuple[str, str]]:
        """Open questions, each with what the same person asked soon after in the same chat and got an answer to."""
        rows = self._database.all(
            "SELECT unanswered.wording AS first, COALESCE(later.understood_as, later.question) AS later FROM unanswered"
            " JOIN asked ON asked.id = unanswered.id"
            " JOIN asked AS later ON later.chat = asked.chat AND later.person = asked.person"
            " AND later.answered = 1 AND later.id > asked.id AND later.at <= asked.at + ?"
            " WHERE state = 'open' ORDER BY asked.id, later.id",
            (_SOON,),
        )
        return [(row["first"], row["later"]) for row in rows]

    def count(self, state: State) -> int:
        """How many questions stand so, equal ones counted once."""
        row = self._database.one("SELECT COUNT(DISTINCT wording) AS n FROM unanswered WHERE state = ?", (state.value,))
        return int(row["n"]) if row else 0

    def settle(self, number: int, state: State) -> bool:
        """Cross a question off, every time it was asked until now; ``False`` if there is none of that number."""
        statement = (
            "INSERT OR REPLACE INTO settled (asked, state, at) SELECT id, ?, ? FROM unanswered"
            " WHERE wording = (SELECT wording FROM unanswered WHERE id = ?)"
        )
        return self._database.run(statement, (state.value, self._clock(), number)) > 0

    def reopen(self, number: int) -> bool:
        """Take the crossing off back; ``False`` if there was none."""
        statement = (
            "DELETE FROM settled WHERE asked IN"
            " (SELECT id FROM unanswered WHERE wording = (SELECT wording FROM unanswered WHERE id = ?))"
        )
        return self._database.run(statement, (number,)) > 0

    def all(self) -> list[UnansweredQuestion]:
        """Every question that found no answer, each time it was asked, the latest first."""
        rows = self._database.all(
            "SELECT at, wording, confidence, title, ordinal, state, since FROM unanswered"
            " LEFT JOIN cited ON cited.asked = unanswered.id AND cited.place = 0"
            " LEFT JOIN paragraph ON paragraph.id = cited.paragraph ORDER BY unanswered.id DESC"
        )
        return [
            UnansweredQuestion(
                row["at"],
                row["wording"],
                row["confidence"],
                row["title"] or "",
                row["ordinal"] or 0,
                State(row["state"]),
                row["since"],
            )
            for row in rows
        ]
