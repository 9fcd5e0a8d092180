"""Then and now side by side: who asks how many there are now must not be told how many there were."""

from __future__ import annotations

import pytest

from index.model import Span
from index.reading.moments import of_that_moment
from index.text import sentences

_CHOIR = "合唱团成立之初只有16人。如今团员已有94人,分四个声部。"
_DEBTS = "如今欠款15元。起初欠款20元,利息3元。"


@pytest.mark.parametrize(
    ("question", "text", "picked", "expected"),
    [
        ("合唱团现在有多少人?", _CHOIR, "16人", "94人"),
        ("合唱团成立之初有多少人?", _CHOIR, "94人", "16人"),
        ("合唱团有多少人?", _CHOIR, "16人", "16人"),
        ("合唱团现在有多少人?", _CHOIR, "94人", "94人"),
        ("合唱团现在分几个声部?", _CHOIR, "四个声部", "四个声部"),
        ("起初欠款多少?", _DEBTS, "15元", "15元"),
    ],
)
def test_the_figure_of_the_moment_that_was_named_is_taken(question: str, text: str, picked: str, expected: str) -> None:
    """Only where one figure of the same unit is told of that moment, and the picked one of the other."""
    start = text.index(picked)
    found = of_that_moment(question, text, sentences.split(text), Span(start, start + len(picked)))
    assert found.of(text) == expected
