"""Amounts and the ranges that cases are told apart by: 满一年不满三年, 6周岁以上, 不超过1.2米; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Span
from index.text.numbers import parse_han_number
from index.text.quantities import quantities

AMOUNT = "[0-9]+(?:\\.[0-9]+)?|[〇零一二两三四五六七八九十百千]{1,6}"
UNIT = "周岁|岁|年|个月|天|日|个?星期|周|个?小时|分钟|米|公里|公斤|千克|吨|人|名|万元|元|块|级|册|本|次|度|平方米"
_MORE = "已?满|年满|超过|达到?|不少于|不低于|大于|高于|多于"
_LESS = "不满|不足|未满|未达到?|不超过|低于|少于|小于|不到"
_UP = "(?:\\(含[^()]{0,6}\\))?(?:及|或|含|\\(含\\))?以上"
_DOWN = "(?:\\(含[^()]{0,6}\\))?(?:及|或|含|\\(含\\))?以[下内]|之内|内"
_RANGE = re.compile(
    rf"(?P<more>{_MORE})?(?P<low>{AMOUNT})(?P<lowunit>{UNIT})?(?P<up>{_UP})?[,、]?(?:但|且|而)?"
    rf"(?:(?P<less>{_LESS})|(?P<to>至|到|-|~|—)|(?(up)|(?!)))(?P<high>{AMOUNT})(?P<unit>{UNIT})(?P<down>{_DOWN})?"
    rf"|(?P<less1>{_LESS})(?P<high1>{AMOUNT})(?P<unit1>{UNIT})"
    rf"|(?P<more2>{_MORE})(?P<low2>{AMOUNT})(?P<unit2>{UNIT})"
    rf"|(?P<amount3>{AMOUNT})(?P<unit3>{UNIT})(?:(?P<up3>{_UP})|(?P<down3>{_DOWN}))"
)
_GOES_ON = re.compile("[0-9一二两三四五六七八九半]")
_SCALES = {
    **dict.fromkeys(("周岁", "岁"), ("岁", 1.0)),
    "年": ("月", 12.0),
    "个月": ("月", 1.0),
    **dict.fromkeys(("天", "日"), ("天", 1.0)),
    **dict.fromkeys(("星期", "个星期", "周"), ("天", 7.0)),
    **dict.fromkeys(("小时", "个小时"), ("分钟", 60.0)),
    **dict.fromkeys(("公斤", "千克"), ("公斤", 1.0)),
    "吨": ("公斤", 1000.0),
    "公里": ("米", 1000.0),
    **dict.fromkeys(("人", "名"), ("人", 1.0)),
    "万元": ("元", 10_000.0),
    "块": ("元", 1.0),
    **dict.fromkeys(("册", "本"), ("册", 1.0)),
}
LONGEST_TIME = 1200  # months: what is more is a year of the calendar
_EXCLUDING_MORE = frozenset(("超过", "大于", "高于", "多于"))
_ENDS = (("high", 1), ("low", 2), ("amount", 3))
_INCLUDING_LESS = frozenset(("不超过",))


@dataclass(frozen=True, slots=True)
class Range:
    """The amounts a case is for.

    Attributes:
        span: Where it stands.
        unit: What is counted, in the smallest unit of its kind (月 for years).
        low: The least amount; ``None`` where there is none.
        high: The greatest.
        has_low: Whether the least belongs to it.
        has_high: Whether the greatest does.
    """

    span: Span
    unit: str
    low: float | None
    high: float | None
    has_low: bool = True
    has_high: bool = False

    def holds_all(self, other: Range) -> bool:
        """Whether the case is for every amount of another range of the same unit that has both ends."""
        if other.low is None or other.high is None:
            return False
        above = (
            self.low is None or other.low > self.low or (other.low == self.low and (self.has_low or not other.has_low))
        )
        below = (
            self.high is None
            or other.high < self.high
            or (other.high == self.high and (self.has_high or not other.has_high))
        )
        return above and below

    def holds(self, amount: float) -> bool:
        """Whether the case is for this amount."""
        above = self.low is None or amount > self.low or (self.has_low and amount == self.low)
        below = self.high is None or amount < self.high or (self.has_high and amount == self.high)
        return above and below


def ranges(folded: str) -> list[Range]:
    """The ranges of a folded text, in order."""
    return [found for match in _RANGE.finditer(folded) if (found := _range(match)) is not None]


def amounts(folded: str) -> list[tuple[float, str]]:
    """The amounts of a folded text, each with its unit; years of the calendar are none."""
    found = [
        in_smallest(float(each.value), each.unit)
        for each in quantities(folded)
        # 一米三 is more than a metre
        if each.unit and not _GOES_ON.match(folded, each.span.end)
    ]
    return [each for each in found if not (each[1] == "月" and each[0] > LONGEST_TIME)]


def _range(match: re.Match[str]) -> Range | None:
    span = Span(*match.span())
    if match["high"]:
        low = _scaled(match["low"], match["lowunit"] or match["unit"])
        high = _scaled(match["high"], match["unit"])
        if low is None or high is None or low[1] != high[1] or low[0] >= high[0]:
            return None
        has_high = bool(match["to"] or match["down"]) or match["less"] in _INCLUDING_LESS
        return Range(span, low[1], low[0], high[0], match["more"] not in _EXCLUDING_MORE, has_high)
    number, unit = next((match[f"{name}{at}"], match[f"unit{at}"]) for name, at in _ENDS if match[f"{name}{at}"])
    amount = _scaled(number, unit)
    if amount is None:
        return None
    if match["low2"] or match["up3"]:
        return Range(span, amount[1], amount[0], None, has_low=match["more2"] not in _EXCLUDING_MORE)
    return Range(span, amount[1], None, amount[0], has_high=bool(match["down3"]) or match["less1"] in _INCLUDING_LESS)


def _scaled(number: str, unit: str) -> tuple[float, str] | None:
    value = float(number) if number[0].isascii() else parse_han_number(number)
    if value is None:
        return None
    return in_smallest(value, unit)


def in_smallest(value: float, unit: str) -> tuple[float, str]:
    """An amount in the smallest unit of its kind: three years are 36 months."""
    name, scale = _SCALES.get(unit, (unit, 1.0))
    return value * scale, name
