"""The reader: hits in, readings out."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from index.model import Found, Query, Reading, Span, TermKind
from index.reading import cases, confidence, edges, showing, weights
from index.reading.cells import SURE as SURE_CELL
from index.reading.cells import asked_cell
from index.reading.identity import has_tail, has_the_word, of_another_person
from index.reading.moments import of_that_moment
from index.reading.parallel import own_figure
from index.reading.pieces import Tokenizer
from index.reading.reading import Look, look
from index.reading.session import Session
from index.text import Analyzer, sentences
from index.text.synonyms import others, says

UNLIKELY = 0.05
"""Chance of all hits together that are left unread where one of those that were read is sure."""

SURE = 2.0
"""The margin from which on a reading is sure enough to leave unlikely hits unread."""

MOST_PIECES = 400
"""Pieces from which on no more is read for a question: some 500 characters, questions and contexts counted each time; a
quarter of a second of one core. Ordinary paragraphs are short, and more of them are read than of an encyclopaedia's."""

# two, on any number of cores: how many are read must not depend on the machine
_AT_ONCE = 2
_DIGITS = 3
# the least confidence of a paragraph found by the last digits of its number, by a bare word it holds, or by its case
_BY_NAME = 0.6
_AMOUNT = re.compile("[0-9一二三四五六七八九十百千两半几]")


class Model:
    """The encoder and its vocabulary, loaded in the background: who asks first waits for them.

    Args:
        place: The folder of the weights.
        threads: Rows that are read at once, each on a core.

    Raises:
        WeightsError: the weights are missing or of another version; damage that only loading shows is raised by
            :meth:`get`.
    """

    def __init__(self, place: Path | None = None, threads: int = 1) -> None:
        self._place = place or weights.folder()
        self.card = weights.card(self._place)
        self.threads = threads
        self._parts: Future[tuple[Tokenizer, Session]] = Future()
        # no daemon: a process that ended while the runtime is being loaded would be aborted by it
        threading.Thread(target=self._load, name="yinju-reader", daemon=False).start()

    def get(self) -> tuple[Tokenizer, Session]:
        """The vocabulary and the encoder.

        Raises:
            WeightsError: they are damaged.
        """
        return self._parts.result()

    def _load(self) -> None:
        try:
            tokenizer = Tokenizer((self._place / weights.PIECES).read_bytes())
            self._parts.set_result((tokenizer, Session(self._place / weights.ENCODER)))
        except Exception as error:  # noqa: BLE001 - raised again where it is asked for
            self._parts.set_exception(error)


