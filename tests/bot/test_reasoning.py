"""Why a paragraph was found, in the words every renderer shows."""

from __future__ import annotations

import pytest

from bot.messages import Explained, Language
from bot.render import telegram_html
from bot.render.reasoning import second_look
from bot.render.terminal import render
from index.explaining import Aspect, AspectGain, Reasons, WordShare
from index.model import DocumentInfo, Found, Hit, Paragraph, QueryTerm, Span, TermKind

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
    favoured, held_against = (second_look(why((aspect, gain)), language) for gain in (1.0, -1.0))
    assert favoured
    assert held_against not in ("", favoured)


def test_what_the_second_look_made_of_a_hit_fits_on_a_line_without_numbers() -> None:
    """What it weighed most, and which way; a raw gain says nothing to a person."""
    gains = ((Aspect.SENTENCE, 2.0), (Aspect.TITLE, -1.0), (Aspect.TOPIC, 0.5), (Aspect.SHAPE, 0.4))
    assert second_look(why(*gains), Language.HANS) == "与其他段落比，胜在：一句话里说全 · 谈到所问的事；输在：标题相合"


def test_a_second_look_that_saw_no_difference_says_nothing() -> None:
    """One hit alone is compared with itself; what summing leaves over is no reason."""
    assert second_look(why(), Language.EN) == ""
    assert second_look(why((Aspect.COUNTS, -1e-15)), Language.EN) == ""


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
