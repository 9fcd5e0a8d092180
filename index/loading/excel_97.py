"""Excel workbooks of the formats before 2007 (.xls), and WPS's .et, which is the same: the only import of xlrd."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import xlrd

from index.errors import BrokenFile
from index.loading.built_in_formats import BUILT_IN
from index.loading.content import Composer, Content
from index.loading.excel import load_xlsx
from index.loading.means import Means
from index.loading.notes import Note
from index.loading.number_formats import plain, shown
from index.loading.sheets import Merge, compose_sheet

_ZIP = b"PK\x03\x04"


def load_xls(data: bytes, means: Means) -> Content:
    """The rows of all visible sheets.

    Raises:
        BrokenFile: damaged or encrypted.
    """
    if data.startswith(_ZIP):
        # a new workbook under the old name
        return load_xlsx(data, means)
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        encrypted = "encrypted" in str(error).lower()
        raise BrokenFile(reason="encrypted" if encrypted else "damaged", detail=str(error)) from error
    composer = Composer()
    skipped = []
    for sheet in book.sheets():
        if sheet.visibility:
            skipped.append(sheet.name)
            continue
        composer.end_headings()
        merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        compose_sheet(_rows(book, sheet), merges, composer, sheet.name)
    return composer.content(notes=(Note.SKIPPED_PARTS.saying(", ".join(skipped)),) if skipped else ())


def _rows(book: Any, sheet: Any) -> Iterator[tuple[int, Mapping[int, str]]]:  # noqa: ANN401 - xlrd ships no types
    for number in range(sheet.nrows):
        cells = {column: _text(book, cell) for column, cell in enumerate(sheet.row(number))}
        yield number, {column: text for column, text in cells.items() if text}


def _text(book: Any, cell: Any) -> str:  # noqa: ANN401 - as above
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return " ".join(str(cell.value).split())
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return _number(book, cell)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#ERROR!"))
        case _:
            return ""


def _number(book: Any, cell: Any) -> str:  # noqa: ANN401 - as above
    key = book.xf_list[cell.xf_index].format_key if cell.xf_index is not None else 0
    known = book.format_map.get(key)
    # the Chinese built-in formats have numbers only; the file's own word goes before ours
    code = BUILT_IN.get(key) or (known.format_str if known else "")
    return shown(cell.value, code, since_1904=bool(book.datemode)) if code else plain(cell.value)
