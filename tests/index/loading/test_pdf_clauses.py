"""Numbered clauses, catalogues and tables of contents in PDF files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from index.loading.pdf.labels import label_of
from tests.index.loading.papers import FONT, drawn, written
from tests.index.loading.reading import paragraphs, texts

SAYINGS = [
    "承租人应当于每季度首月五日前付清租金，逾期超过十日的，出租人有权收取每日千分之一的滞纳金，并可以停止供电。",
    "房屋主体结构由出租人负责维修；门窗、灯具和水龙头的日常损耗由承租人自行更换，费用在三百元以内的不得要求分摊。",
    "未经出租人书面同意，承租人不得转租或者改变房屋用途。擅自转租的，出租人可以解除合同，押金不予退还，损失另计。",
]


def _hanging(numbers: list[str], *, indent: float, tab: bool = False, size: float = 12) -> bytes:
    """Clauses whose numbers hang out on the left, as word processors set them."""

    def page(canvas: Canvas) -> None:
        body = ParagraphStyle("b", fontName=FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK", leftIndent=indent)
        if not tab:
            body = ParagraphStyle("h", body, firstLineIndent=-indent)
        top = 760.0
        canvas.setFont(FONT, size)
        for number, saying in zip(numbers, SAYINGS, strict=True):
            paragraph = Paragraph(saying if tab else f"{number} {saying}", body)
            _, height = paragraph.wrap(400, 700)
            if tab:
                canvas.drawString(80, top - size * 1.2, number)
            paragraph.drawOn(canvas, 80, top - height)
            top -= height

    return drawn(page)


@pytest.mark.parametrize("tab", [False, True], ids=["space", "tab"])
@pytest.mark.parametrize("indent", [28, 48])
@pytest.mark.parametrize(
    "numbers",
    [
        ["5.1", "5.2", "5.3"],
        ["（一）", "（二）", "（三）"],
        ["1.", "2.", "3."],
        ["第5.1条", "第5.2条", "第5.3条"],
        ["①", "②", "③"],
    ],
)
def test_a_clause_whose_number_hangs_out_is_one_paragraph(
    tmp_path: Path, numbers: list[str], indent: float, *, tab: bool
) -> None:
    """Cut after its first line, a clause of a contract has lost what it says; its number is how people name it."""
    found = paragraphs(tmp_path, "租.pdf", _hanging(numbers, indent=indent, tab=tab))
    assert [p.text.replace(" ", "") for p in found] == [n + s for n, s in zip(numbers, SAYINGS, strict=True)]
    assert not any(p.headings for p in found)


@pytest.mark.parametrize("number", ["第5.1条", "（一）", "10."])
def test_a_clause_broken_by_hand_is_one_paragraph(tmp_path: Path, number: str) -> None:
    """Who ends each line where it suits, leaves room at its end; the words still stand under each other."""
    lines = ["投标文件应当密封，并在封口处加盖公章，未密封的不予接收，由此产", "生的后果由投标人自行", "承担。"]

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 11)
        canvas.drawString(60, 770, number)
        for at, line in enumerate(lines[:2]):
            canvas.drawString(120, 770 - 18 * at, line)
        canvas.drawString(60, 720, "本条款由采购人负责解释，未尽事宜由双方依照招标文件另行协商，协商结果须书面确认。")

    (clause, _) = texts(tmp_path, "标.pdf", drawn(page))
    assert clause.replace(" ", "") == number + "".join(lines[:2])


def test_a_heading_is_not_joined_to_what_is_indented_below_it(tmp_path: Path) -> None:
    """Text set in by two characters stands under the words of 一、总则 as well."""

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 11)
        for at, line in enumerate(
            ["一、总则", "为规范取水行为，保护水源，制定本办法。", "二、附则", "本办法自发布之日起施行。"]
        ):
            canvas.drawString(60 + 22 * (at % 2), 770 - 18 * at, line)

    assert len(texts(tmp_path, "法.pdf", drawn(page))) == 4


def test_an_amount_at_the_beginning_of_a_line_is_no_clause(tmp_path: Path) -> None:
    """Numbers begin clauses only where others of their kind stand near."""
    lines = [
        "本年度全区用于老旧小区供水管网改造的资金共计三项，都已下达，其中市级财政安排",
        "3.2亿元，区级财政配套1.1亿元，其余由产权单位自行筹集。",
    ]
    data = drawn(written(lines, step=18))
    assert texts(tmp_path, "款.pdf", data) == ["".join(lines)]


@pytest.mark.parametrize(
    ("text", "values"),
    [("3.1 付款", (3, 1)), ("（十二）其他", (12,)), ("③复核", (3,)), ("2. 验收", (2,)), ("第七条 争议", (7,))],
)
def test_numbers_of_clauses_are_understood(text: str, values: tuple[int, ...]) -> None:
    label = label_of(text)
    assert label is not None
    assert label.values == values


@pytest.mark.parametrize("text", ["2024年预算", "12 月底前", "3.2亿元", "三个阶段", "1000立方米", "5", "0.5%左右"])
def test_amounts_dates_and_words_are_no_numbers_of_clauses(text: str) -> None:
    assert label_of(text) is None


LEADERS = {
    "dots": "................",
    "dots apart": ". . . . . . . . . .",
    "full-width dots": "．．．．．．．．",
    "full-width dots apart": "．　．　．　．　．",
    "ellipses": "………………",
    "ellipses apart": "… … … … … …",
    "middle dots": "·············",
    "operators": "⋅⋅⋅⋅⋅⋅⋅⋅⋅⋅",
    "narrow dots": "･･････････",
    "none": "          ",
}


@pytest.mark.parametrize("page", ["{}", "-{}-", "（{}）", "第{}页"])
@pytest.mark.parametrize("leader", LEADERS.values(), ids=LEADERS)
def test_a_table_of_contents_is_no_text(tmp_path: Path, leader: str, page: str) -> None:
    """Its lines are what a question about the chapter matches best, and they say nothing."""

    def listed(canvas: Canvas) -> None:
        canvas.drawString(280, 780, "目　录")
        for at, title in enumerate(["一、苗圃的灌溉制度", "二、病虫害的防治", "三、苗木出圃的标准"]):
            canvas.drawString(70, 740 - 20 * at, f"{title}{leader}" if leader.strip() else title)
            canvas.drawRightString(520, 740 - 20 * at, page.format(at * 2 + 3))

    def body(canvas: Canvas) -> None:
        canvas.drawString(70, 760, "苗圃每五天灌溉一次，夏季改为每三天一次，暴雨后停灌。")

    assert texts(tmp_path, "苗.pdf", drawn(listed, body)) == ["苗圃每五天灌溉一次，夏季改为每三天一次，暴雨后停灌。"]


def test_an_entry_whose_leader_is_drawn_belongs_to_the_others(tmp_path: Path) -> None:
    """A dotted line under the gap is no sign of the text, and entries beside it may have theirs."""

    def listed(canvas: Canvas) -> None:
        canvas.drawString(280, 780, "目录")
        canvas.drawString(70, 740, "一、育苗 ........................ 2")
        for at, title in enumerate(["二、移栽", "三、整枝", "四、采收"], start=1):
            canvas.drawString(70, 740 - 20 * at, title)
            canvas.drawRightString(520, 740 - 20 * at, str(at + 2))
        canvas.drawString(70, 500, "移栽前三天停水，带土起苗，当天栽完。")

    assert texts(tmp_path, "苗.pdf", drawn(listed)) == ["移栽前三天停水，带土起苗，当天栽完。"]


def test_an_ellipsis_before_a_number_is_text(tmp_path: Path) -> None:
    """Not every dot leads to a page."""
    said = ["他停了很久……才报出5这个数。", "电话：……", "共计……3 台"]
    data = drawn(written(said, step=40))
    assert texts(tmp_path, "话.pdf", data)[:2] == said[:2]


def test_the_lines_of_a_catalogue_know_their_entry(tmp_path: Path) -> None:
    """Four prices on four pages answer nobody who does not see which is whose."""

    def entry(model: str, price: str) -> list[str]:
        return [f"品种：{model}", f"每株：{price}", "苗龄：两年"]

    kinds = [entry("银杏", "45元"), entry("香樟", "30元"), entry("紫薇", "18元")]
    data = drawn(*(written(lines, step=24) for lines in kinds))
    found = paragraphs(tmp_path, "录.pdf", data)
    assert [(p.context, p.text) for p in found if p.text.startswith("每株")] == [
        ("品种：银杏", "每株：45元"),
        ("品种：香樟", "每株：30元"),
        ("品种：紫薇", "每株：18元"),
    ]


def test_the_head_of_a_letter_is_no_entry(tmp_path: Path) -> None:
    """One run of such lines belongs to nothing but itself."""
    lines = ["收件人：王主任", "日期：三月二日", "事由：闸门检修"]
    data = drawn(written(lines, step=24))
    assert [p.context for p in paragraphs(tmp_path, "函.pdf", data)] == ["", "", ""]


def test_lines_of_slides_are_not_joined_across_slides(tmp_path: Path) -> None:
    """A short line that is the only one of its slide has not run out of room."""
    lines = ["早晨六点放水", "傍晚七点关渠", "雨天不开闸门"]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(720, 405), invariant=1)
    for line in lines:
        canvas.setFont(FONT, 30)
        canvas.drawString(40, 350, "灌区值守要点")
        canvas.setFont(FONT, 20)
        canvas.drawString(60, 270, line)
        canvas.showPage()
    canvas.save()
    found = paragraphs(tmp_path, "课.pdf", buffer.getvalue())
    assert [(p.text, p.page) for p in found] == [(line, at) for at, line in enumerate(lines, 1)]
    assert found[0].document.title == "灌区值守要点"


@pytest.mark.parametrize("count", [2, 4, 6])
def test_items_of_one_length_are_not_joined(tmp_path: Path, count: int) -> None:
    """Lines of slides and forms often end at one place, as those of prose do, but have no marks in them."""
    lines = [f"{place}由组长清点" for place in ("东侧楼梯", "西侧楼梯", "北面操场", "南面车棚", "一楼大厅", "二楼走廊")]

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 24)
        canvas.drawString(40, 760, "演练要点安排")
        canvas.setFont(FONT, 18)
        for at, line in enumerate(lines[:count]):
            canvas.drawString(60, 700 - 26 * at, line)

    assert texts(tmp_path, "练.pdf", drawn(page))[-count:] == lines[:count]
