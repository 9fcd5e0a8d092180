"""Who does what: a person of another trade, post or kinship is not the one who was asked for."""

from __future__ import annotations

import pytest

from index.reading.persons import lacks_trade


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("游泳馆的教练是谁?", "游泳馆由吕平管理。", True),
        ("游泳馆的教练是谁?", "游泳教练吕平。", False),
        ("船厂的质检员是谁?", "船厂焊工吕平。", True),
        ("船厂的司机是谁?", "船厂驾驶员吕平。", False),
        ("协会的会员是谁?", "理事吕平。", False),
        ("游泳馆归谁管?", "游泳馆由吕平管理。", False),
    ],
)
def test_a_text_that_speaks_of_nobody_of_that_trade_does_not_tell_who_it_is(
    question: str,
    text: str,
    lacks: bool,  # noqa: FBT001 - a case
) -> None:
    """The caretaker's name is no coach's."""
    assert lacks_trade(question, text) is lacks
