"""Who asks for one model, room or article must not be told of its neighbour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import fold
from index.text.identifiers import identifiers, names


def _named(text: str) -> list[str]:
    return [each.text for each in identifiers(fold(text).text)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("云雀K3的电池多大？", ["k3"]),
        ("TR-208B 和 TR-208C 哪个贵", ["tr-208b", "tr-208c"]),
        ("第十三条怎么规定的", ["第13条"]),
        ("三号楼几点停水", ["3号楼"]),
        ("6－20－2号房间归谁管", ["6-20-2"]),
        ("尾号4471的订单到哪了", ["尾号4471"]),
        ("0551-6688123是哪里的电话", ["0551-6688123"]),
        ("第二期培训班什么时候开", ["第2期"]),
        ("云雀 OS 6什么时候推送", ["os 6"]),
    ],
)
def test_codes_and_numbered_things_are_identifiers(question: str, expected: list[str]) -> None:
    assert _named(question) == expected


@pytest.mark.parametrize(
    "question",
    ["10月10日放假吗", "长10cm的", "3-5个工作日", "2025年发展6202名", "A4纸多少钱", "5G信号好吗", "要120000元吗"],
)
def test_figures_dates_and_kinds_of_things_are_none(question: str) -> None:
    assert _named(question) == []


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("第13条", "第十三条 职工有休假的权利", True),
        ("第13条", "第二十三条 职工有休假的权利", False),
        ("第13条", "职工有休假的权利", None),
        ("三号楼", "1、3、5号楼停水", True),
        ("三号楼", "2至4号楼停水", True),
        ("三号楼", "13号楼停水", False),
        ("TR208B", "TR-208B 每台九十元", True),
        ("TR-208B", "TR-208C 每台九十元", False),
        ("云雀OS 6何时推送", "云雀 OS 5 于三月推送", False),
        ("云雀OS 6何时推送", "云雀OS6于三月推送", True),
        ("云雀OS 6何时推送", "云雀平板于三月上市", None),
        ("6-20-2号房", "编号6202的房间", None),
        ("尾号4471", "订单XS2024014471已发出", True),
        ("单号2024014471", "订单XS2024014471已发出", True),
        ("单号2024014471", "订单XS20240144718已发出", None),
        ("B座", "A座和B座", True),
        ("B座", "A座", False),
        ("尾号4471", "订单XS2024447190已发出", False),
    ],
)
def test_an_identifier_is_met_whole_or_not_at_all(asked: str, text: str, *, expected: bool | None) -> None:
    (identifier,) = identifiers(fold(asked).text)
    assert names(identifier, fold(text).text) is expected


@given(st.integers(1, 99), st.integers(1, 99))
def test_an_article_is_named_by_its_own_number_alone(asked: int, told: int) -> None:
    (identifier,) = identifiers(f"第{asked}条")
    assert names(identifier, f"第{told}条 下列情形除外") is (asked == told)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    for identifier in identifiers(fold(text).text):
        names(identifier, fold(text).text)
