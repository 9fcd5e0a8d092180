"""What answering asks of a search and of a reader: the seams between find, read and decide.

An embedded snapshot implements :class:`Search` today (:class:`index.store.Snapshot`); whatever stands beside it later
has only these three questions to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from index.model import Found, Paragraph, ParagraphId, Reading
from index.reranking import Part


class Search(Protocol):
    """Finds paragraphs."""

    def search(self, question: str, top_k: int, within: frozenset[str] | None = None) -> Found:
        """The ``top_k`` best paragraphs for ``question``, with what each term contributed and its idf.

        Args:
            question: As asked; analysed by the search itself.
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


class SecondLook(Protocol):
    """Reorders the first hits by what term counts cannot see."""

    def rerank(self, question: str, found: Found) -> Found:
        """The same hits in a better order, ranks renumbered; terms untouched; contributions travel with their hit."""
        ...

    def parts(self, question: str, found: Found) -> Sequence[Sequence[Part]]:
        """What spoke for and against each hit of ``found``, in the same order; empty where it looks at nothing."""
        ...


class Reader(Protocol):
    """Reads paragraphs."""

    def read(self, question: str, found: Found, top_k: int = 3) -> Sequence[Reading]:
        """Readings of the first ``top_k`` hits of ``found``, the best answer first; empty where there are no hits."""
        ...
