"""The whole way from the bytes of a PDF to its paragraphs, in this process."""

from __future__ import annotations

from index.loading.content import Composer, Content
from index.loading.notes import Note, ranges
from index.loading.pdf.entries import entries
from index.loading.pdf.flow import flow
from index.loading.pdf.glyphs import read_pages
from index.loading.pdf.heads import without_running_heads
from index.loading.pdf.layout import reading_order


def read_pdf(data: bytes) -> Content:
    """The paragraphs of a PDF's text layer; what a file built to harm does is not held off here.

    Raises:
        BrokenFile: damaged, or protected by a password.
    """
    file = read_pages(data)
    composer = Composer()
    for piece in entries(flow(reading_order(without_running_heads(file.pages)))):
        composer.add(
            piece.text,
            piece.kind,
            level=piece.level,
            page=piece.page,
            last_page=piece.last_page,
            context=piece.context,
        )
    unread = ((Note.SCANNED_PAGES, file.scanned), (Note.GARBLED_PAGES, file.garbled))
    notes = tuple(note.saying(ranges(list(numbers))) for note, numbers in unread if numbers)
    return composer.content(file.title, file.day, notes)
