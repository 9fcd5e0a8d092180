"""Tables in PDF files, with lines and without: each cell knows its column and its row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.model import Paragraph
from tests.index.loading.papers import drawn, ruled
from tests.index.loading.reading import paragraphs

Cells = dict[tuple[str, str], str]


def _cells(found: Sequence[Paragraph]) -> Cells:
    """The words of each cell by row and column."""
    return {
        (cell.row, cell.column): paragraph.text[
            cell.span.start - paragraph.span.start : cell.span.end - paragraph.span.start
        ]
        for paragraph in found
        for cell in paragraph.cells
    }


FIGURES = [
    ("水库", "总库容", "现蓄水", "责任人"),
    ("青溪", "3,200.50", "1,870.00", "韩工"),
    ("石门", "860.00", "412.75", "罗工"),
    ("白沙", "12,400.00", "9,015.30", "韩工"),
]


def _laid_out(
    canvas: Canvas, rows: Sequence[Sequence[str]], lefts: Sequence[float], align: str, top: float = 700
) -> None:
    for at, cells in enumerate(rows):
        for left, cell in zip(lefts, cells, strict=True):
            for line, text in enumerate(cell.split("\n")):
                height = top - 24 * at - 13 * line
                draw = {"left": canvas.drawString, "right": canvas.drawRightString, "middle": canvas.drawCentredString}
                draw[align if left != lefts[0] else "left"](left, height, text)


@pytest.mark.parametrize(
    ("align", "lefts"), [("left", (70, 170, 280, 400)), ("right", (70, 230, 340, 450)), ("middle", (70, 200, 310, 430))]
)
def test_columns_that_align_are_a_table(tmp_path: Path, align: str, lefts: Sequence[float]) -> None:
    """Programs draw balance sheets without a single line."""

    def page(canvas: Canvas) -> None:
        canvas.drawString(70, 760, "各水库蓄水情况如下。")
        _laid_out(canvas, FIGURES, lefts, align)
        canvas.drawString(70, 560, "数据截至汛期结束。")

    found = paragraphs(tmp_path, "库.pdf", drawn(page))
    assert [p.text for p in found] == [
        "各水库蓄水情况如下。",
        *(" | ".join(row) for row in FIGURES),
        "数据截至汛期结束。",
    ]
    cells = _cells(found)
    assert cells["石门", "现蓄水"] == "412.75"
    assert cells["白沙", "总库容"] == "12,400.00"


def test_cells_of_two_lines_stay_whole_without_lines(tmp_path: Path) -> None:
    """The second line of a cell belongs to the row above, not to nobody."""
    rows = [
        ("班组", "任务", "期限"),
        ("一班", "清理拦污栅并\n检查启闭机", "五月"),
        ("二班", "巡查坝坡", "每周"),
        ("三班", "记录水位", "每日"),
    ]
    found = paragraphs(tmp_path, "班.pdf", drawn(lambda canvas: _laid_out(canvas, rows, (70, 170, 330), "left")))
    assert _cells(found)["一班", "任务"] == "清理拦污栅并检查启闭机"
    assert len(found) == len(rows)


def test_empty_cells_keep_their_column(tmp_path: Path) -> None:
    """A figure moved under its neighbour's header is a wrong figure."""
    rows = [("渠段", "长度", "衬砌"), ("东干", "", "混凝土"), ("西干", "4.2", "浆砌石"), ("南支", "1.7", "土渠")]
    found = paragraphs(tmp_path, "渠.pdf", drawn(lambda canvas: _laid_out(canvas, rows, (70, 200, 330), "left")))
    cells = _cells(found)
    assert cells["东干", "衬砌"] == "混凝土"
    assert ("东干", "长度") not in cells


def test_merged_cells_count_in_all_they_cover(tmp_path: Path) -> None:
    """A header over two columns heads both, a name beside two rows names both."""
    rows = [
        ("水厂", "原水", "", "出厂水"),
        ("", "浊度", "氨氮", "余氯"),
        ("北郊", "3.1", "0.2", "0.6"),
        ("南郊", "5.4", "0.4", "0.5"),
    ]
    data = ruled(rows, (80, 80, 80, 80), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)))
    found = paragraphs(tmp_path, "厂.pdf", data)
    cells = _cells(found)
    assert cells["南郊", "原水 氨氮"] == "0.4"
    assert cells["北郊", "出厂水 余氯"] == "0.6"


def test_a_table_that_goes_on_keeps_its_header(tmp_path: Path) -> None:
    """Only the first page has it, or each page once more."""
    rows = [[f"{at}号井", f"{at * 37 % 1000}.5", f"{at % 9}次"] for at in range(1, 70)]
    found = paragraphs(tmp_path, "井.pdf", ruled([["机井", "水位", "检修"], *rows], (150, 150, 150)))
    assert _cells(found)["69号井", "水位"] == f"{69 * 37 % 1000}.5"
    assert {p.page for p in found if p.cells} == {1, 2, 3}


def test_columns_of_prose_are_no_table(tmp_path: Path) -> None:
    """They are read one after the other."""
    text = "渠道衬砌施工前应当清除表土和树根并洒水夯实，混凝土浇筑后覆盖养护不少于十四天，冬季应当采取防冻措施。" * 6
    width = 21

    def page(canvas: Canvas) -> None:
        for at in range(12):
            canvas.drawString(60, 760 - 16 * at, text[at * width : at * width + width])
            canvas.drawString(60 + A4[0] / 2 - 30, 760 - 16 * at, text[(at + 12) * width : (at + 13) * width])

    found = paragraphs(tmp_path, "文.pdf", drawn(page))
    assert "".join(p.text for p in found) == text[: 24 * width]
    assert not any(p.cells for p in found)


def test_prose_beside_short_lines_is_no_table(tmp_path: Path) -> None:
    """A column of names beside a column of text on the same lines: two columns, not one row each."""
    text = "渠道衬砌施工前应当清除表土和树根并洒水夯实，混凝土浇筑后覆盖养护不少于十四天，冬季应当采取防冻措施。" * 4
    width = 21
    lines = [text[at * width : (at + 1) * width] for at in range(8)]

    def page(canvas: Canvas) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(60, 760 - 16 * at, line)
            canvas.drawString(360, 760 - 16 * at, "韩工罗工李工"[at % 3 * 2 :][:2])

    assert not any(p.cells for p in paragraphs(tmp_path, "文.pdf", drawn(page)))


def test_a_column_of_long_cells_is_one_of_a_table(tmp_path: Path) -> None:
    """Explanations of several lines look like prose, but their second lines stand alone."""
    said = "启闭机每月试运行一次，检查钢丝绳的磨损情况并涂抹油脂，发现断丝立即更换。"
    rows = [("部位", "要求"), *((name, f"{said[:18]}\n{said[18:]}") for name in ("闸门", "泵房", "变电室"))]

    def page(canvas: Canvas) -> None:
        top = 700
        for name, words in rows:
            canvas.drawString(70, top, name)
            for line in words.split("\n"):
                canvas.drawString(170, top, line)
                top -= 14
            top -= 10

    cells = _cells(paragraphs(tmp_path, "求.pdf", drawn(page)))
    assert cells["泵房", "要求"] == said
