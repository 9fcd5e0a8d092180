"""Which year 今年 is, and which years the documents tell of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from index.answering.asked_years import of_hits, other_years
from index.evaluation.dataset import DatasetBuilder
from index.query import parse
from index.search import EmbeddedSearch
from index.store.writer import build
from tests.analysis import ANALYZER

REPORTS = {
    "2022": ["全年接待游客31万人次。", "新修步道4公里。"],
    "2024": ["今年接待游客44万人次。", "新修步道7公里，比去年多一公里。"],
}


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSearch]:
    builder = DatasetBuilder()
    for year, lines in REPORTS.items():
        builder.document(f"{year}.txt", f"青岩景区{year}年总结", lines)
    builder.document(
        "volunteers.txt",
        "志愿服务队总结",
        ["2023年，服务队出动六十次。", "2023年是建队十周年。", "年内招募志愿者71名。"],
    )
    builder.document("lost.txt", "失物招领须知", ["失物在服务台保管三十天。"])
    snapshot = build(tmp_path_factory.mktemp("index"), builder.finish().documents, ANALYZER)
    yield EmbeddedSearch(snapshot)
    snapshot.close()


@pytest.mark.parametrize(
    ("question", "today", "year"),
    [
        ("今年接待了多少游客", date(2024, 12, 31), 2024),
        ("去年接待了多少游客", date(2024, 12, 31), 2024),
        # a report of 2024 without a date was written in 2025: its 去年 is 2024
        ("去年接待了多少游客", date(2026, 6, 15), 2025),
        # the report of a year that is still to come is none of this year
        ("今年接待了多少游客", date(2023, 6, 15), 2023),
        # the text says its year above, and has no date
        ("今年招募了多少志愿者", date(2026, 6, 15), 2023),
        ("今年失物保管几天", date(2026, 6, 15), None),
    ],
)
def test_a_year_counts_from_the_newest_document_on_the_matter(
    question: str, today: date, year: int | None, search: EmbeddedSearch
) -> None:
    """In January 今年 is a year of which there is no report yet."""
    query = parse(question, ANALYZER)
    assert of_hits(search.search(query, 10), search.neighbours, today) == year


@pytest.mark.parametrize(
    ("question", "asked", "told"),
    [
        ("2023年接待了多少游客", ("2023年",), ("2024年", "2022年")),
        ("2024年接待了多少游客", (), ()),
        ("2021年招募了多少志愿者", ("2021年",), ("2023年",)),
        ("接待了多少游客", (), ()),
        ("2023年失物保管几天", (), ()),
        ("2023年招了几名救生员", (), ()),
    ],
)
def test_the_years_there_are_are_told(
    question: str, asked: tuple[str, ...], told: tuple[str, ...], search: EmbeddedSearch
) -> None:
    """「没有2023年的，有2024年、2022年的」 tells what to ask next."""
    query = parse(question, ANALYZER)
    missing, there, near = other_years(query, search.search(query, 10), search.neighbours)
    assert (missing, there) == (asked, told)
    assert bool(near) is bool(there)
