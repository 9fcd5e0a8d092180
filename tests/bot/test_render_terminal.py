from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from bot.dialogue import Dialogue
from bot.messages import Answered, DocumentList, Language, Listed, Message, Passage, View
from bot.render.layout import width
from bot.render.printable import printable
from bot.render.terminal import STYLES, render
from index.model import Answer, Citation, DocumentInfo, Paragraph, Span


def info(path: str = "a.txt", title: str = "标题") -> DocumentInfo:
    return DocumentInfo(path, path, title, "v")


def paragraph(text: str, ordinal: int = 1) -> Paragraph:
    return Paragraph(info(), ordinal, Span(100, 100 + len(text)), text)


def answered(text: str, evidence: Span, span: Span, marks: tuple[Span, ...] = ()) -> Answered:
    cited = Citation(paragraph(text), evidence.shifted(100), span.shifted(100), tuple(m.shifted(100) for m in marks))
    return Answered(Answer("问", (cited,), 0.9, ()))


def styled(text: Text, style: str) -> list[str]:
    return [text.plain[span.start : span.end] for span in text.spans if span.style == style]


def test_the_span_is_marked_in_its_sentence() -> None:
    """The eye should fall on the figure, not search the sentence for it."""
    shown = render(answered("甲。共有8册书。乙。", Span(2, 8), Span(4, 6)), Language.HANS)
    assert shown.plain == "8册\n共有8册书。\n《标题》第1段 · 把握高"
    assert styled(shown, "mark") == ["8册"]


def test_a_sentence_that_is_the_answer_is_shown_once() -> None:
    """Twice the same line looks like a fault."""
    shown = render(answered("共有8册书。", Span(0, 6), Span(0, 6)), Language.HANS)
    assert shown.plain == "共有8册书。\n《标题》第1段 · 把握高"


def test_the_items_of_a_list_are_marked_one_by_one() -> None:
    """What was asked with 哪些 has several answers."""
    shown = render(answered("有甲、乙、丙。", Span(0, 7), Span(1, 6), (Span(1, 2), Span(3, 4))), Language.HANS)
    assert styled(shown, "mark") == ["甲", "乙"]


def test_a_hard_wrapped_paragraph_is_shown_on_one_line() -> None:
    """Where the file broke its lines is of no interest, and a space between Han characters is wrong."""
    shown = render(answered("共有8册\n书和 two\nwords。", Span(0, 18), Span(2, 4)), Language.HANS)
    assert "共有8册书和 two words。" in shown.plain


def row(text: str, ordinal: int, header: str) -> Paragraph:
    return replace(paragraph(text, ordinal), context=header)


def test_the_header_of_a_table_stands_above_its_rows() -> None:
    """120 of what? A row says nothing without the names of its columns."""
    rows = (row("图书馆 | 购书 | 120", 3, "部门 项目 万元"), row("图书馆 | 修缮 | 48", 4, "部门 项目 万元"))
    other = (row("沈溪 | 馆长", 5, "姓名 职务"), paragraph("完。", 6))
    shown = render(Passage((*rows, *other), View.SOURCE, 0), Language.HANS).plain.splitlines()
    assert shown[3:] == [
        "     部门 项目 万元",
        "▶ 3  图书馆 | 购书 | 120",
        "  4  图书馆 | 修缮 | 48",
        "     姓名 职务",
        "  5  沈溪 | 馆长",
        "  6  完。",
    ]
    cited = Citation(rows[0], rows[0].span, Span(111, 114))
    answer = render(Answered(Answer("问", (cited,), 0.9, ())), Language.HANS).plain.splitlines()
    assert answer[:3] == ["120", "部门 项目 万元", "图书馆 | 购书 | 120"]
    whole = render(Answered(Answer("问", (Citation(rows[0], rows[0].span, rows[0].span),), 0.9, ())), Language.HANS)
    assert whole.plain.splitlines()[:2] == ["部门 项目 万元", "图书馆 | 购书 | 120"]


