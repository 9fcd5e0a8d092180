"""The library with a memory: the same question over the same snapshot is answered once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date

from bot.ports import Explanation, StoredDocument
from index.library import Library
from index.model import Answer, NoAnswer, Paragraph, ParagraphId

_MOST = 512

_Asked = tuple[str, date, str, frozenset[str] | None, int | None, frozenset[str] | None]
"""The snapshot by name, the day (今年 counts from it), what was asked, and what the asker may read: no answer goes to
whom it is closed."""


class CachedShelf:
    """Passes everything on to a library; answers that were given before come from memory until the index changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._answers: OrderedDict[_Asked, Answer | NoAnswer] = OrderedDict()

    def ask(
        self,
        question: str,
        within: frozenset[str] | None = None,
        nearest: int | None = None,
        readable: frozenset[str] | None = None,
    ) -> Answer | NoAnswer:
        """The answer to ``question``, from the documents of these ids (``None``: from all)."""
        asked = (self._library.version, self._library.pipeline.today(), question, within, nearest, readable)
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        answer = self._library.ask(question, within, nearest, readable)
        with self._lock:
            # The index may have been swapped meanwhile; then nobody knows which one answered.
            if self._library.version == asked[0]:
                self._answers[asked] = answer
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return answer

    def ask_beside(
        self, question: str, place: ParagraphId, readable: frozenset[str] | None = None, *, every_word: bool = False
    ) -> Answer | NoAnswer:
        """The answer to ``question`` that stands in a paragraph or right beside it; nothing else is read."""
        return self._library.ask_beside(question, place, readable, every_word=every_word)

    def ask_further(
        self,
        question: str,
        told: frozenset[ParagraphId],
        within: frozenset[str] | None = None,
        readable: frozenset[str] | None = None,
    ) -> Answer | NoAnswer:
        """What else answers ``question`` than the paragraphs ``told``."""
        return self._library.ask_further(question, told, within, readable)

    def explain(
        self, question: str, within: frozenset[str] | None = None, readable: frozenset[str] | None = None
    ) -> Explanation:
        """How :meth:`ask` comes to its answer."""
        return self._library.explain(question, within, readable)

    def documents(self) -> Sequence[StoredDocument]:
        """What is indexed, in a stable order."""
        return self._library.documents()

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if there is none (any more)."""
        return self._library.paragraph(key)

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        return self._library.neighbours(key, before, after)
