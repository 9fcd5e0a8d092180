"""A cell of a table asked for by the names of its row and its column; pure."""

from __future__ import annotations

import re

from index.model import Paragraph, Query, Span
from index.text import fold

SURE = 0.9
"""The confidence of a cell whose row and column the question both names."""

_ASIDE = re.compile(r"\([^()]*\)|[\s:：*]+")
_SHORTEST = 2


def asked_cell(query: Query, paragraph: Paragraph) -> Span | None:
    """The cell of a row that the question asks for, counted in the document.

    Args:
        query: What was asked.
        paragraph: What was found; only a row of a table has cells.

    Returns:
        The cell whose column the question names, where it names the row as well; ``None`` where no cell, or more than
        one, is meant, and where the question names a year that neither the row nor anything above it names.
    """
    if paragraph.row is None:
        return None
    above = fold("\n".join((paragraph.document.title, *paragraph.headings, paragraph.context, paragraph.text))).text
    if query.years and not any(year in above for year in query.years):
        return None
    meant: dict[str, list[Span]] = {}
    for cell in paragraph.cells:
        column, row = plain_name(cell.column), plain_name(cell.row)
        text = cell.span.shifted(-paragraph.span.start).of(paragraph.text)
        if len(row) < _SHORTEST or len(column) < _SHORTEST or plain_name(text) == row:
            continue
        if row in query.folded and column in query.folded.replace(row, "\n"):
            meant.setdefault(column, []).append(cell.span)
    # 已使用额度 is not 额度, though the question that names the one names the other
    longest = [
        spans for column, spans in meant.items() if not any(column != other and column in other for other in meant)
    ]
    return longest[0][0] if len(longest) == 1 and len(longest[0]) == 1 else None


def plain_name(text: str) -> str:
    """A name as it would be said: without units in brackets, blanks and marks."""
    return _ASIDE.sub("", fold(text).text)
