"""The years a paragraph speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from index.model import DateSource, DocumentInfo
from index.reading.years import of_this_year_only, told

REPORT = DocumentInfo("甲", "甲", "渡口总结", "v", date(2025, 1, 9), DateSource.TEXT)


def test_a_paragraph_speaks_of_the_years_it_counts_to() -> None:
    """去年 in a report of 2025 is 2024."""
    assert told(REPORT, "去年运送旅客3万人。", "") == {"2025", "2024"}
    assert told(REPORT, "明年修码头,2021年修过。", "三、打算") == {"2025", "2026", "2021"}


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("去年运了多少人", "今年运送旅客4万人,比去年增加一万人。", True),
        ("去年运了多少人", "去年运送旅客3万人,今年4万人。", False),
        ("今年比去年多运多少人", "今年运送旅客4万人,比去年增加一万人。", False),
        ("去年运了多少人", "全年运送旅客3万人。", False),
        ("去年运了多少人", "运送旅客4万人,较上年增加一万人。", True),
        ("比去年多运多少人", "运送旅客4万人,较上年增加一万人。", False),
        ("今年运了多少人", "今年运送旅客4万人,比去年增加一万人。", False),
    ],
)
def test_what_is_only_compared_to_is_not_told(question: str, sentence: str, other: bool) -> None:  # noqa: FBT001 - a case
    """This year's figure is not last year's, however near 去年 stands."""
    assert of_this_year_only(question, sentence) is other
