"""Who does what: a person of another trade, post or kinship is not the one who was asked for."""

from __future__ import annotations

import pytest

from index.reading.persons import lacks_trade, of_another_house


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


@pytest.mark.parametrize(
    ("question", "text", "another"),
    [
        ("航务处处长是谁?", "港政处处长吕平出席。", True),
        ("航务处处长是谁?", "航务处处长吕平出席。", False),
        ("航务处处长是谁?", "航务管理处处长吕平出席。", False),
        ("航务处的电话是多少?", "港政处处长吕平出席。", False),
        ("航务处处长是谁?", "港政处吕平出席。", False),
    ],
)
def test_the_head_of_another_department_is_not_the_one_asked_for(question: str, text: str, another: bool) -> None:  # noqa: FBT001 - a case
    """Every department has a head."""
    assert of_another_house(question, text) is another
