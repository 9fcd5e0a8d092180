"""What a person sees in Telegram: whole, escaped, within the limits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Answered, Language, Passage, Said, Unanswered, View
from bot.render import telegram_answers, telegram_html
from bot.render.marked import Mark, Marked, Tag, clean, isolation, split, units
from index.model import Answer, Citation, DocumentInfo, NoAnswer, Paragraph, Reason, Span
from tests.bot.telegram_app import telegram_rules

_TEXTS = st.text(
    st.one_of(st.sampled_from("段落。！？\n，<&>𠮷😀👍🏽\u200d\u0301\u202e\u2069\u2068אب\x00"), st.characters())
)


@st.composite
def marked_texts(draw: st.DrawFn) -> Marked:
    text = clean(draw(_TEXTS))
    marks = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        marks.append(Mark(Span(start, draw(st.integers(start, len(text)))), draw(st.sampled_from(Tag))))
    return Marked(text, tuple(marks))


def paragraph(text: str, title: str = "年度报告", start: int = 40, heading: str = "二、组织") -> Paragraph:
    info = DocumentInfo("d1", "报告.txt", title, "v1")
    return Paragraph(info, 12, Span(start, start + len(text)), text, (heading,), page=3)


def cite(text: str, evidence: str, answer: str) -> Citation:
    at, inner = 40 + text.index(evidence), evidence.index(answer)
    return Citation(paragraph(text), Span(at, at + len(evidence)), Span(at + inner, at + inner + len(answer)))


def answered(citation: Citation, confidence: float = 0.93) -> Answered:
    return Answered(Answer("问", (citation,), confidence, (citation.paragraph,)))


@given(marked_texts(), st.integers(2, 60))
def test_the_parts_of_a_split_text_are_the_text(whole: Marked, limit: int) -> None:
    """A long paragraph sent in several messages loses and repeats nothing."""
    parts = split(whole, limit)
    assert "".join(part.text for part in parts) == whole.text
    assert all(telegram_rules.units(part.text) <= limit for part in parts)


@given(marked_texts(), st.integers(2, 60))
def test_every_part_is_html_that_telegram_reads_back_as_its_text(whole: Marked, limit: int) -> None:
    """Markup cut in two would make Telegram refuse the message; text taken for markup would vanish."""
    for part in split(whole, limit):
        assert telegram_rules.plain(part.html()) == part.text


@given(_TEXTS)
def test_length_is_counted_as_telegram_counts(text: str) -> None:
    """An emoji is two units; counting characters would overrun the limit."""
    assert units(clean(text)) == telegram_rules.units(clean(text))
    assert len(clean(text)) == len(text)


@given(_TEXTS)
def test_isolation_closes_exactly_what_it_opens(text: str) -> None:
    """A stray direction mark in a document must not turn the rest of the message around."""
    before, after = isolation(text)
    depth = 0
    lowest = 0
    for character in before + text:
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        lowest = min(lowest, depth)
    assert lowest == 0
    if before:
        assert depth - len(after) == 0


def test_a_text_is_cut_behind_a_sentence() -> None:
    """A message that ends in mid-sentence is hard to read."""
    parts = split(Marked("第一句话说完了。第二句话还没说完呢"), 12)
    assert [part.text for part in parts] == ["第一句话说完了。", "第二句话还没说完呢"]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    """A line never begins with 」."""
    parts = split(Marked("他说：「好了。」然后走了很远"), 10)
    assert parts[0].text == "他说：「好了。」"


def test_an_emoji_of_several_characters_is_not_cut() -> None:
    """Half a family is another picture."""
    family = "👨\u200d👩\u200d👧"
    parts = split(Marked("一" * 6 + family), 12)
    assert [part.text for part in parts] == ["一" * 6, family]


def test_an_answer_shows_its_sentence_its_paragraph_and_its_place() -> None:
    """The whole of what the bot promises, in one message."""
    text = "全省有党员。年内全省发展党员6202名,比上年多。"
    html = telegram_html.messages(answered(cite(text, "年内全省发展党员6202名,比上年多。", "6202名")), Language.HANS)
    assert "\n".join(html).split("\n") == [
        "<b>6202名</b>",
        "年内全省发展党员<b><u>6202名</u></b>,比上年多。",
        "<blockquote expandable>全省有党员。年内全省发展党员<b><u>6202名</u></b>,比上年多。</blockquote>",
        "《年度报告》第12段 · 第3页 · 二、组织 · 把握高",
    ]


def test_a_paragraph_that_is_the_answer_is_not_shown_twice() -> None:
    """Repeating the same sentence three times helps nobody."""
    html = telegram_html.messages(
        answered(cite("地址：海棠路5号", "地址：海棠路5号", "地址：海棠路5号")), Language.HANS
    )
    assert html[0].count("海棠路") == 1


def test_markup_in_a_document_is_shown_not_obeyed() -> None:
    """Documents hold HTML and Markdown; both are text here."""
    html = telegram_html.messages(
        answered(cite("用 <b>&amp; **粗体** </blockquote>。", "用 <b>&amp; **粗体** </blockquote>。", "**粗体**")),
        Language.HANS,
    )
    assert "&lt;b&gt;&amp;amp; " in html[0]
    assert telegram_rules.plain(html[0]).startswith("**粗体**\n用 <b>&amp; **粗体** </blockquote>。")


@pytest.mark.parametrize("language", Language)
def test_a_long_paragraph_is_excerpted_around_the_evidence(language: Language) -> None:
    """One answer stays one message; the whole paragraph is a button away."""
    text = "前面的话很多。" * 700 + "答案是四十二。" + "后面的话也多。" * 700
    html = telegram_html.messages(answered(cite(text, "答案是四十二。", "四十二")), language)
    assert len(html) == 1
    quote = telegram_rules.plain(html[0]).split("\n")[2]
    assert "答案是四十二。" in quote
    assert quote.startswith("……前面")
    assert quote.endswith("……")


@given(text=_TEXTS.filter(lambda t: bool(t.strip())), data=st.data(), repeat=st.integers(1, 400))
def test_any_citation_of_any_text_fits_and_parses(text: str, data: st.DataObject, repeat: int) -> None:
    """Whatever stands in a document, its answer can be sent."""
    text *= repeat
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = Citation(paragraph(text, start=0, title=text, heading=text), Span(0, len(text)), Span(start, end))
    citation = replace(citation, paragraph=replace(citation.paragraph, context=data.draw(_TEXTS) * repeat))
    nothing = Unanswered(NoAnswer("问", Reason.NOT_CONFIDENT, 0.2, (citation.paragraph,)))
    for reply in (answered(citation), nothing, Passage((citation.paragraph,) * 2, View.AFTER)):
        for html in telegram_html.messages(reply, Language.HANT):
            telegram_rules.check(
                "sendMessage", {"text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
            )


def row(text: str, header: str = "部门 项目 <万元>") -> Paragraph:
    return replace(paragraph(text), context=header)


def test_the_header_of_a_table_stands_in_the_quote_above_the_row() -> None:
    """120 of what? A row says nothing without the names of its columns."""
    cell = Citation(row("图书馆 | 购书 | 120"), Span(40, 54), Span(51, 54))
    assert telegram_html.messages(answered(cell), Language.HANS)[0].split("\n")[:3] == [
        "<b>120</b>",
        "<blockquote expandable><i>部门 项目 &lt;万元&gt;</i>",
        "图书馆 | 购书 | <b><u>120</u></b></blockquote>",
    ]


def test_the_header_of_a_table_stands_above_a_row_that_is_the_answer() -> None:
    """There is no quote then, and the columns are to be named all the same."""
    whole = Citation(row("图书馆 | 购书 | 120"), Span(40, 54), Span(40, 54))
    assert telegram_html.messages(answered(whole), Language.HANS)[0].split("\n")[:2] == [
        "<i>部门 项目 &lt;万元&gt;</i>",
        "<b>图书馆 | 购书 | 120</b>",
    ]


def test_the_header_of_a_table_stands_above_the_nearest_row() -> None:
    """Whoever looks through the nearest paragraphs must be able to read them."""
    reply = Unanswered(NoAnswer("问", Reason.NOT_CONFIDENT, 0.2, (row("图书馆 | 修缮 | 48"),)))
    assert telegram_html.messages(reply, Language.HANS)[0].split("\n")[3:] == [
        "<blockquote expandable><i>部门 项目 &lt;万元&gt;</i>",
        "图书馆 | 修缮 | 48</blockquote>",
    ]


def test_the_header_of_a_table_stands_once_above_the_rows_of_a_passage() -> None:
    """Repeated above each row it would hide them."""
    rows = tuple(replace(row(text), ordinal=n) for n, text in enumerate(("购书 | 120", "修缮 | 48"), 12))
    shown = telegram_html.messages(Passage(rows, View.AFTER), Language.HANS)[0].split("\n")
    assert shown[1:] == ["<i>部门 项目 &lt;万元&gt;</i>", "购书 | 120", "", "修缮 | 48"]


def test_a_long_header_takes_nothing_from_the_limits() -> None:
    """Sheets have a hundred columns; one answer stays one message, with its row in it."""
    text = "前面的话很多。" * 700 + "答案是四十二。"
    citation = cite(text, "答案是四十二。", "四十二")
    wide = replace(citation, paragraph=replace(citation.paragraph, context="某一列的名称 " * 300))
    (html,) = telegram_html.messages(answered(wide), Language.HANS)
    _, quote = telegram_rules.plain(html).split("\n某一列的名称")
    assert telegram_rules.units(quote.rsplit("\n", 1)[0]) <= 1200
    assert "答案是四十二。" in quote


def test_no_answer_says_so_and_shows_what_is_nearest() -> None:
    """Silence with a pointer is worth more than an invented answer."""
    reply = Unanswered(NoAnswer("问", Reason.NOT_CONFIDENT, 0.2, (paragraph("近处的一段。"),)))
    assert telegram_html.messages(reply, Language.HANS)[0].split("\n") == [
        "文档里没有找到确切的答案。",
        "<b>最接近的段落</b>",
        "1. 《年度报告》第12段 · 第3页 · 二、组织",
        "<blockquote expandable>近处的一段。</blockquote>",
    ]


def test_of_a_sentence_shown_whole_the_words_that_answer_are_marked_in_their_paragraph() -> None:
    """Seen at a glance, and nothing around them lost."""
    text = "成员有阿甲、阿乙和阿丙。另有一人。"
    citation = Citation(paragraph(text), Span(40, 52), Span(40, 52), (Span(43, 45),))
    html = telegram_html.messages(answered(citation), Language.HANS)[0]
    sentence = "成员有<b><u>阿甲</u></b>、阿乙和阿丙。"
    assert html.startswith(f"{sentence}\n<blockquote expandable>{sentence}另有一人。")


def test_a_paragraph_of_one_sentence_shows_which_words_answer() -> None:
    """The sentence is all there is to quote, and not all of it is the answer."""
    text = "成员有阿甲、阿乙和阿丙。"
    citation = Citation(paragraph(text), Span(40, 52), Span(40, 52), (Span(43, 45),))
    html = telegram_html.messages(answered(citation), Language.HANS)[0]
    assert html.startswith("成员有<b><u>阿甲</u></b>、阿乙和阿丙。\n")
    assert "<blockquote" not in html


def test_a_changed_document_is_announced_above_what_was_cited() -> None:
    """An old button shows what was cited then, and says so."""
    whole = paragraph("旧的内容。")
    html = telegram_html.messages(Passage((whole,), View.WHOLE, 0, whole.span, whole.span, changed=True), Language.HANS)
    assert "文档后来有改动" in html[0]


@pytest.mark.parametrize(("confidence", "word"), [(0.95, "把握高"), (0.6, "把握中"), (0.2, "把握低")])
def test_confidence_is_a_word(confidence: float, word: str) -> None:
    """A raw score confuses."""
    html = telegram_html.messages(answered(cite("答。", "答。", "答"), confidence), Language.HANS)[0]
    assert html.endswith(word)
    assert "0." not in html


def test_the_copy_button_holds_the_answer_with_its_source_while_it_fits() -> None:
    """256 units is Telegram's limit; the source goes first, then the button."""
    assert (
        telegram_answers.copied([cite("答。", "答。", "答")], Language.HANS, 256)
        == "答——《年度报告》第12段 · 第3页 · 二、组织"
    )
    long = "很" * 250
    assert telegram_answers.copied([cite(long, long, long)], Language.HANS, 256) == long
    assert telegram_answers.copied([cite(long * 2, long * 2, long * 2)], Language.HANS, 256) is None


def test_a_sentence_of_the_program_escapes_what_people_typed() -> None:
    """A name typed by a person is text."""
    reply = Said("unknown_command", {"name": "<b>"})
    assert "/&lt;b&gt;" in telegram_html.messages(reply, Language.EN)[0]


def test_an_answer_of_an_earlier_edition_says_so() -> None:
    """Whoever reads a rule in the chat takes it for the one in force."""
    citation = cite("每证八册。", "每证八册。", "八册")
    answer = Answer("问", (citation,), 0.9, (), superseded_by="借阅规则（2024年版）")
    (shown,) = telegram_html.messages(Answered(answer), Language.HANS)
    assert "现行的《借阅规则（2024年版）》里没有找到这一点" in shown
