"""The embedded engine: BM25 over the postings of a snapshot."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.bm25 import KIND_WEIGHTS, InvertedBM25, Numbers, TermWeights
from index.model import DocumentInfo, Found, Hit, Paragraph, ParagraphId, Query, QueryTerm, TermKind
from index.search.bounded import Best, Scores, Weighed, best
from index.search.editions import Editions
from index.store.snapshot import Snapshot
from index.text import fold

_LOOKED_AT = 50
"""Paragraphs looked into for a row of characters."""


class EmbeddedSearch:
    """Searches one snapshot: an :class:`index.answering.Search`, safe to use from several threads.

    Args:
        snapshot: What is searched.

    Attributes:
        snapshot: As given.
        readable: Ids of the documents there are for whoever asks; ``None`` for all.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.readable: frozenset[str] | None = None
        self._open: NDArray[np.bool_] | None = None
        self._scores = Scores(snapshot.manifest.units)
        self._editions = Editions(lambda: (record.info for record in snapshot.documents()))
        self._models: Mapping[TermKind, InvertedBM25] = (
            {kind: InvertedBM25(postings) for kind, postings in snapshot.postings.items()}
            if snapshot.manifest.units
            else {}
        )

    def narrowed(self, readable: frozenset[str]) -> EmbeddedSearch:
        """The same search for someone who may read only the documents of these ids.

        Of the others it knows no paragraph and no word; only the weights of terms are those of the whole snapshot.
        """
        other = copy.copy(self)
        other.readable = readable
        other._open = self._units_of(readable)  # noqa: SLF001 - its own kind, being made
        return other

    def search(self, query: Query, top_k: int, within: frozenset[str] | None = None) -> Found:
        """The ``top_k`` best paragraphs for ``query``; see :meth:`index.answering.Search.search`."""
        if not self._models:
            return Found((), ())
        terms: list[QueryTerm] = []
        weighed: list[Weighed | None] = []
        possible = 0.0
        for kind, weight in KIND_WEIGHTS.items():
            model = self._models[kind]
            for term in query.terms.get(kind, ()):
                weights = self._weigh(model, term)
                # a term nobody holds could at the most be the rarest there is
                possible += weight * model.saturation * (weights.idf if weights else model.idf_of(1))
                terms.append(QueryTerm(term, kind, weights.idf if weights else 0.0))
                weighed.append(Weighed(kind, weights) if weights else None)
        chosen = self._best_units([each for each in weighed if each], top_k, within)
        rows = iter(chosen.gains)
        gains = np.array([next(rows) if each else np.zeros(len(chosen.units)) for each in weighed])
        numbers, paragraphs = self.snapshot.paragraphs_of(chosen.units)
        hits = tuple(
            Hit(paragraphs[number], rank, score, tuple(gains[:, rank - 1].tolist()))
            for rank, (number, score) in enumerate(zip(numbers, chosen.scores.tolist(), strict=True), start=1)
        )
        return Found(tuple(terms), hits, possible)

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if the snapshot does not hold it."""
        return self.snapshot.paragraph(key) if self._holds(key) else None

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        return self.snapshot.neighbours(key, before, after) if self._holds(key) else ()

    def editions(self, document: DocumentInfo) -> tuple[DocumentInfo, ...]:
        """The document and the others that are editions of the same, by id."""
        return self._editions.of(document, self.readable)

    def holds(self, run: str) -> bool:
        """Whether a paragraph, or what stands above it, holds these Han characters in a row.

        Looked for in the first few paragraphs that hold all pairs of neighbours.
        """
        if not self._models:
            return False
        common: Numbers | None = None
        for one, other in pairwise(run):
            held = self.snapshot.postings[TermKind.BIGRAM].lookup(one + other)
            if held is None:
                return False
            common = held[0] if common is None else np.intersect1d(common, held[0], assume_unique=True)
        if common is None:
            return False
        if self._open is not None:
            common = common[self._open[common]]
        _, paragraphs = self.snapshot.paragraphs_of(common[:_LOOKED_AT])
        return any(
            run in fold("\n".join((each.text, each.context, each.document.title, *each.headings))).text
            for each in paragraphs.values()
        )

    def frequency(self, term: str, kind: TermKind) -> int:
        """How many units hold ``term`` (df); 0 for an unknown one."""
        if self._open is None:
            return self.snapshot.frequency(term, kind)
        found = self.snapshot.postings[kind].lookup(term)
        return 0 if found is None else int(np.count_nonzero(self._open[found[0]]))

    def _holds(self, key: ParagraphId) -> bool:
        return self.readable is None or key.document in self.readable

    def _weigh(self, model: InvertedBM25, term: str) -> TermWeights | None:
        """What a term adds to each unit; ``None`` for one that stands in no document there is for the asker."""
        weights = model.weigh(term)
        if weights is None or self._open is None or self._open[weights.units].any():
            return weights
        return None

    def _units_of(self, documents: frozenset[str]) -> NDArray[np.bool_]:
        """Which units are those of these documents."""
        among = np.zeros(self.snapshot.manifest.units, dtype=np.bool_)
        for key in documents:
            record = self.snapshot.document(key)
            if record is not None:
                among[slice(*self.snapshot.units_of(record))] = True
        return among

    def _best_units(self, terms: Sequence[Weighed], top_k: int, within: frozenset[str] | None) -> Best:
        """The best unit of each of the ``top_k`` best paragraphs."""
        snapshot = self.snapshot
        among = self._open
        if within is not None:
            among = self._units_of(within if self.readable is None else within & self.readable)
        wanted = top_k
        while True:
            chosen = best(terms, wanted, self._scores, among)
            if snapshot.manifest.units == snapshot.manifest.paragraphs:
                return chosen
            _, firsts = np.unique(snapshot.numbers_of(chosen.units), return_index=True)
            if len(firsts) >= top_k or len(chosen.units) < wanted:
                firsts = np.sort(firsts)[:top_k]
                return Best(chosen.units[firsts], chosen.scores[firsts], chosen.gains[:, firsts])
            # a long paragraph has several units, and counts once
            wanted *= 2
