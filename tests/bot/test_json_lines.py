from __future__ import annotations

import json

import pytest

from bot.dialogue import Dialogue
from bot.messages import Answered, Explained, Language, Message, Said, Unanswered
from bot.render import json_lines
from index.answering.explaining import Aspect, AspectGain, Reasons, WordShare
from index.model import (
    Answer,
    Citation,
    Computed,
    DocumentInfo,
    Found,
    Hit,
    NoAnswer,
    Paragraph,
    QueryTerm,
    Reason,
    Span,
    TermKind,
)

KEYS = ["question", "status", "understood_as", "answer", "evidence", "confidence", "elapsed_ms", "citations", "nearest"]
CITED = ["document", "title", "paragraph", "page", "heading", "start", "end", "quote", "paragraph_text"]
NEAR = ["document", "title", "paragraph", "page", "paragraph_text"]


def asked(dialogue: Dialogue, question: str) -> Answered | Unanswered | Said:
    return dialogue.ask(Message(question, "here"))


def test_an_answer_has_the_keys_other_programs_rely_on(dialogue: Dialogue) -> None:
    """The shape is a contract."""
    question = "每人最多可借图书多少册"
    text = json_lines.line(question, asked(dialogue, question), Language.HANS)
    assert "\n" not in text
    made = json.loads(text)
    assert sorted(made) == sorted(KEYS)
    assert (made["status"], made["answer"], made["understood_as"]) == ("answered", "8册", None)
    assert made["answer"] in made["evidence"]
    first = made["citations"][0]
    assert sorted(first) == sorted(CITED)
    assert all(sorted(near) == sorted(NEAR) for near in made["nearest"])
    assert first["document"] == "library-rules.md"
    assert first["quote"] == made["answer"]
    assert first["end"] - first["start"] == len(first["quote"])
    assert first["heading"] == "第二章 借阅"
    assert first["quote"] in first["paragraph_text"]


def test_no_answer_has_its_nearest_and_nothing_else(dialogue: Dialogue) -> None:
    """A null where a program expects text must always be the same null."""
    question = "馆里养的小猫叫什么名字"
    made = json.loads(json_lines.line(question, asked(dialogue, question), Language.HANS))
    assert sorted(made) == sorted([*KEYS, "missing"])
    assert "小猫" in made["missing"]
    assert made["status"] == "no_answer"
    assert made["answer"] is None
    assert made["evidence"] is None
    assert made["citations"] == []
    assert made["nearest"]
    assert 0 <= made["confidence"] < 0.6


def test_small_talk_answers_without_citing(dialogue: Dialogue) -> None:
    """A program must be able to tell a greeting from an answer."""
    made = json.loads(json_lines.line("你好", asked(dialogue, "你好"), Language.EN))
    assert sorted(made) == sorted(KEYS)
    assert made["status"] == "chat"
    assert made["answer"].startswith("Hello")
    assert made["citations"] == made["nearest"] == []


def test_what_is_calculated_and_what_is_lacking_stand_in_keys_of_their_own() -> None:
    """A program shows the result apart from the quotes; where nothing is calculated the keys are as ever."""
    paragraph = Paragraph(DocumentInfo("a", "a.txt", "", "v"), 1, Span(0, 3), "八册书")
    citation = Citation(paragraph, Span(0, 3), Span(0, 2), part="借书")
    answer = Answer("问", (citation,), 0.9, (), computed=Computed("8 − 5", "3", "册"), missing=("还书",))
    made = json.loads(json_lines.line("问", Answered(answer), Language.HANS))
    assert sorted(made) == sorted([*KEYS, "computed", "missing"])
    assert made["computed"] == {"expression": "8 − 5", "value": "3", "unit": "册"}
    assert made["missing"] == ["还书"]
    assert made["citations"][0]["part"] == "借书"


def test_that_an_edition_is_no_longer_in_force_stands_in_a_key_of_its_own() -> None:
    """A program must not show a rule as valid that the newer edition does not hold any more."""
    paragraph = Paragraph(DocumentInfo("a", "a.txt", "规则（2021年版）", "v"), 1, Span(0, 3), "八册书")
    citation = Citation(paragraph, Span(0, 3), Span(0, 2))
    answer = Answer("问", (citation,), 0.9, (), superseded_by="规则（2024年版）")
    made = json.loads(json_lines.line("问", Answered(answer), Language.HANS))
    assert sorted(made) == sorted([*KEYS, "superseded_by"])
    assert made["superseded_by"] == "规则（2024年版）"


def test_whom_a_name_may_mean_stands_in_a_key_of_its_own() -> None:
    """A program can offer the names to choose from."""
    none = NoAnswer("问", Reason.NAMES_ALIKE, missing=("沈兰",), alike=("沈岚", "沈澜"))
    made = json.loads(json_lines.line("问", Unanswered(none), Language.HANS))
    assert sorted(made) == sorted([*KEYS, "alike", "missing"])
    assert made["alike"] == ["沈岚", "沈澜"]


def test_an_explanation_is_there_only_when_asked_for(dialogue: Dialogue) -> None:
    """Programs that check the keys strictly must not meet a new one."""
    question = "每人最多可借图书多少册"
    turn = asked(dialogue, question)
    assert isinstance(turn, Answered | Unanswered)
    explained = dialogue.explain(Message(question, ""), turn, hits=2)
    made = json.loads(json_lines.line(question, turn, Language.HANS, explained))
    assert sorted(made) == sorted([*KEYS, "explanation"])
    assert len(made["explanation"]["hits"]) == 2
    assert {"text", "kind", "idf"} == set(made["explanation"]["terms"][0])
    first = made["explanation"]["hits"][0]
    assert sum(word["share"] for word in first["words"]) == pytest.approx(1, abs=0.001)
    assert first["missing"] == []
    assert first["reranking"] == []


def test_an_explanation_says_what_moved_a_paragraph() -> None:
    """Which way, and not by how much: the numbers of one training mean nothing to the next."""
    hit = Hit(Paragraph(DocumentInfo("a", "a.txt", "", "v"), 1, Span(0, 2), "八册"), 1, 1.0, (1.0,))
    gains = (AspectGain(Aspect.TITLE, 2.0), AspectGain(Aspect.SHAPE, -1.0), AspectGain(Aspect.FIGURE, 1e-12))
    why = Reasons(hit, (WordShare("册", 1.0),), ("火星",), gains)
    explained = Explained("问", Found((QueryTerm("册", TermKind.WORD, 1.0),), (hit,)), (), (why,))
    made = json.loads(json_lines.line("问", Unanswered(NoAnswer("问", Reason.NOTHING_FOUND)), Language.EN, explained))
    (shown,) = made["explanation"]["hits"]
    assert shown["words"] == [{"word": "册", "share": 1.0}]
    assert shown["missing"] == ["火星"]
    assert shown["reranking"] == [{"aspect": "title", "favours": True}, {"aspect": "shape", "favours": False}]
