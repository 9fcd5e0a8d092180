"""PDF files whose text is no text, or runs another way: read right, or said to be unread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.errors import NoText
from tests.index.loading.bare import composite, meanings, page, shown
from tests.index.loading.papers import drawn, written
from tests.index.loading.reading import document, texts

pytestmark = pytest.mark.usefixtures("without_ocr")

REPORT = (
    "本站全年供水四百二十万立方米，比上年增加百分之三；水质合格率为百分之九十九点八，用户来电都在当日答复。"
    "新建管道十二公里，更换老旧水表六千只，并为三个村接通了自来水。"
)


def _lying(claimed: str, count: int = 0) -> bytes:
    """A page of ``count`` characters whose font claims to show these."""
    codes = [1 + at % len(claimed) for at in range(count or len(claimed))]
    lines = [codes[at : at + 30] for at in range(0, len(codes), 30)]
    content = b"".join(
        shown(b"".join(code.to_bytes(2, "big") for code in line), b"1 0 0 1 70 %d" % (700 - 20 * at))
        for at, line in enumerate(lines)
    )
    font = composite(b"ABCDEF+Song", b"Identity", b"Identity-H", b"/ToUnicode 10 0 R")
    return page(content, font, {10: meanings(claimed)})


@pytest.mark.parametrize(
    "claimed",
    [
        "".join(chr(33 + at) for at in range(80)),
        "".join(chr(ord(char) + 1) for char in REPORT),
        "".join(chr(0x4E00 + 37 * at) for at in range(90)),
        REPORT.encode("gbk").decode("latin-1"),
        "".join(chr(0xE000 + at) for at in range(60)),
    ],
    ids=["codes counted from !", "one off", "at random", "bytes of an old encoding", "private"],
)
def test_fonts_that_name_wrong_characters_are_not_indexed(tmp_path: Path, claimed: str) -> None:
    """Rubbish among the paragraphs would be searched and shown; the reason tells what helps."""
    with pytest.raises(NoText) as caught:
        document(tmp_path, "谎.pdf", _lying(claimed))
    assert caught.value.facts["reason"] == "garbled"


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "王建国、李秀英、张志强、刘桂兰、陈晓明、杨丽华、赵永刚、黄玉珍、周海涛、吴春梅、徐文杰、孙立新、胡小红、朱德才",
        "歷年水質檢驗結果均符合飲用水標準，管線汰換工程預定於十月完工，屆時將分區停水，請用戶預先儲水備用。",
        "余热锅炉、螺杆压缩机、板式换热器、酸洗钝化、镀锌法兰、橡胶垫圈、聚氨酯保温、氟硅密封、焊缝探伤",
    ],
    ids=["report", "names", "traditional", "parts"],
)
def test_fonts_that_say_the_truth_are_believed(tmp_path: Path, text: str) -> None:
    """Names and rare words are Chinese, too."""
    assert "".join(texts(tmp_path, "真.pdf", _lying(text))) == text


def test_pages_in_garbled_fonts_are_named(tmp_path: Path) -> None:
    """The rest of the file can be read."""
    wrong = "".join(chr(33 + at) for at in range(80))
    other = page(shown(REPORT[:30].encode("utf-16-be")), composite(b"Song", b"GB1", b"UniGB-UCS2-H"))
    assert document(tmp_path, "甲.pdf", other).notes == ()
    content = b"BT /F1 12 Tf 70 700 Td <%s> Tj ET BT /F2 12 Tf 70 600 Td <%s> Tj ET" % (
        b"".join(b"%04X" % code for code in range(1, 31)),
        "水质合格。".encode("utf-16-be").hex().encode(),
    )
    lying = composite(b"ABCDEF+Song", b"Identity", b"Identity-H", b"/ToUnicode 10 0 R")
    honest = composite(b"Hei", b"GB1", b"UniGB-UCS2-H")
    loaded = document(tmp_path, "乙.pdf", page(content, lying, {10: meanings(wrong)}, honest))
    assert (loaded.text, loaded.notes) == ("水质合格。", ("garbled_pages=1",))


UPRIGHT = ["社址設在縣城東門外，每年春秋", "兩季各集會一次，由社長主持；", "社員每人繳納社費三元，於清明", "前交齊。"]


def _columns(
    canvas: Canvas, columns: list[str], *, order: Callable[[list[tuple[int, int]]], list[tuple[int, int]]]
) -> None:
    places = [(column, row) for column, text in enumerate(columns) for row in range(len(text))]
    for column, row in order(places):
        canvas.drawString(480 - 24 * column, 740 - 13 * row, columns[column][row])


@pytest.mark.parametrize(
    "order", [list, lambda places: sorted(places, key=lambda place: (place[1], place[0]))], ids=["read", "rows"]
)
def test_columns_are_read_from_the_right(
    tmp_path: Path, order: Callable[[list[tuple[int, int]]], list[tuple[int, int]]]
) -> None:
    """Taken across, vertical writing is a heap of characters."""
    data = drawn(lambda canvas: _columns(canvas, UPRIGHT, order=order))
    assert texts(tmp_path, "社.pdf", data) == ["".join(UPRIGHT)]


def test_fonts_for_vertical_writing_are_read(tmp_path: Path) -> None:
    """Such fonts run downwards by themselves."""
    content = b"".join(
        shown(text.encode("utf-16-be"), b"1 0 0 1 %d 760" % (480 - 24 * at)) for at, text in enumerate(UPRIGHT)
    )
    data = page(content, composite(b"MingLiU", b"CNS1", b"UniCNS-UCS2-V"))
    assert texts(tmp_path, "社.pdf", data) == ["".join(UPRIGHT)]


def test_figures_side_by_side_in_a_column_are_one_number(tmp_path: Path) -> None:
    """12 in one place of a column is twelve, not one and two."""

    def draw(canvas: Canvas) -> None:
        for at, sign in enumerate(["民", "國", "", "年", "立", "社", "於", "東", "門"]):
            canvas.drawString(480, 740 - 13 * at, sign)
            if not sign:
                canvas.drawString(480, 740 - 13 * at, "1")
                canvas.drawString(485, 740 - 13 * at, "2")

    assert texts(tmp_path, "社.pdf", drawn(draw)) == ["民國12年立社於東門"]


def _picture(width: int, height: int) -> ImageReader:
    return ImageReader(Image.new("RGB", (width, height), "white"))


def _tiles(canvas: Canvas) -> None:
    for row in range(30):
        canvas.drawImage(_picture(40, 2), 60, 780 - 20 * row, 420, 9)


def _small(canvas: Canvas) -> None:
    canvas.drawImage(_picture(40, 20), 150, 500, 280, 160)


def _outlines(canvas: Canvas) -> None:
    for at in range(90):
        canvas.circle(80 + 14 * (at % 30), 700 - 20 * (at // 30), 4, stroke=0, fill=1)


@pytest.mark.parametrize("draw", [_tiles, _small, _outlines], ids=["tiles", "a small one", "outlines"])
def test_text_in_pictures_is_a_scan(tmp_path: Path, draw: Callable[[Canvas], None]) -> None:
    """Its owner would take "empty" for a fault of the file."""
    with pytest.raises(NoText) as caught:
        document(tmp_path, "扫.pdf", drawn(draw))
    assert caught.value.facts["reason"] == "scanned"


def test_a_mark_on_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    """The page behind the cover often has the mark of the house and nothing else."""

    def mark(canvas: Canvas) -> None:
        canvas.drawImage(_picture(9, 9), 280, 40, 40, 40)

    data = drawn(written(["正文在此。"]), mark)
    assert document(tmp_path, "册.pdf", data).notes == ()
