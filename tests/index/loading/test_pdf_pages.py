"""Whatever stands on pages becomes text with places: no arrangement of characters is too odd."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index.loading.content import Composer
from index.loading.pdf.aligned import aligned
from index.loading.pdf.elements import Glyph, Page
from index.loading.pdf.layout import pieces
from index.loading.pdf.pages import compose
from index.loading.pdf.turning import upright
from index.model.placement import PAGE

EM = 10.0
WORDS = st.text(st.sampled_from("水泵站3.（一）、 ab…·1"), min_size=1, max_size=7)
PLACES = st.tuples(st.integers(0, 12), st.integers(0, 30), st.sampled_from([8.0, 10.0, 18.0]), st.booleans())


def _word(text: str, column: int, row: int, size: float, *, down: bool) -> list[Glyph]:
    left, bottom = 40.0 * column, 25.0 * row
    return [
        Glyph(char, left + (0 if down else size * at), bottom - (size * at if down else 0), 0, 0, size)
        for at, char in enumerate(text)
    ]


def _boxed(glyph: Glyph) -> Glyph:
    return Glyph(
        glyph.char, glyph.left, glyph.bottom, glyph.left + glyph.size, glyph.bottom + glyph.size, glyph.size, "F"
    )


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(WORDS, PLACES), max_size=25), max_size=4), st.sampled_from([0, 90, 180, 270]))
def test_any_page_becomes_text_with_places_in_it(
    contents: list[list[tuple[str, tuple[int, int, float, bool]]]], rotation: int
) -> None:
    """Posters, forms, tables, vertical lines, numbers at the edge: each block has its text, its page and its boxes."""
    made: list[Page] = []
    for number, words in enumerate(contents, 1):
        drawn = [
            _boxed(glyph)
            for text, (column, row, size, down) in words
            for glyph in _word(text, column, row, size, down=down)
        ]
        glyphs, turn = upright((glyph, 0.0) for glyph in drawn)
        rest, rows = aligned(pieces(glyphs, number))
        crop = (0.0, -200.0, 700.0, 820.0)
        made.append(Page(number, 0.0, 820.0, (*rest, *rows), 0.0, 700.0, turn, crop, rotation))
    composer = Composer()
    compose(made, composer)
    content = composer.content()
    known = {glyph for words in contents for text, _ in words for glyph in text}
    assert set(content.text) <= known | set(" |\n")
    for block in content.blocks or ():
        length = len(block.span)
        assert block.page is not None
        if block.row is not None:
            assert max(block.row.bounds) <= length
        boxes = block.placement.boxes if block.placement else ()
        assert len(block.span) == 0 or boxes
        assert all(0 <= box.start < box.end <= length for box in boxes)
        assert all(0 <= box.left <= box.right <= PAGE and 0 <= box.top <= box.bottom <= PAGE for box in boxes)
        assert all(one.end <= other.start for one, other in pairwise(boxes))
