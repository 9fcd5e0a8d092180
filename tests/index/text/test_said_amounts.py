"""Amounts as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.said_amounts import said_amounts


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("工作八年半年假几天", "月", 102, 102),
        ("我干了半年", "月", 6, 6),
        ("三个半月", "月", 3.5, 3.5),
        ("一个半小时", "分钟", 90, 90),
        ("孩子一米三", "米", 1.3, 1.3),
        ("身高1米35", "米", 1.35, 1.35),
        ("不到十年", "月", 108, 120),
        ("快满三年了", "月", 24, 36),
        ("不到一年", "月", 0, 12),
        ("三年多", "月", 36, 48),
        ("二十多岁", "岁", 20, 30),
        ("十几天", "天", 10, 20),
        ("三十好几岁", "岁", 30, 40),
    ],
)
def test_what_people_say_is_a_range(text: str, unit: str, low: float, high: float) -> None:
    """Nobody counts their years of work in months."""
    assert [(each.unit, each.low, each.high) for each in said_amounts(text)] == [(unit, low, high)]


@pytest.mark.parametrize("text", ["三个月", "半价票", "上半年", "2024年半年报", "十二年", "1.2米", "", "快一点"])
def test_plain_amounts_and_other_halves_are_none(text: str) -> None:
    """They are read elsewhere, or are no amount."""
    assert said_amounts(text) == []


@given(st.text(alphabet="半多几好不到快满一二十0123456789.年个月天岁米小时以上下", max_size=40))
def test_any_text_can_be_looked_through(text: str) -> None:
    """A range stands inside its text, its ends in order."""
    for each in said_amounts(text):
        assert each.span.of(text)
        assert each.low is not None
        assert each.high is not None
        assert each.low <= each.high
