from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Block, BlockKind, Document, DocumentInfo, Span
from index.paragraphs import split
from index.paragraphs.items import item_of

INFO = DocumentInfo("d", "文.txt", "文", "v")
PROSE = "仓库由后勤处管理，夜间由保安队值守，重要物资须双人双锁保管，任何人不得擅自取用，违者按规定处理，并通报全院。"


def _contexts(text: str, *blocks: Block) -> dict[str, str]:
    """The context of each paragraph by its text."""
    return {one.text: one.context for one in split(Document(INFO, text, blocks or None))}


def _marked(*pieces: tuple[str, BlockKind, int]) -> tuple[str, list[Block]]:
    text = ""
    blocks = []
    for words, kind, level in pieces:
        blocks.append(Block(Span(len(text), len(text) + len(words)), kind, level))
        text += words + "\n"
    return text, blocks


@pytest.mark.parametrize(
    "items",
    [
        ("（一）借书证；", "（二）押金收据；", "（三）委托书。"),
        ("1. 借书证", "2. 押金收据", "3. 委托书"),
        ("1、借书证", "2、押金收据", "10、委托书"),
        ("1) 借书证", "2) 押金收据", "3) 委托书"),
        ("① 借书证", "② 押金收据", "③ 委托书"),
        ("a. 借书证", "b. 押金收据", "c. 委托书"),
        ("第一步，填表", "第二步，签字", "第三步，领取"),
        ("• 借书证", "• 押金收据", "• 委托书"),
        ("- 借书证", "- 押金收据", "- 委托书"),
        ("借书证", "押金收据", "委托书"),
        ("借书证；", "押金收据；", "委托书。"),
        ("带借书证。", "带押金收据。", "带委托书。"),
    ],
)
def test_every_item_of_a_list_carries_the_line_above_it(items: tuple[str, ...]) -> None:
    """An item alone does not say what it is an item of; what comes after the list is none."""
    lead = "退还押金时须带下列材料："
    found = _contexts("\n".join((PROSE, lead, *items, "甲" + PROSE, "谢谢")))
    assert [found[item] for item in items] == [lead] * len(items)
    assert (found[PROSE], found[lead], found["甲" + PROSE], found["谢谢"]) == ("", "", "", "")


def test_an_article_leads_its_items() -> None:
    """Of a long paragraph the sentence that leads is enough; the next article ends the list."""
    long = f"第五条 {PROSE}{PROSE}{PROSE}有下列情形之一的，不得借阅："
    found = _contexts(f"{long}\n（一）有欠费；\n（二）有破损。\n第六条 本规定自公布之日起施行。")
    assert found["（一）有欠费；"] == found["（二）有破损。"] == "有下列情形之一的，不得借阅："
    assert found["第六条 本规定自公布之日起施行。"] == ""


def test_a_list_inside_an_item_adds_its_own_lead_in() -> None:
    """Whoever reads the inner item sees both lines; the outer list goes on without the inner one."""
    found = _contexts(
        "申请须符合下列条件：\n（一）年满十八周岁；\n（二）具备下列证件之一：\n1. 身份证\n2. 护照\n（三）无不良记录。"
    )
    assert found["2. 护照"] == "申请须符合下列条件：\n（二）具备下列证件之一："
    assert found["（三）无不良记录。"] == "申请须符合下列条件："


def test_indented_items_belong_to_the_item_above() -> None:
    """Markdown and mail nest by indent; the item itself is the lead-in, whatever it ends with."""
    found = _contexts("展厅开放如下：\n- 东楼\n  - 陶瓷厅\n  - 书画厅\n- 西楼")
    assert found["- 书画厅"] == "展厅开放如下：\n- 东楼"
    assert found["- 西楼"] == "展厅开放如下："


