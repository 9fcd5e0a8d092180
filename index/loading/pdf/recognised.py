"""What was recognised on a picture of a page, as a page of lines like any other. Pure."""

from __future__ import annotations

from itertools import groupby
from statistics import median

from index.loading.pdf.elements import Glyph, Line, Mark, Page
from index.loading.pdf.turning import turned
from index.loading.seen import SeenLine, SeenPage
from index.paragraphs.lines import columns

_HEIGHT = (0.6, 1.0)  # of the box around a line, the size of its type at the least and at the most
_ALIKE = 0.2  # by which the sizes of one type differ that were measured on a picture


def page_of(number: int, seen: SeenPage) -> Page:
    """The page of these lines; before it is turned, its lower left corner is that of the picture."""
    sizes = [_size(line) for line in seen.lines]
    usual = median(sizes) if sizes else 0.0
    wide, high = (seen.height, seen.width) if seen.turn % 2 else (seen.width, seen.height)
    frame = turned(Glyph("", 0.0, 0.0, wide, high, 0.0), seen.turn)
    lines = [
        _line(line, usual if abs(size - usual) < usual * _ALIKE else size, number, frame)
        for line, size in zip(seen.lines, sizes, strict=True)
    ]
    crop = (0.0, 0.0, wide, high)
    return Page(number, frame.bottom, frame.top, tuple(lines), frame.left, frame.right, seen.turn, crop)


def _size(line: SeenLine) -> float:
    """The size of the type, told by how much room the characters take."""
    height = line.bottom - line.top
    em = 2 * (line.right - line.left) / max(columns(line.text), 1)
    return min(max(em, _HEIGHT[0] * height), _HEIGHT[1] * height)


def _line(line: SeenLine, size: float, page: int, frame: Glyph) -> Line:
    """The line in the measure of the turned page, whose corners are those of ``frame``."""
    middle = frame.top - (line.top + line.bottom) / 2
    first, last = frame.left + line.left, frame.left + line.right
    bottom, top = middle - size / 2, middle + size / 2
    per_column = (line.right - line.left) / max(columns(line.text), 1)
    marks: list[Mark] = []
    start, left = 0, first
    for _, run in groupby(line.text, columns):
        chars = list(run)
        right = left + per_column * columns("".join(chars))
        marks.append(Mark(start, start + len(chars), page, left, bottom, right, top))
        start, left = start + len(chars), right
    return Line(line.text, first, bottom, last, top, size, page, marks=tuple(marks), confidence=line.confidence)
