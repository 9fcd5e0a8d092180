from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from index.errors import BrokenFile, NoText
from index.model import DateSource
from tests.index.loading.bare import meanings, page, shown
from tests.index.loading.hostile import stream
from tests.index.loading.papers import FONT, drawn, pdf, ruled, style, two_columns
from tests.index.loading.reading import document, paragraphs, texts

pytestmark = pytest.mark.usefixtures("without_ocr")

BODY = [
    f"第{number}号泵站位于城东，二〇二三年检修{number}次，累计更换阀门{number * 3}只。值班人员在夜间记录流量，"
    "并与分区水表核对；发现漏损超过百分之五的，应当立即派员查找漏点，同时在台账中注明时间、地点和处理结果。"
    for number in range(1, 25)
]


@pytest.mark.parametrize("body", [style(indent=21), style(after=8), style()], ids=["indented", "spaced", "neither"])
def test_lines_broken_by_the_page_are_joined_without_a_trace(tmp_path: Path, body: ParagraphStyle) -> None:
    """A quote must read as its author wrote it, whatever the width of the paper."""
    assert texts(tmp_path, "站.pdf", pdf(BODY, body)) == BODY


def test_running_heads_and_page_numbers_are_no_paragraphs(tmp_path: Path) -> None:
    """They would answer questions about the document's name on every page."""
    assert not any("汇编" in text or "页" in text for text in texts(tmp_path, "站.pdf", pdf(BODY)))


