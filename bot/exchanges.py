"""A question with what was answered, as it is carried away: the same record for a console's memory and for the ledger.

What it cites is kept by value: the documents may have changed since.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.messages import Answered, Unanswered
from index.model import Answer, Citation, Computed, DocumentInfo, NoAnswer, Paragraph, Reason


@dataclass(frozen=True, slots=True)
class Told:
    """What was said under a question besides the paragraphs.

    Attributes:
        lead: The line above a list whose items are the citations; empty where they are no such list.
        computed: What was calculated from the figures that are cited.
        missing: What was not found: of several questions those without an answer, of a silence the words.
        left: How many questions of the same message were not looked for.
        reason: Why there was no answer; ``None`` for an answer, and where nobody kept it.
        parts: Which of several questions each citation answers, in their order; empty where one was asked.
        superseded_by: The title of the edition in force, where it says nothing of this and an earlier one answers.
        alike: The names of which one may be meant by a name that was not found.
    """

    lead: str = ""
    computed: Computed | None = None
    missing: tuple[str, ...] = ()
    left: int = 0
    reason: Reason | None = None
    parts: tuple[str, ...] = ()
    superseded_by: str = ""
    alike: tuple[str, ...] = ()

    @classmethod
    def of(cls, result: Answer | NoAnswer) -> Told:
        """What a result says."""
        if isinstance(result, NoAnswer):
            return cls(missing=result.missing, reason=result.reason, alike=result.alike)
        parts = tuple(citation.part for citation in result.citations)
        return cls(
            result.lead,
            result.computed,
            result.missing,
            result.left,
            parts=parts if any(parts) else (),
            superseded_by=result.superseded_by,
        )


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it.

    Attributes:
        question: As it was typed.
        at: When.
        confidence: Of the answer, or of the best candidate held back.
        citations: What answers, the best first; empty where nothing does.
        nearest: Where nothing answers, the paragraphs nearest to the question.
        understood_as: What a follow-up was completed to.
        suggestion: The question as it was mended.
        told: What was said besides.
    """

    question: str
    at: dt.datetime
    confidence: float
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Paragraph, ...] = ()
    understood_as: str | None = None
    suggestion: str | None = None
    told: Told = Told()

    @property
    def documents(self) -> frozenset[str]:
        """Ids of the documents it shows something of."""
        return frozenset(each.document.id for each in (*(one.paragraph for one in self.citations), *self.nearest))

    @property
    def is_several(self) -> bool:
        """Whether its citations are read together: items of a list, or answers to several questions."""
        return bool(self.told.lead or self.told.parts)

    @property
    def result(self) -> Answer | NoAnswer:
        """What was answered, or that nothing was."""
        told = self.told
        if not self.citations:
            why = told.reason or Reason.NOT_CONFIDENT
            return NoAnswer(
                self.question, why, self.confidence, self.nearest, self.suggestion, told.missing, told.alike
            )
        return Answer(
            self.question,
            self.citations,
            self.confidence,
            self.nearest,
            self.suggestion,
            told.computed,
            told.missing,
            told.left,
            told.lead,
            told.superseded_by,
        )

    def with_paths(self, path_of: Callable[[DocumentInfo], str]) -> Exchange:
        """The same, each document under the path that ``path_of`` gives it: a path names folders."""

        def named(paragraph: Paragraph) -> Paragraph:
            document = paragraph.document
            return dataclasses.replace(paragraph, document=dataclasses.replace(document, path=path_of(document)))

        citations = (dataclasses.replace(one, paragraph=named(one.paragraph)) for one in self.citations)
        return dataclasses.replace(self, citations=tuple(citations), nearest=tuple(map(named, self.nearest)))

    @classmethod
    def of_turn(cls, turn: Answered | Unanswered, at: dt.datetime) -> Exchange:
        """What a dialogue answered."""
        result = turn.answer if isinstance(turn, Answered) else turn.no_answer
        return cls(
            turn.question,
            at,
            result.confidence,
            result.citations if isinstance(result, Answer) else (),
            () if isinstance(result, Answer) else result.nearest,
            turn.understood_as,
            result.suggestion,
            Told.of(result),
        )
