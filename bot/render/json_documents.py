"""What ``yinju documents --json`` prints: one object a file. Other programs rely on this shape; add, never change."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from bot.messages import Language
from bot.render.failures import skip_reason
from index.store.refresh import Skipped
from index.stored import StoredDocument

_FAILED = "failed"


class DocumentLine(BaseModel):
    """What ``--json`` prints of a document, or of a file that could not be read, one object per line.

    Attributes:
        title: Its title; ``None`` where the file could not be read.
        path: Path relative to the folder it was given by, with ``/``.
        paragraphs: How many it has.
        date: The day it is from.
        date_source: Where that day was found: ``metadata``, ``text``, or ``file`` for the day the file was saved.
        state: How the index stands to its file: ``current``, ``changed``, ``missing``; or ``failed``.
        problem: Key of what kept the file from being read, for programs; left out for documents.
        reason: The same in words; left out for documents.
    """

    model_config = ConfigDict(frozen=True)

    title: str | None
    path: str
    paragraphs: int
    date: str | None
    date_source: str | None
    state: str
    problem: str | None = None
    reason: str | None = None

    def as_json(self) -> str:
        """On one line; what only files that could not be read have is left out for documents."""
        return self.model_dump_json(exclude=unused(self))


def unused(line: DocumentLine) -> set[str]:
    """The keys that only files that could not be read have, for a document."""
    return set() if line.problem else {"problem", "reason"}


def document_line(document: StoredDocument) -> DocumentLine:
    """The object of a document."""
    info = document.info
    return DocumentLine(
        title=info.title,
        path=info.path,
        paragraphs=document.paragraphs,
        date=info.date.isoformat() if info.date else None,
        date_source=info.date_source.value if info.date_source else None,
        state=document.state.value,
    )


def unread_lines(skipped: Iterable[Skipped], language: Language) -> list[DocumentLine]:
    """The objects of files that could not be read; those the operator leaves out are not among them."""
    return [
        DocumentLine(
            title=None,
            path=one.path,
            paragraphs=0,
            date=None,
            date_source=None,
            state=_FAILED,
            problem=one.problem,
            reason=skip_reason(one.problem, one.facts, language),
        )
        for one in skipped
        if not one.is_intended
    ]
