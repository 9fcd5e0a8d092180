"""Source files as loaded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from index.model.placement import Placement
from index.model.rows import TableRow
from index.model.spans import Span


class DateSource(StrEnum):
    """Where the date of a document was found, the most telling first."""

    METADATA = "metadata"
    TEXT = "text"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of one source file apart from its text.

    Attributes:
        id: Identity inside an index; stable while the file stays where it is.
        path: Path relative to the folder it was given by, with ``/``; the bare name for a file given by itself.
        title: From the file's metadata, its first heading, or its name, in that order.
        version: Hash of the file's bytes: two documents with one version have the same content.
        date: The day the document speaks from, if one could be had.
        date_source: Where ``date`` came from; ``None`` exactly when there is no date.
    """

    id: str
    path: str
    title: str
    version: str
    date: dt.date | None = None
    date_source: DateSource | None = None

    @property
    def own_date(self) -> dt.date | None:
        """Its date where it says it itself; the day a file was saved is the day it was copied."""
        return self.date if self.date_source is not DateSource.FILE else None


class BlockKind(StrEnum):
    """What a piece of a document is, as its format says."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document whose bounds the file format itself gives: a paragraph, a heading, an item, a table row.

    Attributes:
        span: Where it stands in the document's text; an empty heading only ends the reach of those before it.
        kind: Text, heading, item of a list the format marks, or table row.
        level: Depth of a heading, 1 the highest, or of an item, 0 the outermost; 0 for all else.
        page: Page or slide, counted from 1; ``None`` where the format has none.
        last_page: The page it ends on, where that is another one.
        part: Name of the sheet or part it stands in, where the format names one.
        context: Words that belong to it though they stand elsewhere (a table's header row); searched, never cited.
        row: The cells of a table row, where they are known.
        placement: Where it stands on its pages, and how sure its text is; ``None`` where the format has no pages.
    """

    span: Span
    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    page: int | None = None
    last_page: int | None = None
    part: str | None = None
    context: str = ""
    row: TableRow | None = None
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as loaded.

    Attributes:
        info: What is known of it apart from its text.
        text: The whole text; every offset in the library counts its characters.
        blocks: Its pieces in order of appearance, where the format names them; ``None`` for plain text, whose
            paragraphs are found by its lines.
        notes: What the reader should be told about the loading (a doubtful encoding, a scanned page), each as written
            by :class:`index.loading.notes.Note`.
    """

    info: DocumentInfo
    text: str
    blocks: tuple[Block, ...] | None = None
    notes: tuple[str, ...] = ()
