"""Ruled tables: the lines drawn on a page say which words belong to one cell. Pure.

Lengths are in points, the origin at the bottom left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.loading.pdf.elements import Glyph, Line, Marks, TableLine, shifted
from index.loading.pdf.layout import glue, merged, pieces
from index.loading.tables import CELL_BREAK, Row, joined
from index.paragraphs.lines import first_word

_NEAR = 2.5  # points within which lines meet, and two drawings of one line lie
_SHORTEST = 8.0  # points of a line that can part cells; shorter ones are underlines of single characters, ticks, dashes
_MOST = 200  # lines of one direction; a page with more is a drawing
_PADDING = 2.4  # ems that a line broken for want of room leaves free before the edge of its cell
_SLACK = 0.5  # ems by which lines broken for want of room differ
_LONGEST_CELL = 500  # characters; where a cell holds more, the lines frame and part columns of prose


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn across or down a page.

    Attributes:
        at: Its height if it runs across, its distance from the left if it runs down.
        start: Where it begins, from the left or from below.
        end: Where it ends.
        across: Whether it runs across.
    """

    at: float
    start: float
    end: float
    across: bool

    def covers(self, place: float) -> bool:
        """Whether it passes ``place``."""
        return self.start - _NEAR <= place <= self.end + _NEAR


@dataclass(slots=True)
class _Cell:
    left: float
    right: float
    top: float
    bottom: float
    first: int  # band it begins in
    last: int  # band it ends in
    text: str = ""
    marks: Marks = ()

    def holds(self, glyph: Glyph) -> bool:
        return (
            self.left < (glyph.left + glyph.right) / 2 < self.right
            and self.bottom < (glyph.bottom + glyph.top) / 2 < self.top
        )


def tables(rules: Iterable[Rule], glyphs: Sequence[Glyph], page: int) -> tuple[list[Glyph], list[Line]]:
    """The characters outside of ruled tables, and the rows of the tables, each as a line of its own."""
    known = [rule for rule in rules if rule.end - rule.start >= _SHORTEST]
    across, down = (_united(rule for rule in known if rule.across is way) for way in (True, False))
    if not across or not down or max(len(across), len(down)) > _MOST:
        return list(glyphs), []
    rest = list(glyphs)
    found: list[Line] = []
    for lines, columns in _connected(across, down):
        cells = _cells(lines, columns)
        if len({cell.first for cell in cells}) < 2 or len({cell.left for cell in cells}) < 2:  # noqa: PLR2004 - a frame around text is no table
            continue
        inside: dict[int, list[Glyph]] = {}
        outside: list[Glyph] = []
        bands = _bands(cells)
        heights = sorted({line.at for line in lines})
        for glyph in rest:
            # bands count from the top; of a middle right on a line it is the one below that counts
            band = len(heights) - 1 - bisect_left(heights, (glyph.bottom + glyph.top) / 2)
            at = next((number for number in bands.get(band, ()) if cells[number].holds(glyph)), None)
            (outside if at is None else inside.setdefault(at, [])).append(glyph)
        if max(map(len, inside.values()), default=0) > _LONGEST_CELL:
            continue
        for number, held in inside.items():
            cells[number].text, cells[number].marks = _text(held, cells[number], page)
        rest = outside
        rows = {band: [cells[number] for number in numbers] for band, numbers in bands.items()}
        sizes = [glyph.size for held in inside.values() for glyph in held]
        found += _rows(rows, len(found), median(sizes) if sizes else 0.0, page)
    return rest, found


