"""Characters on a page into lines, and lines into columns in reading order. Pure.

Lengths are in points, the origin at the bottom left: a greater ``top`` is higher up. An em is the height of a line.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from index.loading.pdf.labels import is_only_label
from index.paragraphs.lines import SPACE

_BREAK = 1.3  # ems between two characters from which they belong to different columns or cells
_SAME_LINE = 0.5  # share of the lower one's height by which two pieces of one line overlap
_WORD_GAP = 0.18  # ems: a space between words that was drawn as a gap
_WIDE_GAP = 0.8  # ems: a gap between Han characters that somebody meant
_GUTTER = 0.5  # ems that part two columns at least
_ALIGNED = 0.3  # share of the lines right of a gutter that begin at their column's left edge
_CROSSING = 0.5  # share of lines that may run across the columns
_NARROWEST = 8  # ems: what is narrower than this is a column of a table
_FILLED = 0.6  # of the longer lines that the middle one fills; cells of tables differ more
_FAR = 0.7  # share of the page's width that a line fills at the least where it was broken for want of room
_FEWEST = 3  # lines that make a column
_DOUBLE = 2.0  # points by which the second drawing of a fake bold character is off at the most


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character (or the few letters of a ligature), the box it takes on its line, its size of type, and its font."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Characters in a row.

    Attributes:
        text: The characters with the spaces between them.
        left, bottom, right, top: The box around them.
        size: Of the type most of them are set in.
        page: Number of the page.
        parts: How many pieces with wide gaps between them it was put together from: cells of a table's row.
        context: Words of the table's header, for a row of a ruled table.
        ruled: Whether it is such a row; it may be wider than the text around the table.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page: int
    parts: int = 1
    context: str = ""
    ruled: bool = False

    @property
    def middle(self) -> float:
        """Height of its middle above the lower edge."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        number: From 1.
        bottom, top: Its lower and upper edge.
        pieces: Its pieces of lines, :func:`pieces` of its characters.
        left, right: Its edges on either side; both 0 where they are not known.
    """

    number: int
    bottom: float
    top: float
    pieces: tuple[Line, ...]
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other.

    Attributes:
        lines: From top to bottom.
        left, right: The edges of the text between which they run.
        far: How far right a line reaches at the least that was broken for want of room, on this page.
    """

    lines: tuple[Line, ...]
    left: float
    right: float
    far: float = 0.0


def rows(page: Page) -> list[Line]:
    """The page's lines from top to bottom, all that stands at one height as one: what a running head looks like."""
    return merged(page.pieces)


def rounded(size: float) -> float:
    """A size of type to the nearest half point: what people choose from."""
    return round(size * 2) / 2


def reading_order(pages: Iterable[Page]) -> list[Column]:
    """The columns of all pages, in the order they are read."""
    pages = list(pages)
    segments = [list(page.pieces) for page in pages]
    # the last page of a paper may have but one line in its second column: it is set as the other pages are
    gutters = Counter(round(gutter) for found in segments if (gutter := _gutter(found)) is not None)
    usual = max(gutters, key=lambda place: (gutters[place], place), default=None)
    return [
        _column(lines, page) for page, found in zip(pages, segments, strict=True) for lines in _ordered(found, usual)
    ]


def _column(segments: list[Line], page: Page) -> Column:
    lines = merged(segments)
    text = [line for line in lines if not line.ruled] or lines
    far = page.left + (page.right - page.left) * _FAR
    return Column(tuple(lines), min(line.left for line in text), max(line.right for line in text), far)


def glue(before: str, after: str, gap: float, *, space: bool) -> str:
    """What stands between two characters of a line: a space or nothing.

    Args:
        before: The character on the left.
        after: The character on the right.
        gap: Between their boxes, in ems.
        space: Whether the file has a space between them; between Han characters that means little.
    """
    wide = (_is_wide(before), _is_wide(after))
    if any(wide):
        return " " if gap > _WIDE_GAP or (space and not all(wide) and gap > _WORD_GAP) else ""
    return " " if space or gap > _WORD_GAP else ""


def _is_wide(char: str) -> bool:
    """Whether it is set on a full em; quotation marks and dashes are not counted, since Latin text has them too."""
    return char > "\u10ff" and unicodedata.east_asian_width(char) in "WF"


def pieces(glyphs: Iterable[Glyph], page: int) -> tuple[Line, ...]:
    """Pieces of lines without wide gaps, made of the characters of a page in the order they were drawn."""
    found: list[Line] = []
    text: list[str] = []
    first = last = None
    space = False
    for glyph in _once(glyphs):
        if not glyph.char.strip(SPACE):
            space = True
            continue
        if first is not None and last is not None and _are_neighbours(last, glyph):
            gap = (glyph.left - last.right) / max(last.size, glyph.size, 1.0)
            text.append(glue(last.char[-1], glyph.char[0], gap, space=space))
            text.append(glyph.char)
        else:
            if first is not None and last is not None:
                found.append(_piece(text, first, last, page))
            first, text = glyph, [glyph.char]
        last, space = glyph, False
    if first is not None and last is not None:
        found.append(_piece(text, first, last, page))
    return tuple(_rejoined(found))


def _piece(text: list[str], first: Glyph, last: Glyph, page: int) -> Line:
    return Line("".join(text), first.left, first.bottom, last.right, first.top, first.size, page)


