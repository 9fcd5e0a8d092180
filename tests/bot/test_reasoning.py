"""Why a paragraph was found, in the words every renderer shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from bot.messages import Answered, Explained, Language, Message
from bot.render import telegram_html
from bot.render.reasoning import reranking
from bot.render.terminal import render
from index.answering.explaining import Aspect, AspectGain, Reasons, WordShare
from index.library import Components, Library
from index.model import DocumentInfo, Found, Hit, Paragraph, QueryTerm, Span, TermKind
from index.store.refresh import Sources
from index.text import Analyzer
from tests.bot.conftest import AsFound, PlainReader

TERMS = (
    QueryTerm("册", TermKind.WORD, 2.0),
    QueryTerm("几册", TermKind.BIGRAM, 2.5),
    QueryTerm("火星", TermKind.WORD, 0.0),
)
HIT = Hit(Paragraph(DocumentInfo("a", "a.txt", "规则", "v"), 1, Span(0, 4), "八册书。"), 1, 1.0, (0.5, 0.5, 0.0))


def why(*gains: tuple[Aspect, float], missing: tuple[str, ...] = ("火星", "书架")) -> Reasons:
    return Reasons(HIT, (WordShare("册", 1.0),), missing, tuple(AspectGain(*gain) for gain in gains))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("aspect", Aspect)
def test_every_aspect_has_a_name_in_every_language(aspect: Aspect, language: Language) -> None:
    """A missing sentence would end the explanation."""
    favoured, held_against = (reranking(why((aspect, gain)), language) for gain in (1.0, -1.0))
    assert favoured
    assert held_against not in ("", favoured)


def test_what_the_reranker_made_of_a_hit_fits_on_a_line_without_numbers() -> None:
    """What it weighed most, and which way; a raw gain says nothing to a person."""
    gains = ((Aspect.SENTENCE, 2.0), (Aspect.TITLE, -1.0), (Aspect.TOPIC, 0.5), (Aspect.SHAPE, 0.4))
    assert reranking(why(*gains), Language.HANS) == "与其他段落比，胜在：一句话里说全 · 谈到所问的事；输在：标题相合"


def test_a_reranker_that_saw_no_difference_says_nothing() -> None:
    """One hit alone is compared with itself; what summing leaves over is no reason."""
    assert reranking(why(), Language.EN) == ""
    assert reranking(why((Aspect.COUNTS, -1e-15)), Language.EN) == ""


def test_terminal_and_telegram_give_the_same_reasons() -> None:
    """Who moves from one to the other should not read another story."""
    explained = Explained("几册", Found(TERMS, (HIT,), 2.0), (), (why((Aspect.TITLE, 1.0)),))
    terminal = render(explained, Language.HANS).plain
    (telegram,) = telegram_html.messages(explained, Language.HANS)
    for shown in (terminal, telegram):
        assert "册 100%" in shown
        assert "这一段没有：书架\n" in shown, "火星 stands above, among the words no paragraph holds"
        assert "胜在：标题相合" in shown
        assert shown.count("火星") == 1
        assert "几册" not in shown.replace("<b>几册</b>", "")


def test_an_answer_that_does_not_begin_with_what_was_read_most_surely_is_explained(tmp_path: Path) -> None:
    """Two reports disagree: the older one was read more surely, the newer one answers; that is no contradiction."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for year, sentence in ((2023, "湿地面积是1200公顷。"), (2024, "经重新测绘，湿地面积是1350公顷。")):
        text = f"{year}年度报告\n报告日期：{year}年12月1日\n{sentence}\n"
        (documents / f"{year}.txt").write_text(text, encoding="utf-8")
    components = Components(Analyzer, lambda _: AsFound(), lambda _: PlainReader(), 0.6)
    dialogue = Dialogue(Library(tmp_path / "index", Sources((documents,)), components), lambda *_: None)
    answered, explained = (dialogue.reply(Message(text, "here")) for text in ("湿地面积是多少公顷？", "/解释"))
    assert isinstance(answered, Answered)
    assert answered.answer.text.startswith("1350")
    for shown in (render(explained, Language.HANS).plain, *telegram_html.messages(explained, Language.HANS)):
        assert "说法不一，回答把较新的放在前面：《2024年度报告》第3段 · 2024-12-01" in shown
        assert "《2023年度报告》第3段 · 2023-12-01" in shown


def test_nothing_is_said_of_days_where_the_surest_stands_first(dialogue: Dialogue) -> None:
    """One document alone disagrees with nobody."""
    _, explained = (dialogue.reply(Message(text, "here")) for text in ("每人最多可借图书多少册", "/解释"))
    assert "说法不一" not in render(explained, Language.HANS).plain
