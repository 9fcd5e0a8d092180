"""What was asked, and each paragraph that was cited or shown, as it was at that moment.

A citation is kept by value, not by reference: the index may be rebuilt and the file changed or gone, and a button under
an old answer still shows what the answer rested on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.ledger.database import Database, Row
from bot.passages import Kept
from index.model import Citation, DateSource, DocumentInfo, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked.

    Attributes:
        chat: Where.
        person: By whom.
        conversation: The thread a follow-up refers to.
        question: The words.
        answered: Whether the documents answered it.
        confidence: Of the answer, or of the best candidate held back.
        elapsed_ms: Milliseconds until the answer was found.
        understood_as: What a follow-up was completed to.
        suggestion: The question as it was mended, where it was.
        narrowed: To how many chosen documents it was put; ``None`` for all.
        question_message: Number of the message that asked; ``None`` for inline.
        answer_message: Number of the message that answered, once it is sent.
        id: Given by the ledger.
        at: When, in seconds since the epoch; given by the ledger.
    """

    chat: int
    person: int
    conversation: str
    question: str
    answered: bool
    confidence: float
    elapsed_ms: float
    understood_as: str | None = None
    suggestion: str | None = None
    narrowed: int | None = None
    question_message: int | None = None
    answer_message: int | None = None
    id: int = 0
    at: float = 0.0


def _paragraph(row: Row) -> Paragraph:
    day = date.fromisoformat(row["day"]) if row["day"] else None
    return Paragraph(
        DocumentInfo(
            row["document"],
            row["path"],
            row["title"],
            row["version"],
            day,
            DateSource(row["day_source"]) if day else None,
        ),
        row["ordinal"],
        Span(row["span_start"], row["span_end"]),
        row["text"],
        tuple(json.loads(row["headings"])),
        row["article"],
        row["page"],
        row["last_page"],
        row["part"],
        row["context"],
    )


def _asked(row: Row) -> Asked:
    return Asked(
        row["chat"],
        row["person"],
        row["conversation"],
        row["question"],
        bool(row["answered"]),
        row["confidence"],
        row["elapsed_ms"],
        row["understood_as"],
        row["suggestion"],
        row["narrowed"],
        row["question_message"],
        row["answer_message"],
        row["id"],
        row["at"],
    )


