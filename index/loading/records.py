"""CSV files: a record is a paragraph; the text stays the file as it is."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from index.errors import BrokenFile
from index.loading.content import Content
from index.loading.plain import decoded_or_refused, notes_on
from index.loading.table_shape import placed_rows, raw_row
from index.loading.tables import Row
from index.model import Block, BlockKind, Span
from index.paragraphs.lines import SPACE

_SNIFFED = 16_384  # characters from which the separator is told
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LARGEST_FIELD = 1 << 24  # one open quotation mark would otherwise swallow the file only to fail at 128 KiB


def load_csv(data: bytes) -> Content:
    """The records of a file of comma, semicolon, tab or bar separated values; the header lends its words to all.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        UnreadableFile: millions of records.
        BrokenFile: quotation that never ends.
    """
    decoded = decoded_or_refused(data)
    text = decoded.text
    # only "\n" ends a line here, as everywhere; splitlines would also break at U+2028 inside a field
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    separator = _separator(text[:_SNIFFED])
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    places: deque[Span] = deque()

    def rows() -> Iterator[Row]:
        first = 0
        for cells in reader:
            start, end = starts[first], min(starts[reader.line_num] - 1, len(text))
            first = reader.line_num
            raw = text[start:end]
            body = raw.strip(SPACE)
            row = Row.of(cells)
            if any(row.cells) and body:
                offset = start + len(raw) - len(raw.lstrip(SPACE))
                places.append(Span(offset, offset + len(body)))
                yield row

    blocks: list[Block] = []
    heads: dict[tuple[str, ...], tuple[str, ...]] = {}
    try:
        for placed in placed_rows(rows()):
            span = places.popleft()
            cells = None
            if placed.has_cells:
                cells = raw_row(placed, _fields(span.of(text), separator))
                # the rows of a table share their headers
                cells = cells and replace(cells, columns=heads.setdefault(cells.columns, cells.columns))
            blocks.append(Block(span, BlockKind.ROW, context=placed.context, row=cells))
    except csv.Error as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
    return Content(text, tuple(blocks), notes=notes_on(decoded))


def _fields(record: str, separator: str) -> list[tuple[int, int]]:
    """Where each field of a record stands, its quotation marks left off."""
    fields: list[tuple[int, int]] = []
    at = 0
    while True:
        if found := _QUOTED.match(record, at):
            fields.append((found.start() + 1, found.end() - 1))
            at = found.end()
        end = record.find(separator, at)
        end = len(record) if end < 0 else end
        if not found:
            fields.append((at, end))
        if end == len(record):
            return fields
        at = end + len(separator)


def _separator(sample: str) -> str:
    """The character that splits most of the first lines into equally many parts, at least two."""
    lines = [line for line in sample.split("\n")[:50] if line.strip()]
    counts = {mark: sorted(line.count(mark) for line in lines) for mark in ",\t;|，"}
    best = max(counts, key=lambda mark: (counts[mark][len(lines) // 2] if lines else 0, -",\t;|，".index(mark)))
    return best if lines and counts[best][len(lines) // 2] else ","