def test_a_list_ends_where_another_lead_in_begins_one() -> None:
    """Numbers that begin anew are another list."""
    found = _contexts("申请材料：\n1. 申请表\n2. 照片\n办理步骤：\n1. 登记\n2. 领证")
    assert (found["2. 照片"], found["1. 登记"], found["2. 领证"]) == ("申请材料：", "办理步骤：", "办理步骤：")
    bare = _contexts("所需物品：\n手套\n口罩\n禁止携带：\n打火机\n酒精")
    assert (bare["口罩"], bare["禁止携带："], bare["酒精"]) == ("所需物品：", "", "禁止携带：")


def test_numbers_go_on_behind_a_paragraph() -> None:
    """An item of several paragraphs does not end its list, but its second paragraph is no item."""
    found = _contexts(f"会议议定以下事项：\n一、修缮屋顶。{PROSE}\n{PROSE}\n二、更换门锁。{PROSE}")
    assert found[f"二、更换门锁。{PROSE}"] == "会议议定以下事项："
    assert found[PROSE] == ""


def test_headings_end_everything() -> None:
    """What stands under another heading hangs on no line above it."""
    found = _contexts(f"材料如下：\n1. 申请表\n2. 照片\n第二章 费用\n3. 工本费二十元\n{PROSE}")
    assert found["3. 工本费二十元"] == ""


def test_an_empty_line_ends_a_list_without_marks() -> None:
    """Signatures stand below lists; a list that is spaced itself goes on."""
    assert _contexts("出席：\n王工\n李工\n\n后勤处")["后勤处"] == ""
    assert _contexts("出席：\n\n王工\n\n李工")["李工"] == "出席："


def test_a_letter_is_no_list_of_whom_it_addresses() -> None:
    """``各部门：`` introduces nothing."""
    for address in ("各部门、各分公司：", "本院各科室、各门诊部门：", "尊敬的各位业主：", "张老师，您好："):
        assert _contexts(f"{address}\n因检修管道，明日停水。\n请提前储水。")["因检修管道，明日停水。"] == ""
    assert _contexts("各类押金：\n借书证五十元\n储物柜二十元")["储物柜二十元"] == "各类押金："


def test_a_figure_at_the_beginning_of_a_line_is_no_item() -> None:
    """``3.5亿元`` opens no list, so it ends the one before it."""
    found = _contexts(f"预算：\n1. 人工\n2. 材料\n{PROSE}\n9. 5亿元到账\n谢谢")
    assert found["9. 5亿元到账"] == ""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("问：押金多久退还？", "答：三个工作日内原路退还。"),
        ("問：押金多久退還？", "答：三個工作日內。"),
        ("Q：怎么续借", "A：在自助机上续借。"),
        ("Q1. 怎么续借？", "A1. 在自助机上续借。"),
        ("怎么续借？", "在自助机上续借。"),
        ("3. 怎么续借?", "在自助机上续借。"),
        ("【问】怎么续借？", "【答】在自助机上续借。"),
    ],
)
def test_an_answer_carries_its_question(question: str, answer: str) -> None:
    """The answer alone does not say what is asked; the next question is answered by the next line only."""
    found = _contexts(f"{PROSE}\n{question}\n{answer}\n{PROSE}甲\n问：周末开门吗？\n答：开门。\n{PROSE}乙")
    assert found[answer] == question
    assert found[question] == found["问：周末开门吗？"] == ""
    assert (found["答：开门。"], found[f"{PROSE}乙"]) == ("问：周末开门吗？", "")


def test_an_answer_reaches_to_the_next_question() -> None:
    """All paragraphs of an answer belong to it, where one sees where it ends."""
    found = _contexts(f"问：怎么办证？\n答：先登记。\n{PROSE}\n问：收费吗？\n答：不收。")
    assert found[PROSE] == "问：怎么办证？"


def test_a_list_in_an_answer_carries_both() -> None:
    """Question first, as it stands on the page."""
    found = _contexts("问：怎么办证？\n答：分两步：\n1. 登记\n2. 领取\n问：收费吗？\n答：不收。")
    assert found["2. 领取"] == "问：怎么办证？\n答：分两步："
    assert _contexts(f"需要带什么？\n1. 身份证\n2. 照片\n{PROSE}")["2. 照片"] == "需要带什么？"


