"""A query answered: find, rerank, read, decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.answering import asked_years, counterparts, editions, enumerating, listing, silence, summarizing
from index.answering.articles import article
from index.answering.bylines import byline
from index.answering.extremes import extreme
from index.answering.grouping import arrange
from index.answering.ports import Reader, Reranker, Search
from index.answering.surroundings import with_surroundings
from index.answering.taking_force import Coming
from index.model import Answer, Found, Hit, NoAnswer, Paragraph, ParagraphId, Query, Reading, Reason
from index.reading.cells import SURE
from index.text import fold
from index.text.persons import names_person

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
        today: The day it is, where whoever asks lives.
    """

    def __init__(
        self,
        search: Search,
        reranker: Reranker,
        reader: Reader,
        threshold: float,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.search = search
        self.today = today
        self.coming = Coming(search.neighbours, today)
        self.reranker = reranker
        self._reader = reader
        self.threshold = threshold

    def over(self, search: Search) -> Pipeline:
        """The same pipeline over another search."""
        return Pipeline(search, self.reranker, self._reader, self.threshold, self.today)

    def less_sure(self, share: float) -> Pipeline:
        """The same pipeline where ``share`` of the confidence is enough."""
        return Pipeline(self.search, self.reranker, self._reader, self.threshold * share, self.today)

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
        return self.decide(query, ordered(found, readings), readings, nearest, within)

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

    def answer_further(
        self, query: Query, told: frozenset[ParagraphId], within: frozenset[str] | None = None
    ) -> Answer | NoAnswer:
        """What else answers than the paragraphs ``told``: each that is read surely enough, the surest first."""
        found = self.find(query, within=within, drop=told)
        readings = self.read(query, found) if found.hits else ()
        citations = arrange(query, readings, self.threshold)
        near = _nearest(query, found, NEAREST)
        confidence = max((reading.confidence for reading in readings), default=0.0)
        if not citations:
            return NoAnswer(query.question, Reason.NOTHING_MORE, confidence, near)
        return Answer(query.question, tuple(citations), confidence, near)

    def _unread(self, query: Query, found: Found, near: tuple[Paragraph, ...]) -> Answer | None:
        """What is told without reading: a line about the document, an article, a summary, the most of a column."""
        neighbours = self.search.neighbours
        everything = found
        if not query.years:
            everything = editions.in_force_first(found, self.search.editions, self.coming)
            found = editions.without_earlier(found, self.search.editions, self.coming)
        line = byline(query, found, neighbours)
        if line is not None:
            return Answer(query.question, (line,), SURE, near)
        lead, whole = article(query, everything, neighbours)
        if whole:
            return Answer(query.question, whole, SURE, near, lead=lead)
        if query.summarises or query.wording:
            chance, told = summarizing.summary(query, found, neighbours)
            if told and chance >= _SURE_OF_DOCUMENT:
                return Answer(query.question, told, chance, near, lead=told[0].paragraph.document.title)
        rows = extreme(query, found, neighbours) if query.extreme else ()
        return Answer(query.question, rows, SURE, near) if rows else None

    def decide(
        self,
        query: Query,
        found: Found,
        readings: Sequence[Reading],
        nearest: int = NEAREST,
        within: frozenset[str] | None = None,
    ) -> Answer | NoAnswer:
        """An answer where the best reading is sure enough, silence with the nearest paragraphs where not."""
        near = _nearest(query, found, nearest)
        listed = self._listed(query, found, readings)
        if listed is not None:
            return Answer(query.question, listed.citations, enumerating.SURE, near, lead=listed.lead)
        readings = sorted(readings, key=lambda reading: reading.confidence < self.threshold)
        told = self._by_edition(query, found, readings, within)
        citations = arrange(query, readings, self.threshold, told.readings)
        if not citations:
            confidence = max((reading.confidence for reading in readings), default=0.0)
            years, others, told_of = asked_years.other_years(query, found, self.search.neighbours)
            if years:
                shown = tuple({each.id: each for each in (*told_of, *near)}.values())[:nearest]
                return NoAnswer(query.question, Reason.OTHER_YEARS, confidence, shown, missing=years, alike=others)
            absent = silence.missing(query, found)
            return NoAnswer(query.question, Reason.NOT_CONFIDENT, confidence, near, missing=absent)
        leading = told.readings[0] if told.readings else readings[0]
        lead, items = listing.items(query, leading, self.search.neighbours) if query.lists else ("", ())
        # of statements that disagree the newer stands first, though it is the other one that was read most surely
        confidence = max(reading.confidence for reading in readings)
        return Answer(
            query.question, items or tuple(citations), confidence, near, lead=lead, superseded_by=told.superseded_by
        )

    def _listed(self, query: Query, found: Found, readings: Sequence[Reading]) -> enumerating.Told | None:
        """The list whose head says what is asked for, where no line of another place is read as surely."""
        if not (query.lists or query.summarises) or self.threshold > enumerating.SURE:
            return None
        if not query.years:
            found = editions.without_earlier(found, self.search.editions, self.coming)
        told = enumerating.enumerated(query, found, self.search.neighbours)
        sure = max(readings, key=lambda reading: reading.confidence, default=None)
        if told is None or sure is None or sure.confidence < self.threshold:
            return told
        if any(each.paragraph.id == sure.hit.paragraph.id for each in told.citations):
            return told
        return told if told.said >= enumerating.SAYS_ALL and sure.confidence < enumerating.SURE else None

    def _by_edition(
        self, query: Query, found: Found, readings: Sequence[Reading], within: frozenset[str] | None
    ) -> counterparts.Told:
        """What the editions of the document that answers say, where it is one of several."""
        if not readings or readings[0].confidence < self.threshold:
            return counterparts.Told()

        every = self.search.editions(readings[0].hit.paragraph.document)
        known = [each for each in every if within is None or each.id in within]
        return counterparts.told(query, found, readings, known, self.threshold, _Reach(self, query, found), self.coming)


class _Reach:
    """More of one document found and read for a query: an :class:`index.answering.counterparts.Reach`."""

    def __init__(self, pipeline: Pipeline, query: Query, found: Found) -> None:
        self._pipeline = pipeline
        self._query = query
        self._found = found

    def hits(self, document: str) -> tuple[Hit, ...]:
        """The first hits in the document."""
        return self._pipeline.search.search(self._query, READ, frozenset({document})).hits

    def read(self, hit: Hit) -> Reading | None:
        """What is read in the hit."""
        readings = self._pipeline.read(self._query, replace(self._found, hits=(hit,)), 1)
        return readings[0] if readings else None


def _nearest(query: Query, found: Found, most: int) -> tuple[Paragraph, ...]:
    """The first paragraphs: those on the persons that are asked about first, those that are but a title last."""

    def place(paragraph: Paragraph) -> int:
        if paragraph.text.strip() == paragraph.document.title:
            return 2
        text = fold(paragraph.text).text
        return int(not any(names_person(name, text) for name in query.persons))

    return tuple(sorted((hit.paragraph for hit in found.hits), key=place)[:most])


def ordered(found: Found, readings: Sequence[Reading]) -> Found:
    """The hits in their final order: those that were read as the reader puts them, then the others as they were."""
    read = [reading.hit.paragraph.id for reading in readings]
    first = {key: place for place, key in enumerate(read)}
    hits = sorted(found.hits, key=lambda hit: first.get(hit.paragraph.id, len(first)))
    return replace(found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1)))
