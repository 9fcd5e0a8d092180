"""Questions people keep an eye on, what they know of the answers, and what they are still to be told.

News are noted before they are sent and crossed off after: a process killed in between tells them at its next start, and
twice at worst where it ends in the moment between sending and noting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.ledger.database import Database, Row
from bot.watched import Known

MOST_OF_A_PERSON = 20
MOST = 1000
"""Of everybody: all are asked anew after each change of the documents."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A question somebody keeps an eye on.

    Attributes:
        chat: Where it was asked, and is told of.
        thread: The topic there.
        person: By whom.
        message: The message that asked; ``None`` where its number means nothing any more.
        language: The language it is told in, where the chat has chosen none.
        question: The words.
        known: What the person knows of the answer.
        news: What they are still to be told.
        id: Given by the ledger.
    """

    chat: int
    thread: int | None
    person: int
    message: int | None
    language: str
    question: str
    known: Known
    news: Known | None = None
    id: int = 0


class WatchedQuestions:
    """The table of watched questions."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def add(self, watched: Watched, looked: str) -> bool:
        """Keep a question; ``False`` if the person has it already.

        Args:
            watched: The question.
            looked: Name of the snapshot of the documents that its answer is from.
        """
        statement = (
            "INSERT OR IGNORE INTO watched (chat, thread, person, message, language, question, at, known, looked)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        one = watched
        values = (one.chat, one.thread, one.person, one.message, one.language, one.question, self._clock())
        return self._database.run(statement, (*values, one.known.written(), looked)) == 1

    def of(self, chat: int, person: int) -> list[Watched]:
        """A person's questions in a chat, the oldest first: their numbers are their places here."""
        return self._all("WHERE chat = ? AND person = ? ORDER BY id", (chat, person))

    def find(self, number: int) -> Watched | None:
        """The question of that id, or ``None``."""
        return next(iter(self._all("WHERE id = ?", (number,))), None)

    def count(self, person: int, chat: int | None = None) -> int:
        """How many questions a person has, in a chat or in all."""
        return self._count("WHERE person = ? AND chat = COALESCE(?, chat)", (person, chat))

    def count_all(self) -> int:
        """How many questions there are."""
        return self._count("", ())

    def remove(self, number: int) -> bool:
        """Drop a question; ``False`` if there is none of that id."""
        return self._database.run("DELETE FROM watched WHERE id = ?", (number,)) == 1

    def due(self, snapshot: str) -> list[Watched]:
        """The questions that have not been asked of this snapshot of the documents, the oldest first."""
        return self._all("WHERE looked IS NOT ? AND news IS NULL ORDER BY id", (snapshot,))

    def untold(self) -> list[Watched]:
        """The questions of which something is still to be told."""
        return self._all("WHERE news IS NOT NULL ORDER BY id", ())

    def looked(self, number: int, snapshot: str, news: Known | None = None) -> None:
        """Note that a question was asked of a snapshot, and what is to be told of it."""
        statement = "UPDATE watched SET looked = ?, news = ? WHERE id = ?"
        self._database.run(statement, (snapshot, news.written() if news else None, number))

    def told(self, number: int) -> None:
        """Note that the news of a question were told: they are what the person knows now."""
        self._database.run("UPDATE watched SET known = news, news = NULL WHERE id = ? AND news IS NOT NULL", (number,))

    def drop_news(self, number: int) -> None:
        """Tell nothing for now: after the next change of the documents it is asked anew."""
        self._database.run("UPDATE watched SET news = NULL WHERE id = ?", (number,))

    def forget_person(self, person: int, chat: int | None = None) -> int:
        """Drop a person's questions, those of one chat or all; how many there were."""
        statement = "DELETE FROM watched WHERE person = ? AND chat = COALESCE(?, chat)"
        return self._database.run(statement, (person, chat))

    def forget_chat(self, chat: int) -> int:
        """Drop the questions of a chat that does not hear the bot any more; how many there were."""
        return self._database.run("DELETE FROM watched WHERE chat = ?", (chat,))

    def moved(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup and got another number. Its old message numbers mean nothing there."""
        statement = "UPDATE OR REPLACE watched SET chat = ?, message = NULL WHERE chat = ?"
        self._database.run(statement, (new_chat, old_chat))

    def _all(self, condition: str, values: tuple[str | int, ...]) -> list[Watched]:
        query = f"SELECT * FROM watched {condition}"  # noqa: S608 - conditions of this module
        return [_watched(row) for row in self._database.all(query, values)]

    def _count(self, condition: str, values: tuple[int | None, ...]) -> int:
        query = f"SELECT COUNT(*) AS n FROM watched {condition}"  # noqa: S608 - conditions of this module
        row = self._database.one(query, values)
        return int(row["n"]) if row else 0


def _watched(row: Row) -> Watched:
    return Watched(
        row["chat"],
        row["thread"],
        row["person"],
        row["message"],
        row["language"],
        row["question"],
        Known.read(row["known"]),
        Known.read(row["news"]) if row["news"] else None,
        row["id"],
    )
