from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from index.loading.pdf.elements import Glyph
from index.loading.pdf.grids import Rule, tables

EM = 10.0
words = st.text(st.sampled_from("城东泵站检修阀门流量"), min_size=1, max_size=5)
grids = st.integers(2, 5).flatmap(
    lambda columns: st.lists(st.lists(words, min_size=columns, max_size=columns), min_size=2, max_size=6)
)


def _drawn(rows: list[list[str]], wide: float = 100.0, high: float = 30.0) -> tuple[list[Rule], list[Glyph]]:
    """A table from the top left corner at (50, 800)."""
    columns = len(rows[0])
    rules = [Rule(800 - high * line, 50, 50 + wide * columns, across=True) for line in range(len(rows) + 1)]
    rules += [Rule(50 + wide * column, 800 - high * len(rows), 800, across=False) for column in range(columns + 1)]
    glyphs = [
        Glyph(char, left := 55 + wide * x + EM * place, top := 780 - high * y, left + EM, top + EM, EM)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
        for place, char in enumerate(cell)
    ]
    return rules, glyphs


def _cut(rule: Rule, places: list[float]) -> list[Rule]:
    """The same line drawn piece by piece, the pieces overlapping a little, and sometimes whole once more."""
    marks = [rule.start, *sorted(rule.start + (rule.end - rule.start) * place for place in places), rule.end]
    pieces = [Rule(rule.at + 0.4, max(start - 9, rule.start), end, rule.across) for start, end in pairwise(marks)]
    return pieces + [rule] * (len(places) > 1)


@given(grids, st.lists(st.floats(0.2, 0.8), max_size=3), st.randoms(use_true_random=False))
def test_every_word_stands_in_its_row_however_the_lines_are_drawn(
    rows: list[list[str]], places: list[float], order: Random
) -> None:
    """Each program draws tables in another way: lines whole or in pieces, twice, in any order."""
    rules, glyphs = _drawn(rows)
    pieces = [piece for rule in rules for piece in _cut(rule, places)]
    order.shuffle(pieces)
    outside = Glyph("外", 20, 20, 30, 30, EM)
    rest, found = tables(pieces, [*glyphs, outside], 1)
    assert rest == [outside]
    assert [line.text for line in found] == [" | ".join(row) for row in rows]
    assert [line.middle for line in found] == sorted((line.middle for line in found), reverse=True)


def test_a_drawing_is_no_table() -> None:
    """A map of thousands of lines would take minutes and make no sense."""
    rules, glyphs = _drawn([["甲", "乙"]] * 2)
    lines = [Rule(float(at * 3), 0, 600, across=True) for at in range(300)]
    assert tables([*rules, *lines], glyphs, 1) == (glyphs, [])


def test_lines_that_part_columns_of_prose_are_no_table() -> None:
    """A cell as long as a page is a column, whose paragraphs must be told apart."""
    rules, _ = _drawn([["甲", "乙"]] * 2, wide=250, high=350)
    corners = [(60 + EM * (place % 20), 780 - EM * (place // 20)) for place in range(600)]
    prose = [Glyph("文", left, bottom, left + EM, bottom + EM, EM) for left, bottom in corners]
    assert tables(rules, prose, 1) == (prose, [])
