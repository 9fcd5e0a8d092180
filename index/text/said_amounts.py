"""Amounts as people say them: 八年半, 半个月, 一米三, 不到十年, 快满三年, 二十多岁, 十几天; pure."""

from __future__ import annotations

import re

from index.model import Span
from index.text.numbers import parse_han_number
from index.text.ranges import AMOUNT, LONGEST_TIME, UNIT, Range, in_smallest

_UNDER = "不到|不足|不满|未满|没满|没到|还没到?|差一点|快要?满?|将要满?|将近|接近|马上就?满?|就要满?"
_SAID = re.compile(
    rf"(?:(?P<metres>{AMOUNT})米(?P<tenths>[0-9一二三四五六七八九]{{1,2}})(?![0-9年月日天个人万千百米]))"
    rf"|(?P<half>(?P<number>{AMOUNT})(?:(?P<whole>{UNIT})半|个半(?P<rest>月|小时|星期)))"
    rf"|(?<![0-9一二两三四五六七八九十百个上下前后大])半(?P<only>年|个月|天|个?小时|米|公斤)"
    rf"|(?:(?P<under>{_UNDER}))(?P<most>{AMOUNT})(?P<of>{UNIT})(?!以[上下内])"
    rf"|(?P<over>{AMOUNT}|[二三四五六七八九]?十几|[一二三四五六七八九]十好几)"
    rf"(?:(?P<more>[多来余])?(?P<than>{UNIT})(?P<behind>多|有余|出头)?)"
)
_TEN = 10


def said_amounts(folded: str) -> list[Range]:
    """The amounts of a folded text that are no plain number with a unit, each as the range it may mean, in its order.

    A half is exact, 不到十年 is between nine years and ten, 二十多岁 between twenty and thirty.
    """
    found = (_range(match) for match in _SAID.finditer(folded))
    return [each for each in found if each is not None and _is_amount(each)]


def _is_amount(found: Range) -> bool:
    """Whether it is no year of the calendar."""
    return found.unit != "月" or (found.high or 0) <= LONGEST_TIME


def _range(match: re.Match[str]) -> Range | None:
    span = Span(*match.span())
    if match["metres"]:
        tenths = match["tenths"]
        digits = tenths if tenths[0].isdecimal() and tenths[0].isascii() else "".join(map(_digit, tenths))
        metres = _value(match["metres"])
        return None if metres is None else _exactly(span, round(metres + float(f"0.{digits}"), 2), "米")
    if match["half"]:
        number = _value(match["number"])
        unit = match["whole"] or {"月": "个月"}.get(match["rest"], match["rest"])
        return None if number is None else _exactly(span, number + 0.5, unit)
    if match["only"]:
        return _exactly(span, 0.5, match["only"])
    if match["under"]:
        most = _value(match["most"])
        if most is None:
            return None
        return _between(span, most - _step(most, match["of"]), most, match["of"], has_low=True)
    return _over(match, span)


def _over(match: re.Match[str], span: Span) -> Range | None:
    said, unit = match["over"], match["than"]
    tens = said.endswith("几")
    number = _value(said.rstrip("好几"))
    if number is None or not (tens or match["more"] or match["behind"]):
        return None
    if tens or (match["more"] and number % _TEN == 0):
        return _between(span, number, number + _TEN, unit)
    return _between(span, number, number + 1, unit)


def _exactly(span: Span, value: float, unit: str) -> Range:
    amount, name = in_smallest(value, unit)
    return Range(span, name, amount, amount, has_high=True)


def _between(span: Span, low: float, high: float, unit: str, *, has_low: bool = False) -> Range:
    (least, name), (most, _) = in_smallest(low, unit), in_smallest(high, unit)
    return Range(span, name, least, most, has_low=has_low)


def _step(value: float, unit: str) -> float:
    return 0.1 if unit == "米" else min(1.0, value)


def _value(number: str) -> float | None:
    return float(number) if number[0].isascii() else parse_han_number(number)


def _digit(numeral: str) -> str:
    return str(parse_han_number(numeral))
