"""Who is who: a person of another name, trade, post or kinship is not the one who was asked for."""

from __future__ import annotations

import pytest

from index.reading.persons import lacks_trade, of_another_house, of_another_person


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


@pytest.mark.parametrize(
    "text",
    [
        "沈澜,工号2230,护士长",
        "沈岚岚,药剂师,窗口在一层",
        "会议由沈澜主持。",
        "顾铭远,后勤科科长,值班电话5550",
        "贺子安 | 5551-3301 | 周三",
    ],
)
def test_what_is_said_of_another_person_is_told_from_what_is_said_of_the_one(text: str) -> None:
    """The neighbour's telephone number is worse than none."""
    assert of_another_person(("沈岚",), text, text)


@pytest.mark.parametrize(
    "text",
    ["沈岚,工号2203", "顾铭远,丈夫为沈岚", "值班电话5550-7120", "他1986年毕业于护理学校。", "沈岚与沈澜同在一科。"],
)
def test_what_may_be_said_of_the_one_is_kept(text: str) -> None:
    """A paragraph that calls a person 他 names nobody, and answers all the same."""
    assert not of_another_person(("沈岚",), text, text)


def test_a_question_that_names_nobody_keeps_every_paragraph() -> None:
    """「谁是护士长」 wants a person, whoever it is."""
    assert not of_another_person((), "沈澜,护士长", "沈澜,护士长")
