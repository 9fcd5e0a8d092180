"""What is drawn on a page beside its characters: lines that may part cells, and pictures that may hold text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from index.loading.pdf.elements import Glyph
from index.loading.pdf.grids import Rule
from index.loading.pdf.turning import turned

_THIN = 3.0  # points a drawn line is thick at the most
_MOST_PATHS = 5000  # shapes on a page; with more it is a drawing
_MOST_SEGMENTS = 2000  # of one shape
_MOST_IMAGES = 5000  # tiles of one scan
_FEW = 20  # characters on a scanned page that a stamp or a page number may have added
_PICTURE = 0.05  # share of a page without text that its pictures take if they are what it is about
_BESIDE = 0.5  # share that they take if a few characters stand beside them
_OUTLINES = 60  # curved shapes on a page without text and pictures that are text turned to outlines


def is_picture(page: pypdfium2.PdfPage, glyphs: Sequence[Glyph]) -> bool:
    """Whether the text of a page is in pictures, whole or in tiles, or drawn as outlines."""
    count = sum(bool(glyph.char.strip()) for glyph in glyphs)
    if count > _FEW:
        return False
    left, bottom, right, top = page.get_mediabox()
    area = (right - left) * (top - bottom)
    covered = 0.0
    for number, image in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        if number >= _MOST_IMAGES:
            break
        x0, y0, x1, y1 = image.get_bounds()
        covered += max(min(x1, right) - max(x0, left), 0.0) * max(min(y1, top) - max(y0, bottom), 0.0)
    if covered >= area * (_BESIDE if count else _PICTURE):
        return True
    return not count and _outlines(page) >= _OUTLINES


def _outlines(page: pypdfium2.PdfPage) -> int:
    """How many shapes are curved and filled, as letters are."""
    found = 0
    for number, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number >= _MOST_PATHS:
            break
        segments = min(pdfium.FPDFPath_CountSegments(drawn), _MOST_SEGMENTS)
        kinds = (pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(drawn, at)) for at in range(segments))
        found += any(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind in kinds)
    return found


def rules(page: pypdfium2.PdfPage, turn: int) -> Iterator[Rule]:
    """The straight lines across and down the page, be they drawn as lines, thin boxes, or sides of boxes."""
    for count, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if count >= _MOST_PATHS:
            return
        for points in _straight(drawn):
            edge = turned(Glyph("", *points, 0.0), turn)
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
