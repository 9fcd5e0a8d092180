"""What answering asks of a search, a reranker and a reader: the seams between find, read and decide.

Every port takes the :class:`~index.model.Query` that :func:`index.query.parse` made: no stage folds or parses the
question again. Two engines implement :class:`Search`: the embedded one (:class:`index.search.EmbeddedSearch`) and that
of a cluster (:class:`index.search.cluster.ClusterSearch`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from index.model import DocumentInfo, Found, Paragraph, ParagraphId, Query, Reading
from index.ranking import FeatureGain

Neighbours = Callable[[ParagraphId, int, int], tuple[Paragraph, ...]]
"""Up to so many paragraphs before one, itself, and so many behind it: what :meth:`Search.neighbours` gives."""


class Search(Protocol):
    """Finds paragraphs."""

    def search(self, query: Query, top_k: int, within: frozenset[str] | None = None) -> Found:
        """The ``top_k`` best paragraphs for ``query``, with what each term contributed and its idf.

        Args:
            query: What is looked for.
            top_k: How many hits at the most; at least 1.
            within: Ids of the documents to keep to; ``None`` for all.
        """
        ...

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if the index does not hold it."""
        ...

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        ...

    def editions(self, document: DocumentInfo) -> tuple[DocumentInfo, ...]:
        """The document and the others that are editions of the same, by id; itself alone where there are none."""
        ...


class Reranker(Protocol):
    """Puts the likely ones of the first hits in front, cheaply."""

    def rerank(self, query: Query, found: Found) -> Found:
        """The same hits in a better order, ranks renumbered; terms untouched; contributions travel with their hit."""
        ...

    def gains(self, query: Query, found: Found) -> Sequence[Sequence[FeatureGain]]:
        """What spoke for and against each hit of ``found``, in the same order; empty where it has no features."""
        ...


class Reader(Protocol):
    """Reads paragraphs."""

    def read(self, query: Query, found: Found, top_k: int = 3) -> Sequence[Reading]:
        """Readings of the first ``top_k`` hits of ``found``, the best answer first; empty where there are no hits."""
        ...
