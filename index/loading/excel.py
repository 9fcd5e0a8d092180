"""Excel workbooks: the only import of openpyxl.

A row is a paragraph, a sheet its part. Values are those last computed and saved; no formula is run.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol

import openpyxl

from index.loading.content import Composer, Content
from index.loading.notes import Note
from index.loading.packages import open_package
from index.loading.tables import joined, looks_like_header
from index.model import BlockKind

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_HEADER_WITHIN = 5  # rows from the top in which the names of the columns stand; above them are titles
_SIGNIFICANT = 15  # digits a spreadsheet keeps; further ones are noise of binary fractions


class _Cell(Protocol):
    @property
    def value(self) -> object: ...
    @property
    def number_format(self) -> str: ...


def load_xlsx(data: bytes) -> Content:
    """The rows of all visible sheets of a workbook.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
    """
    open_package(data, streamed=True).close()
    composer = Composer()
    # extensions of newer versions are not lost: nothing is written back
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            skipped = _read(book, composer)
        finally:
            book.close()
    created = book.properties.created
    dated = created if _is_dated(data) else None
    notes = (Note.SKIPPED_PARTS.saying(", ".join(skipped)),) if skipped else ()
    return composer.content(book.properties.title or None, dated.date() if dated else None, notes)


def _is_dated(data: bytes) -> bool:
    """Whether a workbook says when it was made: openpyxl dates others by the clock, anew at every reading."""
    with open_package(data, streamed=True) as package:
        return "docProps/core.xml" in package.namelist() and b"created" in package.read("docProps/core.xml")


def _read(book: Workbook, composer: Composer) -> list[str]:
    skipped = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            skipped.append(sheet.title)
            continue
        composer.end_headings()
        # the stored extent is often wrong: either one cell, or a million empty rows
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()
        _sheet(([_shown(cell) for cell in row] for row in sheet.iter_rows()), sheet.title, composer)
    return skipped


def _sheet(rows: Iterator[list[str]], name: str, composer: Composer) -> None:
    header = ""
    titles: list[str] = []
    seen = 0
    for cells in rows:
        text = joined(cells)
        if not text:
            continue
        seen += 1
        if not header and seen <= _HEADER_WITHIN and looks_like_header(_trimmed(cells)):
            composer.add(text, BlockKind.ROW, part=name, context=" ".join(titles))
            header = " ".join([*titles, *_trimmed(cells)])
            continue
        if not header and seen <= _HEADER_WITHIN and sum(bool(cell) for cell in cells) == 1:
            # the title of a table stands alone above it
            titles.append(text)
            composer.add(text, BlockKind.TEXT, part=name)
            continue
        composer.add(text, BlockKind.ROW, part=name, context=header or " ".join(titles))


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The cells between the first and the last that hold something."""
    filled = [index for index, cell in enumerate(cells) if cell]
    return list(cells[filled[0] : filled[-1] + 1]) if filled else []


def _shown(cell: _Cell) -> str:  # noqa: PLR0911 - one per type of value
    """A value about as the sheet shows it."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case int() | float():
            return _number(value, cell.number_format or "")
        case _:
            return " ".join(str(value).split())


def _number(value: float, form: str) -> str:
    main = form.partition(";")[0]
    if main.rstrip().endswith("%"):
        places = len(main.rpartition(".")[2].rstrip("% ")) if "." in main else 0
        return f"{value * 100:.{places}f}%"
    return str(int(value)) if float(value).is_integer() else f"{value:.{_SIGNIFICANT}g}"
