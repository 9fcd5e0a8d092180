"""Documents into paragraphs: numbered from 1, each at its exact place, under its headings. Pure.

What counts as a paragraph:

- in plain text, every line that holds something; where the file was wrapped at a fixed length, what blank lines,
  indents, numbers and short last lines set apart. Headings told by their look (``第三章``, ``一、``, a short line above
  prose) count as paragraphs and give their words to what follows;
- in formats that mark their pieces, every piece. A *marked* heading is no paragraph, since everything under it carries
  it along, unless nothing stands under it. Headings told by their look are treated as in plain text, because a
  Word file without styles is as common as one with them.

Lines of a table of contents (``第一章 总则……3``) are no paragraphs: they repeat headings.

The line a list or an answer stands under is a paragraph, and the context of what stands under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from index.model import Block, BlockKind, Document, Paragraph, Span, cut
from index.paragraphs.contents import contents_lines
from index.paragraphs.headings import article_start, numbering
from index.paragraphs.lead_ins import lead_ins
from index.paragraphs.lines import Line, is_joint, lines_of, wrap_width
from index.paragraphs.outline import heading_levels

__all__ = ["line_blocks", "split"]

_SAMPLED = 5000  # lines that show whether a file is wrapped


def split(document: Document) -> list[Paragraph]:
    """The paragraphs of ``document``, in order."""
    blocks = list(line_blocks(document.text)) if document.blocks is None else list(document.blocks)
    contents = contents_lines(document.text, blocks)
    blocks = [block for index, block in enumerate(blocks) if index not in contents]
    heads = heading_levels(document.text, blocks)
    leads = lead_ins(document.text, blocks, heads)
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
                context="\n".join(filter(None, (leads[index], block.context))),
                row=block.row,
                placement=block.placement,
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
        elif self._open and self.article is None and (item := numbering(text)):
            # "二、要加强领导。……" ends what stood under "一、总体要求"
            self.leave(item.level)


def _stands_above(blocks: Sequence[Block], levels: Sequence[int], index: int) -> bool:
    """Whether anything follows the heading before another of its own level or a higher one."""
    if index + 1 == len(blocks):
        return False
    return levels[index + 1] == 0 or levels[index + 1] > levels[index]


def line_blocks(text: str) -> Iterator[Block]:
    """The paragraphs of plain text by its lines, those that were wrapped put together."""
    width = wrap_width(text, list(islice(lines_of(text), _SAMPLED)))
    first: Line | None = None
    for line, following in pairwise(chain(lines_of(text), (None,))):
        if line is None:
            continue
        first = first or line
        if (
            width
            and following
            and _goes_on(first, line, following, width)
            and not _begins_anew(following.span.of(text))
        ):
            continue
        yield Block(Span(first.span.start, line.span.end))
        first = None


def _goes_on(first: Line, line: Line, following: Line, width: int) -> bool:
    """Whether ``following`` belongs to the paragraph that ``first`` begins and ``line`` goes on."""
    # behind a clause that hangs, what stands out again is the next clause
    stands_out = (
        line is not first and first.hangs_at == line.indent > first.indent + 1 and following.indent < line.indent - 1
    )
    return is_joint(line, following, width) and not stands_out


def _begins_anew(text: str) -> bool:
    start = article_start(text)
    found = numbering(text)
    # a wrapped line may begin with "3.5亿元" or "12 月" by chance: only unmistakable numbers open a paragraph
    return bool(start and start.certain) or bool(found and (found.explicit or text[0] in "一二三四五六七八九十（("))
