"""The rows of a sheet, of whatever program, into tables: those one below another and those side by side. Pure.

A sheet is read as a stream: it may have a million rows, and 16,384 columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice

from index.loading.content import Composer
from index.loading.table_shape import compose_table, header_depth
from index.loading.tables import FIGURE, Row

_LOOKED_AT = 200  # rows by which the columns of a table are told
_WIDEST_MERGE = 200  # columns; wider ones are frames, whose text counts where it begins
_MOST_MERGES = 100_000
_TITLES = 5  # rows above tables side by side that may be their common titles
_CONTINUED = 6  # rows behind an empty one by which it is told whether the table goes on


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell: its first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetRow:
    """The cells of a row that hold something, by column; and where those stand that only continue others."""

    number: int
    cells: dict[int, str]
    beside: set[int] = field(default_factory=set)
    above: set[int] = field(default_factory=set)

    @property
    def own(self) -> list[int]:
        """The columns in which something begins."""
        return [at for at in sorted(self.cells) if at not in self.beside]


def compose_sheet(
    rows: Iterable[tuple[int, Mapping[int, str]]], merges: Sequence[Merge], composer: Composer, part: str | None
) -> None:
    """Append a sheet's tables to ``composer``.

    Args:
        rows: Of each row its number and the texts of its cells by column; in ascending order.
        merges: The merged cells.
        composer: Where to.
        part: Name of the sheet.
    """
    stream = _Stream(_merged(rows, merges))
    while opening := stream.opening():
        tables = _side_by_side(opening)
        if len(tables) == 1:
            compose_table(_as_rows(stream.table(tables[0]), tables[0], is_alone=True), composer, part=part)
            continue
        band = list(stream.band())
        shared = 0
        while shared < min(_TITLES, len(band)) and len(band[shared].own) == 1:
            composer.add(band[shared].cells[band[shared].own[0]], part=part)
            shared += 1
        context = " ".join(row.cells[row.own[0]] for row in band[:shared])
        for columns in tables:
            inside = (row for row in band[shared:] if any(at in row.cells for at in columns))
            compose_table(_as_rows(inside, columns), composer, context=context, part=part)


def _merged(rows: Iterable[tuple[int, Mapping[int, str]]], merges: Sequence[Merge]) -> Iterator[SheetRow]:
    """The rows that hold something, each cell a merged one covers given its text."""
    waiting = sorted(merges[:_MOST_MERGES], key=lambda one: one.top, reverse=True)
    open_ones: list[tuple[Merge, str]] = []
    for number, given in rows:
        row = SheetRow(number, {at: text for at, text in given.items() if text})
        while waiting and waiting[-1].top <= number:
            one = waiting.pop()
            if one.right - one.left <= _WIDEST_MERGE and one.top == number and (text := row.cells.get(one.left, "")):
                open_ones.append((one, text))
        open_ones = [entry for entry in open_ones if entry[0].bottom >= number]
        if not row.cells:
            continue
        for one, text in open_ones:
            for column in range(one.left, one.right + 1):
                row.cells[column] = text
                if column > one.left:
                    row.beside.add(column)
                if number > one.top:
                    row.above.add(column)
        yield row


class _Stream:
    """Rows looked at before they are taken."""

    def __init__(self, rows: Iterator[SheetRow]) -> None:
        self._rows = rows
        self._ahead: list[SheetRow] = []

    def opening(self) -> list[SheetRow]:
        """The first rows up to an empty one, not taken yet."""
        self._look(_LOOKED_AT)
        return [row for _, row in _unbroken(self._ahead)]

    def band(self) -> Iterator[SheetRow]:
        """The rows up to an empty one."""
        last: int | None = None
        while self._look(1) and (last is None or self._ahead[0].number == last + 1):
            last = self._ahead[0].number
            yield self._ahead.pop(0)

    def table(self, columns: Sequence[int]) -> Iterator[SheetRow]:
        """The rows of a table, over empty ones where it goes on behind them."""
        known = set(columns)
        while True:
            yield from self.band()
            self._look(_CONTINUED)
            following = [row for _, row in _unbroken(self._ahead[:_CONTINUED])]
            if not following or not self._goes_on(following, known, columns):
                return

    @staticmethod
    def _goes_on(rows: Sequence[SheetRow], known: set[int], columns: Sequence[int]) -> bool:
        if not all(known.issuperset(row.cells) for row in rows):
            return False
        if len(rows[0].own) == 1 and len(known) > 1:
            return False
        return not header_depth(list(_as_rows(rows, columns)))

    def _look(self, ahead: int) -> bool:
        if len(self._ahead) < ahead:
            self._ahead += islice(self._rows, ahead - len(self._ahead))
        return bool(self._ahead)


def _unbroken(rows: Sequence[SheetRow]) -> list[tuple[int, SheetRow]]:
    """The rows at the beginning that follow one another without an empty one between."""
    for _, group in groupby(enumerate(rows), key=lambda entry: entry[1].number - entry[0]):
        return list(group)
    return []


def _side_by_side(rows: Sequence[SheetRow]) -> list[list[int]]:
    """The columns of each table: one, or several with empty columns between and headers of their own."""
    everything = sorted({at for row in rows for at in row.cells})
    used = sorted({at for row in rows if len(row.own) > 1 for at in row.cells})
    groups = [[at for _, at in group] for _, group in groupby(enumerate(used), key=lambda entry: entry[1] - entry[0])]
    if len(groups) < 2 or any(len(group) < 2 for group in groups):  # noqa: PLR2004 - one column is no table
        return [everything]
    for group in groups:
        inside = [row for row in rows if len(row.own) > 1 and any(at in row.cells for at in group)]
        parts = list(islice(_as_rows(inside, group), 0, 20))
        titles = next((at for at, row in enumerate(parts) if len(row.shown()) > 1), 0)
        depth = header_depth(parts[titles:])
        labels = [row.cells[0] for row in parts[titles + depth :] if row.cells[0]]
        # figures to the right of an empty column belong to the labels left of it
        if not depth or not labels or FIGURE.fullmatch(labels[0]):
            return [everything]
    return groups


def _as_rows(rows: Iterable[SheetRow], columns: Sequence[int], *, is_alone: bool = False) -> Iterator[Row]:
    """Rows by the used columns of their table; where it is the only one, what stands in others comes behind."""
    place = {column: at for at, column in enumerate(columns)}
    for row in rows:
        further = [at for at in row.own if at not in place] if is_alone else []
        everywhere = list(chain(columns, further))
        yield Row(
            tuple(row.cells.get(column, "") for column in everywhere),
            frozenset(at for at, column in enumerate(everywhere) if column in row.beside),
            frozenset(at for at, column in enumerate(everywhere) if column in row.above),
        )
