"""How much around a picked span is shown."""

from __future__ import annotations

import pytest

from index.model import Span
from index.query import parse
from index.reading.showing import shown
from index.text import Analyzer, fold, sentences

ANALYZER = Analyzer()


def told(question: str, paragraph: str, picked: str) -> tuple[str, str]:
    text = fold(paragraph).text
    parts = sentences.split(text)
    start = text.index(picked)
    span = Span(start, start + len(picked))
    sentence = next(part for part in parts if part.contains(span))
    evidence, answer = shown(parse(question, ANALYZER), text, parts, sentence, span)
    assert evidence.contains(answer)
    return evidence.of(text), answer.of(text)


@pytest.mark.parametrize(
    ("question", "paragraph", "picked", "answer"),
    [
        ("渡船为什么停航？", "站长说,因江面起雾,渡船停航一天。", "站长", "站长说,因江面起雾,渡船停航一天。"),
        ("船票丢了怎么办？", "先到售票处登记,再凭登记单补票。", "凭登记单补票", "先到售票处登记,再凭登记单补票。"),
        ("能带狗上船吗？", "带狗须用笼子,大狗不得上船。", "大狗", "带狗须用笼子,大狗不得上船。"),
        ("大狗", "小狗可以上船,大狗不得上船。", "小狗可以上船", "大狗不得上船"),
        ("渡口站长是谁？", "站长李舟,副站长张望。", "李舟", "李舟"),
    ],
)
def test_what_is_asked_decides_how_much_is_shown(question: str, paragraph: str, picked: str, answer: str) -> None:
    """A reason cut in half explains nothing; a name in a long sentence hides."""
    assert told(question, paragraph, picked)[1] == answer


def test_a_reason_in_the_next_sentence_is_the_answer() -> None:
    """「原因是」 stands behind what it explains as often as before it."""
    text = "渡船停航一天。原因是江面起雾。"
    assert told("渡船为什么停航？", text, "停航一天") == ("原因是江面起雾。", "原因是江面起雾。")


def test_a_long_sentence_is_shown_by_its_clause() -> None:
    """A page is no answer."""
    text = "登记" * 70 + ",再凭登记单补票,其余照旧。"
    assert told("船票丢了怎么办？", text, "凭登记单补票")[1] == "再凭登记单补票"
