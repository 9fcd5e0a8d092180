"""Tables in plain text: lines whose cells are parted by tabs, bars or wide gaps. Pure.

Such lines are rows only where at least three stand together with as many cells each, the first of which names the
columns; everything else stays lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.loading.table_shape import header_depth, placed_rows, raw_row
from index.loading.tables import Row
from index.model import Block, BlockKind, Span
from index.paragraphs import line_blocks
from index.paragraphs.lines import SPACE, Line, lines_of

_FEWEST = 3  # rows, the header among them
_SEPARATORS = (re.compile(r"\t"), re.compile(r"\t+"), re.compile(r"[|｜│┃]"), re.compile(r"[ \u3000]{2,}"))
_LEAST_CELLS = (2, 2, 2, 3)
_BARS = "|｜│┃"
_RULE = re.compile(r"[\s|｜│┃\-—=+:：─━┄┼├┤┌┐└┘┬┴╋┣┫┏┓┗┛┳┻═]+")
_LONGEST = 2000  # characters of a line that may be a row


@dataclass(frozen=True, slots=True)
class _Fields:
    """The cells of a line: where each stands in the text, the first and the last among them."""

    spans: tuple[tuple[int, int], ...]

    def row(self, text: str) -> Row:
        return Row.of([text[start:end] for start, end in self.spans])

    @property
    def span(self) -> Span:
        filled = [span for span in self.spans if span[0] < span[1]]
        return Span(filled[0][0], filled[-1][1])


def table_blocks(text: str) -> list[Block] | None:
    """The pieces of a plain text with its tables as rows; ``None`` where it holds no table."""
    if not re.search(r"[\t|｜│┃]|[ \u3000]{2}", text):
        return None
    tables = list(_tables(text))
    if not tables:
        return None
    rows: list[Block] = []
    for table in tables:
        rows += _rows(text, table)
    reach = [Span(table[0][0].span.start, table[-1][0].span.end) for table in tables]
    blocks: list[Block] = []
    at = 0
    for block in line_blocks(text):
        while at < len(reach) and reach[at].end <= block.span.start:
            at += 1
        if at == len(reach) or not reach[at].overlaps(block.span):
            blocks.append(block)
    return sorted([*blocks, *rows], key=lambda block: block.span.start)


def _tables(text: str) -> Iterator[list[tuple[Line, _Fields | None]]]:
    """The lines of each table with their cells, ``None`` for a line that only rules off."""
    run: list[Line] = []
    for line in lines_of(text):
        if line.after_blank or not _may_be_row(line.span.of(text)):
            yield from _judged(text, run)
            run = []
        if _may_be_row(line.span.of(text)):
            run.append(line)
    yield from _judged(text, run)


def _may_be_row(line: str) -> bool:
    return len(line) <= _LONGEST and bool(re.search(r"[\t|｜│┃]|[ \u3000]{2}|^[-+=─━═┌├└]{3}", line))


def _judged(text: str, run: Sequence[Line]) -> Iterator[list[tuple[Line, _Fields | None]]]:
    if len(run) < _FEWEST:
        return
    for separator, least in zip(_SEPARATORS, _LEAST_CELLS, strict=True):
        table: list[tuple[Line, _Fields | None]] = [
            (line, None if _RULE.fullmatch(line.span.of(text)) else _fields(text, line.span, separator)) for line in run
        ]
        rows = [fields for _, fields in table if fields is not None]
        widths = {len(fields.spans) for fields in rows}
        if len(rows) >= _FEWEST and len(widths) == 1 and widths.pop() >= least:
            shaped = [fields.row(text) for fields in rows]
            if header_depth(shaped[:20]):
                yield table
                return


def _fields(text: str, span: Span, separator: re.Pattern[str]) -> _Fields:
    start, end = span.start, span.end
    if text[start] in _BARS:
        start += 1
    if end > start and text[end - 1] in _BARS:
        end -= 1
    spans = []
    at = start
    for found in (*separator.finditer(text, start, end), None):
        stop = end if found is None else found.start()
        raw = text[at:stop]
        left = at + len(raw) - len(raw.lstrip(SPACE))
        spans.append((left, left + len(raw.strip(SPACE))))
        at = stop if found is None else found.end()
    return _Fields(tuple(spans))


def _rows(text: str, table: Sequence[tuple[Line, _Fields | None]]) -> Iterator[Block]:
    every = [fields for _, fields in table if fields is not None and any(left < right for left, right in fields.spans)]
    for placed, fields in zip(placed_rows(one.row(text) for one in every), every, strict=True):
        span = fields.span
        bounds = [(left - span.start, right - span.start) for left, right in fields.spans]
        row = raw_row(placed, bounds) if placed.has_cells else None
        yield Block(span, BlockKind.ROW, context=placed.context, row=row)
