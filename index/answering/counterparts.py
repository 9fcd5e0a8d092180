"""Of several editions of one document the one in force answers first, the earlier ones under it; pure but for its port.

What the editions say of one thing is found by the sentence: it stands in each of them nearly alike, with other figures,
or answers the question as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from index.answering.editions import are_versions, ranked
from index.answering.grouping import gained_alike, sentence_pairs
from index.answering.taking_force import Coming
from index.model import DocumentInfo, Found, Hit, Paragraph, Query, Reading, Span
from index.text import sentences

MOST = 4
"""Editions, from the one in force on, that are looked into."""

_SAME_SENTENCE = 0.45  # of the pairs of characters two sentences have, figures aside, those they share
_OTHER_SENTENCE = 0.35  # the share below which no sentence of an edition speaks of the same
_SAME_QUESTION = 0.6  # share of what the question's terms gave one paragraph that they must give the other
_HALF = 0.5  # of the confidence the first answer has, what another edition's needs that is worded otherwise


class Reach(Protocol):
    """Finds and reads more than what was read."""

    def hits(self, document: str) -> Sequence[Hit]:
        """The hits in one document, likeliest first."""
        ...

    def read(self, hit: Hit) -> Reading | None:
        """What is read in a hit."""
        ...


class Told(NamedTuple):
    """What the editions of one document answer.

    Attributes:
        readings: That of the edition in force first, then those of the earlier ones; empty where there are no several.
        superseded_by: The title of the edition in force, where it says nothing of this; empty otherwise.
    """

    readings: tuple[Reading, ...] = ()
    superseded_by: str = ""


def told(  # noqa: PLR0913, PLR0917 - what was asked, found and read, and how more is
    query: Query,
    found: Found,
    readings: Sequence[Reading],
    documents: Sequence[DocumentInfo],
    threshold: float,
    reach: Reach,
    coming: Coming,
) -> Told:
    """What the editions of the document that answers say of the same.

    Args:
        query: What was asked; one that names a year is answered as it was read.
        found: The hits.
        readings: Best first; the first is sure enough to be told.
        documents: The editions of its document that may be told of, itself included.
        threshold: The confidence below which a reading is not shown.
        reach: Finds and reads more of an edition.
        coming: Knows which of them are not in force yet; where one is told of, so is the day it says.
    """
    order = ranked(documents, coming) if are_versions(documents) and not query.years else []
    if not order:
        return Told()
    first = readings[0]
    own = first.hit.paragraph.document.id
    chain: list[Reading] = []
    silent = False
    for place, document in enumerate(order):
        if document.id == own:
            chain += [first, *_day_of_force(first, coming)]
        elif place < MOST:
            others = _Others(first, document.id, found, readings, reach)
            one = others.counterpart(threshold)
            if one is not None:
                one = replace(one, confidence=max(one.confidence, threshold))
                chain += [one, *_day_of_force(one, coming)]
            elif place == 0:
                silent = others.say_nothing(threshold)
    return Told(tuple(chain), order[0].title if silent else "")


def _day_of_force(reading: Reading, coming: Coming) -> list[Reading]:
    """The sentence that says when the edition takes force, behind what a coming one will say."""
    document = reading.hit.paragraph.document
    said = coming.said(document) if coming(document) else None
    if said is None:
        return []
    if said.paragraph.id == reading.hit.paragraph.id and said.sentence.overlaps(reading.evidence):
        return []
    sentence = said.sentence
    hit = replace(reading.hit, paragraph=said.paragraph)
    return [replace(reading, hit=hit, evidence=sentence, span=sentence, shown=sentence, marks=())]


class _Others:
    """What another edition says of the same as the reading that answers."""

    def __init__(self, first: Reading, document: str, found: Found, readings: Sequence[Reading], reach: Reach) -> None:
        self._first = first
        self._reach = reach
        self._own = [each for each in readings if each.hit.paragraph.document.id == document]
        self._known = {each.hit.paragraph.id: each for each in self._own}
        self._best = self._most_alike([hit for hit in found.hits if hit.paragraph.document.id == document])
        if self._best.likeness < _SAME_SENTENCE:
            self._best = max(self._best, self._most_alike(reach.hits(document)), key=lambda each: each.likeness)

    def counterpart(self, threshold: float) -> Reading | None:
        """Its reading; ``None`` where it says nothing of the same, or nothing tells that it does."""
        best = self._best
        if best.hit is not None and best.likeness >= _SAME_SENTENCE:
            reading = self._known.get(best.hit.paragraph.id) or self._reach.read(best.hit)
            if reading is not None:
                # where the answer was not seen in the sentence, the sentence itself is what is said there now
                seen = best.sentence.contains(reading.evidence) and reading.confidence >= threshold * _HALF
                whole = best.sentence
                return reading if seen else replace(reading, evidence=whole, span=whole, shown=whole, marks=())
        enough = max(threshold, self._first.confidence * _HALF)
        for each in self._own:
            if each.confidence >= enough and gained_alike(self._first.hit, each.hit, _SAME_QUESTION):
                return each
        return None

    def say_nothing(self, threshold: float) -> bool:
        """Whether it surely says nothing of the same."""
        unsure = all(each.confidence < threshold * _HALF for each in self._own)
        return unsure and self._best.likeness < _OTHER_SENTENCE

    def _most_alike(self, hits: Sequence[Hit]) -> _Alike:
        found = [_Alike(*_most_alike(self._first, hit.paragraph), hit) for hit in hits]
        return max(found, key=lambda each: each.likeness, default=_Alike(0.0, self._first.evidence, None))


class _Alike(NamedTuple):
    likeness: float
    sentence: Span
    hit: Hit | None


def _most_alike(first: Reading, paragraph: Paragraph) -> tuple[float, Span]:
    """How much a paragraph's sentence that is most like the evidence of ``first`` is like it, and that sentence."""
    wanted = sentence_pairs(first.hit.paragraph.quote(first.evidence))
    best, place = 0.0, paragraph.span
    for part in sentences.split(paragraph.text):
        pairs = sentence_pairs(part.of(paragraph.text))
        smaller = min(len(wanted), len(pairs))
        likeness = len(wanted & pairs) / smaller if smaller > 1 else 0.0
        if likeness > best:
            best, place = likeness, part.shifted(paragraph.span.start)
    return best, place
