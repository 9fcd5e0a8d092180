"""What each tool does: a library asked, its answers as records. Reads only; safe to use from several threads."""

from __future__ import annotations

import difflib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.mcp_app.records import (
    Asked,
    AskInput,
    Excerpt,
    FindInput,
    Found,
    Listed,
    ListInput,
    Passage,
    ReadInput,
)
from bot.messages import Answered, Language, Unanswered
from bot.render import json_lines
from bot.render.json_documents import document_line, unread_lines
from bot.render.sayings import reason
from bot.wording import say
from index.library import Library
from index.model import Answer, Paragraph, ParagraphId


class ToolTrouble(Exception):
    """The assistant asked for something that is not there; the argument is the sentence for it."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The documents of one snapshot, by their names."""

    version: str
    by_path: dict[str, tuple[str, ...]]
    paragraphs: dict[str, int]


@dataclass(slots=True)
class Tools:
    """The four tools.

    Attributes:
        library: The documents, opened.
        language: The language of notes and troubles.
    """

    library: Library
    language: Language
    _shelf: _Shelf | None = field(default=None, init=False)

    def ask(self, asked: AskInput) -> Asked:
        """The answer to a question with its citations, or that there is none."""
        began = time.perf_counter()
        result = self.library.ask(asked.question, self._within(asked.documents))
        elapsed = (time.perf_counter() - began) * 1000
        if isinstance(result, Answer):
            turn: Answered | Unanswered = Answered(result, elapsed_ms=elapsed)
            note = None
        else:
            turn = Unanswered(result, elapsed_ms=elapsed)
            note = reason(result, self.language)
        made = json_lines.record(asked.question, turn, self.language)
        return Asked(**dict(made), note=note)

    def find(self, wanted: FindInput) -> Found:
        """The paragraphs nearest to a question, without an answer being chosen."""
        result = self.library.ask(wanted.question, self._within(wanted.documents), wanted.top)
        return Found(question=wanted.question, paragraphs=tuple(map(_excerpt, result.nearest)))

    def read_paragraph(self, wanted: ReadInput) -> Passage:
        """A paragraph, with those around it."""
        document = self._id(wanted.document)
        total = self._named().paragraphs[document]
        key = ParagraphId(document, wanted.paragraph)
        near = self.library.neighbours(key, wanted.before, wanted.after)
        if not any(paragraph.id == key for paragraph in near):
            raise ToolTrouble(
                say("mcp_no_paragraph", self.language, document=wanted.document, number=wanted.paragraph, count=total)
            )
        return Passage(paragraphs=tuple(map(_excerpt, near)), total=total)

    def list_documents(self, wanted: ListInput) -> Listed:
        """The documents, and the files that could not be read, a part at a time."""
        words = wanted.words.casefold().split()
        lines = [
            line
            for line in (
                *map(document_line, self.library.documents()),
                *unread_lines(self.library.skipped(), self.language),
            )
            if all(word in f"{line.title or ''}\n{line.path}".casefold() for word in words)
        ]
        end = wanted.start - 1 + wanted.limit
        return Listed(
            documents=tuple(lines[wanted.start - 1 : end]),
            total=len(lines),
            next=end + 1 if end < len(lines) else None,
        )

    def _within(self, documents: Sequence[str]) -> frozenset[str] | None:
        return frozenset(map(self._id, documents)) if documents else None

    def _id(self, document: str) -> str:
        """The id of the document of that path; an id is taken as well, since two folders may hold one path.

        Raises:
            ToolTrouble: there is none, or there are several.
        """
        shelf = self._named()
        if document in shelf.paragraphs:
            return document
        ids = shelf.by_path.get(document, ())
        if len(ids) == 1:
            return ids[0]
        if ids:
            names = say("list_separator", self.language).join(ids)
            raise ToolTrouble(say("mcp_several_documents", self.language, document=document, names=names))
        close = difflib.get_close_matches(document, shelf.by_path, n=1)
        near = say("usage_near", self.language, near=close[0]) if close else ""
        raise ToolTrouble(say("mcp_no_document", self.language, document=document, near=near))

    def _named(self) -> _Shelf:
        """The documents by name, made anew where there is another snapshot."""
        version, shelf = self.library.version, self._shelf
        if shelf is None or shelf.version != version:
            by_path: dict[str, tuple[str, ...]] = {}
            documents = self.library.documents()
            for one in documents:
                by_path[one.info.path] = (*by_path.get(one.info.path, ()), one.info.id)
            shelf = _Shelf(version, by_path, {one.info.id: one.paragraphs for one in documents})
            self._shelf = shelf
        return shelf


def _excerpt(paragraph: Paragraph) -> Excerpt:
    return Excerpt(
        document=paragraph.document.path,
        title=paragraph.document.title,
        paragraph=paragraph.ordinal,
        page=paragraph.page,
        heading=paragraph.headings[-1] if paragraph.headings else None,
        start=paragraph.span.start,
        end=paragraph.span.end,
        paragraph_text=paragraph.text,
    )
