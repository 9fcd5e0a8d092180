"""Documents into paragraphs: numbered from 1, each at its exact place, under its headings. Pure.

What counts as a paragraph:

- in plain text, every line that holds something; where the file was wrapped at a fixed length, what blank lines,
  indents, numbers and short last lines set apart. Headings told by their look (``第三章``, ``一、``, a short line above
  prose) count as paragraphs and give their words to what follows;
- in formats that mark their pieces, every piece. A *marked* heading is no paragraph, since everything under it carries
  it along, unless nothing stands under it. Headings told by their look are treated as in plain text, because a
  Word file without styles is as common as one with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model import Block, BlockKind, Document, Paragraph, Span, cut
from index.paragraphs.headings import (
    UNNUMBERED,
    Numbering,
    article_start,
    could_be_bare_heading,
    could_be_heading,
    numbering,
)
from index.paragraphs.lines import ends_sentence, is_joint, lines_of, wrap_width

__all__ = ["split"]

_PROSE = 40  # characters: what a heading without a number stands above is at least this long
_BARE_SHARE = 1 / 3  # of the pieces: where more lines look like bare headings, short lines are how the text is written


def split(document: Document) -> list[Paragraph]:
    """The paragraphs of ``document``, in order."""
    blocks = list(_from_lines(document.text)) if document.blocks is None else list(document.blocks)
    heads = _heading_levels(document.text, blocks)
    path = _Path()
    paragraphs: list[Paragraph] = []
    for index, (block, level) in enumerate(zip(blocks, heads, strict=True)):
        text = block.span.of(document.text)
        if level and block.kind is BlockKind.HEADING:
            # the title reaches every paragraph by itself
            is_title = text == document.info.title and index + 1 < len(blocks)
            if not text or is_title or _stands_above(blocks, heads, index):
                path.enter(level, "" if is_title else text)
                continue
            path.leave(level)
        elif not level:
            path.pass_by(text)
        headings = path.above(level) if level else path.headings
        paragraphs.append(
            cut(
                document,
                len(paragraphs) + 1,
                block.span,
                headings=headings,
                article=None if level else path.article,
                page=block.page,
                last_page=block.last_page,
                part=block.part,
                context=block.context,
            )
        )
        if level:
            path.enter(level, text)
    return paragraphs


class _Path:
    """The headings above the place reached, and the article of the regulation it stands in."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._last_article = 0
        self.article: str | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._open if text)

    def above(self, level: int) -> tuple[str, ...]:
        return tuple(text for depth, text in self._open if text and depth < level)

    def leave(self, level: int) -> None:
        self._open = [entry for entry in self._open if entry[0] < level]

    def enter(self, level: int, text: str) -> None:
        self.leave(level)
        found = numbering(text)
        # "## 背景" in a plain text: the marks are not words of the heading
        self._open.append((level, text[found.length :] if found and text.startswith("#") else text))
        self.article = None

    def pass_by(self, text: str) -> None:
        """Take note of a number that stands before a whole paragraph."""
        start = article_start(text)
        if start and (start.certain or start.number == self._last_article + 1):
            self.article, self._last_article = start.name, start.number
        elif self.article is None and (item := numbering(text)):
            # "二、要加强领导。……" ends what stood under "一、总体要求"
            self.leave(item.level)


def _stands_above(blocks: Sequence[Block], levels: Sequence[int], index: int) -> bool:
    """Whether anything follows the heading before another of its own level or a higher one."""
    if index + 1 == len(blocks):
        return False
    return levels[index + 1] == 0 or levels[index + 1] > levels[index]


def _from_lines(text: str) -> Iterator[Block]:
    lines = list(lines_of(text))
    width = wrap_width(text, lines)
    start: int | None = None
    for index, line in enumerate(lines):
        if start is None:
            start = line.span.start
        if width and index + 1 < len(lines):
            following = lines[index + 1]
            if is_joint(line, following, width) and not _begins_anew(following.span.of(text)):
                continue
        yield Block(Span(start, line.span.end))
        start = None


def _begins_anew(text: str) -> bool:
    start = article_start(text)
    found = numbering(text)
    # a wrapped line may begin with "3.5亿元" or "12 月" by chance: only unmistakable numbers open a paragraph
    return bool(start and start.certain) or bool(found and (found.explicit or text[0] in "一二三四五六七八九十（("))


def _heading_levels(text: str, blocks: Sequence[Block]) -> list[int]:
    """The level of each block as a heading, 0 for those that are none."""
    texts = [block.span.of(text) for block in blocks]
    plain = [block.kind is BlockKind.TEXT for block in blocks]
    numbers = [numbering(piece) if is_text else None for piece, is_text in zip(texts, plain, strict=True)]
    levels = [max(block.level, 1) if block.kind is BlockKind.HEADING else 0 for block in blocks]
    bare: list[int] = []
    for index, piece in enumerate(texts):
        if not plain[index]:
            continue
        found = numbers[index]
        if found:
            if could_be_heading(piece) and (found.explicit or _opens_section(numbers, index)):
                levels[index] = found.level
        elif _is_bare_heading(texts, plain, index):
            bare.append(index)
    if len(bare) <= len(texts) * _BARE_SHARE:
        for index in bare:
            levels[index] = UNNUMBERED
    return levels


def _opens_section(numbers: Sequence[Numbering | None], index: int) -> bool:
    """Whether a numbered short line heads what follows: items of a list stand next to their like instead."""
    own = numbers[index]
    if own is None or index + 1 == len(numbers):
        return False
    neighbours = (numbers[index - 1] if index else None, numbers[index + 1])
    return all(other is None or other.level != own.level for other in neighbours)


def _is_bare_heading(texts: Sequence[str], plain: Sequence[bool], index: int) -> bool:
    if index == 0 or index + 1 >= len(texts) or not plain[index + 1]:
        return False  # the first line is the title, which every paragraph carries anyway
    piece, before, behind = texts[index], texts[index - 1], texts[index + 1]
    return (
        could_be_bare_heading(piece)
        and ends_sentence(before)
        and len(behind) >= max(_PROSE, 2 * len(piece))
        and article_start(behind) is None
    )
