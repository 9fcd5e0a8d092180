from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Block, BlockKind, Document, DocumentInfo, Paragraph, Span
from index.paragraphs import split
from index.paragraphs.headings import article_start, han_number

INFO = DocumentInfo("d", "文.txt", "文", "v")
PROSE = "会议听取了上半年工作情况的汇报，研究了下一阶段的安排，并就有关事项作出决定，要求各单位抓紧落实。"


def _split(text: str, *blocks: Block) -> list[Paragraph]:
    return split(Document(INFO, text, blocks or None))


def _texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in _split(text)]


def test_a_line_is_a_paragraph() -> None:
    """Numbering counts the lines that hold something, as people count them."""
    assert _texts("\n  一行。\n\n\u3000\u3000二行，\n\u200b\n三行\t\n") == ["一行。", "二行，", "三行"]


def test_short_files_and_lists_are_not_taken_for_wrapped() -> None:
    """Verse, names and addresses have lines of one length too."""
    for lines in (
        ["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"] * 3,
        [PROSE] * 6,
        ["编号甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"] * 9,
    ):
        assert _texts("\n".join(lines)) == lines


def _wrapped(paragraph: str, width: int, indent: str = "") -> str:
    text = indent + paragraph
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


LONG = (
    "夜间值班人员应当在二十二点前签到，检查仓库门窗与消防设施；遇有紧急情况，立即报告值班领导，并做好记录。"
    "交接班时双方当面清点物品，签字确认，不得代签。"
)


@pytest.mark.parametrize("width", [30, 35, 40])
@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("\u3000\u3000", "\n")])
def test_wrapped_lines_are_joined_again(width: int, indent: str, between: str) -> None:
    """Old mail and scanned books cut lines at a column; an answer must not end there."""
    originals = [LONG[start:] + LONG for start in (0, 9, 21, 33)]
    text = between.join(_wrapped(paragraph, width, indent) for paragraph in originals)
    assert [found.replace("\n", "") for found in _texts(text)] == originals


def test_wrapped_english_is_joined_too() -> None:
    """Words do not fill a line to its last column."""
    lines = [
        "The duty officer signs in before ten in the evening, checks the doors",
        "and windows of the store and writes down what was found. In case of",
        "an emergency, the officer reports at once to the person in charge,",
        "who decides what is to be done, and the decision is written down.",
        "",
        "At the change of shift, both officers count the keys together, sign",
        "for them, and hand over the book.",
    ]
    assert _texts("\n".join(lines)) == ["\n".join(lines[:4]), "\n".join(lines[5:])]


REGULATION = """仓库管理规定

目录
第一章 总则
第二章 值班

第一章 总则
第一条 为了加强仓库管理，制定本规定。
第二条 本规定适用于全部仓库。
第二条规定的仓库包括临时仓库。
第二章 值班
第三条 值班人员应当做到：
（一）按时签到；
（二）检查门窗。
第四条 本规定自发布之日起施行。
"""


def test_articles_can_be_cited_by_number() -> None:
    """``第三条`` is how people ask for a rule and quote it; the items under it belong to it."""
    found = {paragraph.text: paragraph.article for paragraph in _split(REGULATION)}
    assert found["第一条 为了加强仓库管理，制定本规定。"] == "第一条"
    assert found["第二条规定的仓库包括临时仓库。"] == "第二条"
    assert found["（二）检查门窗。"] == "第三条"
    assert found["第二章 值班"] is None


def test_chapters_stand_above_articles() -> None:
    """第二章 › 第三条 is the place; the table of contents puts nothing under anything."""
    found = {paragraph.text: paragraph.headings for paragraph in _split(REGULATION)}
    assert found["第一条 为了加强仓库管理，制定本规定。"] == ("第一章 总则",)
    assert found["（一）按时签到；"] == ("第二章 值班",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("第十二条 仓库应当设专人看守。", "第十二条"),
        ("第十二条　仓库应当设专人看守。", "第十二条"),
        ("第12条 仓库", "第12条"),
        ("第十二条之一 仓库", "第十二条之一"),
        ("第十二條【值班】倉庫", "第十二條"),
        ("第十二条规定的情形除外。", None),
        ("第十二条、第十三条同时废止。", None),
        ("依照第十二条处理。", None),
    ],
)
def test_an_article_begins_only_where_it_is_not_spoken_of(line: str, name: str | None) -> None:
    """A paragraph that refers to an article is not that article."""
    start = article_start(line)
    assert (start.name if start else None) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("二〇", 20), ("１２", 12)],
)
def test_han_numbers_count(text: str, value: int) -> None:
    """Articles are counted in Han numerals."""
    assert han_number(text) == value


def test_numbered_headings_nest() -> None:
    """Official letters count 一、（一）1. and mean depth by it."""
    text = (
        f"通知\n一、总体要求\n{PROSE}\n（一）指导思想\n{PROSE}甲\n"
        f"二、主要任务\n（一）加强领导\n{PROSE}乙\n三、各单位要落实。{PROSE}\n{PROSE}丙"
    )
    found = {paragraph.text: paragraph.headings for paragraph in _split(text)}
    assert found[f"{PROSE}甲"] == ("一、总体要求", "（一）指导思想")
    assert found[f"{PROSE}乙"] == ("二、主要任务", "（一）加强领导")
    assert found[f"{PROSE}丙"] == ()


def test_items_of_a_list_head_nothing() -> None:
    """The last item of a list is not the heading of the paragraph behind it."""
    paragraphs = _split(f"{PROSE}\n1. 签到\n2. 巡查\n3. 交接\n{PROSE}")
    assert all(paragraph.headings == () for paragraph in paragraphs)