def _united(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn piece by piece, or twice, as one each."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    united: list[Rule] = []
    for level in levels:
        at = median(rule.at for rule in level)
        start = len(united)
        for rule in sorted(level, key=lambda rule: rule.start):
            if len(united) > start and rule.start <= united[-1].end + _NEAR:
                united[-1] = replace(united[-1], end=max(united[-1].end, rule.end))
            else:
                united.append(replace(rule, at=at))
    return united


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines of each grid: those that meet, and what these meet."""
    left_across, left_down = list(across), list(down)
    while left_across:
        lines, columns = [left_across.pop()], []
        grown = True
        while grown:
            met = [rule for rule in left_down if any(_meet(line, rule) for line in lines)]
            columns += met
            left_down = [rule for rule in left_down if rule not in met]
            more = [line for line in left_across if any(_meet(line, rule) for rule in columns)]
            lines += more
            left_across = [line for line in left_across if line not in more]
            grown = bool(met or more)
        yield lines, columns


def _meet(line: Rule, column: Rule) -> bool:
    return line.covers(column.at) and column.covers(line.at)


def _cells(lines: Sequence[Rule], columns: Sequence[Rule]) -> list[_Cell]:
    """The cells of a grid, from the top, those that reach over several rows or columns whole."""
    heights = sorted({line.at for line in lines}, reverse=True)
    cells: list[_Cell] = []
    above: dict[tuple[float, float], _Cell] = {}
    for band, (top, bottom) in enumerate(pairwise(heights)):
        middle = (top + bottom) / 2
        edges = sorted({column.at for column in columns if column.start < middle < column.end})
        parting = [line for line in lines if line.at == top]
        here: dict[tuple[float, float], _Cell] = {}
        for left, right in pairwise(edges):
            parted = any(line.covers((left + right) / 2) for line in parting)
            cell = above.get((left, right))
            if cell is None or parted:
                cell = _Cell(left, right, top, bottom, band, band)
                cells.append(cell)
            cell.bottom, cell.last = bottom, band
            here[left, right] = cell
        above = here
    return cells


def _bands(cells: Sequence[_Cell]) -> dict[int, list[int]]:
    """The numbers of the cells that cross each band."""
    bands: dict[int, list[int]] = {}
    for number, cell in enumerate(cells):
        for band in range(cell.first, cell.last + 1):
            bands.setdefault(band, []).append(number)
    return bands


def _text(glyphs: Sequence[Glyph], cell: _Cell, page: int) -> tuple[str, Marks]:
    """The words of a cell: lines broken for want of room joined, others on lines of their own."""
    lines = merged(pieces(glyphs, page))
    if not lines:
        return "", ()
    # a cell whose text is centred or short says nothing by where its lines end
    edge = max(line.right for line in lines)
    text, marks = lines[0].text, lines[0].marks
    for line, following in pairwise(lines):
        room = min(edge, cell.right) - line.right
        full = (
            edge > cell.right - 2 * _PADDING * line.size and room < (first_word(following.text) / 2 + 0.5) * line.size
        )
        text += glue(line.text[-1], following.text[0], 0.0, space=True) if full else CELL_BREAK
        marks = (*marks, *shifted(following.marks, len(text)))
        text += following.text
    return text, marks


def _rows(rows: Mapping[int, Sequence[_Cell]], table: int, size: float, page: int) -> Iterator[Line]:
    """A line for each row in which something begins.

    Args:
        rows: The cells that cross each band, by its number from the top.
        table: Tells the tables of the page apart.
        size: Of the type in it.
        page: Number of the page.
    """
    edges = sorted({cell.left for crossing in rows.values() for cell in crossing})
    for band, crossing in sorted(rows.items()):
        begun = [cell for cell in crossing if cell.first == band]
        if not any(cell.text for cell in begun):
            continue
        ordered = sorted(crossing, key=lambda cell: cell.left)
        by_column = [next((cell for cell in ordered if cell.left <= edge < cell.right), None) for edge in edges]
        row = Row(
            tuple(cell.text if cell else "" for cell in by_column),
            frozenset(at for at, cell in enumerate(by_column) if cell and cell.left < edges[at]),
            frozenset(at for at, cell in enumerate(by_column) if cell and cell.first < band),
        )
        middle = (begun[0].top + min(cell.bottom for cell in begun)) / 2
        yield Line(
            joined([cell.text for cell in ordered]),
            ordered[0].left,
            middle - size / 2,
            ordered[-1].right,
            middle + size / 2,
            size,
            page,
            parts=max(3, len(begun)),
            table=TableLine(table, row, tuple(cell.marks if cell else () for cell in by_column)),
        )
