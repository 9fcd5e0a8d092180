"""Numbers written differently that mean the same: 6,202, 6202 and 六千二百零二; 2024 and 二〇二四."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from index.model import Span
from index.text.tokens import is_han

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_DIGITS |= {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20, "卅": 30}
_TENS = frozenset({20, 30})
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_NUMERALS = "".join((*_DIGITS, *_SMALL, *_LARGE))

# A single numeral is a number only where its neighbours say so: 第三, 三月, not 三 in 张三.
_HAN_NUMBER = re.compile(
    f"(?<=第)[{_NUMERALS}](?![{_NUMERALS}])|(?<![{_NUMERALS}])[{_NUMERALS}](?=[年月日号条章届季岁])|[{_NUMERALS}]{{2,}}"
)
# Tried at the beginning of a run of digits only: a page of nothing but digits would cost its length squared.
_SCALED = re.compile("(?<![0-9,])([0-9][0-9,]*(?:\\.[0-9]+)?) ?([十百千]?[万亿]+|[百千])(?![0-9])")
# Longer digit runs are codes; turning them into whole numbers serves nobody and costs time.
_LONGEST = 24


def normal_number(digits: str) -> str:
    """Arabic digits as they are indexed: without thousands separators and leading zeros; 4.0 stays 4.0."""
    plain = digits.replace(",", "")
    whole, point, rest = plain.partition(".")
    return (whole.lstrip("0") or "0") + point + rest


def han_numbers(folded_text: str) -> Iterator[tuple[Span, str]]:
    """Numbers written in Han numerals, or in digits with a Han scale (3.5万): where, and in Arabic digits."""
    for match in _HAN_NUMBER.finditer(folded_text):
        value = parse_han_number(match[0])
        if value is not None:
            yield Span(*match.span()), str(value)
    for match in _SCALED.finditer(folded_text):
        if match.end(1) - match.start(1) > _LONGEST:
            continue
        value_scaled = Decimal(match[1].replace(",", ""))
        for character in match[2]:
            value_scaled *= _SMALL.get(character) or _LARGE[character]
        yield Span(*match.span()), _plain(value_scaled)


def number_pairs(folded: str, span: Span, number: str) -> list[str]:
    """A number in Han numerals paired with its neighbours as one in digits would be: 第三十九号 meets 第39号."""
    before, after = folded[span.start - 1 : span.start], folded[span.end : span.end + 1]
    return [pair for neighbour, pair in ((before, before + number), (after, number + after)) if is_han(neighbour)]


def in_digits(folded_text: str) -> str:
    """The text with numbers spelt out in several Han numerals written in digits; may change lengths.

    A single numeral stays (第一, 三月), and so does what is written in digits already (3.5万): those are told by more
    than their value.
    """

    def written(match: re.Match[str]) -> str:
        value = parse_han_number(match[0]) if len(match[0]) > 1 else None
        return match[0] if value is None else str(value)

    return _HAN_NUMBER.sub(written, folded_text)


def parse_han_number(numerals: str) -> int | None:
    """The value of a number in Han numerals, or ``None`` for what only looks like one (万一, 三四十).

    Two readings: positional (二〇二四) and with units (六千二百零二; 三万五 is 35,000).
    """
    if len(numerals) > _LONGEST:
        return None
    if all(character in _DIGITS for character in numerals):
        if len(numerals) == 1:
            return _DIGITS[numerals]
        digits = "".join(str(_DIGITS[character]) for character in numerals)
        # Two numerals side by side are as often an estimate (三四十) as a number.
        return int(digits) if len(digits) > 2 or "0" in digits[1:] else None  # noqa: PLR2004
    return _with_units(numerals)


def _with_units(numerals: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last_unit = 1
    above: int | None = None
    for place, character in enumerate(numerals):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            if digit == 0:
                last_unit, digit = 10, None
        elif character in _SMALL:
            unit = _SMALL[character]
            if digit is None and unit > max(_TENS):
                return None
            if (above is not None and unit >= above) or (digit and unit in _TENS):
                return None
            section += (1 if digit is None else digit) * unit
            digit, last_unit, above = None, min(unit, 10) if unit in _TENS else unit, unit
        else:
            if place == 0:
                return None
            section += digit or 0
            total = (
                (total + section) * _LARGE[character]
                if total < _LARGE[character]
                else (total + section * _LARGE[character])
            )
            section, digit, last_unit, above = 0, None, _LARGE[character], None
    # 三万五 leaves the unit of the last digit unsaid: it is the next smaller one.
    return total + section + (digit or 0) * (last_unit // 10 if last_unit > 10 else 1)  # noqa: PLR2004


def _plain(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral_value() else f"{value:f}".rstrip("0")
