"""The embedded engine: BM25 over the postings of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from index.bm25 import KIND_WEIGHTS, Floats, InvertedBM25, TermWeights, best, total
from index.model import Found, Hit, Paragraph, ParagraphId, Query, QueryTerm, TermKind
from index.store.snapshot import Snapshot


class EmbeddedSearch:
    """Searches one snapshot: an :class:`index.answering.Search`, safe to use from several threads.

    Args:
        snapshot: What is searched.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._models: Mapping[TermKind, InvertedBM25] = (
            {kind: InvertedBM25(postings) for kind, postings in snapshot.postings.items()}
            if snapshot.manifest.units
            else {}
        )

    def search(self, query: Query, top_k: int, within: frozenset[str] | None = None) -> Found:
        """The ``top_k`` best paragraphs for ``query``; see :meth:`index.answering.Search.search`."""
        if not self._models:
            return Found((), ())
        terms: list[QueryTerm] = []
        weighed: list[tuple[float, TermWeights | None]] = []
        parts: list[tuple[float, Floats]] = []
        possible = 0.0
        for kind, weight in KIND_WEIGHTS.items():
            model = self._models[kind]
            scores = np.zeros(model.corpus_size)
            for term in query.terms.get(kind, ()):
                weights = model.weigh(term)
                if weights is not None:
                    scores[weights.units] += weights.gains
                # a term nobody holds could at the most be the rarest there is
                possible += weight * model.saturation * (weights.idf if weights else model.idf_of(1))
                terms.append(QueryTerm(term, kind, weights.idf if weights else 0.0))
                weighed.append((weight, weights))
            parts.append((weight, scores))
        chosen = self._best_units(total(parts), top_k, within)
        units = np.array([unit for unit, _ in chosen], dtype=np.int32)
        gains = np.array([weight * w.at(units) if w else np.zeros(len(units)) for weight, w in weighed])
        numbers, paragraphs = self.snapshot.paragraphs_of(units)
        hits = tuple(
            Hit(paragraphs[number], rank, score, tuple(gains[:, rank - 1].tolist()))
            for rank, (number, (_, score)) in enumerate(zip(numbers, chosen, strict=True), start=1)
        )
        return Found(tuple(terms), hits, possible)

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if the snapshot does not hold it."""
        return self.snapshot.paragraph(key)

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        return self.snapshot.neighbours(key, before, after)

    def _best_units(self, scores: Floats, top_k: int, within: frozenset[str] | None) -> list[tuple[int, float]]:
        """The best unit of each of the ``top_k`` best paragraphs, with its score."""
        snapshot = self.snapshot
        among = None
        if within is not None:
            among = np.zeros(len(scores), dtype=np.bool_)
            for key in within:
                record = snapshot.document(key)
                if record is not None:
                    among[slice(*snapshot.units_of(record))] = True
        windowed = snapshot.manifest.units > snapshot.manifest.paragraphs
        wanted = top_k
        while True:
            units = best(scores, wanted, among)
            if not windowed:
                break
            _, firsts = np.unique(snapshot.numbers_of(units), return_index=True)
            if len(firsts) >= top_k or len(units) < wanted:
                units = units[np.sort(firsts)][:top_k]
                break
            wanted *= 2
        return [(int(unit), float(scores[unit])) for unit in units]
