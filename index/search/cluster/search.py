"""The engine that asks the cluster: the same hits, scores and contributions as the embedded one."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import pairwise

from index.bm25 import K1, KIND_WEIGHTS
from index.model import DocumentInfo, Found, Hit, Paragraph, ParagraphId, Query, QueryTerm, TermKind
from index.search.cluster.client import Json
from index.search.cluster.layout import field_of, paragraph_of, written
from index.search.cluster.scoring import Candidate, Scored, scored
from index.search.cluster.snapshot import ClusterSnapshot
from index.search.editions import Editions
from index.text import fold

_LOOKED_AT = 50
"""Paragraphs looked into for a row of characters, as by the embedded engine."""

_SPARE = 20
"""Candidates beyond twice the hits that are wanted: the cluster's order is not quite that of exact scores."""

_MOST_CANDIDATES = 10_000  # OpenSearch's index.max_result_window
_MOST_CLAUSES = 1_000  # and somewhat less than its indices.query.bool.max_clause_count
_MOST_NAMES = 60_000  # and than its index.max_terms_count


class ClusterSearch:
    """Searches one index of the cluster: an :class:`index.answering.Search`, safe to use from several threads.

    Args:
        snapshot: What is searched.

    Attributes:
        snapshot: As given.
        readable: Ids of the documents there are for whoever asks; ``None`` for all.
    """

    def __init__(self, snapshot: ClusterSnapshot) -> None:
        self.snapshot = snapshot
        self.readable: frozenset[str] | None = None
        self._editions = Editions(lambda: (held.info for held in snapshot.documents()))

    def narrowed(self, readable: frozenset[str]) -> ClusterSearch:
        """The same search for someone who may read only the documents of these ids.

        Of the others it knows no paragraph and no word; only the weights of terms are those of the whole snapshot.
        """
        other = copy.copy(self)
        other.readable = readable
        return other

    def search(self, query: Query, top_k: int, within: frozenset[str] | None = None) -> Found:
        """The ``top_k`` best paragraphs for ``query``; see :meth:`index.answering.Search.search`."""
        if not self.snapshot.manifest.units:
            return Found((), ())
        totals = self.snapshot.totals
        asked = [(kind, term) for kind in KIND_WEIGHTS for term in query.terms.get(kind, ())]
        idfs = [totals.idf(df) if df else None for df in self._held(asked)]
        # a term nobody holds could at the most be the rarest there is
        rarest = totals.idf(1)
        possible = 0.0
        for (kind, _), idf in zip(asked, idfs, strict=True):
            possible += KIND_WEIGHTS[kind] * (K1 + 1) * (rarest if idf is None else idf)
        told = tuple(QueryTerm(term, kind, idf or 0.0) for (kind, term), idf in zip(asked, idfs, strict=True))
        terms = [(kind, written(term), idf) for (kind, term), idf in zip(asked, idfs, strict=True)]
        best = self._best(terms, top_k, within)
        paragraphs = self.snapshot.chosen([one.paragraph for one in best])
        hits = tuple(
            Hit(paragraph, rank, one.score, one.contributions)
            for rank, (one, paragraph) in enumerate(zip(best, paragraphs, strict=True), start=1)
        )
        return Found(told, hits, possible)

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if the snapshot does not hold it."""
        return self.snapshot.paragraph(key) if self._may_read(key) else None

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        return self.snapshot.neighbours(key, before, after) if self._may_read(key) else ()

    def editions(self, document: DocumentInfo) -> tuple[DocumentInfo, ...]:
        """The document and the others that are editions of the same, by id."""
        return self._editions.of(document, self.readable)

    def holds(self, run: str) -> bool:
        """Whether a paragraph, or what stands above it, holds these Han characters in a row.

        Looked for in the first few paragraphs that hold all pairs of neighbours.
        """
        pairs = [_term(TermKind.BIGRAM, written(one + other)) for one, other in pairwise(run)]
        if not pairs:
            return False
        wanted: Json = {"bool": {"filter": [*pairs, *_among(self.readable)]}}
        body = {"size": _LOOKED_AT, "sort": ["order"], "query": wanted, "_source": ["order"]}
        hits = self.snapshot.client.search(self.snapshot.name, body)["hits"]["hits"]
        keys = dict.fromkeys(paragraph_of(hit["_source"]["order"]) for hit in hits)
        return any(
            run in fold("\n".join((each.text, each.context, each.document.title, *each.headings))).text
            for each in self.snapshot.chosen(list(keys))
        )

    def frequency(self, term: str, kind: TermKind) -> int:
        """How many units hold ``term`` (df); 0 for an unknown one."""
        if self.readable is None:
            return self.snapshot.frequency(term, kind)
        return self._readable_counts([(kind, term)])[0]

    def _held(self, terms: Sequence[tuple[TermKind, str]]) -> list[int]:
        """How many units hold each term; 0 for one that stands in no document there is for the asker."""
        held = self.snapshot.frequencies(terms)
        if self.readable is None:
            return held
        counts = self._readable_counts(terms)
        return [df if count else 0 for df, count in zip(held, counts, strict=True)]

    def _readable_counts(self, terms: Sequence[tuple[TermKind, str]]) -> list[int]:
        among = _among(self.readable)
        return self.snapshot.counts(
            [{"bool": {"filter": [_term(kind, written(term)), *among]}} for kind, term in terms]
        )

    def _may_read(self, key: ParagraphId) -> bool:
        return self.readable is None or key.document in self.readable

    def _best(
        self, terms: Sequence[tuple[TermKind, str, float | None]], top_k: int, within: frozenset[str] | None
    ) -> list[Scored]:
        """The best unit of each of the ``top_k`` best paragraphs."""
        if within is not None and self.readable is not None:
            within &= self.readable
        among = _among(self.readable if within is None else within)
        telling = sorted(
            ((KIND_WEIGHTS[kind] * idf, kind, term) for kind, term, idf in terms if idf is not None),
            key=lambda each: -each[0],
        )
        clauses = [_term(kind, term, KIND_WEIGHTS[kind]) for _, kind, term in telling[:_MOST_CLAUSES]]
        if not clauses:
            return []
        size = min(2 * top_k + _SPARE, _MOST_CANDIDATES)
        while True:
            candidates = self._candidates(
                {"bool": {"should": clauses, "minimum_should_match": 1, "filter": among}}, size
            )
            rated = sorted(
                (scored(each, terms, self.snapshot.totals) for each in candidates),
                key=lambda each: (-each.score, each.order),
            )
            firsts: dict[ParagraphId, Scored] = {}
            for one in rated:
                firsts.setdefault(one.paragraph, one)
            if len(firsts) >= top_k or len(candidates) < size or size == _MOST_CANDIDATES:
                return list(firsts.values())[:top_k]
            # a long paragraph has several units, and counts once
            size = min(2 * size, _MOST_CANDIDATES)

    def _candidates(self, query: Json, size: int) -> list[Candidate]:
        """The units the cluster finds best, ties in the order of units: the same from each copy of the index."""
        fields = [field_of(kind) for kind in TermKind]
        body = {
            "query": query,
            "size": size,
            "sort": ["_score", "order"],
            "track_total_hits": False,
            "_source": ["order", *fields],
        }
        found = [hit["_source"] for hit in self.snapshot.client.search(self.snapshot.name, body)["hits"]["hits"]]
        return [
            Candidate(
                paragraph_of(one["order"]), one["order"], {kind: one[field_of(kind)].split() for kind in TermKind}
            )
            for one in found
        ]


def _term(kind: TermKind, term: str, boost: float = 1.0) -> Json:
    return {"term": {field_of(kind): {"value": term, "boost": boost}}}


def _among(documents: frozenset[str] | None) -> list[Json]:
    """What keeps a query to these documents; nothing for all."""
    if documents is None:
        return []
    names = sorted(documents)
    parts = [{"terms": {"document": names[at : at + _MOST_NAMES]}} for at in range(0, max(1, len(names)), _MOST_NAMES)]
    return [{"bool": {"should": parts, "minimum_should_match": 1}}]
