"""What tables of all formats have in common: rows as text, with every cell under its own header. Pure.

A row of a table is read as the cells a reader sees, from the left, empty ones keeping their place. A cell merged over
several rows counts in each of them, one merged over several columns under each of their headers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import TableRow
from index.paragraphs.lines import SPACE

CELL_SEPARATOR = " | "
"""Stands between the cells of a row."""

CELL_BREAK = "\n"
"""Stands between the lines of one cell."""

LONGEST_HEADER = 30
"""Characters the name of a column has at the most."""

_SAID = tuple("。？?！；")  # ends of what is said; a name has none
_WIDEST_GAP = 8  # empty cells that keep their place in a row
_PATTERNS = 1000  # ways in which the cells of a table's rows are filled that share their headers
FIGURE = re.compile(r"[-+¥$€]?[\d.,，:/\-\s]+[%％‰]?(?:年|月|日|元|个|人|名|万|亿)?")
"""What counts or measures rather than names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the format gives it.

    Attributes:
        cells: A text for each column, also for those a merged cell covers; empty for empty cells.
        beside: Columns whose cell began further left: the same merged cell.
        above: Columns whose cell began in a row above.
        is_header: Whether the format itself says that the row heads the table.
        labels: Columns whose cells the format itself calls headers of their row.
    """

    cells: tuple[str, ...]
    beside: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()
    is_header: bool = False
    labels: frozenset[int] = frozenset()

    @classmethod
    def of(cls, cells: Sequence[str], *, is_header: bool = False) -> Row:
        """A row none of whose cells is merged."""
        return cls(tuple(cell.strip(SPACE) for cell in cells), is_header=is_header)

    def shown(self) -> list[int]:
        """The columns a reader sees a text begin in."""
        return [at for at, cell in enumerate(self.cells) if cell and at not in self.beside]


class Grid:
    """Puts cells that say over how many columns and rows they reach into their places."""

    def __init__(self) -> None:
        self._reaching: dict[int, tuple[int, str, bool]] = {}  # by column: rows still covered, text, whether it goes on
        self._begin()

    def put(self, text: str, columns: int = 1, rows: int = 1, *, is_label: bool = False) -> None:
        """The next cell of the row."""
        self._carry()
        for covered in range(columns):
            at = len(self._texts)
            if rows > 1:
                self._reaching[at] = (rows - 1, text, covered > 0)
            if covered:
                self._beside.add(at)
            elif is_label:
                self._labels.add(at)
            self._texts.append(text)

    def end_row(self, *, is_header: bool = False) -> Row:
        """The finished row; what is put next begins another one."""
        self._carry()
        row = Row(
            tuple(self._texts), frozenset(self._beside), frozenset(self._above), is_header, frozenset(self._labels)
        )
        self._begin()
        return row

    def _begin(self) -> None:
        self._texts: list[str] = []
        self._beside: set[int] = set()
        self._above: set[int] = set()
        self._labels: set[int] = set()

    def _carry(self) -> None:
        """Take what reaches down from the rows above."""
        while (entry := self._reaching.pop(len(self._texts), None)) is not None:
            rows, text, is_beside = entry
            at = len(self._texts)
            if rows > 1:
                self._reaching[at] = (rows - 1, text, is_beside)
            self._above.add(at)
            if is_beside:
                self._beside.add(at)
            self._texts.append(text)


def joined(cells: Sequence[str]) -> str:
    """A row as text: its cells that hold something."""
    return CELL_SEPARATOR.join(text for cell in cells if (text := cell.strip()))


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether the first row of a table names its columns: short, different, no figures, no gaps.

    A mere guess, so such a row stays a paragraph besides lending its words to the rows below.
    """
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return (
        len(texts) > 1
        and all(texts)
        and len(set(texts)) == len(texts)
        and all(len(text) <= LONGEST_HEADER and not FIGURE.fullmatch(text) for text in texts)
        and not any(text.endswith(_SAID) for text in texts)
    )


Patterns = dict[tuple[tuple[int, ...], frozenset[int]], tuple[str, ...]]
"""Headers of the cells of rows by the way they are filled, remembered for one table."""


def written(row: Row, columns: Sequence[str], label: str, patterns: Patterns) -> tuple[str, TableRow]:
    """A row as text, and where its cells stand in it.

    Args:
        row: The row.
        columns: Header of each column.
        label: What the row is about.
        patterns: Those of the table's rows so far.
    """
    shown = row.shown()
    bounds: list[int] = []
    pieces: list[str] = []
    length = 0
    last: int | None = None
    for column in shown:
        if last is not None:
            between = range(last + 1, min(column, last + 1 + _WIDEST_GAP))
            separator = CELL_SEPARATOR + CELL_SEPARATOR[1:] * sum(at not in row.beside for at in between)
            pieces.append(separator)
            length += len(separator)
        text = row.cells[column]
        pieces.append(text)
        bounds += (length, length + len(text))
        length += len(text)
        last = column
    pattern = (tuple(shown), row.beside)
    if pattern not in patterns:
        if len(patterns) >= _PATTERNS:
            patterns.clear()
        patterns[pattern] = tuple(_spanned(row, columns, column) for column in shown)
    return "".join(pieces), TableRow(patterns[pattern], label, tuple(bounds))


def _spanned(row: Row, columns: Sequence[str], column: int) -> str:
    """The header of a cell: those of all columns it covers."""
    last = column
    while last + 1 in row.beside:
        last += 1
    heads = columns[column : last + 1]
    return " ".join(dict.fromkeys(filter(None, heads)))
