"""Of several cases the one that is the asker's."""

from __future__ import annotations

import pytest

from index.model import Span
from index.query import parse
from index.reading.cases import applying, instead, outside
from index.text import fold, sentences
from tests.analysis import ANALYZER

LEAVE = fold("值班补休：连续值班满一年不满三年的，每年补休4天；满三年不满八年的，每年6天；满八年的，每年9天。").text
DUTY = fold("值班电话：A座为8012，B座为8021，夜间转保安室。").text
FINES = fold("逾期7天以内不罚，超过7天的每天0.2元，超过30天的每天0.5元。").text
ORDERS = fold("订单QW-3051已发出，订单QW-3015缺货。").text
NIGHTS = fold("未满18周岁的不得安排夜间值守。怀孕7个月以上的不得安排夜间值守。年满60周岁的可以退休。").text
TICKETS = fold("身高1.2米以下的儿童免票，1.2米至1.5米的买半票，其他人买全票。").text


@pytest.mark.parametrize(
    ("question", "text", "case"),
    [
        ("我值班五年了，能补休几天？", LEAVE, "满三年不满八年的,每年6天"),
        ("值班二十个月能补休几天", LEAVE, "连续值班满一年不满三年的,每年补休4天"),
        ("满八年呢", LEAVE, "满八年的,每年9天"),
        ("1.2米以下呢", TICKETS, "身高1.2米以下的儿童免票"),
        ("孩子一米三要买票吗", TICKETS, "1.2米至1.5米的买半票"),
        ("孩子一米多要买票吗", TICKETS, None),
        ("值班两年半补休几天", LEAVE, "连续值班满一年不满三年的,每年补休4天"),
        ("值班不到三年补休几天", LEAVE, "连续值班满一年不满三年的,每年补休4天"),
        ("值班十几年了补休几天", LEAVE, "满八年的,每年9天"),
        ("值班七年多补休几天", LEAVE, "满三年不满八年的,每年6天"),
        ("值班半年能补休吗", LEAVE, None),
        ("逾期两个月罚多少", FINES, "超过30天的每天0.5元"),
        ("逾期二十天罚多少", FINES, "超过7天的每天0.2元"),
        ("订单QW-3051发了吗", ORDERS, "订单qw-3051已发出"),
        ("订单QW-3099发了吗", ORDERS, None),
        ("孩子1.3米要买票吗", TICKETS, "1.2米至1.5米的买半票"),
        ("2024年补休几天", LEAVE, None),
        ("值班八个月能补休吗", LEAVE, None),
        ("补休几天", LEAVE, None),
        ("Ｂ座值班电话", DUTY, "b座为8021,夜间转保安室"),
        ("a座值班电话多少", DUTY, "值班电话:a座为8012"),
        ("C座值班电话", DUTY, None),
        ("值班电话", DUTY, None),
    ],
)
def test_the_case_is_chosen_by_the_askers_figure(question: str, text: str, case: str | None) -> None:
    """The clause for the others is a wrong answer; where no case fits, none is chosen."""
    found = applying(parse(question, ANALYZER), text)
    assert (found.of(text) if found else None) == case


@pytest.mark.parametrize(
    ("question", "picked", "expected"),
    [
        ("十七岁能安排夜间值守吗", 1, 0),
        ("怀孕八个月能安排夜间值守吗", 1, None),
        ("二十岁能安排夜间值守吗", 1, None),
        ("十七岁能退休吗", 2, None),
    ],
)
def test_of_two_conditions_with_one_consequence_the_askers_own_decides(
    question: str, picked: int, expected: int | None
) -> None:
    """Who is seventeen is not told of pregnancy; where the consequence is another, nothing is put in its place."""
    parts = sentences.split(NIGHTS)
    found = instead(parse(question, ANALYZER), NIGHTS, parts, parts[picked])
    assert found == (None if expected is None else parts[expected])


@pytest.mark.parametrize(
    ("question", "picked", "told"),
    [
        ("值班半年能补休吗", "满三年不满八年的,每年6天", LEAVE.removesuffix("。")),
        ("值班五年能补休吗", "满三年不满八年的,每年6天", None),
        ("值班的能补休吗", "满三年不满八年的,每年6天", None),
        ("我七岁能补休吗", "满三年不满八年的,每年6天", None),
    ],
)
def test_who_is_in_none_of_the_cases_is_told_all(question: str, picked: str, told: str | None) -> None:
    """Another one's case is a wrong answer; all of them show that there is none for half a year."""
    start = LEAVE.index(picked)
    query = parse(question, ANALYZER)
    found = outside(query, LEAVE, sentences.split(LEAVE), Span(start, start + len(picked)))
    assert (found.of(LEAVE).rstrip("。") if found is not None else None) == told
