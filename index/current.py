"""One state of the documents and whoever answers from it: a message in, what came of its questions out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.answering import Pipeline
from index.answering.combining import combine, holds_the_figures, states_difference
from index.dialogue_state import Turn, complete
from index.model import Answer, NoAnswer, Query, Reason, Several, Span, TermKind, Together
from index.query import mended, parse
from index.query.several import several
from index.search import EmbeddedSearch
from index.search.cluster import ClusterSearch, ClusterSnapshot
from index.store.snapshot import Snapshot
from index.text import Analyzer, fold
from index.text.tokens import is_han

_VOUCHED = 0.5
"""Share of the confidence that is asked for which two figures need that are compared or added up."""

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
        return query, mended(query, self.analyzer, self.search)

    def answer(
        self, typed: Query, better: Query | None, within: frozenset[str] | None, nearest: int
    ) -> Answer | NoAnswer:
        """The answer to what was typed, found by the better query where there is one."""
        if not self.snapshot.manifest.paragraphs or self.search.readable == frozenset():
            return NoAnswer(typed.question, Reason.EMPTY_INDEX)
        query = better or typed
        parts = several(query, self.analyzer)
        result = self._answer_together(query, parts, within, nearest) if parts else None
        if result is None:
            result = self.pipeline.answer(query, within, nearest)
        if better is None:
            return result
        return replace(result, question=typed.question, suggestion=better.question)

    def _answer_together(
        self, query: Query, parts: Several, within: frozenset[str] | None, nearest: int
    ) -> Answer | NoAnswer | None:
        """The answers to several questions of one message; ``None`` where it is better answered as one."""
        if parts.together is Together.EACH:
            return self._combined(self.pipeline, query, parts, within, nearest)
        whole = self.pipeline.answer(query, within, nearest)
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
            result = pipeline.answer(parse(text, self.analyzer), within, nearest)
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
        result = pipeline.answer(query, frozenset({first.id}), nearest)
        if isinstance(result, NoAnswer) and self._stands_alone(query):
            result = pipeline.answer(query, within, nearest)
        return replace(result, question=question)

    @staticmethod
    def _stands_alone(query: Query) -> bool:
        # a single character (收, 钱) names nothing
        return sum(len(word) > 1 for word in query.terms.get(TermKind.WORD, ())) >= _NAMES_ITS_THING
