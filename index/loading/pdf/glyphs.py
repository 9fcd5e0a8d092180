"""Characters of a PDF with their places."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium

from index.errors import BrokenFile
from index.loading.dates import first_date
from index.loading.pdf.fonts import use_own_font
from index.loading.pdf.grids import Rule, tables
from index.loading.pdf.layout import Glyph, Page, pieces

_TILT = math.radians(5)  # what leans more than the page's text is a watermark or a drawing
_UNREADABLE = 0.3  # share of characters without meaning: fonts that do not say what their shapes stand for
_FEW = 20  # characters on a scanned page that a stamp or a page number may have added
_COVERING = 0.5  # share of the page a picture takes on a scanned one
_THIN = 3.0  # points a drawn line is thick at the most
_MOST_PATHS = 5000  # shapes on a page; with more it is a drawing
_MOST_SEGMENTS = 2000  # of one shape
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}  # what pdfium makes of a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What was read of a file: its pages, those without a usable text layer, and its metadata."""

    pages: tuple[Page, ...]
    scanned: tuple[int, ...]
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
        pages: list[Page] = []
        scanned: list[int] = []
        for index in range(len(document)):
            page = document[index]
            try:
                found = _read(page, index + 1)
                if found is None:
                    scanned.append(index + 1)
                else:
                    pages.append(found)
            finally:
                page.close()
        title = document.get_metadata_value("Title").strip() or None
        return PdfFile(tuple(pages), tuple(scanned), title, _day(document.get_metadata_value("CreationDate")))
    except pypdfium2.PdfiumError as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
    finally:
        document.close()


def _day(stamp: str) -> date | None:
    """The day of ``D:20241210083000+08'00'``."""
    digits = stamp.removeprefix("D:")[:8]
    return first_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") if digits.isdecimal() else None


def _read(page: pypdfium2.PdfPage, number: int) -> Page | None:
    """The page, or ``None`` if it is a picture of text."""
    text_page = page.get_textpage()
    try:
        placed = list(_placed(text_page))
    finally:
        text_page.close()
    box = page.get_mediabox()
    glyphs = [glyph for glyph, _ in placed]
    odd = sum(unicodedata.category(glyph.char) in {"Co", "Cc", "Cn"} or glyph.char == "\ufffd" for glyph in glyphs)
    if glyphs and odd > len(glyphs) * _UNREADABLE:
        return None
    if len(glyphs) <= _FEW and _is_picture(page, box):
        return None
    quarter = Counter(round(angle / (math.pi / 2)) % 4 for _, angle in placed).most_common(1)
    turn = quarter[0][0] if quarter else 0
    upright = [_turned(glyph, turn) for glyph, angle in placed if _tilt(angle, turn) < _TILT]
    frame = _turned(Glyph("", box[0], box[1], box[2], box[3], 0.0), turn)
    rest, table_rows = tables(_rules(page, turn), upright, number)
    return Page(number, frame.bottom, frame.top, (*pieces(rest, number), *table_rows), frame.left, frame.right)


def _tilt(angle: float, quarter: int) -> float:
    off = abs(angle - quarter * math.pi / 2) % (2 * math.pi)
    return min(off, 2 * math.pi - off)


def _turned(glyph: Glyph, quarter: int) -> Glyph:
    """``glyph`` on a page turned so that its text runs from left to right."""
    left, bottom, right, top = glyph.left, glyph.bottom, glyph.right, glyph.top
    match quarter:
        case 1:
            return replace(glyph, left=bottom, bottom=-right, right=top, top=-left)
        case 2:
            return replace(glyph, left=-right, bottom=-top, right=-left, top=-bottom)
        case 3:
            return replace(glyph, left=-top, bottom=left, right=-bottom, top=right)
        case _:
            return glyph


def _placed(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[Glyph, float]]:
    """Every character drawn, with the direction its line runs in, in radians."""
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
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
        # pdfium counts angles clockwise; -1 says that it knows none
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        # the size as set; what the page makes of it stands in the matrix
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        if pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
            size *= math.hypot(matrix.c, matrix.d)
        yield Glyph(_plain(char), box.left, box.bottom, box.right, box.top, size), -max(angle, 0.0)


def _rules(page: pypdfium2.PdfPage, turn: int) -> Iterator[Rule]:
    """The straight lines across and down the page, be they drawn as lines, thin boxes, or sides of boxes."""
    for count, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if count >= _MOST_PATHS:
            return
        for points in _straight(drawn):
            edge = _turned(Glyph("", *points, 0.0), turn)
            left, right = sorted((edge.left, edge.right))
            bottom, top = sorted((edge.bottom, edge.top))
            if top - bottom <= _THIN < right - left:
                yield Rule((top + bottom) / 2, left, right, across=True)
            elif right - left <= _THIN < top - bottom:
                yield Rule((left + right) / 2, bottom, top, across=False)


def _straight(drawn: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """The box of a thin shape; of a larger one that is outlined, the ends of its straight sides."""
    left, bottom, right, top = drawn.get_bounds()
    if min(right - left, top - bottom) <= _THIN:
        yield left, bottom, right, top
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    segments = pdfium.FPDFPath_CountSegments(drawn)
    if segments > _MOST_SEGMENTS or not pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke) or not stroke.value:
        return
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield (*last, *here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*here, *start)
        last = here


def _plain(char: str) -> str:
    """Radicals (⼈, ⺠) as the characters they stand for: many fonts name their shapes so, and no search finds them."""
    if "\u2e80" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06":
        return unicodedata.normalize("NFKC", char)
    return char


def _is_picture(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> bool:
    area = (box[2] - box[0]) * (box[3] - box[1])
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= area * _COVERING:
            return True
    return False
