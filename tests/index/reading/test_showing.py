"""How much around a picked span is shown."""

from __future__ import annotations

import pytest

from index.model import Span
from index.query import parse
from index.reading.showing import shown
from index.text import fold, sentences
from tests.analysis import ANALYZER


def told(question: str, paragraph: str, picked: str, share: float = 0.9) -> tuple[str, str]:
    text = fold(paragraph).text
    parts = sentences.split(text)
    start = text.index(picked)
    span = Span(start, start + len(picked))
    sentence = next(part for part in parts if part.contains(span))
    evidence, answer, _ = shown(parse(question, ANALYZER), text, parts, sentence, span, share)
    assert evidence.contains(answer)
    return evidence.of(text), answer.of(text)


@pytest.mark.parametrize(
    ("question", "paragraph", "picked", "answer"),
    [
        ("渡船为什么停航？", "站长说,因江面起雾,渡船停航一天。", "站长", "站长说,因江面起雾,渡船停航一天。"),
        ("船票丢了怎么办？", "先到售票处登记,再凭登记单补票。", "凭登记单补票", "先到售票处登记,再凭登记单补票。"),
        (
            "船票丢了怎么办？",
            "丢了船票不必着急。先到售票处登记,再凭登记单补票。",
            "不必着急",
            "丢了船票不必着急。先到售票处登记,再凭登记单补票。",
        ),
        ("怎么补票？", "怎么补票?先到售票处登记,再凭登记单补票。", "凭登记单补票", "先到售票处登记,再凭登记单补票。"),
        ("能带狗上船吗？", "带狗须用笼子,大狗不得上船。", "大狗", "带狗须用笼子,大狗不得上船。"),
        ("大狗", "小狗可以上船,大狗不得上船。", "小狗可以上船", "大狗不得上船"),
        (
            "哪些人可以免票？",
            "下列人免票：六岁以下儿童；七十岁以上老人；现役军人。其余购票。",
            "七十岁以上老人",
            "下列人免票:六岁以下儿童;七十岁以上老人;现役军人。",
        ),
        ("渡口的联系方式？", "联系人李舟。联系电话5520-1180。", "李舟", "联系人李舟。联系电话5520-1180。"),
        ("渡口站长是谁？", "站长李舟,副站长张望。", "李舟", "李舟"),
        ("开放日什么时候在哪里办？", "开放日5月3日在东门办。", "东门", "开放日5月3日在东门办。"),
        ("开放日在哪里办？", "开放日5月3日在东门办。", "东门", "东门"),
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


def test_of_a_long_paragraph_the_trouble_is_shown_with_what_helps() -> None:
    """Who asks what to do is not helped by reading again what went wrong."""
    text = "渡口每天开放。" * 25 + "如船票被雨淋湿,多半还认得出号码。擦干后到窗口换新票。周末照常。"
    assert (
        told("船票淋湿了怎么办？", text, "船票被雨淋湿")[1] == "如船票被雨淋湿,多半还认得出号码。擦干后到窗口换新票。"
    )


@pytest.mark.parametrize(
    ("paragraph", "share", "answer"),
    [
        ("渡船首班6点,末班21点,风大停航。另有快船。", 0.4, "渡船首班6点,末班21点,风大停航。"),
        ("渡船首班6点,末班21点,风大停航。另有快船。", 0.6, "末班21点"),
        ("渡船" + "每逢初一十五" * 9 + "首班6点,末班21点。", 0.4, "末班21点"),
    ],
)
def test_a_short_sentence_is_shown_whole_where_no_part_stands_out(paragraph: str, share: float, answer: str) -> None:
    """The first hour in place of the last is a missed boat; the sentence has both."""
    assert told("渡船最晚几点？", paragraph, "末班21点", share)[1] == answer
