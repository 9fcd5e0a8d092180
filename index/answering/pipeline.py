"""A query answered: find, rerank, read, decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.answering import listing, silence, summarizing
from index.answering.articles import article
from index.answering.bylines import byline
from index.answering.extremes import extreme
from index.answering.grouping import arrange
from index.answering.ports import Reader, Reranker, Search
from index.answering.surroundings import with_surroundings
from index.model import Answer, Found, Hit, NoAnswer, Paragraph, ParagraphId, Query, Reading, Reason
from index.reading.cells import SURE

FIRST_HITS = 40
"""Hits the reranker reorders: the right paragraph is among them for 96 to 100 of 100 questions."""

READ = 12
"""Paragraphs that are read, if they are short: the answer is chosen among them, the others may answer further."""

NEAREST = 3
"""Paragraphs shown as the nearest ones."""

_BESIDE = 1  # paragraphs read on either side of the one a conversation is at

_SURE_OF_DOCUMENT = 0.5  # the chance of the document from which on it is summed up


class Pipeline:
    """Answers queries from one state of the documents.

    Each stage can be called alone, so that it can be measured alone.

    Args:
        search: Finds paragraphs.
        reranker: Reorders the first hits.
        reader: Reads paragraphs.
        threshold: The confidence from which on an answer is given rather than silence.
    """

    def __init__(self, search: Search, reranker: Reranker, reader: Reader, threshold: float) -> None:
        self.search = search
        self.reranker = reranker
        self._reader = reader
        self.threshold = threshold

    def over(self, search: Search) -> Pipeline:
        """The same pipeline over another search."""
        return Pipeline(search, self.reranker, self._reader, self.threshold)

    def less_sure(self, share: float) -> Pipeline:
        """The same pipeline where ``share`` of the confidence is enough."""
        return Pipeline(self.search, self.reranker, self._reader, self.threshold * share)

    def find(
        self,
        query: Query,
        top_k: int = FIRST_HITS,
        within: frozenset[str] | None = None,
        drop: frozenset[ParagraphId] = frozenset(),
    ) -> Found:
        """The hits for a query after reranking.

        Args:
            query: What is looked for.
            top_k: How many hits at the most.
            within: Ids of the documents to keep to; ``None`` for all.
            drop: Paragraphs to leave out, as if the search had not found them.
        """
        found = self.search.search(query, top_k + len(drop), within)
        if drop:
            kept = [hit for hit in found.hits if hit.paragraph.id not in drop]
            found = replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1)))
        if len(found.hits) > top_k:
            found = replace(found, hits=found.hits[:top_k])
        return self.reranker.rerank(query, found)

    def read(self, query: Query, found: Found, top_k: int = READ) -> Sequence[Reading]:
        """Readings of the first ``top_k`` hits, the best answer first."""
        read = tuple(with_surroundings(hit, self.search.neighbours) for hit in found.hits[:top_k])
        return self._reader.read(query, replace(found, hits=read + found.hits[top_k:]), top_k)

    def answer(self, query: Query, within: frozenset[str] | None = None, nearest: int = NEAREST) -> Answer | NoAnswer:
        """The answer with its citations, or why there is none.

        Args:
            query: What is looked for.
            within: Ids of the documents to keep to; ``None`` for all.
            nearest: How many of the nearest paragraphs to tell; no more are known than :data:`FIRST_HITS`.
        """
        if query.blank:
            return NoAnswer(query.question, Reason.EMPTY_QUESTION)
        found = self.find(query, within=within)
        if not found.hits:
            return NoAnswer(query.question, Reason.NOTHING_FOUND)
        near = tuple(hit.paragraph for hit in found.hits[:nearest])
        told = self._unread(query, found, near)
        if told is not None:
            return told
        readings = self.read(query, found)
        return self.decide(query, ordered(found, readings), readings, nearest)

    def answer_beside(self, query: Query, place: ParagraphId, *, every_word: bool) -> Answer | NoAnswer:
        """The answer that stands in a paragraph or right beside it, or why there is none: nothing else is read.

        Args:
            query: What is looked for.
            place: The paragraph.
            every_word: Leave out paragraphs that lack a word of the query which other paragraphs hold.
        """
        found = self.find(query, within=frozenset({place.document}))
        around = self.search.neighbours(place, _BESIDE, _BESIDE)
        if every_word:
            around = tuple(each for each in around if silence.holds_all(query, found, each))
        if query.blank or not around:
            return NoAnswer(query.question, Reason.EMPTY_QUESTION if query.blank else Reason.NOTHING_FOUND)
        known = {hit.paragraph.id: hit for hit in found.hits}
        none = (0.0,) * len(found.terms)
        nearby = sorted(around, key=lambda each: (abs(each.ordinal - place.ordinal), each.ordinal))
        hits = [known.get(each.id) or Hit(each, 1, 0.0, none, 0.0) for each in nearby]
        found = replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)))
        readings = self.read(query, found)
        return self.decide(query, ordered(found, readings), readings)

    def _unread(self, query: Query, found: Found, near: tuple[Paragraph, ...]) -> Answer | None:
        """What is told without reading: a line about the document, an article, a summary, the most of a column."""
        neighbours = self.search.neighbours
        line = byline(query, found, neighbours)
        if line is not None:
            return Answer(query.question, (line,), SURE, near)
        lead, whole = article(query, found, neighbours)
        if whole:
            return Answer(query.question, whole, SURE, near, lead=lead)
        if query.summarises or query.wording:
            chance, told = summarizing.summary(query, found, neighbours)
            if told and chance >= _SURE_OF_DOCUMENT:
                return Answer(query.question, told, chance, near, lead=told[0].paragraph.document.title)
        rows = extreme(query, found, neighbours) if query.extreme else ()
        return Answer(query.question, rows, SURE, near) if rows else None

    def decide(
        self, query: Query, found: Found, readings: Sequence[Reading], nearest: int = NEAREST
    ) -> Answer | NoAnswer:
        """An answer where the best reading is sure enough, silence with the nearest paragraphs where not."""
        near = _nearest(found, nearest)
        citations = arrange(query, readings, self.threshold)
        if not citations:
            confidence = max((reading.confidence for reading in readings), default=0.0)
            absent = silence.missing(query, found)
            return NoAnswer(query.question, Reason.NOT_CONFIDENT, confidence, near, missing=absent)
        lead, items = listing.items(query, readings[0], self.search.neighbours) if query.lists else ("", ())
        # of statements that disagree the newer stands first, though it is the other one that was read most surely
        confidence = max(reading.confidence for reading in readings)
        return Answer(query.question, items or tuple(citations), confidence, near, lead=lead)


def _nearest(found: Found, most: int) -> tuple[Paragraph, ...]:
    """The first paragraphs; those that are nothing but the title of their document stand last."""
    paragraphs = [hit.paragraph for hit in found.hits]
    return tuple(sorted(paragraphs, key=lambda each: each.text.strip() == each.document.title)[:most])


def ordered(found: Found, readings: Sequence[Reading]) -> Found:
    """The hits in their final order: those that were read as the reader puts them, then the others as they were."""
    read = [reading.hit.paragraph.id for reading in readings]
    first = {key: place for place, key in enumerate(read)}
    hits = sorted(found.hits, key=lambda hit: first.get(hit.paragraph.id, len(first)))
    return replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)))