def test_a_paragraph_cut_by_a_page_break_is_one_with_two_pages(tmp_path: Path) -> None:
    """Its second half alone answers nothing, and the reader has to know where to look."""
    across = []
    for before in range(3):
        opening = ["全文如下。"] * before
        found = paragraphs(tmp_path, "站.pdf", pdf([*opening, *BODY]))
        assert [paragraph.text for paragraph in found] == [*opening, *BODY]
        assert (found[0].page, found[-1].page) == (1, 2)
        across += [(paragraph.page, paragraph.last_page) for paragraph in found if paragraph.last_page]
    assert set(across) == {(1, 2)}


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Read straight across, every sentence of a paper would be mixed with another one."""
    title = "城市供水管网漏损的夜间最小流量研究"
    found = paragraphs(tmp_path, "文.pdf", two_columns(title, [("一、引言", BODY[:10]), ("二、方法", BODY[10:])]))
    assert [paragraph.text for paragraph in found] == BODY
    assert found[3].headings == ("一、引言",)
    assert found[20].headings == ("二、方法",)
    assert found[0].document.title == title


def test_a_title_over_the_middle_of_three_columns_comes_first(tmp_path: Path) -> None:
    """It heads all of them, though it is no wider than the one it stands over."""
    sayings = BODY[:3]

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 20)
        canvas.drawCentredString(300, 790, "农场简报")
        for at, saying in enumerate(sayings):
            paragraph = Paragraph(saying, style())
            _, height = paragraph.wrap(150, 700)
            canvas.setFont(FONT, 13)
            canvas.drawString(60 + 165 * at, 750, names[at])
            paragraph.drawOn(canvas, 60 + 165 * at, 740 - height)

    names = ["东泵站", "南泵站", "西泵站"]
    found = paragraphs(tmp_path, "报.pdf", drawn(page))
    assert [(p.text, p.headings) for p in found] == [(text, (name,)) for text, name in zip(sayings, names, strict=True)]
    assert found[0].document.title == "农场简报"


def test_rows_of_a_table_stay_together(tmp_path: Path) -> None:
    """A figure without the name in its row is worth nothing."""

    def table(canvas: Canvas) -> None:
        for row, cells in enumerate([("泵站", "检修", "阀门"), ("城东", "3次", "9只"), ("城西", "5次", "12只")]):
            for column, cell in enumerate(cells):
                canvas.drawString(80 + 130 * column, 700 - 20 * row, cell)

    assert texts(tmp_path, "表.pdf", drawn(table)) == ["泵站 | 检修 | 阀门", "城东 | 3次 | 9只", "城西 | 5次 | 12只"]


DUTIES = [
    ("值班", "值班人员在夜间记录流量，并与分区水表核对，发现漏损超过百分之五的，应当立即派员查找漏点。", "当日"),
    ("抢修", "抢修队在接到通知后两小时内到达现场，先关闭阀门，再开挖路面，修复后恢复供水并拍照存档。", "两小时"),
    ("热线", "用户来电应当登记姓名、地址和时间，当日回复处理意见；无法当日办结的，三日内书面答复。", "三日"),
]


@pytest.mark.parametrize("drawn_as", ["lines", "boxes"])
@pytest.mark.parametrize("widths", [(60, 260, 80), (80, 120, 60), (40, 380, 50)])
def test_cells_of_several_lines_stay_in_their_row(tmp_path: Path, widths: tuple[int, int, int], drawn_as: str) -> None:
    """Read line by line, the duty of one post would be torn apart and its time limit end up in the middle of it."""
    data = ruled([("岗位", "职责", "时限"), *DUTIES], widths, drawn_as=drawn_as)
    found = paragraphs(tmp_path, "责.pdf", data)
    assert [p.text for p in found] == [
        "各岗位职责如下。",
        "岗位 | 职责 | 时限",
        *(" | ".join(cells) for cells in DUTIES),
        "本表自印发之日起执行。",
    ]
    assert found[3].context.endswith("岗位 职责 时限")


def test_a_table_of_figures_over_several_pages_keeps_every_row(tmp_path: Path) -> None:
    """Rows that differ in their figures only look like running heads with page numbers, and hold what is asked for."""
    figures = [[f"{2000 + at}年", f"{at * 37 % 1000}", f"{at * 7 % 100}.5"] for at in range(120)]
    found = texts(tmp_path, "表.pdf", ruled([["年度", "产量", "增长"], *figures], (150, 150, 150)))
    assert [text for text in found if "年 |" in text] == [" | ".join(row) for row in figures]


def test_a_cell_that_reaches_over_rows_goes_along_with_each(tmp_path: Path) -> None:
    """``3次`` means nothing without the station it stands beside."""
    rows = [("泵站", "项目", "次数"), ("城东", "检修", "3次"), ("", "巡查", "9次"), ("城西", "检修", "5次")]
    found = paragraphs(tmp_path, "表.pdf", ruled(rows, (80, 80, 80), ("SPAN", (0, 1), (0, 2))))
    assert [p.text for p in found[1:5]] == [
        "泵站 | 项目 | 次数",
        "城东 | 检修 | 3次",
        "城东 | 巡查 | 9次",
        "城西 | 检修 | 5次",
    ]
    assert [(cell.column, cell.row) for cell in found[3].cells][-1] == ("次数", "城东 巡查")


def test_a_frame_around_text_and_a_line_between_columns_are_no_table(tmp_path: Path) -> None:
    """What only decorates the page must not turn its paragraphs into cells."""
    data = pdf(BODY, frame=True)
    assert texts(tmp_path, "站.pdf", data) == BODY


def test_words_and_codes_broken_at_the_edge_come_together_again(tmp_path: Path) -> None:
    """``compu-`` ``ter`` loses its hyphen, ``39-`` ``NQ/TW`` keeps it."""

    def page(canvas: Canvas) -> None:
        lines = (
            "According to the handbook each station has to keep a comput-",
            "er that stores all figures of resolution number thirty, no. 39-",
            "NQ/TW, and that is never switched off while the pumps are run-",
            "ning; the figures are to be copied every night.",
        )
        canvas.setFont("Courier", 11)
        for number, line in enumerate(lines):
            canvas.drawString(70, 700 - 16 * number, line)

    (text,) = texts(tmp_path, "册.pdf", drawn(page))
    assert text == (
        "According to the handbook each station has to keep a computer that stores all figures of resolution number "
        "thirty, no. 39-NQ/TW, and that is never switched off while the pumps are running; the figures are to be "
        "copied every night."
    )


def test_watermarks_and_doubled_characters_do_not_disturb(tmp_path: Path) -> None:
    """A slanted 机密 over the page, or bold made by drawing twice, is decoration."""

    def page(canvas: Canvas) -> None:
        for offset in (0.0, 0.3):
            canvas.drawString(70 + offset, 700, "值班人员应当记录流量。")
        canvas.translate(200, 600)
        canvas.rotate(45)
        canvas.drawString(0, 0, "机密机密")

    assert texts(tmp_path, "密.pdf", drawn(page)) == ["值班人员应当记录流量。"]


def test_a_page_turned_on_its_side_is_read_all_the_same(tmp_path: Path) -> None:
    """Wide tables are bound sideways."""

    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        for number, line in enumerate(("第一行在上面。", "第二行在下面。")):
            canvas.drawString(100, -100 - 40 * number, line)

    assert texts(tmp_path, "横.pdf", drawn(page)) == ["第一行在上面。", "第二行在下面。"]


def _drawn(text: str, shape: bytes, number: int) -> tuple[bytes, dict[int, bytes]]:
    """A font whose characters are drawings, as browsers embed many, and its objects."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] "
        b"/CharProcs << /c %d 0 R >> /Encoding << /Differences [1%s] >> "
        b"/FirstChar 1 /LastChar %d /Widths [%s] /ToUnicode %d 0 R >>"
    ) % (number, b" /c" * len(text), len(text), b" 1000" * len(text), number + 1)
    x, y, width, height = map(int, shape.split())
    drawing = b"1000 0 %d %d %d %d d1 %s re f" % (x, y, x + width, y + height, shape)
    return font, {number: stream(drawing, b""), number + 1: meanings(text)}


