"""What a question may ask of the words of the documents, so that slips can be told from words."""

from __future__ import annotations

from typing import Protocol

from index.model import TermKind


class Vocabulary(Protocol):
    """The terms of the documents."""

    def frequency(self, term: str, kind: TermKind) -> int:
        """How many paragraphs hold a term of a kind; 0 for an unknown one."""
        ...

    def holds(self, run: str) -> bool:
        """Whether a paragraph, or what stands above it, holds these Han characters in a row."""
        ...
