"""What is said of a thing must not be the opposite of what was asked for."""

from __future__ import annotations

import pytest

from index.model import Span
from index.query import parse
from index.reading.polarity import turns_round
from index.text import fold
from tests.analysis import ANALYZER


@pytest.mark.parametrize(
    ("question", "text", "picked", "turned"),
    [
        ("哪种船可以夜间航行？", "甲型船不可以夜间航行，乙型船可以夜间航行。", "甲型船", True),
        ("哪种船可以夜间航行？", "甲型船不可以夜间航行，乙型船可以夜间航行。", "乙型船", False),
        ("不可以夜间航行的是哪种船？", "乙型船可以夜间航行。", "乙型船", True),
        ("不可以夜间航行的是哪种船？", "甲型船不可以夜间航行。", "甲型船", False),
        ("哪种船可以在夜间航行？", "甲型船不可以在夜间航行，仅限白天航行。", "仅限白天", True),
        ("甲型船能不能夜间航行？", "甲型船不可以夜间航行。", "甲型船", False),
        ("联系不上站长，由谁决定停航？", "站长不在的，由值班员决定停航。", "值班员", False),
        ("甲型船的船长是谁？", "船长李舟不在甲型船上。", "李舟", False),
    ],
)
def test_a_denial_answers_no_question_for_what_does(question: str, text: str, picked: str, turned: bool) -> None:  # noqa: FBT001 - a case
    """Who buys the model that failed the test was told the opposite of the truth."""
    folded = fold(text).text
    at = folded.index(picked)
    assert turns_round(parse(question, ANALYZER), folded, Span(at, at + len(picked))) is turned
