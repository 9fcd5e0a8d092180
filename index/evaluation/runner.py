"""Questions put to a pipeline stage by stage, and what came of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from index.answering import Pipeline, ordered
from index.evaluation import cmrc
from index.evaluation.dataset import Question
from index.model import Answer, Found, Hit, ParagraphId, Query, Reading, Span
from index.text import fold

KEPT = 10
"""Hits remembered of each question: the deepest any measure looks."""

_SENTENCE_END = re.compile("[。！？；]+[”’」』）】》]*|\n")


@dataclass(frozen=True, slots=True)
class Judged:
    """The best reading of a question, held against the gold answers.

    Attributes:
        paragraph: The paragraph it was read in.
        span: The best short answer.
        evidence: The one sentence it stands in.
        start: Where in that sentence the span begins.
        confidence: As given by the reader.
        em: Exact match; 0.0 where there is no gold answer.
        f1: Overlap; 0.0 where there is no gold answer.
        holds: Whether the evidence holds a gold answer.
    """

    paragraph: ParagraphId
    span: str
    evidence: str
    start: int
    confidence: float
    em: float
    f1: float
    holds: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question.

    Attributes:
        question: The question with what would be right.
        hits: The first :data:`KEPT` paragraphs found, best first.
        given: Read in the right paragraph; ``None`` if the question has none, or nothing was read.
        given_answered: Whether that reading reaches the threshold in use.
        found: Searched, then read; ``None`` if nothing was found or read.
        answered: Whether the question was answered at the threshold in use.
        hidden: The same with the right paragraphs hidden; ``None`` also for questions that have none.
        hidden_answered: Whether it was answered at the threshold in use all the same.
        milliseconds: From question to answer; ``None`` where only finding was asked for.
    """

    question: Question
    hits: tuple[ParagraphId, ...]
    given: Judged | None = None
    given_answered: bool = False
    found: Judged | None = None
    answered: bool = False
    hidden: Judged | None = None
    hidden_answered: bool = False
    milliseconds: float | None = None

    @property
    def gains(self) -> list[int]:
        """Relevance of each hit, best hit first."""
        return [self.question.gold.get(hit, 0) for hit in self.hits]


class Runner:
    """Puts questions to a pipeline.

    Args:
        pipeline: What is measured.
        parse: Analyses a question for it.
        only_retrieval: Measure nothing but the order of the hits.
        on_found: Told the hits of every question, in their final order.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        parse: Callable[[str], Query],
        *,
        only_retrieval: bool = False,
        on_found: Callable[[Question, Found], None] | None = None,
    ) -> None:
        self._pipeline = pipeline
        self._parse = parse
        self._only_retrieval = only_retrieval
        self._on_found = on_found

    def run(self, questions: Sequence[Question]) -> Iterator[Outcome]:
        """What comes of each question, one after the other."""
        for question in questions:
            yield self.ask(question)

    def ask(self, question: Question) -> Outcome:
        """Put one question through every stage."""
        pipeline = self._pipeline
        start = perf_counter()
        query = self._parse(question.text)
        found = pipeline.find(query)
        readings = pipeline.read(query, found)
        final = ordered(found, readings)
        answered = isinstance(pipeline.decide(query, final, readings), Answer)
        milliseconds = (perf_counter() - start) * 1000
        if self._on_found is not None:
            self._on_found(question, final)
        hits = tuple(hit.paragraph.id for hit in final.hits[:KEPT])
        if self._only_retrieval:
            return Outcome(question, hits)
        given = self._read_given(question, query, found)
        hidden, hidden_answered = self._ask_hidden(question, query)
        return Outcome(
            question,
            hits,
            judge(question, given),
            any(reading.confidence >= pipeline.threshold for reading in given),
            judge(question, readings),
            answered,
            hidden,
            hidden_answered,
            milliseconds,
        )

    def _read_given(self, question: Question, query: Query, found: Found) -> Sequence[Reading]:
        """Readings of the paragraph the question stands under, as though it alone had been found."""
        if question.given is None:
            return ()
        hit = self._hit(query, found, question.given)
        if hit is None:
            return ()
        return self._pipeline.read(query, replace(found, hits=(replace(hit, rank=1),)))

    def _hit(self, query: Query, found: Found, key: ParagraphId) -> Hit | None:
        """The paragraph as found; where it was not, as found in its document; else with nothing to its credit."""
        hit = _among(found.hits, key)
        if hit is None:
            hit = _among(self._pipeline.find(query, within=frozenset({key.document})).hits, key)
        if hit is not None:
            return hit
        paragraph = self._pipeline.search.paragraph(key)
        return Hit(paragraph, 1, 0.0, (0.0,) * len(found.terms)) if paragraph is not None else None

    def _ask_hidden(self, question: Question, query: Query) -> tuple[Judged | None, bool]:
        """Ask with all right paragraphs dropped from the hits before reranking, index and idf as they are."""
        if not question.answerable:
            return None, False
        found = self._pipeline.find(query, drop=frozenset(question.gold))
        readings = self._pipeline.read(query, found)
        answered = isinstance(self._pipeline.decide(query, found, readings), Answer)
        return judge(question, readings), answered


def _among(hits: Sequence[Hit], key: ParagraphId) -> Hit | None:
    return next((hit for hit in hits if hit.paragraph.id == key), None)


def judge(question: Question, readings: Sequence[Reading]) -> Judged | None:
    """Hold the best reading against the gold answers; ``None`` where nothing was read."""
    if not readings:
        return None
    best = readings[0]
    paragraph = best.hit.paragraph
    span = paragraph.quote(best.span)
    place = sentence(paragraph.text, paragraph.span.start, best.evidence, best.span.start)
    evidence = paragraph.quote(place)
    return Judged(
        paragraph.id,
        span,
        evidence,
        best.span.start - place.start,
        best.confidence,
        cmrc.exact_match(span, question.answers) if question.answers else 0.0,
        cmrc.f1(span, question.answers) if question.answers else 0.0,
        holds(evidence, question.answers),
    )


def sentence(text: str, origin: int, evidence: Span, at: int) -> Span:
    """The one sentence of the evidence that is judged, where a reader gives two: the one the span begins in.

    A sentence ends at ``。！？；``, with what closes a quotation or bracket behind it, or at a line end.

    Args:
        text: The paragraph.
        origin: Where the paragraph begins in its document.
        evidence: Counted in the document, as all results are.
        at: Where the span begins, counted in the document.
    """
    start, end = evidence.start, evidence.end
    for match in _SENTENCE_END.finditer(text, evidence.start - origin, evidence.end - origin):
        ends = match.end() + origin
        if ends <= at:
            start = ends
        else:
            end = ends
            break
    return Span(start, end)


def holds(evidence: str, answers: Sequence[str]) -> bool:
    """Whether the evidence contains one of the answers, as written or after folding.

    As written counts too, because folding looks at the words around a character and so may write an answer otherwise
    than the sentence it was taken from.
    """
    folded = fold(evidence).text
    return any(answer in evidence or fold(answer).text.strip() in folded for answer in answers)
