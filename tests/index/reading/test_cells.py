"""A cell asked for by the names of its row and its column."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.loading import load
from index.model import Paragraph, Query
from index.paragraphs import split
from index.query import parse
from index.reading.cells import asked_cell
from tests.analysis import ANALYZER

TABLE = """# 2024年机房用电

| 机房 | 额定容量（千瓦） | 已用容量（千瓦） | 负责人 |
|---|---|---|---|
| 东岭机房 | 1,200 | 860.5 | 陶雨 |
| 西坪机房 | 900 | 415 | 简宁 |
"""


@pytest.fixture
def rows(tmp_path: Path) -> list[Paragraph]:
    path = tmp_path / "用电.md"
    path.write_text(TABLE, encoding="utf-8")
    return [each for each in split(load(path, id="1", relative=path.name)) if each.row is not None]


def cell_of(question: str, rows: list[Paragraph]) -> list[str]:
    query: Query = parse(question, ANALYZER)
    found = [(row, asked_cell(query, row)) for row in rows]
    return [row.quote(span) for row, span in found if span is not None]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("东岭机房的已用容量是多少千瓦？", "860.5"),
        ("西坪机房额定容量", "900"),
        ("西坪機房負責人是誰", "简宁"),
        ("2024年东岭机房额定容量多少", "1,200"),
        ("东岭机房找谁？", "陶雨"),
        ("简宁管的是哪个机房？", "西坪机房"),
    ],
)
def test_the_cell_is_the_answer(question: str, cell: str, rows: list[Paragraph]) -> None:
    """Whoever asks for a figure of a table does not want to count columns."""
    assert cell_of(question, rows) == [cell]


CODES = """| 代码 | 含义 | 处理办法 |
|---|---|---|
| F12 | 水箱缺水 | 加水后按复位键 |
"""


@pytest.mark.parametrize(("question", "cell"), [("F12是什么意思", "水箱缺水"), ("出现F12怎么办？", "加水后按复位键")])
def test_a_column_is_implied_by_what_is_asked(question: str, cell: str, tmp_path: Path) -> None:
    """Nobody who sees a code on a display knows how the table's columns are called."""
    path = tmp_path / "代码.md"
    path.write_text(CODES, encoding="utf-8")
    rows = [each for each in split(load(path, id="1", relative=path.name)) if each.row is not None]
    assert cell_of(question, rows) == [cell]


TWO_HEADS = """<table>
<tr><th rowspan="2">泵站</th><th colspan="2">抽水量</th><th rowspan="2">闸门数</th></tr>
<tr><th>上半年</th><th>下半年</th></tr>
<tr><td>南塘泵站</td><td>4100</td><td>5300</td><td>6</td></tr>
<tr><td>北塘泵站</td><td>2700</td><td>3900</td><td>4</td></tr>
</table>"""


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("南塘泵站下半年抽了多少水？", "5300"),
        ("北塘泵站上半年的抽水量", "2700"),
        ("北塘泵站有几个闸门？", "4"),
    ],
)
def test_a_column_below_two_headers_is_named_by_what_is_its_own(question: str, cell: str, tmp_path: Path) -> None:
    """Nobody says both headers in one breath."""
    path = tmp_path / "泵站.html"
    path.write_text(TWO_HEADS, encoding="utf-8")
    rows = [each for each in split(load(path, id="1", relative=path.name)) if each.row is not None]
    assert cell_of(question, rows) == [cell]


@pytest.mark.parametrize(
    "question",
    [
        "东岭机房怎么样？",
        "哪个机房的已用容量最多？",
        "南浦机房的已用容量是多少？",
        "2023年东岭机房的已用容量是多少？",
        "东岭机房的电工是谁？",
    ],
)
def test_what_is_not_asked_by_name_is_no_cell(question: str, rows: list[Paragraph]) -> None:
    """The neighbour's figure, or last year's, is worse than none."""
    assert cell_of(question, rows) == []