class Questions:
    """Questions, citations and feedback."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def add(self, asked: Asked, shown: Sequence[Kept]) -> int:
        """Write a question down with what is shown under it, the best first; the id given to it."""

        def work() -> int:
            number = self._database.insert(
                "INSERT INTO asked (chat, person, conversation, question_message, answer_message, at, question,"
                " understood_as, suggestion, narrowed, answered, confidence, elapsed_ms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    asked.chat,
                    asked.person,
                    asked.conversation,
                    asked.question_message,
                    asked.answer_message,
                    self._clock(),
                    asked.question,
                    asked.understood_as,
                    asked.suggestion,
                    asked.narrowed,
                    asked.answered,
                    asked.confidence,
                    asked.elapsed_ms,
                ),
            )
            for place, kept in enumerate(shown):
                self._add_kept(number, place, kept)
            return number

        # Asked again after a power cut at worst.
        return self._database.atomically(work, lasting=False)

    def _add_kept(self, asked: int, place: int, kept: Kept) -> None:
        citation = kept.citation
        bounds: tuple[int | None, ...] = (None, None, None, None)
        marks: list[tuple[int, int]] = []
        if citation is not None:
            bounds = (citation.evidence.start, citation.evidence.end, citation.span.start, citation.span.end)
            marks = [(mark.start, mark.end) for mark in citation.marks]
        self._database.run(
            "INSERT INTO cited (asked, place, paragraph, evidence_start, evidence_end, answer_start, answer_end, marks)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (asked, place, self._keep(kept.paragraph), *bounds, json.dumps(marks)),
        )
        for paragraph in kept.surroundings:
            self._database.run(
                "INSERT OR IGNORE INTO surroundings (asked, place, paragraph) VALUES (?, ?, ?)",
                (asked, place, self._keep(paragraph)),
            )

    def _keep(self, paragraph: Paragraph) -> int:
        document, span = paragraph.document, paragraph.span
        digest = hashlib.sha256(paragraph.text.encode("utf-8", "surrogatepass")).hexdigest()
        name = (document.id, document.version, paragraph.ordinal, span.start, digest)
        self._database.run(
            "INSERT INTO paragraph (document, version, ordinal, span_start, digest, span_end, path, title, text,"
            " headings, article, page, last_page, part, context, day, day_source)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET context = excluded.context, day = excluded.day,"
            " day_source = excluded.day_source",
            (
                *name,
                span.end,
                document.path,
                document.title,
                paragraph.text,
                json.dumps(paragraph.headings, ensure_ascii=False),
                paragraph.article,
                paragraph.page,
                paragraph.last_page,
                paragraph.part,
                paragraph.context,
                document.date.isoformat() if document.date else None,
                document.date_source.value if document.date_source else None,
            ),
        )
        row = self._database.one(
            "SELECT id FROM paragraph WHERE document = ? AND version = ? AND ordinal = ?"
            " AND span_start = ? AND digest = ?",
            name,
        )
        return int(row["id"]) if row else 0

    def sent(self, asked: int, answer_message: int) -> None:
        """Note the number of the message that holds the answer."""
        statement = "UPDATE asked SET answer_message = ? WHERE id = ?"
        self._database.run(statement, (answer_message, asked), lasting=False)

    def find(self, asked: int) -> Asked | None:
        """The question of that id, or ``None`` if it was never asked, was forgotten or is past the retention."""
        row = self._database.one("SELECT * FROM asked WHERE id = ?", (asked,))
        return _asked(row) if row else None

    def by_question_message(self, chat: int, message: int) -> list[Asked]:
        """The questions that a message asked: several where it was edited and the process ended then, latest first."""
        rows = self._database.all(
            "SELECT * FROM asked WHERE chat = ? AND question_message = ? ORDER BY id DESC", (chat, message)
        )
        return [_asked(row) for row in rows]

    def by_answer_message(self, chat: int, message: int) -> Asked | None:
        """The question that a message answered."""
        row = self._database.one(
            "SELECT * FROM asked WHERE chat = ? AND answer_message = ? ORDER BY id DESC", (chat, message)
        )
        return _asked(row) if row else None

    def shown(self, asked: int) -> list[Kept]:
        """What was shown under a question, the best first."""
        rows = self._database.all(
            "SELECT * FROM cited JOIN paragraph ON paragraph.id = cited.paragraph WHERE asked = ? ORDER BY place",
            (asked,),
        )
        return [self._kept(row) for row in rows]

    def _kept(self, row: Row) -> Kept:
        paragraph = _paragraph(row)
        citation = None
        if row["evidence_start"] is not None:
            citation = Citation(
                paragraph,
                Span(row["evidence_start"], row["evidence_end"]),
                Span(row["answer_start"], row["answer_end"]),
                tuple(Span(start, end) for start, end in json.loads(row["marks"])),
            )
        around = self._database.all(
            "SELECT paragraph.* FROM surroundings JOIN paragraph ON paragraph.id = surroundings.paragraph"
            " WHERE surroundings.asked = ? AND surroundings.place = ? ORDER BY ordinal",
            (row["asked"], row["place"]),
        )
        return Kept(paragraph, citation, tuple(_paragraph(one) for one in around))

    def rate(self, asked: int, person: int, *, good: bool) -> None:
        """Note what a person thinks of an answer; a second opinion of the same person replaces the first."""
        self._database.run(
            "INSERT OR REPLACE INTO feedback (asked, person, good, at) VALUES (?, ?, ?, ?)",
            (asked, person, good, self._clock()),
        )

    def delete(self, asked: int) -> None:
        """Drop a question with what was shown under it: it was edited and is asked anew."""

        def work() -> None:
            self._database.run("DELETE FROM asked WHERE id = ?", (asked,))
            self._drop_orphans()

        self._database.atomically(work)

    def forget_person(self, person: int) -> int:
        """Drop everything a person asked or rated; the number of questions dropped."""

        def work() -> int:
            self._database.run("DELETE FROM feedback WHERE person = ?", (person,))
            dropped = self._database.run("DELETE FROM asked WHERE person = ?", (person,))
            self._drop_orphans()
            return dropped

        return self._database.atomically(work)

    def forget_anonymous(self, chat: int, person: int) -> int:
        """Drop what was asked in one group under the name all its anonymous administrators share."""

        def work() -> int:
            dropped = self._database.run("DELETE FROM asked WHERE chat = ? AND person = ?", (chat, person))
            self._drop_orphans()
            return dropped

        return self._database.atomically(work)

    def prune(self, days: int) -> int:
        """Drop the questions older than ``days``; the number dropped."""

        def work() -> int:
            dropped = self._database.run("DELETE FROM asked WHERE at < ?", (self._clock() - days * 24 * 3600,))
            self._drop_orphans()
            return dropped

        return self._database.atomically(work)

    def moved(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup and got another number. Its old message numbers mean nothing there."""
        self._database.run(
            "UPDATE asked SET chat = ?, question_message = NULL, answer_message = NULL WHERE chat = ?",
            (new_chat, old_chat),
        )

    def _drop_orphans(self) -> None:
        self._database.run(
            "DELETE FROM paragraph WHERE NOT EXISTS (SELECT 1 FROM cited WHERE cited.paragraph = paragraph.id)"
            " AND NOT EXISTS (SELECT 1 FROM surroundings WHERE surroundings.paragraph = paragraph.id)"
        )
