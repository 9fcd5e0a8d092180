"""One state of the documents and whoever answers from it: a message in, what came of its questions out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.answering import FIRST_HITS, Pipeline, asked_years, editions
from index.answering.combining import combine, holds_the_figures, states_difference
from index.dialogue_state import Turn, complete
from index.model import (
    Answer,
    NoAnswer,
    Paragraph,
    Query,
    Reason,
    Several,
    Span,
    TermKind,
    Together,
    UnknownPerson,
)
from index.query import mended, parse, persons
from index.query.counted_years import spelled_out
from index.query.several import several
from index.search import EmbeddedSearch
from index.search.cluster import ClusterSearch, ClusterSnapshot
from index.store.snapshot import Snapshot
from index.text import Analyzer, fold
from index.text.persons import names_person
from index.text.tokens import is_han

_VOUCHED = 0.5
"""Share of the confidence that is asked for which two figures need that are compared or added up."""

_LONGEST_TAKEN = 80
"""Characters of a question that is told as it was taken; of a longer one only the years are."""

_NAMES_ITS_THING = 2
"""Words a question has, beside its interrogative, that says what it is about and what it wants of it."""


@dataclass(frozen=True, slots=True)
class Current:
    """The snapshot questions are answered from, with whoever answers."""

    snapshot: Snapshot | ClusterSnapshot
    analyzer: Analyzer
    search: EmbeddedSearch | ClusterSearch
    pipeline: Pipeline

    def narrowed(self, readable: frozenset[str]) -> Current:
        """The same for someone who may read only these documents."""
        search = self.search.narrowed(readable)
        return replace(self, search=search, pipeline=self.pipeline.over(search))

    def parse(self, question: str) -> tuple[Query, Query | None]:
        """The query, and the one with likely slips put right, where there are any."""
        query = parse(question, self.analyzer)
        unknown = persons.unknown(query, self.analyzer, self.search, lambda: self._texts(query))
        if unknown is None:
            return query, mended(query, self.analyzer, self.search)
        query = replace(query, unknown=unknown)
        return query, self._of_person(query, unknown.alike[0]) if unknown.surely else None

    def _texts(self, query: Query) -> list[str]:
        """The folded paragraphs that are found for a query."""
        return [fold(hit.paragraph.text).text for hit in self.search.search(query, FIRST_HITS).hits]

    def _of_person(self, query: Query, other: str) -> Query:
        """The query with another name in place of the one that nobody has."""
        name = query.unknown.name if query.unknown else ""
        source = query.question if name in query.question else query.folded
        return parse(source.replace(name, other), self.analyzer)

    def answer(
        self, typed: Query, better: Query | None, within: frozenset[str] | None, nearest: int
    ) -> Answer | NoAnswer:
        """The answer to what was typed, found by the better query where there is one."""
        if not self.snapshot.manifest.paragraphs or self.search.readable == frozenset():
            return NoAnswer(typed.question, Reason.EMPTY_INDEX)
        if better is None and typed.unknown is not None:
            back = self._asked_back(typed, typed.unknown, within, nearest)
            if back is not None:
                return back
        query = better or typed
        parts = several(query, self.analyzer)
        result = self._answer_together(query, parts, within, nearest) if parts else None
        if result is not None and query.counted:
            result = replace(result, taken_as=self._taken_as(query, self._this_year(query, within)))
        if result is None:
            result = self._one(self.pipeline, query, within, nearest)
        if better is None:
            return result
        return replace(result, question=typed.question, suggestion=better.question)

    def _asked_back(
        self, query: Query, unknown: UnknownPerson, within: frozenset[str] | None, nearest: int
    ) -> NoAnswer | None:
        """Which of the persons with nearly that name is meant, with a paragraph on each."""
        found: dict[str, Paragraph] = {}
        for other in unknown.alike:
            hits = self.pipeline.find(self._of_person(query, other), within=within).hits
            about = (hit.paragraph for hit in hits if names_person(other, fold(hit.paragraph.text).text))
            first = next(about, None)
            if first is not None:
                found[other] = first
        near = tuple({each.id: each for each in found.values()}.values())[: max(nearest, 1)]
        why = Reason.NAMES_ALIKE
        return NoAnswer(query.question, why, 0.0, near, missing=(unknown.name,), alike=tuple(found)) if found else None

    def _one(self, pipeline: Pipeline, query: Query, within: frozenset[str] | None, nearest: int) -> Answer | NoAnswer:
        """The answer to one question, from the edition of a document that it is for where it names one."""
        asked = query.edition
        if asked is None and query.counted:
            return self._in_year(pipeline, query, within, nearest)
        if asked is None:
            return pipeline.answer(query, within, nearest)
        plain = parse(asked.question, self.analyzer)
        found = pipeline.find(plain)
        meant = editions.meant(asked, found, self.search.editions, self.pipeline.coming)
        if meant is None or not (meant or asked.surely):
            return pipeline.answer(query, within, nearest)
        chosen = meant if within is None else meant & within
        result = pipeline.answer(plain, chosen, nearest) if chosen else None
        if result is None:
            near = tuple(hit.paragraph for hit in found.hits if within is None or hit.paragraph.document.id in within)
            lacking = () if meant else (asked.text,)
            return NoAnswer(query.question, Reason.NOT_CONFIDENT, 0.0, near[:nearest], missing=lacking)
        if isinstance(result, NoAnswer) and not asked.surely:
            return pipeline.answer(query, within, nearest)
        return replace(result, question=query.question)

    def _in_year(
        self, pipeline: Pipeline, query: Query, within: frozenset[str] | None, nearest: int
    ) -> Answer | NoAnswer:
        """The answer to a question for 今年 or 去年, of the year that this stands for in the documents."""
        this_year = self._this_year(query, within)
        if this_year is None:
            result = pipeline.answer(query, within, nearest)
            return replace(result, taken_as=self._taken_as(query, self._year_of(query, result)))
        spelled = spelled_out(query, this_year)
        result = pipeline.answer(parse(spelled, self.analyzer), within, nearest)
        if isinstance(result, NoAnswer):
            # as it was asked, of the documents of that year, or of those that say none
            hits = pipeline.find(query, within=within).hits
            documents = {hit.paragraph.document.id: hit.paragraph.document for hit in hits}
            today = self.pipeline.today()
            there = [key for key, each in documents.items() if asked_years.made_in(each, today) in {this_year, None}]
            own = pipeline.answer(query, frozenset(there), nearest)
            if isinstance(own, Answer) and asked_years.says_so(query.counted, this_year, own.evidence):
                result, this_year = own, self._year_of(query, own) or this_year
        return replace(result, question=query.question, taken_as=self._taken_as(query, this_year))

    def _year_of(self, query: Query, result: Answer | NoAnswer) -> int | None:
        """The year an answer to a question for 今年 is of; ``None`` where nothing says it."""
        if isinstance(result, NoAnswer) or not query.counts_to_this_year:
            return None
        return asked_years.year_of(result.citations[0].paragraph, self.search.neighbours)

    def _this_year(self, query: Query, within: frozenset[str] | None) -> int | None:
        """The year that 今年 is for a query; ``None`` where the documents on it say none."""
        found = self.pipeline.find(query, within=within)
        return asked_years.of_hits(found, self.search.neighbours, self.pipeline.today())

    def _taken_as(self, query: Query, this_year: int | None) -> str | None:
        """The query with its years in figures; ``None`` where it is about the year that it is."""
        if this_year is None or (query.counts_to_this_year and this_year == self.pipeline.today().year):
            return None
        spelled = spelled_out(query, this_year)
        if len(spelled) <= _LONGEST_TAKEN:
            return spelled
        counted = {each.text: this_year - each.back for each in query.counted}
        return "，".join(f"{text}是{year}年" for text, year in counted.items())

    def _answer_together(
        self, query: Query, parts: Several, within: frozenset[str] | None, nearest: int
    ) -> Answer | NoAnswer | None:
        """The answers to several questions of one message; ``None`` where it is better answered as one."""
        if parts.together is Together.EACH:
            return self._combined(self.pipeline, query, parts, within, nearest)
        whole = self._one(self.pipeline, query, within, nearest)
        if isinstance(whole, Answer) and states_difference(whole):
            return whole
        # two figures of one unit that fit together vouch for each other
        sum_up = self._combined(self.pipeline.less_sure(_VOUCHED), query, parts, within, nearest)
        if isinstance(sum_up, Answer) and sum_up.computed is not None:
            return sum_up
        result = self._combined(self.pipeline, query, parts, within, nearest)
        one_sentence = isinstance(whole, Answer) and holds_the_figures(whole)
        return whole if isinstance(result, NoAnswer) and one_sentence else result

    def holds(self, word: str) -> bool:
        """Whether the documents, or what stands above their paragraphs, hold a word."""
        folded = fold(word).text
        if len(folded) > 1 and is_han(folded):
            return self.search.holds(folded)
        tokens = [token for token, _, _ in self.analyzer.bare_tokens(folded)]
        return bool(tokens) and all(self.search.frequency(token, TermKind.WORD) for token in tokens)

    def words(self, folded: str) -> tuple[Span, ...]:
        """Where the words of a folded text stand, in order."""
        return tuple(Span(at, at + len(word)) for word, at, _ in self.analyzer.bare_tokens(folded))

    def _combined(
        self, pipeline: Pipeline, query: Query, parts: Several, within: frozenset[str] | None, nearest: int
    ) -> Answer | NoAnswer | None:
        results: list[Answer | NoAnswer] = []
        for place, question in enumerate(parts.questions):
            before = next((each for each in reversed(results) if isinstance(each, Answer)), None)
            if before is not None:
                results.append(self._answer_next(pipeline, question, before, within, nearest))
                continue
            # 「家里没电，能用吗，少了什么」: the last of these says nothing without the one before
            alone = not place or self._stands_alone(parse(question, self.analyzer))
            text = question if alone else f"{parts.questions[place - 1]}，{question}"
            result = self._one(pipeline, parse(text, self.analyzer), within, nearest)
            results.append(replace(result, question=question))
        return combine(query.question, parts, results, nearest)

    def _answer_next(
        self, pipeline: Pipeline, question: str, before: Answer, within: frozenset[str] | None, nearest: int
    ) -> Answer | NoAnswer:
        """The answer to a question behind an answered one, from the document of that if it has any.

        From others only where the question says what it is about: 「一天收多少」 means what was spoken of before.
        """
        first = before.citations[0].paragraph.document
        turn = Turn(before.question, before.citations[0].picked, first.title)
        # 「副馆长呢」 asks the same of another; 「谁值班」 asks anew, not more of the one before
        goes_on = question.rstrip(" ?？").endswith("呢")
        query = parse((complete(question, turn, self.words) if goes_on else None) or question, self.analyzer)
        # another edition is another document
        result = self._one(pipeline, query, within if query.edition else frozenset({first.id}), nearest)
        if isinstance(result, NoAnswer) and self._stands_alone(query):
            result = self._one(pipeline, query, within, nearest)
        return replace(result, question=question)

    @staticmethod
    def _stands_alone(query: Query) -> bool:
        # a single character (收, 钱) names nothing
        return sum(len(word) > 1 for word in query.terms.get(TermKind.WORD, ())) >= _NAMES_ITS_THING
