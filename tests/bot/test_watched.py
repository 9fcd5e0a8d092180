"""What is news of a watched question, and what is not."""

from __future__ import annotations

import dataclasses

import pytest

from bot.messages import Language
from bot.render import watched as render
from bot.watched import Known, news
from index.model import Answer, Citation, Computed, DocumentInfo, NoAnswer, Paragraph, Reason, Span

_HANS = Language.HANS


def citation(text: str, answer: str, document: str = "甲.txt", at: int = 0, ordinal: int = 1) -> Citation:
    info = DocumentInfo(document, document, document.removesuffix(".txt"), "v1")
    paragraph = Paragraph(info, ordinal, Span(at, at + len(text)), text)
    start = at + text.index(answer)
    return Citation(paragraph, paragraph.span, Span(start, start + len(answer)))


def answer(*citations: Citation, **more: object) -> Answer:
    return dataclasses.replace(Answer("几册？", citations, 0.9, ()), **more)  # type: ignore[arg-type] # fields, by name


TEN = citation("可借10册。", "10册")
KNOWN = Known.of(answer(TEN), _HANS)
NOTHING = NoAnswer("几册？", Reason.NOT_CONFIDENT)


def test_another_answer_is_news() -> None:
    """That is what it is for."""
    now = news(KNOWN, answer(citation("可借12册。", "12册")), _HANS)
    assert now is not None
    assert [one.answer for one in now.quotes] == ["12册"]


def test_a_first_answer_is_news_and_none_any_more_is_not() -> None:
    """A file may be away for the moment it takes to replace it."""
    assert news(Known(), answer(TEN), _HANS) == KNOWN
    assert news(KNOWN, NOTHING, _HANS) is None
    assert news(Known(), NOTHING, _HANS) is None


def test_words_that_only_moved_are_no_news() -> None:
    """Somebody put a line above them, or broke the line: the answer is what it was."""
    moved = citation("可借10册。", "10册", at=500, ordinal=9)
    assert news(KNOWN, answer(moved), _HANS) is None
    broken, joined = citation("凭证\n可借10册。", "10册"), citation("凭证 可借10册。", "10册")
    assert news(Known.of(answer(broken), _HANS), answer(joined), _HANS) is None


def test_other_words_around_the_same_answer_are_news() -> None:
    """They may take it back: 「自明年起可借10册」."""
    assert news(KNOWN, answer(citation("明年起可借10册。", "10册")), _HANS) is not None


def test_the_same_words_in_another_document_are_news_unless_they_still_stand_in_the_first() -> None:
    """Who cites the document has to know that it is another one."""
    other = citation("可借10册。", "10册", "乙.txt")
    assert news(KNOWN, answer(other), _HANS) is not None
    assert news(KNOWN, answer(other, TEN), _HANS) is None
    assert news(KNOWN, answer(citation("可借12册。", "12册", "乙.txt"), TEN), _HANS) is not None


def test_further_sources_are_no_news() -> None:
    """The answer is the first of them."""
    assert news(KNOWN, answer(TEN, citation("可借30册。", "30册", "乙.txt")), _HANS) is None


def test_a_list_is_news_when_an_item_comes_or_goes_and_not_when_they_change_places() -> None:
    """All its items are the answer."""
    east, west = citation("东馆", "东馆"), citation("西馆", "西馆", ordinal=2)
    known = Known.of(answer(east, west, lead="馆："), _HANS)
    assert news(known, answer(west, east, lead="馆："), _HANS) is None
    assert news(known, answer(east, west, citation("北馆", "北馆"), lead="馆："), _HANS) is not None
    assert news(known, answer(east, lead="馆："), _HANS) is not None


def test_a_result_worked_out_anew_is_news() -> None:
    """Quotes alone do not tell."""
    before = Known.of(answer(TEN, computed=Computed("10 + 2", "12", "册")), _HANS)
    assert news(before, answer(TEN, computed=Computed("10 + 2", "12", "册")), Language.EN) is None
    assert news(before, answer(TEN, computed=Computed("10 − 2", "8", "册")), _HANS) is not None


def test_what_is_known_is_kept_as_it_is() -> None:
    """From one run to the next."""
    known = Known.of(answer(TEN, computed=Computed("10 + 2", "12", "册")), _HANS)
    assert Known.read(known.written()) == known
    assert Known.read(Known().written()) == Known()


@pytest.mark.parametrize("language", Language)
def test_news_show_the_old_quote_beside_the_new(language: Language) -> None:
    """Hostile words in either stay words."""
    now = Known.of(answer(citation("可借<b>12册</b>。", "<b>12册</b>")), language)
    html = render.news("几册？", KNOWN, now, language).html()
    assert html.index("可借10册。") < html.index("可借&lt;b&gt;12册")
    assert "<b>&lt;b&gt;12册&lt;/b&gt;</b>" in html


def test_a_long_list_of_long_items_fits_a_message() -> None:
    """Telegram takes 4096 units."""
    items = tuple(citation(f"{n}号馆，" + "很大" * 900, f"{n}号馆", ordinal=n + 1) for n in range(20))
    known = Known.of(answer(*items, lead="馆："), _HANS)
    assert len(render.news("有哪些馆？", KNOWN, known, _HANS).text) < 4096
