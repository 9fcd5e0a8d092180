"""Which pieces of a document are headings, and of what level. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Block, BlockKind
from index.paragraphs.headings import (
    BY_PATTERN,
    LONGEST,
    UNNUMBERED,
    Numbering,
    article_start,
    could_be_bare_heading,
    could_be_heading,
    numbering,
)
from index.paragraphs.lines import ends_sentence

_DIGITS = 10  # levels from here on are numbers in digits
_CLAUSE = re.compile(r"应当|應當|不得|必须|必須|须在|有权|有權|负责|負責|的，|。")
_PROSE = 40  # characters: what a heading without a number stands above is at least this long
_BARE_SHARE = 1 / 3  # of the pieces: where more lines look like bare headings, short lines are how the text is written


def heading_levels(text: str, blocks: Sequence[Block]) -> list[int]:
    """The level of each block of ``text`` as a heading, 0 for those that are none.

    Marked headings have the levels their file gives them; those told by their look stand below.
    """
    outline = _Outline(text, blocks)
    levels = [max(block.level, 1) if block.kind is BlockKind.HEADING else 0 for block in blocks]
    bare: list[int] = []
    for index, block in enumerate(blocks):
        # most pieces are prose, too long to be looked at
        if block.kind is not BlockKind.TEXT or len(block.span) > LONGEST:
            continue
        found = outline.numbering(index)
        if found is None:
            if outline.is_bare_heading(index):
                bare.append(index)
        elif could_be_heading(outline.text(index)) and (found.explicit or outline.opens_section(index)):
            levels[index] = found.level
    if len(bare) <= len(blocks) * _BARE_SHARE:
        for index in bare:
            levels[index] = UNNUMBERED
    return levels


class _Outline:
    """Looks at pieces among their neighbours."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks

    def text(self, index: int) -> str:
        return self._blocks[index].span.of(self._text)

    def numbering(self, index: int) -> Numbering | None:
        is_inside = 0 <= index < len(self._blocks) and self._blocks[index].kind is BlockKind.TEXT
        return numbering(self.text(index)) if is_inside else None

    def opens_section(self, index: int) -> bool:
        """Whether a numbered short line heads what follows: items of a list stand next to their like instead."""
        own = self.numbering(index)
        if own is None or index + 1 == len(self._blocks):
            return False
        if own.level >= BY_PATTERN + _DIGITS and _CLAUSE.search(self.text(index)):
            # 「3.2 甲方不得转租」 rules something: a clause, not the name of a section
            return False
        neighbours = (self.numbering(index - 1), self.numbering(index + 1))
        return all(other is None or other.level != own.level for other in neighbours)

    def is_bare_heading(self, index: int) -> bool:
        """Whether a line without a number stands above prose, behind a finished sentence."""
        # the first line is the title, which every paragraph carries anyway
        if index == 0 or index + 1 >= len(self._blocks) or self._blocks[index + 1].kind is not BlockKind.TEXT:
            return False
        piece = self.text(index)
        return (
            len(self._blocks[index + 1].span) >= max(_PROSE, 2 * len(piece))
            and could_be_bare_heading(piece)
            and ends_sentence(self.text(index - 1))
            and article_start(self.text(index + 1)) is None
        )
