"""Figures compared and added up, exactly; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from index.model import Citation, Computed, Span
from index.text import fold
from index.text.quantities import Quantity, quantities

_SCALE_NAMES = {10**4: "万", 10**8: "亿"}
_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_TEXT_YEAR = 2000  # of days without a year only the distance counts
_POINTS = {"%": "个百分点"}


def figure(citation: Citation) -> Quantity | None:
    """The figure a citation gives: of what was picked, else the only one of its sentence."""
    found = _figure(citation)
    return found[0] if found else None


def units(citation: Citation) -> list[str]:
    """The unit of each figure of a citation's evidence, in order."""
    return [each.unit for each in quantities(fold(citation.paragraph.quote(citation.evidence)).text)]


def place(citation: Citation) -> Span | None:
    """Where that figure stands, counted in the document."""
    found = _figure(citation)
    return found[1] if found else None


def _figure(citation: Citation) -> tuple[Quantity, Span] | None:
    picked = citation.marks[0] if citation.marks else citation.span
    for span in (picked, citation.evidence):
        folded = fold(citation.paragraph.quote(span))
        found = quantities(folded.text)
        if found and (span == picked or len(found) == 1):
            return found[0], folded.to_source(found[0].span).shifted(span.start)
    return None


def difference(one: Quantity, other: Quantity) -> Computed | None:
    """The larger less the smaller; ``None`` where the units differ."""
    if one.unit != other.unit:
        return None
    larger, smaller = (one, other) if one.value >= other.value else (other, one)
    scale = larger.scale if larger.scale == smaller.scale else 1
    expression = f"{_digits(larger.value / scale)} − {_digits(smaller.value / scale)}"
    value = _digits((larger.value - smaller.value) / scale)
    unit = _POINTS.get(larger.unit, _SCALE_NAMES.get(scale, "") + _shown(larger, smaller))
    return Computed(expression, value, unit)


def total(figures: Sequence[Quantity]) -> Computed | None:
    """The sum; ``None`` where the units differ."""
    if len({each.unit for each in figures}) != 1:
        return None
    scale = figures[0].scale if len({each.scale for each in figures}) == 1 else 1
    expression = " + ".join(_digits(each.value / scale) for each in figures)
    value = _digits(sum((each.value for each in figures), Decimal(0)) / scale)
    return Computed(expression, value, _SCALE_NAMES.get(scale, "") + _shown(*figures))


def days_between(one: str, other: str) -> Computed | None:
    """The days between two dates, both with a year or both without; ``None`` where either text has none."""
    days = [_DAY.search(fold(text).text) for text in (one, other)]
    if days[0] is None or days[1] is None or bool(days[0]["year"]) != bool(days[1]["year"]):
        return None
    try:
        first, second = (
            date(int(found["year"] or _TEXT_YEAR), int(found["month"]), int(found["day"])) for found in days if found
        )
    except ValueError:
        return None
    earlier, later = sorted((first, second))
    shown = "{0.month}月{0.day}日"
    return Computed(f"{shown.format(later)} − {shown.format(earlier)}", str((later - earlier).days), "天")


def _shown(*figures: Quantity) -> str:
    return next((each.written for each in figures if each.written), "")


def _digits(value: Decimal) -> str:
    text = f"{value.normalize():f}"
    return "0" if text == "-0" else text
