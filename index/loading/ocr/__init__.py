"""Text on pictures: scanned pages of PDF files, photographs, pictures of screens. Needs the extra ``ocr``.

The models (PP-OCR, run by rapidocr with onnxruntime) come with its package: nothing is fetched later. They work in a
process of their own (:mod:`index.loading.ocr.worker`), page by page: a page that takes too much time or memory costs
that page, not the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.errors import BrokenFile
from index.loading.ocr.messages import MEMORY, SECONDS, Look, Seen
from index.loading.pdf.apart import Apart
from index.loading.pdf.messages import Told, packed
from index.loading.seen import Kind, SeenPage

__all__ = ["MEMORY", "SECONDS", "START", "Kind", "Told", "count_pages", "look_at"]

START = "import sys; sys.path[:] = {path!r}; from index.loading.ocr.worker import main; main()"
"""The program of the process, with a place for where modules are found."""


def look_at(
    data: bytes, kind: Kind, pages: Sequence[int], apart: Apart, told: Told | None = None
) -> Iterator[tuple[int, SeenPage]]:
    """What can be read on these pages of a file, one after the other.

    A page that takes more time or memory than any real one holds nothing.

    Args:
        data: The file.
        kind: What it is.
        pages: Numbers of the pages, from 1.
        apart: The process they are looked at in.
        told: Hears how it goes on.

    Raises:
        BrokenFile: the file cannot be opened.
        UnreadableFile: the process could not be started, or was ended from outside.
    """
    for done, page in enumerate(pages, start=1):
        try:
            seen = _look(data, kind, page, apart).page
        except BrokenFile as error:
            if error.facts["reason"] != "bomb":
                raise
            seen = None
        yield page, seen or SeenPage(0.0, 0.0, ())
        if told is not None:
            told(done, len(pages))


def count_pages(data: bytes, kind: Kind, apart: Apart) -> int:
    """How many pages a file has.

    Raises:
        BrokenFile, UnreadableFile: as :func:`look_at`.
    """
    return _look(data, kind, 0, apart).pages


def _look(data: bytes, kind: Kind, page: int, apart: Apart) -> Seen:
    seen = Seen.model_validate_json(apart.ask(packed(Look(kind=kind, page=page), data)))
    if seen.reason:
        raise BrokenFile(reason=seen.reason, detail=seen.detail)
    return seen
