"""A year said once above, and meant below: who asks of that year gets its figure, who asks of another does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.answering.surroundings import said_above
from index.library import Library
from index.model import Answer, NoAnswer, Paragraph
from index.store.refresh import Sources
from tests.index.answering.made import paragraphs
from tests.shipped import components

REPORT = """航运协会工作报告
2023年，协会围绕渡口安全开展工作。
按照2021-2025年规划，修订了三项标准。
年内协会新增会员单位37家，其中内河航运企业12家。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("文件")
    (folder / "航运协会.txt").write_text(REPORT, encoding="utf-8")
    opened = Library(tmp_path_factory.mktemp("index"), Sources((Path(folder),)), components())
    opened.open()
    return opened


def test_a_year_said_above_belongs_to_what_speaks_of_it(library: Library) -> None:
    """Reports say the year once and then 年内."""
    result = library.ask("2023年新增会员单位多少家？")
    assert isinstance(result, Answer)
    assert "37家" in result.citations[0].quote


@pytest.mark.parametrize("year", ["2022", "2025"])
def test_another_year_is_not_answered_from_it(library: Library, year: str) -> None:
    """Nor is one end of a span of years the year of a report."""
    assert isinstance(library.ask(f"{year}年新增会员单位多少家？"), NoAnswer)


@pytest.mark.parametrize(
    ("above", "text", "year"),
    [
        (["2023年,渡口运送旅客9万人次。"], "全年停航11天。", "2023"),
        (["渡口于2019年建成。", "截至2023年底有船5艘。"], "全年停航11天。", ""),
        (["2023年,渡口运送旅客9万人次。"], "全年停航11天,比2022年少3天。", ""),
        (["2023年,渡口运送旅客9万人次。"], "停航时另行通知。", ""),
        (["2021年至2025年,渡口分三期改造。"], "全年停航11天。", ""),
        ([], "全年停航11天。", ""),
    ],
)
def test_it_is_taken_only_where_it_is_plain(above: list[str], text: str, year: str) -> None:
    """Two years spoken of as often, or one named in the paragraph itself: nobody can tell."""
    made = paragraphs(*above, text)

    def neighbours(_key: object, before: int, _after: int) -> tuple[Paragraph, ...]:
        return tuple(made[-before - 1 :])

    assert said_above(made[-1], neighbours) == year
