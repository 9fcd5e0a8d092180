"""The library as it looks to one reader."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ports import Explanation, Shelf, StoredDocument
from bot.rights.readable import EVERYTHING, Readable
from index.model import Answer, DocumentInfo, NoAnswer, Paragraph, ParagraphId


class ReadableShelf:
    """Asks a library for one reader: of what they may not read, it is as if it were not there.

    Args:
        library: The documents.
        readable: What the reader may read of them.
    """

    def __init__(self, library: Shelf, readable: Readable = EVERYTHING) -> None:
        self._library = library
        self.readable = readable

    def ask(self, question: str, within: frozenset[str] | None = None, nearest: int | None = None) -> Answer | NoAnswer:
        """The answer to ``question``, from the documents of these ids (``None``: from all that may be read)."""
        return self._library.ask(question, within, nearest, self.readable.documents)

    def ask_beside(self, question: str, place: ParagraphId, *, every_word: bool = False) -> Answer | NoAnswer:
        """The answer to ``question`` that stands in a paragraph or right beside it, if that may be read."""
        return self._library.ask_beside(question, place, self.readable.documents, every_word=every_word)

    def ask_further(
        self, question: str, told: frozenset[ParagraphId], within: frozenset[str] | None = None
    ) -> Answer | NoAnswer:
        """What else answers ``question`` than the paragraphs that were told, if that may be read."""
        return self._library.ask_further(question, told, within, self.readable.documents)

    def explain(self, question: str, within: frozenset[str] | None = None) -> Explanation:
        """How :meth:`ask` comes to its answer."""
        return self._library.explain(question, within, self.readable.documents)

    def documents(self) -> Sequence[StoredDocument]:
        """What may be read, in a stable order."""
        documents, readable = self._library.documents(), self.readable.documents
        return documents if readable is None else tuple(one for one in documents if one.info.id in readable)

    def path_of(self, document: DocumentInfo) -> str:
        """The path of a document, without the names of folders the reader must not hear of."""
        return self.readable.path_of(document)

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name; ``None`` if there is none (any more), or it may not be read."""
        return self._library.paragraph(key) if self._holds(key) else None

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        return self._library.neighbours(key, before, after) if self._holds(key) else ()

    def _holds(self, key: ParagraphId) -> bool:
        return self.readable.documents is None or key.document in self.readable.documents
