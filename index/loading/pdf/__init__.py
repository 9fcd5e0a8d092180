"""PDF files: pdfium gives the characters of a page with their places, all else is worked out from those.

A PDF holds no paragraphs, only characters put somewhere. :mod:`index.loading.pdf.glyphs` gets them,
:mod:`index.loading.pdf.layout` puts them into lines and the lines into reading order, and
:mod:`index.loading.pdf.flow` joins the lines to paragraphs across columns and pages.
"""

from __future__ import annotations

from index.loading.content import Composer, Content
from index.loading.notes import Note, ranges
from index.loading.pdf.flow import flow, without_running_heads
from index.loading.pdf.glyphs import read_pages
from index.loading.pdf.layout import reading_order

__all__ = ["load_pdf"]


def load_pdf(data: bytes) -> Content:
    """The paragraphs of a PDF's text layer, each with the page or pages it stands on.

    Raises:
        BrokenFile: damaged, or protected by a password.
    """
    file = read_pages(data)
    composer = Composer()
    for piece in flow(reading_order(without_running_heads(file.pages))):
        composer.add(piece.text, piece.kind, level=piece.level, page=piece.page, last_page=piece.last_page)
    notes = (Note.SCANNED_PAGES.saying(ranges(list(file.scanned))),) if file.scanned else ()
    return composer.content(file.title, file.day, notes)
