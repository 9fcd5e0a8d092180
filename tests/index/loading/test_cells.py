"""Cells of tables: in every format each knows its column and what its row is about."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openpyxl.styles import numbers
from pptx.util import Cm

from index.loading.built_in_formats import BUILT_IN
from index.loading.number_formats import shown
from index.model import Paragraph, Span, TableRow
from index.store.folder import IndexFolder
from index.store.refresh import Sources, refresh
from index.store.snapshot import Snapshot
from tests.analysis import ANALYZER
from tests.index.loading.reading import document, paragraphs

PRICES = (("泵型", "流量", "扬程"), ("甲-100", "12.5", "30"), ("乙-200", "", "45"))


def _csv() -> bytes:
    return '泵型,流量,扬程\n"甲-100",12.5,30\n乙-200,,45\n'.encode()


def _markdown() -> bytes:
    return "| 泵型 | 流量 | 扬程 |\n|---|---|---|\n| 甲-100 | 12.5 | 30 |\n| 乙-200 | | 45 |\n".encode()


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in PRICES)
    return f"<table>{rows}</table>".encode()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in PRICES:
        book.worksheets[0].append([float(cell) if cell[:1].isdigit() else cell or None for cell in row])
    return _bytes(book)


def _docx() -> bytes:
    word = docx.Document()
    for row, cells in zip(word.add_table(3, 3).rows, PRICES, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    return _bytes(word)


def _pptx() -> bytes:
    deck = pptx.Presentation()
    table = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_table(3, 3, 0, 0, Cm(8), Cm(2)).table
    for cell, text in zip(table.iter_cells(), (cell for row in PRICES for cell in row), strict=True):
        cell.text = text
    return _bytes(deck)


def _bytes(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _cells(paragraph: Paragraph) -> list[tuple[str, str, str]]:
    return [(paragraph.quote(cell.span), cell.column, cell.row) for cell in paragraph.cells]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("表.csv", _csv),
        ("表.md", _markdown),
        ("表.html", _html),
        ("表.xlsx", _xlsx),
        ("表.docx", _docx),
        ("片.pptx", _pptx),
    ],
)
def test_a_cell_knows_its_column_and_its_row(tmp_path: Path, name: str, data: object) -> None:
    """``45`` is the 扬程 of 乙-200, though the cell before it is empty."""
    found = paragraphs(tmp_path, name, data())  # type: ignore[operator]
    assert _cells(found[-1]) == [("乙-200", "泵型", "乙-200"), ("45", "扬程", "乙-200")]
    assert _cells(found[-2])[1] == ("12.5", "流量", "甲-100")
    assert found[-1].context == "泵型 流量 扬程"


def _sheet(*rows: tuple[str | int | None, ...], merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    return _bytes(book)


def test_a_merged_cell_counts_in_every_row_it_covers(tmp_path: Path) -> None:
    """A reader sees it beside each of them."""
    data = _sheet(
        ("片区", "泵站", "台数"), ("北区", "甲站", 3), (None, "乙站", 5), ("南区", "丙站", 4), merged=("A2:A3",)
    )
    found = paragraphs(tmp_path, "表.xlsx", data)
    assert [p.text for p in found][1:] == ["北区 | 甲站 | 3", "北区 | 乙站 | 5", "南区 | 丙站 | 4"]
    assert _cells(found[2]) == [
        ("北区", "片区", "北区 乙站"),
        ("乙站", "泵站", "北区 乙站"),
        ("5", "台数", "北区 乙站"),
    ]


def test_several_header_rows_are_read_from_the_top(tmp_path: Path) -> None:
    """A figure stands under its year and under its kind, in files that know merged cells and in those that do not."""
    rows: tuple[tuple[str | int | None, ...], ...] = (
        ("泵站", "2023年", None, "2024年", None),
        (None, "水量", "电量", "水量", "电量"),
        ("甲站", 10, 20, 30, 40),
    )
    book = paragraphs(tmp_path, "表.xlsx", _sheet(*rows, merged=("A1:A2", "B1:C1", "D1:E1")))
    assert _cells(book[-1])[3] == ("30", "2024年 水量", "甲站")
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    assert _cells(paragraphs(tmp_path, "表.csv", text)[-1])[4] == ("40", "2024年 电量", "甲站")
    page = (
        "<table><tr><th rowspan=2>泵站<th colspan=2>2023年<th colspan=2>2024年</tr>"
        "<tr><th>水量<th>电量<th>水量<th>电量</tr>"
        "<tr><th>甲站<td>10<td>20<td>30<td>40</tr></table>"
    )
    assert _cells(paragraphs(tmp_path, "表.html", page)[-1])[2] == ("20", "2023年 电量", "甲站")


def test_years_may_head_columns(tmp_path: Path) -> None:
    """They look like figures, but the column below is not one of years."""
    found = paragraphs(tmp_path, "表.csv", "指标,2023年,2024年\n水量,10,12\n电量,5,6\n")
    assert _cells(found[1])[2] == ("12", "2024年", "水量")
    assert found[2].context == "指标 2023年 2024年"


def test_tables_side_by_side_are_apart(tmp_path: Path) -> None:
    """A reader never reads across the empty column; a remark in it would be one table."""
    rows = (("值班表", None, None, None, None), ("姓名", "电话", None, "车牌", "吨位"), ("李工", 7701, None, "云A1", 5))
    found = paragraphs(tmp_path, "表.xlsx", _sheet(*rows, ("王工", 7702, None, "云A2", 8)))
    assert [p.text for p in found] == [
        "值班表", "姓名 | 电话", "李工 | 7701", "王工 | 7702", "车牌 | 吨位", "云A1 | 5", "云A2 | 8",
    ]  # fmt: skip
    assert _cells(found[-1])[1] == ("8", "吨位", "云A2")
    assert found[-1].context == "值班表 车牌 吨位"
    one = paragraphs(
        tmp_path, "一.xlsx", _sheet(("姓名", None, "年龄", "工龄"), ("李工", None, 40, 12), ("王工", None, 35, 9))
    )
    assert one[1].text.startswith("李工")


def test_tables_one_below_another_have_their_own_headers(tmp_path: Path) -> None:
    """An empty row alone ends no table; a new header behind it does."""
    rows = (("姓名", "电话"), ("李工", 7701), (), ("王工", 7702), (), ("车牌", "吨位"), ("云A1", 5))
    found = paragraphs(tmp_path, "表.xlsx", _sheet(*rows))
    assert [p.context for p in found] == ["", "姓名 电话", "姓名 电话", "", "车牌 吨位"]


def test_a_row_over_the_whole_width_names_those_below(tmp_path: Path) -> None:
    """``设备`` between rows is the group of the rows after it."""
    rows = (("项目", "数量", "单价"), ("人员", None, None), ("技工", 3, 200), ("设备", None, None), ("水泵", 2, 900))
    found = paragraphs(tmp_path, "表.xlsx", _sheet(*rows, merged=("A2:C2", "A4:C4")))
    assert [p.context for p in found][2:] == ["项目 数量 单价 人员", "项目 数量 单价", "项目 数量 单价 设备"]


def test_a_table_is_called_by_its_file(tmp_path: Path) -> None:
    """The names of its columns are no title, however long its rows are."""
    text = "泵型,流量（立方米每小时）,扬程（米）\n" + "乙-200,12.5," + "四十五，" * 12 + "\n"
    assert document(tmp_path, "泵表.csv", text).info.title == "泵表"


def test_running_numbers_are_no_label(tmp_path: Path) -> None:
    """``1`` says of a row nothing that its name does not."""
    found = paragraphs(tmp_path, "表.csv", "序号,站名,床位\n1,东站,36\n2,西站,24\n")
    assert _cells(found[2])[2] == ("24", "床位", "西站")


def test_a_picture_in_a_cell_is_one(tmp_path: Path) -> None:
    """WPS keeps it as a formula nobody can read."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(("设备", "照片"))
    book.worksheets[0].append(("水泵", "x"))
    data = _bytes(book)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            shown_formula = b'<c r="B2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<c r="B2".*?</c>', shown_formula, content)
            new.writestr(name, content)
    assert paragraphs(tmp_path, "表.xlsx", out.getvalue())[1].text == "水泵 | [图片]"


