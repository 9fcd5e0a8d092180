"""The page of a citation as a picture, the words of the answer marked on it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from index.errors import BrokenFile, UnreadableFile
from index.loading import load
from index.loading.page_images import render_page
from index.loading.page_images.drawing import marked, png
from index.model import Box, Paragraph, Placement, Span
from index.paragraphs import split
from tests.index.loading.papers import FONT
from tests.index.loading.reading import PROCESSES

WORDS = "The gate of pump house seven was opened at noon."


def _page(rotation: int = 0, crop: tuple[int, int, int, int] | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 450, WORDS)
    canvas.setPageRotation(rotation)
    if crop:
        canvas.setCropBox(crop)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _only(folder: Path, data: bytes) -> tuple[Path, Paragraph]:
    path = folder / "a.pdf"
    path.write_bytes(data)
    (paragraph,) = split(load(path, id="d", relative="a.pdf", processes=PROCESSES))
    return path, paragraph


def _rendered(path: Path, page: int, boxes: Sequence[Box] = ()) -> bytes:
    return render_page(path, page, PROCESSES.drawing, boxes)


def _shown(picture: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 300, 500, 700), (60, 400, 900, 560)])
def test_marks_lie_on_the_words(tmp_path: Path, rotation: int, crop: tuple[int, int, int, int] | None) -> None:
    """However the page is turned and cut, what is marked is what was cited."""
    path, paragraph = _only(tmp_path, _page(rotation, crop))
    assert paragraph.placement is not None
    start = WORDS.index("opened")
    boxes = list(paragraph.placement.around(Span(start, start + len("opened"))))
    plain, yellow = (_shown(_rendered(path, 1, some)) for some in ((), boxes))
    ink = plain.min(axis=2) < 128
    on_mark = yellow[:, :, 2].astype(int) < plain[:, :, 2].astype(int) - 100
    rows, columns = np.nonzero(on_mark)
    under = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].sum()
    # the ink of six of its forty-eight letters lies under the mark, and hardly anything else
    assert 0.7 * len("opened") / len(WORDS) < under / ink.sum() < 1.6 * len("opened") / len(WORDS)


def test_marks_follow_vertical_writing(tmp_path: Path) -> None:
    """Its characters follow each other downwards."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont(FONT, 12)
    for at in range(9):
        canvas.drawString(400, 700 - 14 * at, "社址設在縣城東門"[at % 8])
    canvas.save()
    _, paragraph = _only(tmp_path, buffer.getvalue())
    assert paragraph.placement is not None
    tops = [box.top for at in range(9) for box in paragraph.placement.around(Span(at, at + 1))]
    assert tops == sorted(tops)
    assert len(set(tops)) == 9
    assert {round(box.left, -2) for box in paragraph.placement.boxes} == {6700}


def test_a_box_gives_each_character_its_share() -> None:
    placement = Placement((Box(0, 4, 1, 1000, 200, 2000, 300), Box(4, 6, 1, 2000, 200, 2100, 300)))
    assert list(placement.around(Span(1, 5))) == [
        Box(1, 4, 1, 1250, 200, 2000, 300),
        Box(4, 5, 1, 2000, 200, 2050, 300),
    ]


def test_pictures_are_shown_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (300, 200), "white").save(path)
    assert _shown(_rendered(path, 1, [Box(0, 1, 1, 5000, 5000, 6000, 6000)]))[110, 165].tolist() == [255, 232, 92]


def test_boxes_of_other_pages_are_left_out(tmp_path: Path) -> None:
    """A paragraph may go on over the page."""
    path, _ = _only(tmp_path, _page())
    assert _rendered(path, 1, [Box(0, 1, 2, 0, 0, 9000, 9000)]) == _rendered(path, 1)


def test_what_cannot_be_drawn_says_why(tmp_path: Path) -> None:
    path, _ = _only(tmp_path, _page())
    with pytest.raises(BrokenFile):
        _rendered(path, 7)
    path.write_bytes(b"%PDF-1.7 rubbish")
    with pytest.raises(BrokenFile):
        _rendered(path, 1)
    with pytest.raises(UnreadableFile):
        _rendered(tmp_path / "gone.pdf", 1)


def test_pixels_come_back_from_the_file_as_they_were() -> None:
    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    assert (_shown(png(pixels)) == pixels).all()
    assert (marked(pixels, []) == pixels).all()


def test_a_page_of_another_content_is_not_drawn(tmp_path: Path) -> None:
    """Where the words stood says nothing of a file that was changed since."""
    path, paragraph = _only(tmp_path, _page())
    version = paragraph.document.version
    assert render_page(path, 1, PROCESSES.drawing, version=version) == _rendered(path, 1)
    path.write_bytes(_page(rotation=90))
    with pytest.raises(UnreadableFile, match="changed"):
        render_page(path, 1, PROCESSES.drawing, version=version)


def test_a_page_is_drawn_as_small_as_it_is_wanted(tmp_path: Path) -> None:
    """Not every place takes a picture of two thousand points."""
    path, _ = _only(tmp_path, _page())
    assert max(Image.open(io.BytesIO(render_page(path, 1, PROCESSES.drawing, longest=500))).size) == 500
