from __future__ import annotations

import io
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loading.records import load_csv
from index.loading.tables import looks_like_header
from tests.index.loading.reading import document, paragraphs, texts


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _book(*rows: tuple[str | int | None, ...]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def test_a_row_is_a_paragraph_under_its_header(tmp_path: Path) -> None:
    """``12`` means something only with 阀门 and the sheet beside it."""
    book = _book(("泵站检修统计表",), ("泵站", "检修", "阀门"), ("城东", 3, 9), (), ("城西", 5, 12))
    book.worksheets[0].title = "一季度"
    found = paragraphs(tmp_path, "表.xlsx", _saved(book))
    assert [p.text for p in found] == ["泵站检修统计表", "泵站 | 检修 | 阀门", "城东 | 3 | 9", "城西 | 5 | 12"]
    assert {p.part for p in found} == {"一季度"}
    assert found[3].context == "泵站检修统计表 泵站 检修 阀门"


def test_values_read_as_the_sheet_shows_them(tmp_path: Path) -> None:
    """Nobody asks for 45636, or for 1.0480000000000001."""
    book = _book(("日期", "比例", "金额", "编号", "时刻", "完成"))
    cells = (date(2024, 12, 10), 1.048, 0.1 + 0.2, "110101199003070011", datetime(2024, 12, 10, 8, 30), True)  # noqa: DTZ001 - sheets know no zones
    book.worksheets[0].append(cells)
    book.worksheets[0]["B2"].number_format = "0.0%"
    assert texts(tmp_path, "值.xlsx", _saved(book))[1] == (
        "2024-12-10 | 104.8% | 0.3 | 110101199003070011 | 2024-12-10 8:30:00 | TRUE"
    )


def test_hidden_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    """What its author hid is not cited, but its absence is no secret."""
    book = _book(("公开", "内容"))
    hidden = book.create_sheet("底稿")
    hidden.append(("秘密", "内容"))
    hidden.sheet_state = "hidden"
    loaded = document(tmp_path, "表.xlsx", _saved(book))
    assert "秘密" not in loaded.text
    assert loaded.notes == ("skipped_parts=底稿",)


def test_formulas_are_not_run(tmp_path: Path) -> None:
    """What was never computed is not there."""
    assert texts(tmp_path, "式.xlsx", _saved(_book(("合计", '=WEBSERVICE("http://localhost/")')))) == ["合计"]


@pytest.mark.parametrize(("mark", "name"), [(",", "表.csv"), (";", "表.csv"), ("\t", "表.tsv")])
def test_csv_records_keep_their_text(tmp_path: Path, mark: str, name: str) -> None:
    """A quote of a CSV file stands in the file, quotation marks and all."""
    lines = ["泵站,备注,阀门", '城东,"东门, 近河\n旧址",9', "", "城西,无,12"]
    text = "\n".join(line.replace(",", mark) for line in lines)
    found = paragraphs(tmp_path, name, text.replace("\n", "\r\n").encode("gb18030"))
    assert [p.text for p in found] == [line.replace(",", mark) for line in lines if line]
    assert [p.context for p in found] == ["", "泵站 备注 阀门", "泵站 备注 阀门"]
    assert document(tmp_path, name, text).text == text


@pytest.mark.parametrize(
    ("cells", "header"),
    [
        (["泵站", "检修"], True),
        (["泵站", "检修", ""], True),
        (["泵站", "12"], False),
        (["泵站", "2024年"], False),
        (["泵站", "泵站"], False),
        (["泵站", "", "检修"], False),
        (["泵站"], False),
    ],
)
def test_a_header_names_and_counts_nothing(cells: list[str], header: bool) -> None:  # noqa: FBT001
    """A first row of figures is a row like the others."""
    assert looks_like_header(cells) is header


@given(st.text('甲乙,"\n\r;\t 1', max_size=120))
def test_every_record_stands_where_it_says(text: str) -> None:
    """Stray quotation marks and line ends must not shift what follows."""
    content = load_csv(text.encode())
    spans = [block.span for block in content.blocks or ()]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = "".join(span.of(content.text) for span in spans)
    assert sorted(c for c in covered if c in "甲乙1") == sorted(c for c in content.text if c in "甲乙1")


def test_a_row_with_nothing_beside_its_label_is_no_group(tmp_path: Path) -> None:
    """It is one of its kind, whose cells are still empty; the next row is not about it."""
    rows = "标段,完成率,负责人\n一标,82%,周工\n二标,,\n三标,47%,吴工\n东片,,\n四标,51%,林工\n"
    found = {p.text: p.context for p in paragraphs(tmp_path, "进度.csv", rows)}
    assert found["三标,47%,吴工"] == "标段 完成率 负责人"
    assert found["四标,51%,林工"].endswith("东片")
