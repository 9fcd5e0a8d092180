"""Clauses and items of lists: where each begins, and which lines go on with it. Pure.

``3.2`` begins a clause where ``3.1`` or ``3.3`` begins another one; alone it may be an amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.loading.pdf.elements import Line
from index.loading.pdf.labels import Label, label_of, label_width

_TAB = 4  # ems that may part a number from the words behind it
_LABEL = 12  # characters of a number and the gap behind it
_FAR = 300  # lines between two clauses that follow each other


def clause_starts(lines: Iterable[Line]) -> frozenset[Line]:
    """The lines that begin a clause: another one with the number before or behind stands not far away."""
    labelled = [(at, line, label) for at, line in enumerate(lines) if (label := label_of(line.text)) is not None]
    starts: set[Line] = set()
    last: dict[tuple[str, ...], list[tuple[int, Line, Label]]] = {}
    for at, line, label in labelled:
        kind = label.style[:1]
        recent = [one for one in last.get(kind, ()) if at - one[0] <= _FAR]
        for _, other, before in recent:
            if before.precedes(label) and _stand_alike(other, line, before, label):
                starts |= {other, line}
        last[kind] = [one for one in recent if one[2].style != label.style or len(one[2].values) != len(label.values)]
        last[kind].append((at, line, label))
    return frozenset(starts)


def _stand_alike(one: Line, other: Line, before: Label, label: Label) -> bool:
    """Whether two clauses of one kind begin at one distance from the edge, where they stand on one page."""
    is_sibling = len(before.values) == len(label.values)
    return one.page != other.page or not is_sibling or abs(one.left - other.left) < 2 * one.size


def hangs(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether ``line`` stands where the words of an item go on under each other, its number hanging out on the left."""
    first = paragraph[0]
    if len(paragraph) > 1:
        return abs(line.left - paragraph[1].left) < line.size / 2 < paragraph[1].left - first.left
    return line.size / 2 < line.left - first.left <= (label_width(first.text) + _TAB) * line.size


def goes_on_under(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether ``line`` stands exactly under the words of an item whose number is set apart from them.

    Then it goes on with the item wherever the line above it was broken.
    """
    first = paragraph[0]
    if len(paragraph) > 1:
        return hangs(paragraph, line)
    return any(0 < mark.start <= _LABEL and abs(mark.left - line.left) < line.size / 2 for mark in first.marks)
