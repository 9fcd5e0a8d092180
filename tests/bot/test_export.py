"""What people carry away: verbatim, with its sources, and harmless in whatever opens it."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.exchanges import Exchange, Told
from bot.ledger import State, UnansweredQuestion
from bot.messages import Language
from bot.render import export
from bot.render.export import Format
from bot.render.export.markdown import escaped
from bot.render.export.unanswered import cell, table
from bot.render.printable import inert
from index.model import Citation, Computed, DateSource, DocumentInfo, Paragraph, Reason, Span

NOW = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)
_INFO = DocumentInfo("d", "制度/图书馆.txt", "开放规定", "v1", dt.date(2025, 6, 1), DateSource.TEXT)
_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def paragraph(text: str, ordinal: int = 4, context: str = "") -> Paragraph:
    return Paragraph(_INFO, ordinal, Span(100, 100 + len(text)), text, ("二、借阅",), page=3, context=context)


def cited(text: str, answer: str, **more: str) -> Citation:
    start = 100 + text.index(answer)
    here = paragraph(text, context=more.get("context", ""))
    return Citation(here, here.span, Span(start, start + len(answer)), part=more.get("part", ""))


ANSWERED = Exchange("可借几册？", NOW, 0.93, (cited("每证可借10册。", "10册"), cited("可借10册，\n借期30天。", "10册")))
LIST = Exchange("有哪些馆？", NOW, 0.8, (cited("东馆", "东馆"), cited("西馆", "西馆")), told=Told("全市的馆："))
COMPUTED = Exchange(
    "去年比今年多多少？",
    NOW,
    0.7,
    (cited("去年12个。", "12", part="去年"), cited("今年9个。", "9", part="今年")),
    told=Told(
        computed=Computed("12 − 9", "3", "个"),
        parts=("去年", "今年"),
        missing=("前年",),
        left=2,
        superseded_by="二〇二四年版",
    ),
)
SILENT = Exchange(
    "馆长是谁？",
    NOW,
    0.2,
    nearest=(paragraph("周一闭馆。", 2),),
    understood_as="图书馆馆长是谁？",
    told=Told(missing=("馆长",), reason=Reason.NOT_CONFIDENT),
)


def markdown(*exchanges: Exchange, language: Language = Language.HANS, left_out: int = 0) -> str:
    return export.document(exchanges, Format.MARKDOWN, language, NOW, left_out).decode()


def shown(text: str) -> str:
    """What a reader of the Markdown sees, tags taken off."""
    return html.unescape(re.sub(r"<[^>]*>", "", _READER.render(text)))


def test_an_answer_stands_with_its_quotes_and_numbered_sources() -> None:
    """Who gets the file checks it without the program."""
    text = markdown(ANSWERED)
    assert "## 1. 可借几册？" in text
    assert "**10册** \\[1\\]" in text
    assert "把握高（93%）" in text
    assert "\\[1\\] 《开放规定》第4段 · 第3页 · 二、借阅 · 2025-06-01 · 制度/图书馆.txt\n\n> 每证可借10册。" in text
    assert "\\[2\\] " in text
    assert "> 可借10册，\\\n> 借期30天。" in text


def test_items_of_a_list_are_told_once_each_with_their_source() -> None:
    """Twice the same words are read as two things."""
    text = markdown(LIST)
    assert "*全市的馆：*" in text
    assert text.count("西馆") == 1
    assert "**西馆** \\[2\\]" in text
    assert "\\[2\\] 《开放规定》" in text


def test_a_computed_result_is_marked_as_computed() -> None:
    """It stands in no document: nobody may look for it there."""
    text = markdown(COMPUTED)
    assert "计算：12 − 9 = 3 个（按引用的数字算出，不是原文）" in text
    assert "*去年*" in text
    assert "没有找到答案：前年" in text
    assert "现行的《二〇二四年版》里没有找到这一点" in text
    assert "还有 2 个没有查" in text


def test_silence_names_its_reason_and_the_nearest_paragraphs() -> None:
    """What is missing is known by it."""
    text = markdown(SILENT)
    assert "理解为：图书馆馆长是谁？" in text
    assert "文档里没有找到确切的答案。没有提到：馆长。" in text
    assert "1. 《开放规定》第2段" in text
    assert "周一闭馆" not in text


def test_what_is_left_out_is_said() -> None:
    """A file that looks whole and is not misleads."""
    assert "更早的 7 个问题没有放进来。" in markdown(ANSWERED, left_out=7)


@pytest.mark.parametrize("language", Language)
def test_word_says_what_markdown_says(language: Language) -> None:
    """Two kinds of file, one content."""
    exchanges = (ANSWERED, LIST, COMPUTED, SILENT)
    data = export.document(exchanges, Format.WORD, language, NOW, 0)
    rows = [row.text for row in docx.Document(io.BytesIO(data)).paragraphs]
    seen = shown(markdown(*exchanges, language=language))
    for row in rows:
        words = re.sub(r"^\d+\. ", "", row)
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", seen)
    assert "10册 [1]" in rows


def test_a_word_file_takes_any_character() -> None:
    """XML has no place for many; the file is made all the same."""
    hostile = Exchange("a\x00b\ufffe\ud800c\x1b[2J", NOW, 0.5, (cited("x\x0by\u202ez", "y"),))
    data = export.document((hostile,), Format.WORD, Language.HANS, NOW, 0)
    text = "\n".join(row.text for row in docx.Document(io.BytesIO(data)).paragraphs)
    assert "x y z" in text
    assert b"\x1b" not in markdown(hostile).encode()


_SIGNS = st.text(st.sampled_from("`*_[]()<>#!|~$&@\\-+=:.1 \n\t\"'ahttpswww/xé字，"), max_size=60)


@given(st.one_of(_SIGNS, st.text(max_size=60)))
def test_no_text_becomes_markup_in_markdown(text: str) -> None:
    """A document that was sent by a stranger makes no link, no picture and no HTML in the file."""
    tokens = _READER.parse(f"> {'> '.join(escaped(text).splitlines(keepends=True))}")
    kinds = {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "hardbreak",
        "softbreak",
    }


@given(st.one_of(_SIGNS, st.text(max_size=60)))
def test_a_reader_of_markdown_sees_the_text_letter_by_letter(text: str) -> None:
    """A quote is verbatim or it is none; white space at the ends of lines no reader of Markdown shows."""
    seen = "".join(
        child.content
        for token in _READER.parse(escaped(text))
        for child in token.children or ()
        if child.type.startswith("text")
    )
    assert re.sub(r"\s", "", seen) == re.sub(r"\s", "", inert(text)).replace("\x00", "")


@pytest.mark.parametrize(
    "text",
    [
        "[点我](https://evil.example)",
        "<script>alert(1)</script>",
        "![](https://evil.example/x.png)",
        "<https://evil.example>",
        "https://evil.example",
        "www.evil.example",
        "[a]: https://evil.example",
        "&lt;b&gt;",
    ],
)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    """What people try first."""
    hostile = Exchange(text, NOW, 0.9, (cited(f"前文 {text} 后文", text),))
    made = markdown(hostile)
    assert not re.search(r"<(?:a|img|script)\b", _READER.render(made))
    assert text in shown(made)
    assert "https://evil" not in made
    assert "www.evil" not in made


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1", "\r-1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    """A question asked by a stranger is opened by an administrator, in Excel."""
    assert cell(text).startswith("'")


def test_the_table_opens_in_excel_as_it_is() -> None:
    """UTF-8 without a mark in front is garbage there; ordinary cells stay as they are."""
    one = UnansweredQuestion(0.0, "馆长\x1b是谁？", 0.25, "=A1", 3, State.OPEN)
    text = table([one])
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (row["question"], row["nearest_title"], row["nearest_paragraph"]) == ("馆长 是谁？", "'=A1", "3")
