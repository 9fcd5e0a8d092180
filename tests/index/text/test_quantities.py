"""Figures with their units."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import fold
from index.text.quantities import quantities


def found(text: str) -> list[tuple[Decimal, str]]:
    return [(each.value, each.unit) for each in quantities(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客运量2.3万人次", [("23000", "人次")]),
        ("票价20,000元", [("20000", "元")]),
        ("三十分钟", [("30", "分钟")]),
        ("百分之八", [("8", "%")]),
        ("满意度93%", [("93", "%")]),
        ("两千四百名船员", [("2400", "人")]),
        ("应提前六十日通知", [("60", "天")]),
        ("收入14.29亿元", [("1429000000", "元")]),
    ],
)
def test_a_figure_has_a_value_and_a_unit(text: str, expected: list[tuple[str, str]]) -> None:
    """2.3万 and 23,000 are one figure, 名 and 人 one unit: only so can they be compared."""
    assert found(text) == [(Decimal(value), unit) for value, unit in expected]


@pytest.mark.parametrize(
    "text", ["1978年11月生", "3月15日", "第十二条", "0793-6120574", "6月2日至8日", "8:30开门", "一般情况"]
)
def test_days_years_and_numbers_of_things_are_no_figures(text: str) -> None:
    """A year taken from another makes no sense as an answer to how many."""
    assert found(text) == []


@given(st.text(alphabet="0123456789,.万亿百千一二三十元人%年月日第-: 分之个", max_size=30))
def test_every_figure_stands_where_it_says(text: str) -> None:
    """The figure is marked in the quote: a wrong place marks other words."""
    folded = fold(text).text
    places = [each.span for each in quantities(folded)]
    assert all(0 <= span.start < span.end <= len(folded) for span in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