class EncoderReader:
    """Reads hits with the encoder; safe to share between threads.

    Args:
        model: The encoder.
        analyzer: Cuts sentences into words, so that no span cuts one.
    """

    def __init__(self, model: Model, analyzer: Analyzer) -> None:
        self._model = model
        self._analyzer = analyzer
        self._pool = ThreadPoolExecutor(model.threads, "yinju-read") if model.threads > 1 else None

    def read(self, query: Query, found: Found, top_k: int = 3) -> Sequence[Reading]:
        """Readings of the first ``top_k`` hits of ``found``, the best answer first; empty where there are no hits."""
        looks = self.look(query, found, top_k)
        card = self._model.card
        margins = [each.margin for each in looks]
        order = sorted(range(len(looks)), key=lambda place: (-fused(looks[place], card.fusion), place))
        readings = []
        for place in order:
            each = looks[place]
            values = confidence.features(query, found, each, margins)
            sure = confidence.probability(card.confidence, values)
            paragraph = each.hit.paragraph
            if not confidence.speaks_of_another(values) and (
                has_tail(query, paragraph) or has_the_word(query, paragraph) or _for_the_asker(query, each)
            ):
                sure = max(sure, _BY_NAME)
            reading = self._reading(query, each, sure)
            readings.append(reading if of_another_person(query, paragraph) else _at_cell(query, reading))
        # a cell that is asked for by name comes first, then a number that ends as said; sorting keeps the order
        return tuple(
            sorted(
                readings,
                key=lambda reading: (
                    asked_cell(query, reading.hit.paragraph) is None,
                    not has_tail(query, reading.hit.paragraph),
                ),
            )
        )

    def look(self, query: Query, found: Found, top_k: int) -> list[Look]:
        """What the encoder sees in the first hits, in their order.

        Fewer are read where the rest cannot be expected to win, or where enough has been read.
        """
        tokenizer, session = self._model.get()
        question = tokenizer.cut(query.folded).numbers

        def one(place: int) -> Look:
            return look(question, query, found.hits[place], found.terms, tokenizer, session)

        hits = found.hits[:top_k]
        looks: list[Look] = []
        for first in range(0, len(hits), _AT_ONCE):
            enough = sum(each.cost for each in looks) >= MOST_PIECES
            if looks and (enough or settled(looks, sum(hit.chance for hit in hits[first:]))):
                break
            places = range(first, min(first + _AT_ONCE, len(hits)))
            looks += self._pool.map(one, places) if self._pool is not None else map(one, places)
        return looks

    def _reading(self, query: Query, each: Look, sure: float) -> Reading:
        paragraph = each.hit.paragraph
        folded = each.text.folded
        text = folded.text
        parts = [folded.from_source(span) for span in sentences.split(paragraph.text[: folded.length])]
        if not parts:
            whole = paragraph.span
            return Reading(each.hit, whole, whole, whole, 0.0, margin=_rounded(each.margin))
        moment = of_that_moment(query.folded, text, parts, each.span)
        sentence = edges.lies_in(moment if len(moment) else parts[0], parts)
        words = [
            Span(sentence.start + at, sentence.start + at + len(word))
            for word, at, _ in self._analyzer.bare_tokens(sentence.of(text))
        ]
        chosen = own_figure(text, sentence, moment, query.terms.get(TermKind.WORD, ()))
        picked = edges.whole(text, sentence, chosen, words, query.folded)
        told = showing.shown(query, text, parts, sentence, picked, each.share)
        case = (
            cases.applying(query, text)
            or cases.instead(query, text, parts, sentence)
            or cases.outside(query, text, parts, told.span)
        )
        if case is not None:
            # whole, for the condition says why it is for whoever asks
            inside = (told.span,) if case.contains(told.span) and case != told.span else ()
            told = showing.Shown(edges.lies_in(case, parts), case, inside)

        def in_document(span: Span) -> Span:
            return folded.to_source(span).shifted(paragraph.span.start)

        core = each.core if chosen == each.span else chosen
        evidence, shown, span = map(in_document, (told.evidence, told.span, core))
        if not evidence.contains(span) or not len(span):
            span = shown
        marks = tuple(map(in_document, told.marks))
        return Reading(each.hit, evidence, span, shown, sure, marks, _rounded(each.margin))


def _for_the_asker(query: Query, each: Look) -> bool:
    """Whether one of several cases is for the amount the asker names, and every word of what is asked is said there."""
    text = each.text.folded.text
    if cases.applying(query, text) is None:
        return False
    near = f"{text}\n{each.above}"
    words = [word for word in query.terms.get(TermKind.WORD, ()) if len(word) > 1 and not _AMOUNT.search(word)]
    # 年假 is cut into two by the dictionary, and is one of the everyday words
    words += [pair for pair in query.terms.get(TermKind.BIGRAM, ()) if others(pair) and not _AMOUNT.search(pair)]
    return bool(words) and all(says(near, word) for word in words)


def _at_cell(query: Query, reading: Reading) -> Reading:
    """The reading of the cell that is asked for, where the paragraph is a row that has it."""
    paragraph = reading.hit.paragraph
    cell = asked_cell(query, paragraph)
    if cell is None:
        return reading
    return replace(
        reading,
        evidence=paragraph.span,
        span=cell,
        shown=cell,
        confidence=max(reading.confidence, SURE_CELL),
        marks=(),
    )


def fused(look: Look, weight: float) -> float:
    """The margin of a hit with what the reranker thinks of it; rounded, so that machines agree."""
    return _rounded(look.margin + weight * math.log(max(look.hit.chance, confidence.LEAST_CHANCE)))


def settled(looks: Sequence[Look], left: float) -> bool:
    """Whether a hit not read yet is not expected to win.

    Args:
        looks: What has been read.
        left: The chances of the hits that have not.
    """
    return left < UNLIKELY and max(look.margin for look in looks) > SURE


def _rounded(margin: float) -> float:
    return round(max(margin, -99.0), _DIGITS)
