"""The row of a table with the most or the least."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.model import Answer
from index.store.refresh import Sources
from tests.shipped import components

TABLE = """航线,剩余座位,票价
老码头—南岸,12,2元
老码头—湿地,"1,040",20元
南岸—芦塘,87,8元
合计,"1,139",
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("文件")
    (folder / "航线.csv").write_text(TABLE, encoding="utf-8")
    (folder / "通知.txt").write_text("渡口通知\n座位以售票处公布的为准。\n", encoding="utf-8")
    return Library(tmp_path_factory.mktemp("index"), Sources((Path(folder),)), components())


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("剩余座位最多的是哪条航线？", "老码头—湿地"),
        ("哪条航线的剩余座位最少", "老码头—南岸"),
        ("票价最高的航线是哪条", "老码头—湿地"),
        ("剩余座位最多的有多少？", "1,040"),
    ],
)
def test_the_extreme_is_found_over_all_rows(library: Library, question: str, quote: str) -> None:
    """A reader of single rows cannot know which is the highest; the sum below the table is not it."""
    result = library.ask(question)
    assert isinstance(result, Answer)
    assert result.text == quote


def test_a_column_that_is_not_there_is_left_to_reading(library: Library) -> None:
    """Only a column by name is compared."""
    result = library.ask("最晚的一班船是几点")
    assert not isinstance(result, Answer) or result.text not in {"老码头—湿地", "老码头—南岸"}
