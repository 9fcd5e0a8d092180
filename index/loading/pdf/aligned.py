"""Tables without lines: rows of words that stand below each other in columns. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from index.loading.pdf.elements import Line, Marks, TableLine, shifted
from index.loading.pdf.labels import is_only_label
from index.loading.pdf.layout import glue, is_prose, levels
from index.loading.tables import Row, joined

_FEWEST_ROWS = 3
_FEWEST_FULL = 2  # rows with a cell in every column
_ROW_GAP = 3.5  # ems between two rows of one table at the most
_LINE_GAP = 1.9  # ems between two lines of one cell at the most
_LONGEST = 24.0  # ems of a cell; what is longer is a line of prose
_APART = 0.5  # ems between two columns at the least
_FIRST = 1_000_000  # numbers of tables without lines begin here


def aligned(pieces: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The pieces outside of such tables, and the rows of the tables, each as a line of its own."""
    found: list[Line] = []
    taken: set[int] = set()
    for number, run in enumerate(_runs(levels(pieces))):
        columns = _columns(run)
        if columns is None:
            continue
        rows = _rows(run, columns)
        if len(rows) < _FEWEST_ROWS:
            continue
        taken |= {id(part) for parts in run for part in parts}
        found += [_line(row, _FIRST + number) for row in rows]
    return [piece for piece in pieces if id(piece) not in taken], found


def _runs(rows: Sequence[list[Line]]) -> Iterator[list[list[Line]]]:
    """Stretches of rows of several parts each, rows of one part in between where they go on with a cell."""
    run: list[list[Line]] = []
    for row in rows:
        close = bool(run) and run[-1][0].middle - row[0].middle < _ROW_GAP * max(row[0].size, run[-1][0].size)
        if (_is_tabular(row) and (close or not run)) or (close and len(row) == 1 and _goes_on(run, row[0])):
            run.append(row)
        else:
            if run:
                yield run
            run = [row] if _is_tabular(row) else []
    if run:
        yield run


def _is_tabular(row: Sequence[Line]) -> bool:
    if len(row) < 2 or (len(row) == 2 and is_only_label(row[0].text)):  # noqa: PLR2004 - two cells; a number and its item
        return False
    return all(part.right - part.left <= _LONGEST * part.size for part in row)


def _goes_on(run: Sequence[Sequence[Line]], line: Line) -> bool:
    """Whether a line by itself is the second line of a cell that is not the first of its row."""
    above = [part for row in run[-2:] for part in row]
    near = run[-1][0].middle - line.middle < _LINE_GAP * line.size
    return near and any(
        abs(part.left - line.left) < line.size / 2 and part.left > min(one.left for one in above) + line.size
        for part in above
    )


def _columns(run: Sequence[Sequence[Line]]) -> list[tuple[float, float]] | None:
    """The left and right edges of the columns; ``None`` where the rows do not stand in any."""
    counts = Counter(len(row) for row in run if len(row) > 1)
    if not counts:
        return None
    width = max(counts, key=lambda parts: (counts[parts], parts))
    full = [row for row in run if len(row) == width]
    if counts[width] < _FEWEST_FULL or len(run) < _FEWEST_ROWS:
        return None
    columns = [(min(row[at].left for row in full), max(row[at].right for row in full)) for at in range(width)]
    em = median(row[0].size for row in full)
    if any(right + _APART * em > left for (_, right), (left, _) in pairwise(columns)):
        return None
    sides = [[row[at] for row in full] for at in range(width)]
    # columns of prose are read one after the other, and so is a column of prose beside one of short lines; but where
    # lines stand alone, what looks like prose are cells of several lines
    prose = sum(is_prose(side, em) for side in sides)
    beside_prose = prose == width - 1 and not any(len(row) == 1 for row in run)
    if prose > 1 or beside_prose or not all(_stand_below(side, em) for side in sides):
        return None
    return columns


def _stand_below(side: Sequence[Line], em: float) -> bool:
    """Whether the cells of a column begin, end or have their middles at one place."""
    places = zip(*((part.left, part.right, (part.left + part.right) / 2) for part in side), strict=True)
    return any(max(at) - min(at) < em for at in places)


def _rows(run: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]]) -> list[list[list[Line]]]:
    """The lines of each cell of each row of a run."""
    rows: list[list[list[Line]]] = []
    for parts in run:
        lines: list[list[Line]] = [[] for _ in columns]
        for part in parts:
            lines[_column_of(part, columns)].append(part)
        if rows and len(parts) == 1 and not lines[0]:
            for known, more in zip(rows[-1], lines, strict=True):
                known.extend(more)
        else:
            rows.append(lines)
    return rows


def _column_of(part: Line, columns: Sequence[tuple[float, float]]) -> int:
    """The column a part overlaps most; the nearest one where it overlaps none."""
    overlaps = [min(part.right, right) - max(part.left, left) for left, right in columns]
    return max(range(len(columns)), key=lambda at: (overlaps[at], -at))


def _line(row: Sequence[Sequence[Line]], table: int) -> Line:
    words = [_words(lines) for lines in row]
    parts = [line for lines in row for line in lines]
    first = parts[0]
    return replace(
        first,
        text=joined([text for text, _ in words]),
        left=min(part.left for part in parts),
        right=max(part.right for part in parts),
        parts=max(3, len(parts)),
        marks=(),
        table=TableLine(table, Row(tuple(text for text, _ in words)), tuple(marks for _, marks in words)),
    )


def _words(lines: Sequence[Line]) -> tuple[str, Marks]:
    """The words of a cell, its lines joined."""
    text = ""
    marks: Marks = ()
    for line in lines:
        if text:
            text += glue(text[-1], line.text[0], 0.0, space=True)
        marks = (*marks, *shifted(line.marks, len(text)))
        text += line.text
    return text, marks
