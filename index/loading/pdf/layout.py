"""Characters on a page into lines, and lines into columns in reading order. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from statistics import median

from index.loading.pdf.elements import Column, Glyph, Line, Mark, Page, shifted
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
_LARGER = 1.5  # times the size of the text that makes a title above its columns
_FEWEST = 3  # lines that make a column
_DOUBLE = 2.0  # points by which the second drawing of a fake bold character is off at the most


def rows(page: Page) -> list[Line]:
    """The page's lines from top to bottom, all that stands at one height as one: what a running head looks like."""
    return merged(page.pieces)


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
    text = [line for line in lines if not line.table] or lines
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
    run: list[Glyph] = []
    text: list[str] = []
    space = False
    for glyph in _once(glyphs):
        if not glyph.char.strip(SPACE):
            space = True
            continue
        last = run[-1] if run else None
        if last is not None and _are_neighbours(last, glyph):
            gap = (glyph.left - last.right) / max(last.size, glyph.size, 1.0)
            text.append(glue(last.char[-1], glyph.char[0], gap, space=space) + glyph.char)
        else:
            if run:
                found.append(_piece(text, run, page))
            run, text = [], [glyph.char]
        run.append(glyph)
        space = False
    if run:
        found.append(_piece(text, run, page))
    return tuple(_rejoined(found))


def _piece(text: Sequence[str], run: Sequence[Glyph], page: int) -> Line:
    """A line of these characters; ``text`` has each with what stands before it."""
    first, last = run[0], run[-1]
    marks: list[Mark] = []
    start = end = 0
    begun = first
    before: Glyph | None = None
    for words, glyph in zip(text, run, strict=True):
        here = end + len(words) - len(glyph.char)
        if before is None or here != end or not _are_alike(before, glyph):
            if before is not None:
                marks.append(_mark(start, end, page, begun, before))
            start, begun = here, glyph
        end += len(words)
        before = glyph
    marks.append(_mark(start, end, page, begun, last))
    return Line("".join(text), first.left, first.bottom, last.right, first.top, first.size, page, marks=tuple(marks))


def _mark(start: int, end: int, page: int, first: Glyph, last: Glyph) -> Mark:
    return Mark(start, end, page, first.left, first.bottom, last.right, first.top)


def _are_alike(one: Glyph, other: Glyph) -> bool:
    """Whether ``other`` takes as much room as ``one`` and stands just behind it: their places need no telling apart."""
    return (
        abs(other.left - one.right) < other.size / 4
        and abs(other.bottom - one.bottom) < 1.0
        and _is_wide(one.char[0]) == _is_wide(other.char[0])
    )


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
    text = left.text + glue(left.text[-1], right.text[0], gap, space=False)
    return replace(
        left,
        text=text + right.text,
        marks=(*left.marks, *shifted(right.marks, len(text))),
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
    return [_row(parts) for parts in levels(segments)]


def levels(segments: Iterable[Line]) -> list[list[Line]]:
    """What stands at one height, from left to right; from top to bottom."""
    lines: list[list[Line]] = []
    for segment in sorted(segments, key=lambda line: (-line.middle, line.left)):
        if lines and _level(lines[-1][0], segment):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [sorted(parts, key=lambda part: part.left) for parts in lines]


def _row(parts: Sequence[Line]) -> Line:
    tallest = max(parts, key=lambda part: part.size)
    # the number of an item stands apart from its words, and yet they are no two cells
    is_item = len(parts) == 2 and is_only_label(parts[0].text)  # noqa: PLR2004 - number and words
    starts = accumulate((len(part.text) + 1 for part in parts), initial=0)
    return replace(
        tallest,
        text=" ".join(part.text for part in parts),
        marks=tuple(mark for start, part in zip(starts, parts, strict=False) for mark in shifted(part.marks, start)),
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
    if (head := _masthead(segments)) is not None:
        return [[head], *_ordered([line for line in segments if line is not head], usual)]
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


def _masthead(segments: Sequence[Line]) -> Line | None:
    """A title above all columns; of three it may be no wider than the middle one."""
    top = max(segments, key=lambda line: line.middle)
    others = [line for line in segments if line is not top]
    is_above = all(line.top <= top.bottom for line in others)
    return top if is_above and top.size > _LARGER * median(line.size for line in others) else None


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
        columns_found = is_prose(sides[-1], em) and is_prose(sides[1], em) and _side_by_side(sides[-1], sides[1])
        if len(sides[0]) < fewest and columns_found:
            fewest, best = len(sides[0]), gutter
    return best


def _fits(segments: Sequence[Line], gutter: float) -> bool:
    """Whether a gutter known from other pages parts something here, too."""
    sides = Counter(_side(line, gutter) for line in segments)
    left = [line for line in segments if _side(line, gutter) < 0]
    em = median(line.size for line in segments) if segments else 0.0
    return sides[1] > 0 and sides[0] <= len(segments) * _CROSSING and is_prose(left, em)


def is_prose(group: Sequence[Line], em: float) -> bool:
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
