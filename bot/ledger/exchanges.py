"""Questions with all that was answered, for those who want to carry them away."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.exchanges import Exchange, Told
from bot.ledger.database import Database
from bot.ledger.questions import Questions
from index.model import Computed, Reason

MOST = 1000
"""Questions of one export: a file of more is read by nobody, and takes long to make."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried away.

    Attributes:
        exchanges: The questions, the oldest first.
        left_out: How many still older ones there are.
    """

    exchanges: tuple[Exchange, ...] = ()
    left_out: int = 0


class Exchanges:
    """Reads questions back, and keeps what :class:`bot.ledger.questions.Questions` has no place for."""

    def __init__(self, database: Database, questions: Questions, clock: Callable[[], float]) -> None:
        self._database = database
        self._questions = questions
        self._clock = clock

    def keep(self, asked: int, told: Told) -> None:
        """Note what was said under a question besides the paragraphs; of most there is nothing to note."""
        if told == Told():
            return
        computed = json.dumps(dataclasses.astuple(told.computed), ensure_ascii=False) if told.computed else None
        self._database.run(
            "INSERT OR REPLACE INTO told (asked, lead, computed, missing, left_out, reason, parts, superseded_by,"
            " alike) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                asked,
                told.lead,
                computed,
                json.dumps(told.missing, ensure_ascii=False),
                told.left,
                told.reason.value if told.reason else None,
                json.dumps(told.parts, ensure_ascii=False),
                told.superseded_by,
                json.dumps(told.alike, ensure_ascii=False),
            ),
            lasting=False,
        )

    def of_chat(self, chat: int, since: float = 0.0) -> Carried:
        """What was asked in a chat since a moment, in seconds since the epoch."""
        return self._carried("chat = ? AND at >= ?", (chat, since))

    def of_all(self, since: float = 0.0) -> Carried:
        """What was asked anywhere since a moment: for the operator alone."""
        return self._carried("at >= ?", (since,))

    def of_question(self, asked: int) -> Carried:
        """One question; nothing where it is no longer kept."""
        return self._carried("id = ?", (asked,))

    def last(self, chat: int, person: int) -> int | None:
        """The question a person asked last in a chat."""
        row = self._database.one("SELECT MAX(id) AS latest FROM asked WHERE chat = ? AND person = ?", (chat, person))
        return row["latest"] if row else None

    def midnight(self) -> float:
        """When today began, as the people of this place live it, in seconds since the epoch."""
        now = dt.datetime.fromtimestamp(self._clock()).astimezone()
        return now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()

    def _carried(self, condition: str, values: tuple[float, ...]) -> Carried:
        rows = self._database.all(
            f"SELECT id FROM asked WHERE {condition} ORDER BY id DESC",  # noqa: S608 - conditions of this module
            values,
        )
        found = (self._exchange(row["id"]) for row in reversed(rows[:MOST]))
        return Carried(tuple(one for one in found if one is not None), max(0, len(rows) - MOST))

    def _exchange(self, number: int) -> Exchange | None:
        asked = self._questions.find(number)
        if asked is None:  # forgotten just now
            return None
        told = self._told(number)
        shown = self._questions.shown(number)
        cited = [one.citation for one in shown if one.citation is not None]
        parts = told.parts + ("",) * (len(cited) - len(told.parts))
        return Exchange(
            asked.question,
            dt.datetime.fromtimestamp(asked.at).astimezone(),
            asked.confidence,
            tuple(dataclasses.replace(one, part=part) for one, part in zip(cited, parts, strict=False)),
            () if asked.answered else tuple(one.paragraph for one in shown),
            asked.understood_as,
            asked.suggestion,
            told,
        )

    def _told(self, number: int) -> Told:
        row = self._database.one("SELECT * FROM told WHERE asked = ?", (number,))
        if row is None:
            return Told()
        return Told(
            row["lead"],
            Computed(*json.loads(row["computed"])) if row["computed"] else None,
            tuple(json.loads(row["missing"])),
            row["left_out"],
            Reason(row["reason"]) if row["reason"] else None,
            tuple(json.loads(row["parts"])),
            row["superseded_by"],
            tuple(json.loads(row["alike"])),
        )
