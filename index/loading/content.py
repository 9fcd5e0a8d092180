"""What every format's loader hands back, and the composer that keeps text and blocks in step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.errors import UnreadableFile
from index.model import Block, BlockKind, Placement, Span, TableRow
from index.paragraphs.lines import SPACE

MOST_PIECES = 1_100_000
"""Pieces a document may have; a full sheet of Excel has 1,048,576 rows. Each takes some hundred bytes of memory."""

_HALF = re.compile("[\ud800-\udfff]")


def refuse_more_than(most: int, pieces: int) -> None:
    """Refuse a file of millions of lines before they fill the memory.

    Raises:
        UnreadableFile: there are more pieces than that.
    """
    if pieces > most:
        raise UnreadableFile(reason="too_large", detail=f"more than {most} lines or rows")


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's loader found in the bytes of a file.

    Attributes:
        text: The document's text.
        blocks: Its pieces, or ``None`` for plain text. An empty heading ends the reach of those before it.
        title: From metadata only; headings and file name are looked at by the caller.
        day: From metadata only.
        notes: See :mod:`index.loading.notes`.
    """

    text: str
    blocks: tuple[Block, ...] | None = None
    title: str | None = None
    day: date | None = None
    notes: tuple[str, ...] = ()


def _whole(text: str) -> str:
    """``text`` without halves of characters, which escapes in JSON may leave and no file can keep."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


class Composer:
    """Builds a document's text out of pieces, one line each, and remembers where each stands."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def add(  # noqa: PLR0913 - the fields of a block
        self,
        text: str,
        kind: BlockKind = BlockKind.TEXT,
        *,
        level: int = 0,
        page: int | None = None,
        last_page: int | None = None,
        part: str | None = None,
        context: str = "",
        row: TableRow | None = None,
        placement: Placement | None = None,
    ) -> None:
        """Append ``text`` as a block of its own; blank text is left out.

        Raises:
            UnreadableFile: there are more blocks than a real document has.
        """
        text = _whole(text).strip(SPACE)
        if not text:
            return
        part = _whole(part) if part else None
        context = _whole(context)
        refuse_more_than(MOST_PIECES, len(self.blocks) + 1)
        span = Span(self._length, self._length + len(text))
        self.blocks.append(Block(span, kind, level, page, last_page, part, context, row, placement))
        self._pieces.append(text)
        self._length += len(text) + 1

    def include(self, content: Content, *, part: str | None = None, level: int = 0) -> None:
        """Append another content, a mail's attachment for instance.

        Args:
            content: What to append; its metadata are left out.
            part: Name of the part it stands in, for what has none of its own.
            level: Added to the level of its headings: it stands below so many of those here.
        """
        blocks = content.blocks
        if blocks is None:
            for line in content.text.split("\n"):
                self.add(line, part=part)
            return
        for block in blocks:
            words = block.span.of(content.text)
            if not words:
                # it ends the headings before it, but only its own
                self.blocks.append(Block(Span(self._length, self._length), BlockKind.HEADING, 1 + level))
                continue
            deeper = block.level + level if block.kind is BlockKind.HEADING else block.level
            self.add(
                words,
                block.kind,
                level=deeper,
                page=block.page,
                last_page=block.last_page,
                part=block.part or part,
                context=block.context,
                row=block.row,
                placement=block.placement,
            )

    def end_headings(self) -> None:
        """Let no heading so far reach what comes: another sheet, slide or chapter begins."""
        self.blocks.append(Block(Span(self._length, self._length), BlockKind.HEADING, 1))

    @property
    def text(self) -> str:
        """Everything added so far."""
        return "\n".join(self._pieces)

    def content(self, title: str | None = None, day: date | None = None, notes: tuple[str, ...] = ()) -> Content:
        """The finished content."""
        text = self.text
        # a mark behind the last piece would point behind the end of the text
        blocks = tuple(block for block in self.blocks if block.span.end <= len(text))
        return Content(text, blocks, title, day, notes)
