"""Forms: each value belongs to the label beside it, whatever format the table comes in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from index.loading.forms import form_of
from index.loading.table_shape import Role, placed_rows
from index.loading.tables import Row
from tests.index.loading.papers import ruled
from tests.index.loading.reading import paragraphs

CARD = (
    ("姓名", "顾宁", "性别", "男"),
    ("出生年月", "1990年6月", "职称", "工程师"),
    ("联系电话", "7718", "工号", "C-09"),
    ("主要业绩", "改造二号泵，节电一成。", "", ""),
)


def _cells(folder: Path, name: str, data: bytes | str) -> dict[str, tuple[str, str]]:
    """Each cell of a document that has a header, with its row, by the header."""
    return {
        cell.column: (found.document.title and cell.span.shifted(-found.span.start).of(found.text), cell.row)
        for found in paragraphs(folder, name, data)
        for cell in found.cells
        if cell.column
    }


def _word(rows: Sequence[Sequence[str]]) -> bytes:
    made = docx.Document()
    table = made.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(len(rows) - 1, 1).merge(table.cell(len(rows) - 1, 3))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _excel(rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _bars(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _page(rows: Sequence[Sequence[str]]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("表.docx", _word(CARD)),
        ("表.xlsx", _excel(CARD)),
        ("表.html", _page(CARD)),
        ("表.md", _bars((("",) * 4, ("---",) * 4, *CARD))),
        ("首行.md", _bars((CARD[0], ("---",) * 4, *CARD[1:]))),
        ("表.pdf", ruled(CARD, (70, 150, 70, 90))),
    ],
    ids=["docx", "xlsx", "html", "md", "md without a header", "pdf"],
)
def test_a_value_has_the_label_beside_it(tmp_path: Path, name: str, data: bytes | str) -> None:
    """Else 职称 of 顾宁 is looked for in the column of his name, and the wrong cell answers with certainty."""
    found = _cells(tmp_path, name, data)
    assert found["姓名"] == ("顾宁", "顾宁")
    assert found["职称"] == ("工程师", "顾宁")
    assert found["联系电话"] == ("7718", "顾宁")
    assert found["主要业绩"][0].startswith("改造二号泵")
    assert "顾宁" not in found


def test_a_list_inside_a_form_has_its_own_header() -> None:
    """What a person learned stands below four labels in a row, not beside one."""
    rows = [
        Row.of(row)
        for row in (*CARD, ("起止时间", "毕业学校", "所学专业", "证明人"), ("2008至2012", "青山大学", "水利", "柳老师"))
    ]
    *_, head, last = placed_rows(rows)
    assert (head.role, head.columns) == (Role.ENTRY, ("", "", "", ""))
    assert last.columns == ("起止时间", "毕业学校", "所学专业", "证明人")


@pytest.mark.parametrize(
    "rows",
    [
        (("姓名", "电话"), ("周工", "7701"), ("吴工", "7702")),
        (("姓名", "职务", "电话"), ("周工", "经理", "7701"), ("吴工", "主管", "7702")),
        (("名称", "甲泵", "乙泵"), ("功率", "7.5千瓦", "11千瓦"), ("重量", "80公斤", "118公斤")),
        (("费用", "金额"), ("材料费", "300元"), ("人工费", "200元")),
        (("站名", "水位"), ("东站", "3.2米"), ("西站", "2.8米")),
        (("日期", "星期"), ("三月一日", "五"), ("三月二日", "六")),
    ],
)
def test_tables_with_a_header_are_no_forms(rows: Sequence[Sequence[str]]) -> None:
    """The words of headers are those of labels."""
    assert form_of([Row.of(row) for row in rows]) is None
    assert next(placed_rows(Row.of(row) for row in rows)).role is Role.HEADER