def test_a_header_shown_as_a_row_of_its_own_is_not_repeated() -> None:
    """The first row of a sheet is its header already."""
    head, first = paragraph("编号,名称", 1), row("A-1,投影仪", 2, "编号 名称")
    shown = render(Passage((head, first), View.SOURCE, 1), Language.HANS).plain.splitlines()
    assert shown[3:] == ["  1  编号,名称", "▶ 2  A-1,投影仪"]


def test_markup_in_a_document_is_text() -> None:
    """[bold] in a regulation is not a command to the screen."""
    text = "见[bold red]附件[/]8册。"
    shown = render(answered(text, Span(0, len(text)), Span(17, 19)), Language.HANS)
    assert "[bold red]附件[/]" in shown.plain


def test_what_a_terminal_would_obey_is_not_put_out() -> None:
    """A document must not be able to clear the screen or turn text around."""
    assert printable("a\x1b[2Jb\u202ec\x07\r\u2066") == "a [2Jb c   "
    shown = render(answered("甲\x1b[31m8册", Span(0, 8), Span(6, 8)), Language.HANS)
    assert "\x1b" not in shown.plain


@given(st.text())
def test_making_text_printable_keeps_its_length(text: str) -> None:
    """Offsets must hold after it."""
    assert len(printable(text)) == len(text)
    assert "\x1b" not in printable(text)


QUESTIONS = [
    "每人最多可借图书多少册",
    "馆里养的小猫叫什么名字",
    "/来源",
    "/下文",
    "/文档",
    "/范围 1",
    "/解释",
    "/帮助",
    "你好",
    "/来原",
]


@pytest.mark.parametrize("columns", [20, 33, 80])
@pytest.mark.parametrize("language", Language)
def test_every_reply_fits_the_terminal(dialogue: Dialogue, language: Language, columns: int) -> None:
    """A line that spills over is broken by the terminal, in the wrong place."""
    for question in QUESTIONS:
        shown = render(dialogue.reply(Message(question, "here", language)), language, columns)
        assert shown.plain.strip()
        for line in shown.plain.split("\n"):
            assert width(line) <= columns, (question, line)
            assert line == line.rstrip()


def test_every_style_used_is_known(dialogue: Dialogue) -> None:
    """An unknown style ends the program when it is printed."""
    for question in QUESTIONS:
        shown = render(dialogue.reply(Message(question, "here")), Language.HANS, 80)
        used = {str(span.style) for span in shown.spans} | {str(shown.style)}
        assert used <= {*STYLES, ""}


def test_a_changed_document_is_said_to_have_changed() -> None:
    """Or the reader takes old words for current ones."""
    passage = Passage((paragraph("旧文"),), View.WHOLE, 0, changed=True)
    assert "当时引用的内容" in render(passage, Language.HANS).plain


def test_a_list_of_several_pages_says_how_to_turn_them() -> None:
    """Page 1 of 9 is of no use to who does not know the next word to type."""
    one = Listed(info(), 3, "document_current")
    assert "下一页：/文档 2" in render(DocumentList((one,), 1, 2, 11), Language.HANS).plain
    assert "下一页" not in render(DocumentList((one,), 2, 2, 11), Language.HANS).plain


def test_page_heading_and_article_stand_in_the_source_line() -> None:
    """Who checks a citation on paper needs the page."""
    one = Paragraph(
        DocumentInfo("a.pdf", "a.pdf", "规定", "v", date(2024, 1, 1), None),
        12,
        Span(0, 3),
        "八册。",
        ("第二章 借阅",),
        "第三条",
        3,
        4,
        "附表",
    )
    shown = render(Answered(Answer("问", (Citation(one, one.span, one.span),), 0.6, ())), Language.HANS)
    assert shown.plain.endswith("《规定》第12段 · 第3–4页 · 附表 · 第二章 借阅 · 第三条 · 把握中")
