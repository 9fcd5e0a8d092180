"""The ranges by which regulations tell cases apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import fold
from index.text.ranges import amounts, ranges


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("满一年不满三年", (12, 35), (11, 36)),
        ("6周岁以上18周岁以下", (6, 18), (5, 19)),
        ("超过3日不超过10日", (4, 10), (3, 11)),
        ("1.2米至1.5米", (1.2, 1.5), (1.1, 1.6)),
        ("不足500米", (499,), (500,)),
        ("20人(含)以上", (20,), (19,)),
        ("七个工作日以内", (), ()),
    ],
)
def test_a_range_holds_what_it_says(text: str, inside: tuple[float, ...], outside: tuple[float, ...]) -> None:
    """满三年 is in 满三年不满十年 and not in the case before it."""
    found = ranges(fold(text).text)
    for amount in inside:
        assert [each.holds(amount) for each in found] == [True]
    for amount in outside:
        assert not any(each.holds(amount) for each in found)


def test_amounts_of_a_question_come_in_the_smallest_unit() -> None:
    """A year and a half are compared with months; 2024年 is no amount."""
    assert amounts("2024年入职满2年又3个月") == [(24.0, "月"), (3.0, "月")]


@given(st.text(alphabet="满不超过一二三十0123456789.年月日岁米以上下至,、", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    """A range stands inside its text and is not empty."""
    for each in ranges(text):
        assert each.span.of(text)
        assert each.low is None or each.high is None or each.low < each.high
    amounts(text)