def test_a_short_line_above_prose_is_a_heading_and_a_paragraph() -> None:
    """News set their subheadings without numbers or marks."""
    paragraphs = _split(f"标题\n{PROSE}\n抓好夜间值班\n{PROSE}\n{PROSE}")
    assert [paragraph.headings for paragraph in paragraphs] == [(), (), (), ("抓好夜间值班",), ("抓好夜间值班",)]


def test_facts_and_signatures_are_not_headings() -> None:
    """``时间：上午九点`` above a paragraph is a fact of its own."""
    paragraphs = _split(f"{PROSE}\n时间：上午九点\n{PROSE}\n{PROSE}")
    assert all(paragraph.headings == () for paragraph in paragraphs)


def test_marked_headings_are_carried_not_counted() -> None:
    """A Word heading reaches what stands under it; over nothing it stays a paragraph."""
    text = "值班\n内容一。\n附件"
    blocks = [
        Block(Span(0, 2), BlockKind.HEADING, 1),
        Block(Span(3, 7), page=2, last_page=3, context="表头"),
        Block(Span(8, 10), BlockKind.HEADING, 1),
    ]
    first, second = _split(text, *blocks)
    assert (first.text, first.headings, first.page, first.last_page, first.context) == (
        "内容一。",
        ("值班",),
        2,
        3,
        "表头",
    )
    assert (second.text, second.ordinal, second.headings) == ("附件", 2, ())


CLAUSES = (
    ("3.1 ", "承租人应当于每月五日前支付当月租金，逾期支付的，每逾期一日按月租金的百分之一支付违约金。"),
    ("3.2 ", "未经出租人书面同意，承租人不得将房屋转租给他人，也不得改变房屋结构，不得在屋内存放易燃物品。"),
    ("3.3 ", "租赁期满，承租人应当将房屋恢复原状后交还，双方当面清点物品，并在交接单上签字，一式两份。"),
)


@pytest.mark.parametrize("marks", [("3.1 ", "3.2 ", "3.3 "), ("（一）", "（二）", "（三）"), ("1. ", "2. ", "3. ")])
@pytest.mark.parametrize("is_hanging", [True, False])
def test_clauses_stay_whole_however_their_lines_are_indented(marks: tuple[str, ...], *, is_hanging: bool) -> None:
    """Contracts set the further lines of a clause under its words, or at the margin."""
    lines = []
    for mark, (_, words) in zip(marks, CLAUSES, strict=True):
        width = sum(2 if char > "\u2e80" else 1 for char in mark)
        step = 20 if is_hanging else 20 + width // 2
        hang = " " * width if is_hanging else ""
        lines += [mark + words[:20], *(hang + words[at : at + step] for at in range(20, len(words), step))]
    found = _split("\n".join(lines))
    assert [paragraph.text.replace("\n", "").replace(" ", "") for paragraph in found] == [
        (mark + words).replace(" ", "") for mark, (_, words) in zip(marks, CLAUSES, strict=True)
    ]
    assert all(paragraph.headings == () for paragraph in found)


def test_a_short_clause_heads_nothing() -> None:
    """It rules something; the paragraph behind it stands under no heading of its words."""
    assert _split(f"{PROSE}\n3.2 承租人不得转租房屋\n{PROSE}")[-1].headings == ()
    assert _split(f"{PROSE}\n3.2 房屋的交还\n{PROSE}")[-1].headings == ("3.2 房屋的交还",)


@pytest.mark.parametrize(
    "leaders",
    [
        "……",
        "…",
        " . . . . ",
        "．．．．",
        "⋅⋅⋅⋅",
        " … … … ",
        "·····",
        "－－－－－－－－",
        "﹒﹒﹒﹒",
        " — — — — — — ",
        "▪▪▪▪",
    ],
)
def test_lines_of_contents_are_no_paragraphs(leaders: str) -> None:
    """They only say on which page a heading stands; a single blank to fill in is no table of contents."""
    text = f"目录\n第一章 总则{leaders}1\n第二章 值班{leaders}２\n附录{leaders} iv\n{PROSE}"
    assert _texts(text) == ["目录", PROSE]
    assert len(_texts(f"{PROSE}\n金额{leaders}3\n{PROSE}")) == 3


def test_contents_without_leaders_are_known_below_their_heading() -> None:
    """Word parts heading and page by a tab; elsewhere, such lines are figures somebody asks for."""
    lines = "第一章 总则\t1\n第二章 值班\t2\n附录\t12"
    assert _texts(f"目  录\n{lines}\n{PROSE}") == ["目  录", PROSE]
    assert len(_texts(f"库存\n{lines}\n{PROSE}")) == 5
    assert len(_texts(f"目录\n甲\t12\n乙\t3\n{PROSE}")) == 4


@given(st.lists(st.text("甲乙，；\n　 1一、第条章（）#abc:：\u200b", max_size=60), max_size=30).map("\n".join))
def test_paragraphs_lie_in_order_and_leave_nothing_out(text: str) -> None:
    """Whatever the text, each word stands in exactly one paragraph, at its place."""
    paragraphs = _split(text)
    assert [paragraph.ordinal for paragraph in paragraphs] == list(range(1, len(paragraphs) + 1))
    reached = 0
    for paragraph in paragraphs:
        assert paragraph.text == text[paragraph.span.start : paragraph.span.end]
        assert paragraph.text.strip() == paragraph.text != ""
        assert text[reached : paragraph.span.start].strip(" \n\u3000\u200b") == ""
        reached = paragraph.span.end
    assert text[reached:].strip(" \n\u3000\u200b") == ""
