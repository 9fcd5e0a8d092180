"""The page a citation stands on as a picture, its evidence marked.

PDF files are drawn in a process of their own, as they are read in one (:mod:`index.loading.pdf`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath

from index.errors import BrokenFile, MissingExtra, UnreadableFile
from index.loading.page_images.messages import LONGEST, MEMORY, SECONDS, Draw, Drawn
from index.loading.pdf.apart import Apart
from index.loading.pdf.messages import packed, unpacked
from index.loading.reading import read_bytes, version_of
from index.loading.seen import Kind
from index.model import Box

__all__ = ["LONGEST", "MEMORY", "SECONDS", "START", "SUFFIXES", "render_page"]

SUFFIXES: Mapping[str, Kind] = {
    ".pdf": Kind.PDF,
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"), Kind.PICTURE),
}
"""Suffixes of the files whose pages can be shown, in lower case."""

_LIMIT = 256 << 20  # bytes; as where such files are read
START = "import sys; sys.path[:] = {path!r}; from index.loading.page_images.worker import main; main()"
"""The program of the process, with a place for where modules are found."""


def render_page(  # noqa: PLR0913 - by name; most have a value of their own
    path: Path,
    page: int,
    apart: Apart,
    boxes: Sequence[Box] = (),
    *,
    version: str | None = None,
    longest: int = LONGEST,
) -> bytes:
    """A page of the PDF or picture at ``path`` as a PNG file.

    Args:
        path: The file.
        page: The page, from 1.
        apart: The process it is drawn in.
        boxes: What is marked on it, as :meth:`index.model.Placement.around` gives it; those of other pages are not.
        version: The content it has to have (:func:`index.loading.reading.version_of`); ``None`` for any.
        longest: Pixels of the longer side at the most.

    Raises:
        UnreadableFile: the file cannot be read off the disk, has another content (``changed``), or drawing was ended
            from outside.
        BrokenFile: damaged, without such a page, or taking more memory or time than any real page.
        MissingExtra: what draws it is not installed.
        KeyError: a file of another kind; see :data:`SUFFIXES`.
    """
    kind = SUFFIXES[PurePath(path).suffix.lower()]
    data, _ = read_bytes(path, _LIMIT)
    if version is not None and version_of(data) != version:
        raise UnreadableFile(path=str(path), reason="changed", detail="not what was indexed")
    marked = tuple(box for box in boxes if box.page == page)
    head, picture = unpacked(apart.ask(packed(Draw(kind=kind, page=page, boxes=marked, longest=longest), data)))
    drawn = Drawn.model_validate_json(head)
    if drawn.reason == "missing":
        raise MissingExtra(path=str(path), extra="pdf" if kind is Kind.PDF else "ocr", detail=drawn.detail)
    if drawn.reason:
        raise BrokenFile(path=str(path), reason=drawn.reason, detail=drawn.detail)
    return picture