def _once(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    """Without the second drawing of characters made bold by drawing them twice."""
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        column, row = int(glyph.left // _DOUBLE), int(glyph.bottom // _DOUBLE)
        # a narrow letter may really stand twice within so little room
        doubled = glyph.right - glyph.left > 2 * _DOUBLE and not seen.isdisjoint(
            [(glyph.char, column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        )
        seen.add((glyph.char, column, row))
        if not doubled:
            yield glyph


def _are_neighbours(left: Glyph | Line, right: Glyph | Line) -> bool:
    """Whether ``right`` goes on where ``left`` ends, on the same line."""
    em = max(left.size, right.size, 1.0)
    return left.left <= right.left and -em * _BREAK / 2 < right.left - left.right < em * _BREAK and _level(left, right)


def _joined(left: Line, right: Line) -> Line:
    gap = (right.left - left.right) / max(left.size, right.size, 1.0)
    return replace(
        left,
        text=left.text + glue(left.text[-1], right.text[0], gap, space=False) + right.text,
        right=max(left.right, right.right),
        size=left.size if len(left.text) >= len(right.text) else right.size,
    )


def _level(one: Glyph | Line, other: Glyph | Line) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap >= _SAME_LINE * min(one.top - one.bottom, other.top - other.bottom)


def _rejoined(found: list[Line]) -> list[Line]:
    """The same with pieces joined that were drawn in several goes."""
    joined: list[Line] = []
    for piece in sorted(found, key=lambda line: (-round(line.middle), line.left)):
        if joined and _are_neighbours(joined[-1], piece):
            joined[-1] = _joined(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def merged(segments: Iterable[Line]) -> list[Line]:
    """Everything at one height as one line, from top to bottom."""
    lines: list[list[Line]] = []
    for segment in sorted(segments, key=lambda line: (-line.middle, line.left)):
        if lines and _level(lines[-1][0], segment):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [_row(sorted(parts, key=lambda part: part.left)) for parts in lines]


def _row(parts: Sequence[Line]) -> Line:
    tallest = max(parts, key=lambda part: part.size)
    # the number of an item stands apart from its words, and yet they are no two cells
    is_item = len(parts) == 2 and is_only_label(parts[0].text)  # noqa: PLR2004 - number and words
    return replace(
        tallest,
        text=" ".join(part.text for part in parts),
        left=parts[0].left,
        right=max(part.right for part in parts),
        parts=1 if is_item else sum(part.parts for part in parts),
    )


def _ordered(segments: list[Line], usual: float | None = None) -> list[list[Line]]:
    """Groups of segments, each a column or a stretch across all columns, in reading order.

    Args:
        segments: Of one page, or of one column of it.
        usual: The gutter of most pages of the document.
    """
    gutter = _gutter(segments)
    if gutter is None and usual is not None and _fits(segments, usual):
        gutter = usual
    if gutter is None:
        return [segments] if segments else []
    groups: list[list[Line]] = [[]]
    left: list[Line] = []
    right: list[Line] = []
    for segment in sorted(segments, key=lambda line: (-line.middle, line.left)):
        side = _side(segment, gutter)
        if side:
            (left if side < 0 else right).append(segment)
            continue
        # what runs across the columns ends them; below it they begin again
        groups += [*_ordered(left), *_ordered(right)]
        if left or right:
            groups.append([])
        left, right = [], []
        groups[-1].append(segment)
    groups += [*_ordered(left), *_ordered(right)]
    return [group for group in groups if group]


def _side(line: Line, gutter: float) -> int:
    """-1 for a line on the left of a gutter, 1 for one on its right, 0 for one that crosses it."""
    return -1 if line.right <= gutter else int(line.left >= gutter)


def _gutter(segments: Sequence[Line]) -> float | None:
    """Where the fewest lines are crossed, prose standing on both sides; ``None`` where there are no columns."""
    if len(segments) < 2 * _FEWEST:
        return None
    em = median(line.size for line in segments)
    fewest, best = int(len(segments) * _CROSSING) + 1, None
    for start in sorted({round(line.left, 1) for line in segments}):
        gutter = start - em * _GUTTER
        sides: dict[int, list[Line]] = {-1: [], 0: [], 1: []}
        for line in segments:
            sides[_side(line, gutter)].append(line)
        at_edge = sum(abs(line.left - start) < em * _GUTTER for line in sides[1])
        if at_edge < max(_FEWEST, len(sides[1]) * _ALIGNED):
            continue
        columns_found = _is_prose(sides[-1], em) and _is_prose(sides[1], em) and _side_by_side(sides[-1], sides[1])
        if len(sides[0]) < fewest and columns_found:
            fewest, best = len(sides[0]), gutter
    return best


def _fits(segments: Sequence[Line], gutter: float) -> bool:
    """Whether a gutter known from other pages parts something here, too."""
    sides = Counter(_side(line, gutter) for line in segments)
    left = [line for line in segments if _side(line, gutter) < 0]
    em = median(line.size for line in segments) if segments else 0.0
    return sides[1] > 0 and sides[0] <= len(segments) * _CROSSING and _is_prose(left, em)


def _is_prose(group: Sequence[Line], em: float) -> bool:
    """Whether lines are long and mostly of one length, as those of a paragraph are and cells of a table are not."""
    if len(group) < _FEWEST:
        return False
    widths = sorted(line.right - line.left for line in group)
    return (
        widths[len(widths) * 9 // 10] >= _NARROWEST * em and median(widths) >= _FILLED * widths[len(widths) * 9 // 10]
    )


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    overlap = min(max(line.top for line in side) for side in (left, right)) - max(
        min(line.bottom for line in side) for side in (left, right)
    )
    return overlap > _FEWEST * median(line.size for line in left)