def test_numbered_questions_are_each_their_own() -> None:
    """The number of the next question ends the answer."""
    found = _contexts("1. 怎么续借？\n在自助机上。\n2. 丢了怎么办？\n照价赔偿。")
    assert (found["2. 丢了怎么办？"], found["照价赔偿。"]) == ("", "2. 丢了怎么办？")


def test_a_list_of_questions_is_not_answered_by_what_follows() -> None:
    """Neither speech in a story is a question to the reader."""
    assert _contexts(f"会上提出：钱从哪来？\n人从哪来？\n{PROSE}")[PROSE] == ""
    assert _contexts(f"“去哪儿？”\n{PROSE}")[PROSE] == ""


def test_marked_items_and_rows_carry_the_line_above_them() -> None:
    """Word and web pages draw their bullets themselves; a table has its caption."""
    text, blocks = _marked(
        ("押金标准如下：", BlockKind.TEXT, 0),
        ("图书", BlockKind.ITEM, 0),
        ("线装书", BlockKind.ITEM, 1),
        ("期刊", BlockKind.ITEM, 0),
        (PROSE, BlockKind.TEXT, 0),
        ("各馆电话：", BlockKind.TEXT, 0),
        ("东馆 | 7701", BlockKind.ROW, 0),
        ("西馆 | 7702", BlockKind.ROW, 0),
    )
    found = _contexts(text, *blocks)
    assert found["线装书"] == "押金标准如下：\n图书"
    assert found["期刊"] == "押金标准如下："
    assert found["西馆 | 7702"] == "各馆电话："
    assert found[PROSE] == ""


def test_the_lead_in_stands_above_the_header_of_a_row() -> None:
    """What a format says of a piece is kept."""
    text = "各馆电话：\n东馆 | 7701"
    row = Block(Span(6, len(text)), BlockKind.ROW, context="馆 电话")
    assert _contexts(text, Block(Span(0, 5)), row)["东馆 | 7701"] == "各馆电话：\n馆 电话"


def test_a_table_behind_a_list_is_no_part_of_it() -> None:
    """Nor is another list behind lines without marks; a numbered list goes on behind a table inside it."""
    text, blocks = _marked(
        ("须带：", BlockKind.TEXT, 0),
        ("证件", BlockKind.ITEM, 0),
        ("东馆 | 7701", BlockKind.ROW, 0),
    )
    assert _contexts(text, *blocks)["东馆 | 7701"] == ""
    assert _contexts("出席：\n王工\n李工\n1. 修缮屋顶")["1. 修缮屋顶"] == ""
    text, blocks = _marked(
        ("标准如下：", BlockKind.TEXT, 0),
        ("1. 甲类收五十元。", BlockKind.TEXT, 0),
        ("东馆 | 7701", BlockKind.ROW, 0),
        ("2. 乙类收十元。", BlockKind.TEXT, 0),
    )
    assert _contexts(text, *blocks)["2. 乙类收十元。"] == "标准如下："


def test_marks_of_markdown_stand_before_the_piece() -> None:
    """Its pieces begin behind their marks."""
    text = "须知：\n\n> 1. 登记\n  * 领取"
    second = text.index("登记")
    assert item_of(text, Block(Span(second, second + 2))) is not None
    last = item_of(text, Block(Span(len(text) - 2, len(text))))
    assert last is not None
    assert (last.mark, last.indent) == ("*", 2)


@given(st.lists(st.text("甲乙，。；：:？\n　 123一二、.（）()•-问答", max_size=40), max_size=40).map("\n".join))
def test_contexts_are_lines_of_the_document_above(text: str) -> None:
    """Whatever the text, a paragraph hangs on earlier lines only, and on few."""
    for one in split(Document(INFO, text)):
        lines = [line for line in one.context.split("\n") if line]
        assert len(lines) <= 9
        assert all(line in text[: one.span.start] for line in lines)
