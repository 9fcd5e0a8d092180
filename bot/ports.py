"""What the conversation asks of the library, and nothing more.

:class:`index.library.Library` implements :class:`Shelf`; a test's own library needs only these questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.model import Answer, DocumentInfo, Found, NoAnswer, Paragraph, ParagraphId, Reading

if TYPE_CHECKING:
    # it brings NumPy along, which the console loads behind its first prompt
    from index.answering.explaining import Reasons


class StoredDocument(Protocol):
    """One document of an index."""

    @property
    def info(self) -> DocumentInfo:
        """What is known of it."""
        ...

    @property
    def paragraphs(self) -> int:
        """How many paragraphs of it are indexed."""
        ...

    @property
    def place(self) -> Path:
        """Where its file lies."""
        ...

    @property
    def state(self) -> str:
        """How the index stands to the file on disk."""
        ...


class Explanation(Protocol):
    """How an answer came about."""

    @property
    def result(self) -> Answer | NoAnswer:
        """What was answered."""
        ...

    @property
    def found(self) -> Found:
        """The terms and the hits, in the order of the reranker."""
        ...

    @property
    def readings(self) -> Sequence[Reading]:
        """What the reader made of the first hits, best first."""
        ...

    @property
    def reasons(self) -> Sequence[Reasons]:
        """Why each hit stands where it stands, in the order of the hits."""
        ...


class Shelf(Protocol):
    """The documents a dialogue is about. Safe to ask from several threads at a time."""

    def ask(
        self,
        question: str,
        within: frozenset[str] | None = None,
        nearest: int | None = None,
        readable: frozenset[str] | None = None,
    ) -> Answer | NoAnswer:
        """The answer to ``question``, from the documents of these ids (``None``: from all).

        At most ``nearest`` of the nearest paragraphs are told; ``None`` for as many as people usually want. Who may
        read only the documents of the ids ``readable`` is told nothing of the others.
        """
        ...

    def ask_beside(
        self, question: str, place: ParagraphId, readable: frozenset[str] | None = None, *, every_word: bool = False
    ) -> Answer | NoAnswer:
        """The answer to ``question`` that stands in a paragraph or right beside it; nothing else is read.

        With ``every_word`` a paragraph that lacks a word of the question which others hold is left out.
        """
        ...

    def ask_further(
        self,
        question: str,
        told: frozenset[ParagraphId],
        within: frozenset[str] | None = None,
        readable: frozenset[str] | None = None,
    ) -> Answer | NoAnswer:
        """What else answers ``question`` than the paragraphs ``told``: the surest first, none that is unsure."""
        ...

    def explain(
        self, question: str, within: frozenset[str] | None = None, readable: frozenset[str] | None = None
    ) -> Explanation:
        """How :meth:`ask` comes to its answer."""
        ...

    def documents(self) -> Sequence[StoredDocument]:
        """What is indexed, in a stable order."""
        ...

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if there is none (any more)."""
        ...

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        ...
