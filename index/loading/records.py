"""CSV files: a record is a paragraph; the text stays the file as it is."""

from __future__ import annotations

import csv
from itertools import accumulate

from index.errors import BrokenFile
from index.loading.content import Content
from index.loading.plain import decoded_or_refused, notes_on
from index.loading.tables import looks_like_header
from index.model import Block, BlockKind, Span
from index.paragraphs.lines import SPACE

_SNIFFED = 16_384  # characters from which the separator is told
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
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader((line + "\n" for line in lines), delimiter=_separator(text[:_SNIFFED]))
    blocks: list[Block] = []
    header = ""
    first = 0
    try:
        for cells in reader:
            start, end = starts[first], min(starts[reader.line_num] - 1, len(text))
            first = reader.line_num
            raw = text[start:end]
            body = raw.strip(SPACE)
            if not any(cell.strip() for cell in cells) or not body:
                continue
            offset = start + len(raw) - len(raw.lstrip(SPACE))
            blocks.append(Block(Span(offset, offset + len(body)), BlockKind.ROW, context=header))
            if len(blocks) == 1 and looks_like_header(cells):
                header = " ".join(cell.strip() for cell in cells if cell.strip())
    except csv.Error as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
    return Content(text, tuple(blocks), notes=notes_on(decoded))


def _separator(sample: str) -> str:
    """The character that splits most of the first lines into equally many parts, at least two."""
    lines = [line for line in sample.split("\n")[:50] if line.strip()]
    counts = {mark: sorted(line.count(mark) for line in lines) for mark in ",\t;|，"}
    best = max(counts, key=lambda mark: (counts[mark][len(lines) // 2] if lines else 0, -",\t;|，".index(mark)))
    return best if lines and counts[best][len(lines) // 2] else ","
