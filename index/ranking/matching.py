"""The hits as one long text, and where in it each query term matches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.model import Paragraph
from index.paragraphs.context import context_of
from index.text import Lexicon, fold, sentences
from index.text.numbers import han_numbers, number_pairs

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class FoldedParagraph:
    """One paragraph, folded.

    Attributes:
        body: Its text.
        starts: Where its sentences begin; at least one.
        context: What counts for it though it stands outside it.
    """

    body: str
    starts: tuple[int, ...]
    context: str


def folded_paragraph(paragraph: Paragraph, lexicon: Lexicon) -> FoldedParagraph:
    """The paragraph as the reranker sees it; remembered for some thousand paragraphs."""
    return _folded(paragraph.text, context_of(paragraph), lexicon)


@lru_cache(maxsize=4096)
def _folded(text: str, context: str, lexicon: Lexicon) -> FoldedParagraph:
    folded = fold(text)
    starts = tuple(folded.from_source(span).start for span in sentences.split(text)) or (0,)
    body = folded.text
    if lexicon.canonical(body) != body:
        # canonical writings have other lengths: sentence by sentence, so that each still begins where it is said to
        bounds = (0, *starts[1:], len(body))
        pieces = [lexicon.canonical(body[begin:end]) for begin, end in pairwise(bounds)]
        body = "".join(pieces)
        starts = tuple(int(start) for start in np.cumsum([0, *map(len, pieces[:-1])]))
    return FoldedParagraph(body, starts, lexicon.canonical(fold(context).text))


class Matches:
    """All hits end to end. Segments are the sentences of each body and, last of each hit, its context.

    Attributes:
        paragraphs: The hits.
        firsts: The first segment of each hit.
        contexts: The last segment of each hit: its context.
        begins: Where each segment begins in the text.
        ends: Where each segment ends.
        term: For each match, which term it is of.
        place: For each match, where it stands.
        hit: For each match, in which hit.
        in_body: For each match, whether it stands in a body rather than a context.
        sentence_rows: One row per segment, 1.0 for each term it holds; contexts hold none.
        context_rows: One row per hit, of its context.
        body_rows: One row per hit, of its body.
    """

    def __init__(self, paragraphs: Sequence[FoldedParagraph], terms: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.firsts = np.zeros(len(paragraphs), dtype=np.int64)
        self.offsets = np.zeros(len(paragraphs), dtype=np.int64)
        pieces: list[str] = []
        begins: list[int] = []
        at = 0
        for number, paragraph in enumerate(paragraphs):
            self.firsts[number], self.offsets[number] = len(begins), at
            begins.extend(at + start for start in paragraph.starts)
            begins.append(at + len(paragraph.body) + 1)
            pieces += [paragraph.body, "\n", paragraph.context, "\n"]
            at += len(paragraph.body) + len(paragraph.context) + 2
        self.text = "".join(pieces)
        self.begins = np.array(begins, dtype=np.int64)
        self.ends = np.append(self.begins[1:], at)
        self.contexts = np.append(self.firsts[1:], len(begins)) - 1
        self.term, self.place = _found(terms, self.text)
        segment = np.searchsorted(self.begins, self.place, side="right") - 1
        self.hit = np.searchsorted(self.offsets, self.place, side="right") - 1
        self.in_body = segment != self.contexts[self.hit]
        rows = np.zeros((len(begins), len(terms)))
        rows[segment, self.term] = 1.0
        self.context_rows = rows[self.contexts]
        rows[self.contexts] = 0.0
        self.sentence_rows = rows
        self.body_rows = np.maximum.reduceat(rows, self.firsts, axis=0)

    @property
    def with_contexts(self) -> Floats:
        """One row per segment: what the sentence holds together with the context above it; contexts hold none."""
        rows: Floats = np.maximum(
            self.sentence_rows, np.repeat(self.context_rows, self.contexts - self.firsts + 1, axis=0)
        )
        rows[self.contexts] = 0.0
        return rows

    @property
    def with_next(self) -> Floats:
        """One row per segment: what the sentence holds together with the one behind it; contexts hold none."""
        rows = self.sentence_rows.copy()
        rows[:-1] = np.maximum(rows[:-1], self.sentence_rows[1:])
        rows[self.contexts] = 0.0
        return rows

    def best(self, per_segment: Floats) -> Floats:
        """The highest value among the sentences of each hit; values are not negative, contexts have 0."""
        values: Floats = np.maximum.reduceat(per_segment, self.firsts)
        return values

    def best_window(self, half: int, share: Floats) -> Floats:
        """The most of ``share`` inside any stretch of ``2 * half`` characters of each body, stepped by ``half``."""
        lengths = np.array([len(paragraph.body) for paragraph in self.paragraphs], dtype=np.int64)
        counts = lengths // half + 2
        bases = np.concatenate(([0], np.cumsum(counts)[:-1]))
        slots = np.zeros((int(counts.sum()), len(share)))
        slot = (bases[self.hit] + 1 + (self.place - self.offsets[self.hit]) // half)[self.in_body]
        slots[slot, self.term[self.in_body]] = 1.0
        slots[slot - 1, self.term[self.in_body]] = 1.0
        values: Floats = np.maximum.reduceat(slots @ share, bases)
        return values


def _found(terms: Sequence[str], text: str) -> tuple[Numbers, Numbers]:
    numbers: list[int] = []
    places: list[int] = []
    for number, term in enumerate(terms):
        if term.isascii():
            found = [match.start() for match in _pattern(term).finditer(text)]
        else:
            found = []
            at = text.find(term)
            while at >= 0:
                found.append(at)
                at = text.find(term, at + 1)
        numbers += [number] * len(found)
        places += found
    if any(_DIGIT.search(term) for term in terms):
        for spelt, at in _spelt_out(text):
            found = [number for number, term in enumerate(terms) if term == spelt]
            numbers += found
            places += [at] * len(found)
    return np.array(numbers, dtype=np.int64), np.array(places, dtype=np.int64)


def _spelt_out(text: str) -> Iterator[tuple[str, int]]:
    """Numbers in Han numerals as they would be in digits, alone and with each neighbour, and where they stand."""
    for span, number in han_numbers(text):
        yield number, span.start
        for pair in number_pairs(text, span, number):
            yield pair, span.start


@lru_cache(maxsize=1024)
def _pattern(term: str) -> re.Pattern[str]:
    """A code or number as it may stand in a text: 6,202 for 6202, 39-nq for 39nq, the plural for the singular."""
    spelt = re.escape(term[0])
    for left, right in pairwise(term):
        if left.isdigit() and right.isdigit():
            spelt += ",?"
        elif left.isdigit() != right.isdigit():
            spelt += "[ ./_+&'-]?"
        spelt += re.escape(right)
    before = "(?<![0-9])(?<![0-9][.,])" if term[0].isdigit() else "(?<![a-z])"
    after = "(?![0-9])" if term[-1].isdigit() else "(?:e?s)?(?![a-z])"
    return re.compile(before + spelt + after)