@pytest.mark.parametrize("matrix", [b"1 0 0 1 100 %d", b"0 1 -1 0 %d 100"], ids=["upright", "turned"])
def test_a_line_is_as_high_as_its_type_whatever_it_begins_with(tmp_path: Path, matrix: bytes) -> None:
    """Browsers spread characters over many fonts; of one that holds a quotation mark only its little ink is known."""
    lines = ["水位超过警戒线时，值班人员应当立即报告，", "“立即”指三分钟之内，不得拖延或者由他人", "转告，事后补记。"]
    every = "".join(lines)
    font, objects = _drawn(every, b"50 -100 900 960", 10)
    mark, more = _drawn("“", b"50 700 400 160", 20)
    content, start = b"", 1
    for at, line in enumerate(lines):
        codes = bytes(range(start, start + len(line)))
        place = matrix % (100 + 18 * at if matrix.startswith(b"0") else 700 - 18 * at)
        if at == 1:
            content += b"BT /F2 12 Tf %s Tm <01> Tj /F1 12 Tf <%s> Tj ET\n" % (place, codes[1:].hex().encode())
        else:
            content += shown(codes, place)
        start += len(line)
    assert texts(tmp_path, "侧.pdf", page(content, font, objects | more, mark)) == [every]


def _scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 84), "white")), 0, 0, 595, 842)
    canvas.drawString(290, 20, "3")


def test_scanned_pages_are_named(tmp_path: Path) -> None:
    """Who misses an answer has to know that pages 1 and 3 were never read."""
    loaded = document(tmp_path, "扫.pdf", drawn(_scan, lambda canvas: canvas.drawString(70, 700, "正文在此。"), _scan))
    assert loaded.text == "正文在此。"
    assert loaded.notes == ("scanned_pages=1, 3",)


def test_a_scanned_file_is_not_silently_empty(tmp_path: Path) -> None:
    """It is skipped with its reason."""
    with pytest.raises(NoText) as caught:
        document(tmp_path, "扫.pdf", drawn(_scan, _scan))
    assert caught.value.facts["reason"] == "scanned"


def test_metadata_give_title_and_date(tmp_path: Path) -> None:
    """But not what a program writes where nobody gave a title."""
    info = document(tmp_path, "站.pdf", pdf(BODY[:2], title="泵站检修年报")).info
    assert (info.title, info.date_source) == ("泵站检修年报", DateSource.METADATA)
    assert document(tmp_path, "站.pdf", pdf(BODY)).info.title == "站"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (drawn(lambda canvas: canvas.drawString(9, 9, "密"), encrypt=StandardEncryption("geheim")), "encrypted"),
        (b"%PDF-1.7\nrubbish", "damaged"),
        (pdf(BODY[:1])[:300], "damaged"),
    ],
    ids=["password", "rubbish", "cut off"],
)
def test_files_that_do_not_open_say_why(tmp_path: Path, data: bytes, reason: str) -> None:
    """A password is the owner's to remove, a damaged file is to be fetched again."""
    with pytest.raises(BrokenFile) as caught:
        document(tmp_path, "坏.pdf", data)
    assert caught.value.facts["reason"] == reason


def test_the_same_bytes_give_the_same_document(tmp_path: Path) -> None:
    """An index built again must cite the same places."""
    data = two_columns("题目在此", [("一、引言", BODY)])
    assert document(tmp_path, "文.pdf", data) == document(tmp_path, "文.pdf", data)


def test_radicals_become_the_characters_they_look_like(tmp_path: Path) -> None:
    """Some fonts call 人 by the code of the radical ⼈, and no search for 人民 would find it."""
    font = "STSong-Light"
    assert font == FONT
    data = drawn(lambda canvas: canvas.drawString(70, 700, "\u2f08民政府决定。"))
    found = texts(tmp_path, "字.pdf", data)
    # the font of this test has no radicals of its own; what it shows instead must not lose the rest
    assert found[0].endswith("民政府决定。")
