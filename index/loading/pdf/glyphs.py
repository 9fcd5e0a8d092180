"""Characters of a PDF with their places."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium

from index.errors import BrokenFile
from index.loading.dates import first_date
from index.loading.pdf.aligned import aligned
from index.loading.pdf.elements import Glyph, Page
from index.loading.pdf.fonts import use_own_font
from index.loading.pdf.garbled import Shown, garbled
from index.loading.pdf.grids import tables
from index.loading.pdf.layout import pieces
from index.loading.pdf.shapes import is_picture, rules
from index.loading.pdf.turning import turned, upright

_FEW = 20  # garbled characters on a page that need no mention: marks of a list, a logo
_SOME = 0.1  # share of them that needs it on any page
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}  # what pdfium makes of a hyphen at the end of a line
_SAME = 0.01  # points by which two boxes differ that are one
_DESCENT = 0.12  # ems below the line, in fonts that do not say it
_FONT_NAME = 128  # bytes of a font's name that are looked at


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What was read of a file.

    Attributes:
        pages: The pages with text.
        scanned: Numbers of those that are pictures of text.
        garbled: Numbers of those whose fonts say something else than they show.
        title, day: From its metadata.
    """

    pages: tuple[Page, ...]
    scanned: tuple[int, ...]
    garbled: tuple[int, ...]
    title: str | None
    day: date | None


def read_pages(data: bytes) -> PdfFile:
    """The characters of all pages. pdfium keeps global state: one thread at a time.

    Raises:
        BrokenFile: damaged, or protected by a password.
    """
    use_own_font()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise BrokenFile(reason="encrypted" if locked else "damaged", detail=str(error)) from error
    try:
        title = document.get_metadata_value("Title").strip() or None
        day = _day(document.get_metadata_value("CreationDate"))
        return PdfFile(*_all_pages(document), title, day)
    except pypdfium2.PdfiumError as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
    finally:
        document.close()


def _all_pages(document: pypdfium2.PdfDocument) -> tuple[tuple[Page, ...], tuple[int, ...], tuple[int, ...]]:
    """The pages with text, and the numbers of those that are pictures and of those that are garbled."""
    pages: dict[int, Page] = {}
    scanned: list[int] = []
    fonts: dict[str, Shown] = {}
    used: dict[int, Counter[str]] = {}
    for index in range(len(document)):
        with _opened(document, index) as page:
            placed = _placed(page)
            used[index] = Counter(glyph.font for glyph, _ in placed)
            found = _page(page, index + 1, placed, fonts)
            if is_picture(page, [glyph for glyph, _ in placed]):
                scanned.append(index + 1)
                continue
            pages[index] = found
    # what a font shows on other pages has to be known before it is judged
    lying = garbled(fonts)
    unread: list[int] = []
    for index in [index for index in pages if not lying.isdisjoint(used[index])]:
        lost = sum(used[index][font] for font in lying)
        if lost > max(_FEW, used[index].total() * _SOME):
            unread.append(index + 1)
        with _opened(document, index) as page:
            placed = [each for each in _placed(page) if each[0].font not in lying]
            pages[index] = _page(page, index + 1, placed)
    return tuple(pages.values()), tuple(scanned), tuple(unread)


@contextmanager
def _opened(document: pypdfium2.PdfDocument, index: int) -> Iterator[pypdfium2.PdfPage]:
    page = document[index]
    try:
        yield page
    finally:
        page.close()


def _day(stamp: str) -> date | None:
    """The day of ``D:20241210083000+08'00'``."""
    digits = stamp.removeprefix("D:")[:8]
    return first_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") if digits.isdecimal() else None


def _page(
    page: pypdfium2.PdfPage, number: int, placed: Sequence[tuple[Glyph, float]], fonts: dict[str, Shown] | None = None
) -> Page:
    """The page of these characters; what each font shows on it is added to ``fonts``."""
    glyphs, turn = upright(placed)
    if fonts is not None:
        for glyph in glyphs:
            fonts.setdefault(glyph.font, Shown()).add(glyph)
    left, bottom, right, top = page.get_mediabox()
    frame = turned(Glyph("", left, bottom, right, top, 0.0), turn)
    rest, ruled = tables(rules(page, turn), glyphs, number)
    words, rows = aligned(pieces(rest, number))
    return Page(
        number,
        frame.bottom,
        frame.top,
        (*words, *rows, *ruled),
        frame.left,
        frame.right,
        turn,
        _shown_part(page),
        page.get_rotation(),
    )


