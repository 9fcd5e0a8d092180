"""Which way the text of a page runs: turned on its side, or down the page in columns from the right. Pure."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.loading.pdf.elements import Glyph

VERTICAL = 3
"""Quarters by which a page is turned for its columns of text, the first one on the right, to become lines."""

_TILT = math.radians(5)  # what leans more than the page's text is a watermark or a drawing
_CLOSE = 0.35  # ems by which the next character is off the line of the last one
_NEXT = (0.6, 2.0)  # ems to the next character of a line
_TIGHT = 1.4  # the same where only the places tell
_FEWEST = 6  # steps down that make a column on a page that has some to the right, too
_MORE = 1.5  # times as many steps down as to the right make a page vertical
_CELL = 1.25  # ems that figures set side by side in a column of text take
_FORMS = ("\ufe10", "\ufe4f")  # signs as they stand in vertical writing
_TO_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "!(),:;?[]{}"}


def turned(glyph: Glyph, quarter: int) -> Glyph:
    """``glyph`` on a page turned by so many quarters, so that its text runs from left to right."""
    left, bottom, right, top = glyph.left, glyph.bottom, glyph.right, glyph.top
    match quarter % 4:
        case 1:
            return replace(glyph, left=bottom, bottom=-right, right=top, top=-left)
        case 2:
            return replace(glyph, left=-right, bottom=-top, right=-left, top=-bottom)
        case 3:
            return replace(glyph, left=-top, bottom=left, right=-bottom, top=right)
        case _:
            return glyph


def upright(placed: Iterable[tuple[Glyph, float]]) -> tuple[list[Glyph], int]:
    """The characters of a page turned so that lines run from left to right and follow downwards, and by how much.

    Args:
        placed: Characters in the order they are drawn, with the direction of their line in radians.
    """
    placed = list(placed)
    quarters = Counter(round(angle / (math.pi / 2)) % 4 for _, angle in placed).most_common(1)
    turn = quarters[0][0] if quarters else 0
    straight = [glyph for glyph, angle in placed if _tilt(angle, turn) < _TILT]
    if turn == 0 and is_vertical(straight):
        # Latin words lie on their side between the characters
        beside = [glyph for glyph, angle in placed if min(_tilt(angle, 0), _tilt(angle, 3)) < _TILT]
        return [turned(replace(glyph, char=_wide(glyph.char)), VERTICAL) for glyph in _cells(beside)], VERTICAL
    return [turned(glyph, turn) for glyph in straight], turn


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters follow each other downwards: as they are drawn, or else as they stand."""
    wide = [glyph for glyph in glyphs if glyph.char.strip() and _is_wide(glyph.char)]
    down = sum(_is_below(one, other, _NEXT[1]) for one, other in pairwise(wide))
    right = sum(_is_beside(one, other, _NEXT[1]) for one, other in pairwise(wide))
    if down + right < len(wide) / 2:
        # drawn in no order
        by_column = sorted(wide, key=lambda glyph: (round(glyph.left), -glyph.bottom))
        by_row = sorted(wide, key=lambda glyph: (-round(glyph.bottom), glyph.left))
        down = sum(_is_below(one, other, _TIGHT) for one, other in pairwise(by_column))
        right = sum(_is_beside(one, other, _TIGHT) for one, other in pairwise(by_row))
    if down < 2:  # noqa: PLR2004 - two characters below each other are no column
        return False
    return down > right * _MORE and (down >= _FEWEST or not right)


def _is_below(one: Glyph, other: Glyph, furthest: float) -> bool:
    """Whether ``other`` is the next character of a column of text."""
    em = max(one.size, 1.0)
    return _NEXT[0] * em < one.bottom - other.bottom < furthest * em and (
        abs(one.left + one.right - other.left - other.right) < 2 * _CLOSE * em
    )


def _is_beside(one: Glyph, other: Glyph, furthest: float) -> bool:
    """Whether ``other`` is the next character of a line."""
    em = max(one.size, 1.0)
    return _NEXT[0] * em < other.left - one.left < furthest * em and (
        abs(one.bottom + one.top - other.bottom - other.top) < 2 * _CLOSE * em
    )


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char[0]) in "WF"


def _cells(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The same with figures that stand side by side in one place of a column (``12``月) taken for one character."""
    cells: list[Glyph] = []
    for glyph in glyphs:
        last = cells[-1] if cells else None
        if (
            last is not None
            and last.char.isascii()
            and glyph.char.isascii()
            and last.char.strip()
            and glyph.char.strip()
            and abs(last.bottom - glyph.bottom) < last.size * _CLOSE / 2
            and 0 <= glyph.left - last.left < glyph.right - last.left <= last.size * _CELL
        ):
            cells[-1] = replace(last, char=last.char + glyph.char, right=glyph.right)
        else:
            cells.append(glyph)
    return cells


def _wide(char: str) -> str:
    """A sign in its vertical form as it stands in a line."""
    if _FORMS[0] <= char <= _FORMS[1]:
        return unicodedata.normalize("NFKC", char).translate(_TO_WIDE)
    return char


def _tilt(angle: float, quarter: int) -> float:
    off = abs(angle - quarter * math.pi / 2) % (2 * math.pi)
    return min(off, 2 * math.pi - off)
