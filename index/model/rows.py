"""Rows of tables: which column each cell stands in, and what the row is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.model.spans import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row that holds something.

    Attributes:
        span: Where it stands in the document's text.
        column: What its column is headed by, the words of several header rows from the top; empty where none is.
        row: What its row is about: the words of its label, ``东岭机房``; empty where none is.
    """

    span: Span
    column: str
    row: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, kept small: a sheet has a million of them.

    Attributes:
        columns: Header of each cell that holds something; rows alike share one tuple.
        label: What the row is about.
        bounds: Start and end of each of these cells in turn, counted from the beginning of the row.

    Raises:
        ValueError: not two bounds for each column, or bounds out of order.
    """

    columns: tuple[str, ...]
    label: str
    bounds: tuple[int, ...]

    def __post_init__(self) -> None:
        ordered = all(one <= other for one, other in zip(self.bounds, self.bounds[1:], strict=False))
        if len(self.bounds) != 2 * len(self.columns) or not ordered or min(self.bounds, default=0) < 0:
            msg = f"bounds {self.bounds} do not fit {len(self.columns)} cells"
            raise ValueError(msg)

    def cells(self, start: int) -> Iterator[Cell]:
        """The cells of the row that begins at ``start`` of the document's text."""
        for column, begin, end in zip(self.columns, self.bounds[::2], self.bounds[1::2], strict=True):
            yield Cell(Span(start + begin, start + end), column, self.label)