def _shown_part(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """What is shown of the page: its crop box, where it lies inside the medium."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    inside = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    return inside if inside[0] < inside[2] and inside[1] < inside[3] else media


def _placed(page: pypdfium2.PdfPage) -> list[tuple[Glyph, float]]:
    """Every character drawn, with the direction its line runs in, in radians."""
    text_page = page.get_textpage()
    try:
        return list(_characters(text_page))
    finally:
        text_page.close()


def _characters(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[Glyph, float]]:
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    name = ctypes.create_string_buffer(_FONT_NAME)
    high = 0
    for index in range(text_page.count_chars()):
        # spaces and line ends that pdfium guessed: the layout is worked out here
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - a high surrogate, where pdfium's characters have 16 bits
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:  # noqa: PLR2004 - its low one
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        char = _HYPHENS.get(code) or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")  # noqa: PLR2004 - the range of Unicode
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            continue
        edges = (box.left, box.bottom, box.right, box.top)
        # pdfium counts angles clockwise; -1 says that it knows none
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        # the size as set; what the page makes of it stands in the matrix
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        if pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
            edges = _em_box(text_page, index, char, edges, size, matrix)
            size *= math.hypot(matrix.c, matrix.d)
        length = pdfium.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME, None)
        font = name.value.decode(errors="replace") if 0 < length <= _FONT_NAME else ""
        yield Glyph(_plain(char), *edges, size, font), -max(angle, 0.0)


def _em_box(  # noqa: PLR0913, PLR0917 - what pdfium knows of a character
    text_page: pypdfium2.PdfTextPage,
    index: int,
    char: str,
    edges: tuple[float, float, float, float],
    size: float,
    matrix: pdfium.FS_MATRIX,
) -> tuple[float, float, float, float]:
    """The box a character is set in; ``edges`` unless that is no higher than the ink.

    So it is where the text is turned, or where the font does not say how high it is: a line that begins with a
    quotation mark would seem to stand higher than the others.
    """
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    along, up = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    if not (char.strip() and along and up and pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)):
        return edges
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    origin = (x.value, y.value)
    ways = ((matrix.a / along, matrix.b / along), (matrix.c / up, matrix.d / up))
    ink = (left.value, bottom.value, right.value, top.value)
    (ink_over, ink_up), (over, above) = ([_reach(box, origin, way) for way in ways] for box in (ink, edges))
    if not (_are_same(above, ink_up) or _are_same(above, (min(*ink_up, 0.0), max(*ink_up, 0.0)))):
        return edges
    if _are_same(over, ink_over):
        is_wide = unicodedata.east_asian_width(char) in "WF"
        over = (0.0, size * along if is_wide else over[1] + max(over[0], 0.0))
    above = (-_DESCENT * size * up, (1 - _DESCENT) * size * up)
    corners = [
        [origin[axis] + ways[0][axis] * far + ways[1][axis] * higher for axis in (0, 1)]
        for far in over
        for higher in above
    ]
    horizontal, vertical = zip(*corners, strict=True)
    return min(horizontal), min(vertical), max(horizontal), max(vertical)


def _reach(
    box: tuple[float, float, float, float], origin: tuple[float, float], way: tuple[float, float]
) -> tuple[float, float]:
    """How far a box reaches from ``origin`` in a direction, at the least and at the most."""
    found = [(x - origin[0]) * way[0] + (y - origin[1]) * way[1] for x in box[::2] for y in box[1::2]]
    return min(found), max(found)


def _are_same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(here - there) < _SAME for here, there in zip(one, other, strict=True))


def _plain(char: str) -> str:
    """Radicals (⼈, ⺠) as the characters they stand for: many fonts name their shapes so, and no search finds them."""
    if "\u2e80" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06":
        return unicodedata.normalize("NFKC", char)
    return char
