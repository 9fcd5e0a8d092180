"""今年 and 去年 in a question: the years they count to."""

from __future__ import annotations

import pytest

from index.query import parse
from index.query.counted_years import spelled_out
from tests.analysis import ANALYZER


@pytest.mark.parametrize(
    ("question", "spelled"),
    [
        ("今年种了多少棵树", "2024年种了多少棵树"),
        ("去年同期的客流量", "2023年同期的客流量"),
        ("上年同期卖了多少", "2023年同期卖了多少"),
        ("去年年底有几艘船", "2023年底有几艘船"),
        ("前年底剩几吨粮", "2022年底剩几吨粮"),
        ("大前年谁当队长", "2021年谁当队长"),
        ("今年度预算", "2024年度预算"),
        ("今年比去年多几亩", "2024年比2023年多几亩"),
        ("明年修哪条路", "2025年修哪条路"),
    ],
)
def test_a_counted_year_is_spelled_out(question: str, spelled: str) -> None:
    """Whoever says 去年 means one year, and the papers write it in figures."""
    query = parse(question, ANALYZER)
    assert spelled_out(query, 2024) == spelled


@pytest.mark.parametrize(
    "question", ["目前年费是多少", "60岁以上年龄可以吗", "提前年检要带什么", "三年前年会在哪开", "本年级有几个班"]
)
def test_what_only_looks_like_one_counts_nothing(question: str) -> None:
    """「目前年费」 asks for a fee, and nothing of the year before last."""
    assert parse(question, ANALYZER).counted == ()
