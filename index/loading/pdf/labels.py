"""Numbers of clauses and items, as they stand at the beginning of a line. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.paragraphs.headings import han_number

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBER = rf"\d{{1,3}}(?:[.．]\d{{1,3}}){{0,4}}|[〇零一二三四五六七八九十百]{{1,5}}|[{_CIRCLED}]"
_LABEL = re.compile(
    rf"(?P<open>第|[（(\[【])?\s?(?P<number>{_NUMBER})(?!\d)\s?"
    r"(?P<close>[条條款项項章节節]|[、．.:：）)\]】](?!\d))?(?P<space>\s*)"
)
_UNITS = re.compile(r"[年月日时時分秒元万萬亿億个個米吨噸公千名次倍度%％‰℃]")
_ONLY_A_LABEL = re.compile(rf"(?:第|[（(\[【])?(?:{_NUMBER})[条條款项項章节節、．.:：）)\]】]?|[•●■◆▪◇○□★·\-–—]")


@dataclass(frozen=True, slots=True)
class Label:
    """The number a line begins with.

    Attributes:
        style: How it is written: ``（一）`` and ``（二）`` have one style, ``1.`` another.
        values: ``3.2`` is ``(3, 2)``.
    """

    style: tuple[str, ...]
    values: tuple[int, ...]

    def precedes(self, other: Label) -> bool:
        """Whether ``other`` is the next of its kind: behind 3.1 comes 3.2, below it 3.1.1, and above it 4 or 4.1."""
        one, two = self.values, other.values
        if len(one) == len(two) == 1:
            return self.style == other.style and two == _next(one)
        if self.style[0] != other.style[0]:
            return False
        return two in {_next(one), (*one, 1), _next(one[:-1]), (*_next(one[:-1]), 1)}


def _next(values: tuple[int, ...]) -> tuple[int, ...]:
    return (*values[:-1], values[-1] + 1) if values else ()


def label_of(text: str) -> Label | None:
    """The number ``text`` begins with, if it may be that of a clause: no amount, no year."""
    found = _LABEL.match(text)
    if found is None or found.end() == len(text):
        return None
    number, begin, close = found["number"], found["open"] or "", found["close"] or ""
    parts = re.split(r"[.．]", number)
    is_circled = number in _CIRCLED
    if not close and not is_circled:
        # "3.2 亿元" and "12 月" begin a line by chance
        is_amount = _UNITS.match(text, found.end()) is not None
        if is_amount or number[0] not in "0123456789" or not (found["space"] or len(parts) > 1):
            return None
    if is_circled:
        return Label(("circled",), (_CIRCLED.index(number) + 1,))
    style = ("digits" if number[0] in "0123456789" else "han", begin, close)
    return Label(style, tuple(han_number(part) for part in parts))


def is_only_label(text: str) -> bool:
    """Whether ``text`` is nothing but the number or the mark of an item, which a gap parts from its words."""
    return _ONLY_A_LABEL.fullmatch(text) is not None


def label_width(text: str) -> int:
    """Characters of the number or mark ``text`` begins with, and of the space behind it; 1 where there is no number."""
    found = _LABEL.match(text)
    return found.end() if found else 1
