"""The reader: hits in, readings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

import numpy as np

from index.model import Found, Hit, Paragraph, Query, Reading, Span
from index.reader import confidence, edges
from index.reader.cells import SURE, asked_cell
from index.reader.passage import Passage, excerpt, prepare, source
from index.reader.question import Question, parse
from index.reader.reading import Judges, Seen, read
from index.reader.showing import Shown, Sight, named, say, show
from index.reader.weights import ReaderWeights, shipped
from index.reader.words import words
from index.text import Analyzer, sentences

_UNFIT = 0.07
"""The highest confidence of a reading without what is asked for, as of a sentence without a number where 多少 is asked:
so many of such readings of training questions were right."""


class TrainedReader:
    """Reads paragraphs with trained weights; an :class:`index.answering.Reader`, safe to share between threads.

    Args:
        weights: What it was taught.
        analyzer: Cuts texts into words.
    """

    def __init__(self, weights: ReaderWeights, analyzer: Analyzer) -> None:
        self._weights = weights
        self._analyzer = analyzer
        self._scores, self._chances = np.array(weights.card.calibration).T
        self._rates, self._limits = np.array(weights.card.thresholds).T
        self._last: tuple[str, dict[Paragraph, Seen]] = ("", {})

    @classmethod
    def load(cls, analyzer: Analyzer | None = None) -> Self:
        """The reader over the shipped weights.

        Args:
            analyzer: The one the search uses, so that the dictionary is in memory once; ``None`` for one of its own.

        Raises:
            WeightsError: the weights are missing or do not fit the code.
        """
        return cls(shipped(), analyzer or Analyzer())

    def threshold(self, made_up_rate: float) -> float:
        """The confidence from which on to answer, so that ``made_up_rate`` of unanswerable questions get an answer.

        Measured on training questions whose documents were held out and whose right paragraphs were hidden.

        Args:
            made_up_rate: From 0, never answer what is not there, to 1, always answer.
        """
        return float(np.interp(made_up_rate, self._rates, self._limits))

    def read(self, query: Query, found: Found, top_k: int = 3) -> Sequence[Reading]:
        """Readings of the first ``top_k`` hits of ``found``, the best answer first; empty where there are no hits."""
        last = self._last
        if last[0] != query.question:
            # put in place whole: another thread sees the one question or the other
            last = self._last = (query.question, {})
        asked, seen = look(query, found.hits[:top_k], self._weights.judges, self._analyzer, last[1])
        if not seen:
            return []
        scores = self._weights.confidence.score(confidence.features(asked, found, seen).matrix())
        fits = np.array([each.fits for _, each in seen])
        scores = np.where(fits > 0, scores, np.minimum(scores, np.interp(_UNFIT, self._chances, self._scores)))
        chances = np.interp(scores, self._scores, self._chances)
        # by score, not by chance: calibration gives equal chances to unequal scores
        order = np.argsort(-scores, kind="stable").tolist()
        readings = [_reading(asked, seen[place][0], seen[place][1], float(chances[place])) for place in order]
        cells = [_at_cell(query, reading) for reading in readings]
        # a cell that is asked for by name comes first; sorting keeps the order of the rest
        return sorted(cells, key=lambda reading: asked_cell(query, reading.hit.paragraph) is None)


def look(
    query: Query, hits: Sequence[Hit], judges: Judges, analyzer: Analyzer, known: dict[Paragraph, Seen] | None = None
) -> tuple[Question, list[tuple[Hit, Seen]]]:
    """The question taken apart, and what was made of each of the hits that hold any text.

    Args:
        query: What was asked.
        hits: What to look at.
        judges: What reads.
        analyzer: Cuts texts into words.
        known: What was made of paragraphs for this question before; added to. Explaining an answer and measuring read
            the same ones again.
    """
    known = {} if known is None else known
    folded = query.folded
    asked = parse(folded, words(folded, analyzer))
    seen: list[tuple[Hit, Seen]] = []
    for hit in hits:
        paragraph = hit.paragraph
        if paragraph in known:
            seen.append((hit, known[paragraph]))
            continue
        title = " ".join((paragraph.document.title, *paragraph.headings))
        passage = prepare(excerpt(paragraph.text, folded).of(paragraph.text), title)
        if passage.sentences:
            known[paragraph] = read(asked, passage, judges, analyzer)
            seen.append((hit, known[paragraph]))
    return asked, seen


def _reading(question: Question, hit: Hit, seen: Seen, chance: float) -> Reading:
    """What was seen, in the characters of the document."""
    text = seen.passage.source
    cited = cited_sentences(seen.passage)
    sentence = cited[seen.sentence]
    called = named(question, text, sentence)
    span = called or say(question, text, sentence, span_of(seen, sentence))
    shown = show(question, Sight(text, cited, seen.sentence, span, seen.span_share if called is None else 1.0))
    answer = shown.answer if called else _whole(question, seen.passage, shown)
    origin = hit.paragraph.span.start + excerpt(hit.paragraph.text, question.text).start
    return Reading(
        hit,
        shown.evidence.shifted(origin),
        span.shifted(origin),
        answer.shifted(origin),
        chance,
        tuple(mark.shifted(origin) for mark in shown.marks),
    )


def _at_cell(query: Query, reading: Reading) -> Reading:
    """The reading of the cell that is asked for, where the paragraph is a row that has it."""
    paragraph = reading.hit.paragraph
    cell = asked_cell(query, paragraph)
    if cell is None:
        return reading
    return replace(
        reading, evidence=paragraph.span, span=cell, shown=cell, marks=(), confidence=max(reading.confidence, SURE)
    )


def _whole(question: Question, passage: Passage, shown: Shown) -> Span:
    """The answer made whole, or its sentence where it is nothing but a label."""
    if shown.answer == shown.evidence:
        return shown.answer
    sentence = passage.folded.from_source(shown.evidence)
    picked = passage.folded.from_source(shown.answer)
    text = passage.folded.text
    if edges.is_label(picked.of(text), question.text):
        return shown.evidence
    places = zip(passage.words.start.tolist(), passage.words.end.tolist(), strict=True)
    words = [Span(start, end) for start, end in places if sentence.start <= start < sentence.end]
    whole = passage.folded.to_source(edges.whole(text, sentence, picked, words, question.text))
    # marks lie in the answer; an accent stays with its letter, which may reach over the edge of the sentence
    start = min(whole.start, *(mark.start for mark in shown.marks), whole.start)
    end = max(whole.end, *(mark.end for mark in shown.marks), whole.end)
    return Span(max(start, shown.evidence.start), min(end, shown.evidence.end))


def cited_sentences(passage: Passage) -> list[Span]:
    """The sentences of a passage as they stand in its source."""
    return [span for span in sentences.split(passage.source) if len(passage.folded.from_source(span))]


def span_of(seen: Seen, sentence: Span) -> Span:
    """The best span in the characters of the source, inside ``sentence``; the sentence where it has no words."""
    if seen.last < seen.first:
        return sentence
    parts = seen.passage.words
    span = source(seen.passage, int(parts.start[seen.first]), int(parts.end[seen.last]))
    start = min(max(span.start, sentence.start), sentence.end)
    return Span(start, max(start, min(span.end, sentence.end)))
