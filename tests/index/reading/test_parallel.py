"""Clauses side by side: who asks for the adults' price must not see the students' marked."""

from __future__ import annotations

import pytest

from index.model import Span, TermKind
from index.query import parse
from index.reading.parallel import own_figure
from tests.analysis import ANALYZER

_PIER = "修码头的总经费4亿8千万元,其中县里补3亿6千万元,明年完工。"
_TICKETS = "成人票每张30元,学生票每张15元。"


@pytest.mark.parametrize(
    ("question", "text", "picked", "expected"),
    [
        ("成人票每张多少元?", _TICKETS, "学生票每张15元", "30元"),
        ("学生票每张多少元?", _TICKETS, "15元", "15元"),
        ("票每张多少元?", _TICKETS, "15元", "15元"),
        ("成人票多少元?", _TICKETS, "30元,学生票每张15元", "30元,学生票每张15元"),
        ("渡口几点开?", "渡口6点开,全长15公里。", "15公里", "15公里"),
        ("修码头花了多少钱", _PIER, "县里补3亿6千万元", "4亿8千万元"),
        ("修码头县里补了多少钱", _PIER, "3亿6千万元", "3亿6千万元"),
        ("盛老师电话多少?", "电话:2201(采编部,路老师),2202(办证处,盛老师)。", "2201", "2202"),
        ("办证处电话多少?", "采编部(2201)、办证处(2202)", "2201", "2202"),
        ("图书馆电话多少?", "电话:2201(采编部,路老师),2202(办证处,盛老师)。", "2201", "2201"),
        ("押金多少?", "押金按件收取,每件20元,租金每天5元。", "5元", "5元"),
    ],
)
def test_the_figure_of_what_was_named_is_taken(question: str, text: str, picked: str, expected: str) -> None:
    """Only where the clause of the other figure says all that the picked one does, and more of the question."""
    start = text.index(picked)
    words = parse(question, ANALYZER).terms[TermKind.WORD]
    found = own_figure(text, Span(0, len(text)), Span(start, start + len(picked)), words)
    assert found.of(text) == expected
