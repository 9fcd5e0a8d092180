"""What a page is made of: characters, lines, columns. Pure.

Lengths are in points, the origin at the bottom left: a greater ``top`` is higher up. An em is the height of a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.loading.tables import Row


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
class Mark:
    """Where some characters of a text stand on a page: a run of one width, so that each has its equal share.

    Attributes:
        start, end: The characters, counted in the text.
        page: Number of the page.
        left, bottom, right, top: The box around them.
    """

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


Marks = tuple[Mark, ...]


def shifted(marks: Iterable[Mark], by: int) -> Marks:
    """The same characters behind ``by`` others."""
    return tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in marks)


def shortened(marks: Marks, end: int) -> Marks:
    """Those of the first ``end`` characters."""
    return tuple(replace(mark, end=min(mark.end, end)) for mark in marks if mark.start < end)


@dataclass(frozen=True, slots=True)
class TableLine:
    """What is known of the row of a table beside its text.

    Attributes:
        table: Tells the tables of a page apart.
        row: Its cells.
        marks: Where the words of each column stand, counted from the beginning of the cell.
    """

    table: int
    row: Row
    marks: tuple[Marks, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Characters in a row.

    Attributes:
        text: The characters with the spaces between them.
        left, bottom, right, top: The box around them.
        size: Of the type most of them are set in.
        page: Number of the page.
        parts: How many pieces with wide gaps between them it was put together from: cells of a table's row.
        marks: Where its characters stand.
        table: Its cells, for the row of a table; it may be wider than the text around the table.
        confidence: With which it was recognised on a picture; ``None`` for text.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page: int
    parts: int = 1
    marks: Marks = ()
    table: TableLine | None = None
    confidence: float | None = None

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
        pieces: Its pieces of lines, :func:`index.loading.pdf.layout.pieces` of its characters, and rows of tables.
        left, right: Its edges on either side; both 0 where they are not known.
        turn: By how many quarters it was turned for its lines to run from left to right.
        crop: The part of the page that is shown: left, bottom, right, top, before that turn; all 0 where not known.
        rotation: Degrees by which the page is shown turned clockwise.
    """

    number: int
    bottom: float
    top: float
    pieces: tuple[Line, ...]
    left: float = 0.0
    right: float = 0.0
    turn: int = 0
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    rotation: int = 0


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


def rounded(size: float) -> float:
    """A size of type to the nearest half point: what people choose from."""
    return round(size * 2) / 2
