"""What is made of the hits: citations, readings, answers, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.model.finding import Hit
from index.model.paragraphs import Paragraph
from index.model.spans import Span


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands.

    Attributes:
        paragraph: The paragraph it stands in.
        evidence: The sentence or two that hold the answer, counted in the document.
        span: The answer itself, counted in the document, inside the evidence.
        marks: The parts of the span that answer, where more is shown than them: the words picked from a short sentence,
            the figure of a calculation; empty where the span is the answer.
        part: Which of several questions asked at once it answers; empty where one was asked.

    Raises:
        ValueError: the evidence leaves the paragraph, or the span leaves the evidence.
    """

    paragraph: Paragraph
    evidence: Span
    span: Span
    marks: tuple[Span, ...] = ()
    part: str = ""

    def __post_init__(self) -> None:
        if not self.paragraph.span.contains(self.evidence):
            msg = "the evidence lies outside its paragraph"
            raise ValueError(msg)
        if not self.evidence.contains(self.span):
            msg = "the answer lies outside its evidence"
            raise ValueError(msg)
        if not all(self.span.contains(mark) for mark in self.marks):
            msg = "a marked item lies outside the answer"
            raise ValueError(msg)

    @property
    def quote(self) -> str:
        """The exact text of the answer."""
        return self.paragraph.quote(self.span)

    @property
    def picked(self) -> str:
        """The exact text of the part that answers; of the span where no one part is marked."""
        return self.paragraph.quote(self.marks[0]) if len(self.marks) == 1 else self.quote

    @property
    def evidence_text(self) -> str:
        """The exact text of the evidence."""
        return self.paragraph.quote(self.evidence)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of one hit.

    Attributes:
        hit: The paragraph that was read, with its place among the hits.
        evidence: The best sentence or two, counted in the document.
        span: The best short answer inside the evidence, also where it is too unsure to be shown.
        shown: What is given as the answer: ``span`` made whole, or as much of ``evidence`` as it needs.
        confidence: Calibrated probability that the evidence answers the question, from 0 to 1.
        marks: The parts of ``shown`` that answer, where more is shown than them.
        margin: The best span's score less the score of "not here".
    """

    hit: Hit
    evidence: Span
    span: Span
    shown: Span
    confidence: float
    marks: tuple[Span, ...] = ()
    margin: float = 0.0

    def citation(self) -> Citation:
        """The reading as something to show."""
        return Citation(self.hit.paragraph, self.evidence, self.shown, self.marks)


@dataclass(frozen=True, slots=True)
class Computed:
    """What was calculated from quoted figures; it stands in no document.

    Attributes:
        expression: The calculation, without its result: ``91.4 − 78.5``.
        value: The result, in digits.
        unit: Its unit; empty for bare numbers.
    """

    expression: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered by the documents.

    Attributes:
        question: As the person asked it.
        citations: The best first; those after it repeat the answer elsewhere or answer further.
        confidence: Calibrated probability that the first citation is right.
        nearest: The paragraphs nearest to the question, best first.
        suggestion: The question with a likely misspelling mended, where that is what was searched.
        computed: What was calculated from the figures that are cited, where that was asked.
        missing: Of several questions asked at once those that are not answered.
        left: How many questions of the same message were not looked for: there were too many.
        lead: The line above a list whose items are the citations; empty where they are no such list.
        superseded_by: The title of the edition in force, where it says nothing of this and an earlier one answers.
        taken_as: The question as it was taken, where 今年 or 去年 in it stands for a year of the documents.
    """

    question: str
    citations: tuple[Citation, ...]
    confidence: float
    nearest: tuple[Paragraph, ...]
    suggestion: str | None = None
    computed: Computed | None = None
    missing: tuple[str, ...] = ()
    left: int = 0
    lead: str = ""
    superseded_by: str = ""
    taken_as: str | None = None

    def __post_init__(self) -> None:
        if not self.citations:
            msg = "an answer cites at least one paragraph"
            raise ValueError(msg)

    @property
    def is_several(self) -> bool:
        """Whether its citations are read together: items of a list, or answers to several questions."""
        return bool(self.lead) or any(citation.part for citation in self.citations)

    @property
    def text(self) -> str:
        """The answer, verbatim from its document."""
        return self.citations[0].quote

    @property
    def evidence(self) -> str:
        """The sentence the answer stands in, verbatim."""
        return self.citations[0].evidence_text


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY_QUESTION = "empty_question"
    EMPTY_INDEX = "empty_index"
    NOTHING_FOUND = "nothing_found"
    NOT_CONFIDENT = "not_confident"
    PART_MISSING = "part_missing"
    """A figure that is to be compared or added up was not found."""
    NAMES_ALIKE = "names_alike"
    """Nobody has the name that was typed, and several, or somebody of a short one, have nearly the same."""
    OTHER_YEARS = "other_years"
    """What is asked for is told of other years than the one that is asked for."""
    NOTHING_MORE = "nothing_more"
    """What answers was told before."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The documents do not hold an answer: a result, not an error.

    Attributes:
        question: As the person asked it.
        reason: Why there is none.
        confidence: Of the best candidate that was held back; 0.0 where there was none.
        nearest: The paragraphs nearest to the question, best first.
        suggestion: The question with a likely misspelling mended, where that is what was searched.
        missing: What the documents do not speak of: parts of what is to be compared or added up, else words, years and
            numbers of the question.
        alike: What the documents have in place of what is missing: the names of which one may be meant, the years.
        taken_as: As in :class:`Answer`.
    """

    question: str
    reason: Reason
    confidence: float = 0.0
    nearest: tuple[Paragraph, ...] = ()
    suggestion: str | None = None
    missing: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    taken_as: str | None = None
