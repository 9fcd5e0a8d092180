"""The row of a table with the most or the least of something: 「剩余名额最多的是哪家」; pure but for its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from index.answering.ports import Neighbours
from index.model import AnswerType, Cell, Citation, Found, Paragraph, Query
from index.reading.cells import plain_name
from index.text import fold
from index.text.quantities import quantities

_LOOKED_AT = 10
_REACH = 300
_SHORTEST = 2
_TOTALS = re.compile("合计|总计|小计|共计|总数|平均|均值")


def extreme(query: Query, found: Found, neighbours: Neighbours) -> tuple[Citation, ...]:
    """The rows with the most or least in the column that the question names; none where it names no column.

    The name of the row is cited, or the figure where that is asked for; sums and averages below the table do not count.
    """
    for hit in found.hits[:_LOOKED_AT]:
        column = _named_column(query, hit.paragraph)
        if column:
            around = neighbours(hit.paragraph.id, _REACH, _REACH)
            if rows := _rows(hit.paragraph, around, column):
                best = (max if query.extreme > 0 else min)(value for value, _, _ in rows)
                asks_figure = query.answer_type is AnswerType.HOW_MANY
                return tuple(_cited(row, cell, column, asks_figure) for value, row, cell in rows if value == best)
    return ()


def _named_column(query: Query, paragraph: Paragraph) -> str:
    """The column named right before 最高: 票价 and not 航线 in 票价最高的是哪条航线."""
    names = {name for cell in paragraph.cells if len(name := plain_name(cell.column)) >= _SHORTEST}
    most = query.folded.find("最")
    named = sorted(
        (most - place - len(name) if place < most else len(query.folded), -len(name), name)
        for name in names
        if (place := query.folded.find(name)) >= 0
    )
    return named[0][2] if named else ""


def _rows(found: Paragraph, around: Sequence[Paragraph], column: str) -> list[tuple[Decimal, Paragraph, Cell]]:
    """The rows of the table ``found`` is one of, each with its figure in the column; none for a table of one row."""
    table = [found]
    for side in (range(_place(found, around) + 1, len(around)), range(_place(found, around) - 1, -1, -1)):
        for at in side:
            if not any(plain_name(cell.column) == column for cell in around[at].cells):
                break
            table.append(around[at])
    rows = []
    for row in sorted(table, key=lambda each: each.ordinal):
        cell = next(cell for cell in row.cells if plain_name(cell.column) == column)
        figures = quantities(fold(row.quote(cell.span)).text)
        if len(figures) == 1 and not _TOTALS.search(row.quote(row.cells[0].span)):
            rows.append((figures[0].value, row, cell))
    return rows if len(rows) > 1 else []


def _place(found: Paragraph, around: Sequence[Paragraph]) -> int:
    return next(at for at, each in enumerate(around) if each.id == found.id)


def _cited(row: Paragraph, figure: Cell, column: str, asks_figure: bool) -> Citation:  # noqa: FBT001 - what is cited
    names = [cell for cell in row.cells if plain_name(cell.column) != column and not quantities(row.quote(cell.span))]
    shown = figure if asks_figure or not names else names[0]
    return Citation(row, row.span, shown.span)
