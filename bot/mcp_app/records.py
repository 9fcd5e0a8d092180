"""What the tools take and give. What ``--json`` prints as well has the same names here."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.render.json_documents import DocumentLine
from bot.render.json_lines import Line

MOST_FOUND = 40
"""Paragraphs that can be asked for at once; no more are known of a question."""

_MOST_AROUND = 20
_MOST_LISTED = 500

_Question = Annotated[str, Field(min_length=1, max_length=20_000)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AskInput(_Frozen):
    """A question, and the documents to keep to; none for all."""

    question: _Question
    documents: tuple[str, ...] = ()


class FindInput(_Frozen):
    """What to look for, how many paragraphs to give, and the documents to keep to; none for all."""

    question: _Question
    top: int = Field(default=5, ge=1, le=MOST_FOUND)
    documents: tuple[str, ...] = ()


class ReadInput(_Frozen):
    """A paragraph, and how many of those before and behind it to give along."""

    document: str
    paragraph: int = Field(ge=1)
    before: int = Field(default=0, ge=0, le=_MOST_AROUND)
    after: int = Field(default=0, ge=0, le=_MOST_AROUND)


class ListInput(_Frozen):
    """Words that title or path must hold, the place in the list to begin at, and how many to give."""

    words: str = ""
    start: int = Field(default=1, ge=1)
    limit: int = Field(default=100, ge=1, le=_MOST_LISTED)


class Asked(Line):
    """What came of a question, as ``yinju ask --json`` prints it.

    Attributes:
        note: Why there is no answer, in words; ``None`` where there is one.
    """

    note: str | None = None


class Excerpt(_Frozen):
    """A whole paragraph.

    Attributes:
        document: Path relative to the folder it was given by, with ``/``.
        title: The document's title.
        paragraph: Number of the paragraph in its document, from 1.
        page: Page, where the format has pages.
        heading: The heading it stands under.
        start: Where it begins in the text as loaded, in characters.
        end: Where it ends.
        paragraph_text: Its text; exactly that between ``start`` and ``end``.
    """

    document: str
    title: str
    paragraph: int
    page: int | None
    heading: str | None
    start: int
    end: int
    paragraph_text: str


class Found(_Frozen):
    """Paragraphs on a question, the likeliest first."""

    question: str
    paragraphs: tuple[Excerpt, ...]


class Passage(_Frozen):
    """Paragraphs of one document, in order, and how many it has in all."""

    paragraphs: tuple[Excerpt, ...]
    total: int


class Listed(_Frozen):
    """A part of the list of documents.

    Attributes:
        documents: As ``yinju documents --json`` prints them.
        total: How many there are in all, of those whose title or path holds the words.
        next: Where the list goes on; ``None`` at its end.
    """

    documents: tuple[DocumentLine, ...]
    total: int
    next: int | None
