"""Photographs and pictures of text (JPEG, PNG, WebP, TIFF): each is a document of what can be read on it."""

from __future__ import annotations

from index.errors import NoText
from index.loading import ocr
from index.loading.content import Composer, Content
from index.loading.extras import has_ocr
from index.loading.notes import Note, ranges
from index.loading.pdf.apart import Apart
from index.loading.pdf.pages import compose
from index.loading.pdf.recognised import page_of

_MOST_PAGES = 2000  # of one TIFF file


def load_picture(data: bytes, apart: Apart, told: ocr.Told | None = None) -> Content:
    """The text on a picture, or on each page of a TIFF file.

    Args:
        data: The file.
        apart: The process it is looked at in.
        told: Hears how many of how many pages are done.

    Raises:
        ModuleNotFoundError: the extra ``ocr`` is not installed.
        BrokenFile: damaged, or larger than any real picture.
        UnreadableFile: the process it is read in could not be started, or was ended from outside.
        NoText: nothing can be read on it.
    """
    if not has_ocr():
        raise ModuleNotFoundError(name="rapidocr")
    pages = range(1, min(ocr.count_pages(data, ocr.Kind.PICTURE, apart), _MOST_PAGES) + 1)
    seen = dict(ocr.look_at(data, ocr.Kind.PICTURE, pages, apart, told))
    found = [page_of(number, page) for number, page in seen.items() if page.lines]
    if not found:
        raise NoText(reason="unrecognised")
    composer = Composer()
    compose(found, composer)
    read = [page.number for page in found]
    notes = [Note.OCR_PAGES.saying(ranges(read))]
    if missing := sorted(set(pages) - set(read)):
        notes.append(Note.UNRECOGNISED_PAGES.saying(ranges(missing)))
    return composer.content(notes=tuple(notes))
