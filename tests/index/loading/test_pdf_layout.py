from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.loading.pdf.elements import Glyph, Page
from index.loading.pdf.flow import flow
from index.loading.pdf.heads import without_running_heads
from index.loading.pdf.layout import glue, pieces, reading_order, rows

EM = 10.0


def _line(text: str, left: float, bottom: float) -> list[Glyph]:
    return [Glyph(c, left + EM * i, bottom, left + EM * (i + 1), bottom + EM, EM) for i, c in enumerate(text)]


def _page(number: int, *lines: list[Glyph]) -> Page:
    return Page(number, 0.0, 800.0, pieces((glyph for line in lines for glyph in line), number))


def test_characters_are_put_together_whatever_the_order_they_were_drawn_in() -> None:
    """Programs draw a page in any order they like."""
    line = _line("值班人员应当记录流量", 50, 700)
    page = _page(1, _line("第二行", 50, 680), line[5:], line[:5])
    assert [row.text for row in rows(page)] == ["值班人员应当记录流量", "第二行"]


def test_a_head_that_changes_only_its_number_repeats() -> None:
    """第1章 on the left pages, 第2章 on the right: numbers aside it is one line."""
    pages = [
        _page(n, _line(f"水务年报第{n}期", 50, 780), _line(f"正文之{'甲乙丙'[n - 1]}", 50, 400)) for n in (1, 2, 3)
    ]
    assert [[row.text for row in rows(page)] for page in without_running_heads(pages)] == [
        ["正文之甲"],
        ["正文之乙"],
        ["正文之丙"],
    ]


def test_what_repeats_in_the_middle_of_pages_stays() -> None:
    """A form says 姓名 on every page, and means it."""
    pages = [_page(n, _line("姓名和住址", 50, 400)) for n in (1, 2, 3)]
    assert without_running_heads(pages) == pages


def test_spaces_stand_between_words_only() -> None:
    """Justified Chinese has gaps that mean nothing."""
    assert glue("水", "泵", 0.3, space=True) == ""
    assert glue("a", "b", 0.0, space=True) == " "
    assert glue("a", "b", 0.3, space=False) == " "
    assert glue("第", "3", 0.1, space=False) == ""
    assert glue("章", "总", 1.0, space=False) == " "


_BOXES = st.builds(
    lambda char, x, y, size: Glyph(char, x, y, x + size, y + size, size),
    st.sampled_from("水泵ab1，。 -"),
    st.floats(0, 500),
    st.floats(0, 800),
    st.sampled_from([8.0, 10.0, 18.0]),
)


@given(st.lists(st.lists(_BOXES, max_size=60), max_size=4))
def test_no_arrangement_of_characters_loses_one(pages: list[list[Glyph]]) -> None:
    """A poster, a form, a drawing: whatever is on the page is text to be found."""
    made = [Page(number, 0.0, 820.0, pieces(glyphs, number)) for number, glyphs in enumerate(pages, start=1)]
    columns = reading_order(made)
    lines = sum(len(line.text.replace(" ", "")) for column in columns for line in column.lines)
    across = sum(len(row.text.replace(" ", "")) for page in made for row in rows(page))
    assert lines == across
    found = list(flow(columns))
    assert all(piece.last_page is None or piece.last_page > piece.page for piece in found)
    assert [piece.page for piece in found] == sorted(piece.page for piece in found)