def test_chinese_formats_known_by_number_only(tmp_path: Path) -> None:
    """Excel in China saves dates with formats the file does not spell out."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(("设备", "购入"))
    book.worksheets[0].append(("水泵", 45400))
    book.worksheets[0]["B2"].number_format = "0.000"  # its number is then replaced in the file
    data = _with_format(_bytes(book), 31)
    assert paragraphs(tmp_path, "表.xlsx", data)[1].text == "水泵 | 2024年4月18日"
    assert paragraphs(tmp_path, "表.xlsx", _with_format(_bytes(book), 57))[1].text == "水泵 | 2024年4月"


def _with_format(data: bytes, number: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content = content.replace(b'<xf numFmtId="164"', b'<xf numFmtId="%d"' % number)
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45396, BUILT_IN[31], "2024年4月14日"),
        (45396, BUILT_IN[58], "4月14日"),
        (45396.5, BUILT_IN[55], "下午12时00分"),
        (45396.354, "yyyy-mm-dd hh:mm", "2024-04-14 08:29"),
        (45396, "[DBNum1]yyyy年m月d日", "二〇二四年四月十四日"),
        (45396, "aaaa", "星期日"),
        (1.75, "[h]:mm", "42:00"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        (-5, "0;(0)", "(5)"),
        (0.0481, "0.0%", "4.8%"),
        (12345678, '0.0,,"百万"', "12.3百万"),
        (5, "0000", "0005"),
        (1234, '[>=1000]0.0,"千";0', "1.2千"),
        (12000, "[$￥-804]#,##0.00", "￥12,000.00"),
        (0, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (2.675, numbers.FORMAT_NUMBER_00, "2.68"),
        (0.1 + 0.2, "General", "0.3"),
        (3_000_000_000, "yyyy-mm-dd", "3000000000"),
        (-1, "yyyy", "-1"),
        (1, '"', ""),
        (23_456, '0!.0,"万"', "2.3万"),
        (23_456, '0\\.0,"万"', "2.3万"),
        (13_800_137_718, "000-0000-0000", "138-0013-7718"),
        (20_240_414, "0000-00-00", "2024-04-14"),
        (45396, "[$-F800]dddd, mmmm dd, yyyy", "2024年4月14日"),
        (45396.354, "[$-F400]h:mm:ss AM/PM", "8:29:46"),
        (45396, "mmmm d", "April 14"),
    ],
)
def test_numbers_read_as_their_format_shows_them(value: float, code: str, text: str) -> None:
    """What the sheet shows is what people ask for and quote; a date that cannot be one stays a number."""
    assert shown(value, code) == text


def test_cells_survive_in_the_index(tmp_path: Path) -> None:
    """Built, opened, and taken over by the next build."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "表.csv").write_bytes(_csv())
    folder = tmp_path / "index"
    for further in ("", "又一份。"):
        if further:
            (tmp_path / "docs" / "文.txt").write_text(further, encoding="utf-8")
        refresh(folder, Sources((tmp_path / "docs",)), ANALYZER)
        snapshot = Snapshot(*IndexFolder(folder).current(), ANALYZER)
        document = next(one for one in snapshot.documents() if one.info.path == "表.csv")
        rows = list(snapshot.paragraphs(document))
        snapshot.close()
        assert _cells(rows[1]) == [("甲-100", "泵型", "甲-100"), ("12.5", "流量", "甲-100"), ("30", "扬程", "甲-100")]
        assert rows[0].cells == ()


def test_cells_lie_inside_their_row() -> None:
    """Whoever makes a wrong one hears of it at once."""
    with pytest.raises(ValueError, match="bounds"):
        TableRow(("甲",), "", (3, 1))
    assert next(TableRow(("甲",), "乙", (1, 3)).cells(10)).span == Span(11, 13)
