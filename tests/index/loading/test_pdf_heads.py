"""What of the edges of pages is left out, and what a reader would miss."""

from __future__ import annotations

import pytest

from index.loading.pdf.elements import Glyph, Page
from index.loading.pdf.heads import without_running_heads
from index.loading.pdf.layout import pieces, rows

HEAD, FOOT = 780.0, 20.0


def _line(text: str, bottom: float, size: float = 10.0, left: float = 50.0) -> list[Glyph]:
    return [Glyph(c, left + size * i, bottom, left + size * (i + 1), bottom + size, size) for i, c in enumerate(text)]


def _pages(*contents: list[list[Glyph]]) -> list[Page]:
    body = "".join(chr(0x4E00 + 7 * at) for at in range(40))
    return [
        Page(
            number,
            0.0,
            800.0,
            pieces(
                [
                    glyph
                    for line in [*content, *(_line(body[at:] + body[:at], 500 - 16 * at) for at in range(12))]
                    for glyph in line
                ],
                number,
            ),
        )
        for number, content in enumerate(contents, 1)
    ]


def _left(pages: list[Page]) -> list[list[str]]:
    """What is left above and below the body of each page."""
    return [[row.text for row in rows(page) if not 300 < row.middle < 550] for page in without_running_heads(pages)]


def test_small_lines_that_repeat_at_an_edge_go() -> None:
    pages = _pages(*([_line("灌区管理手册", HEAD, 8)] for _ in range(4)))
    assert _left(pages) == [[], [], [], []]


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "第{}页", "第 {} 页 共 4 页", "{}/4", "Page {}", "手册　{}", "灌区 2024 {}"]
)
def test_page_numbers_go(form: str) -> None:
    """They count the pages, whatever stands beside them."""
    assert _left(_pages(*([_line(form.format(n), FOOT)] for n in range(1, 5)))) == [[], [], [], []]


@pytest.mark.parametrize("first", [3, 117])
def test_page_numbers_need_not_begin_at_one(first: int) -> None:
    assert _left(_pages(*([_line(str(first + n), FOOT)] for n in range(4)))) == [[], [], [], []]


@pytest.mark.parametrize(
    "lines",
    [
        ["型号：QX-21", "型号：QX-22", "型号：QX-23", "型号：QX-24"],
        ["证书编号：00871", "证书编号：00872", "证书编号：00873", "证书编号：00874"],
        ["合格证第871号", "合格证第872号", "合格证第873号", "合格证第874号"],
        ["第1条定义", "第2条定义", "第3条定义", "第4条定义"],
        ["860", "910", "1240", "700"],
        ["2021年度", "2022年度", "2023年度", "2024年度"],
    ],
    ids=["models", "certificates", "numbers", "clauses", "prices", "years"],
)
@pytest.mark.parametrize("height", [HEAD, FOOT])
def test_numbers_that_say_something_stay(lines: list[str], height: float) -> None:
    """Forms alike but for a number are told apart by it, though it may grow by one from page to page."""
    assert _left(_pages(*([_line(text, height)] for text in lines))) == [[text] for text in lines]


def test_titles_stay_though_they_repeat() -> None:
    """What is set larger than the text heads it."""
    pages = _pages(*([_line("通风要点", HEAD, 16)] for _ in range(4)))
    assert _left(pages) == [["通风要点"]] * 4


def test_what_repeats_in_the_type_of_the_text_is_kept_once() -> None:
    """It may be the one place that says it."""
    pages = _pages(*([_line("保修期两年", FOOT)] for _ in range(4)))
    assert _left(pages) == [["保修期两年"], [], [], []]


def test_what_stands_close_to_the_text_stays() -> None:
    """The head of a table that goes on over several pages is no running head."""
    lines = [[_line("泵站　流量　扬程", 520)] for _ in range(3)]
    shifted = [Page(p.number, -250.0, 550.0, p.pieces) for p in _pages(*lines)]
    assert [rows(page)[0].text for page in without_running_heads(shifted)] == ["泵站 流量 扬程"] * 3


def test_what_moves_from_page_to_page_stays() -> None:
    """A running head has its place."""
    pages = _pages(*([_line("灌区管理手册", 720 + 15 * n, 8)] for n in range(4)))
    assert _left(pages) == [["灌区管理手册"]] * 4


def test_heads_of_left_and_right_pages_go() -> None:
    """Books have one for each."""
    pages = _pages(*([_line("灌区管理手册" if n % 2 else "第二章　渠道", HEAD, 8)] for n in range(6)))
    assert _left(pages) == [[]] * 6
