"""Files in, documents out: one module per format, encodings beside them.

:func:`discover` says which files there are, :func:`load` makes a document of one. Loaders are functions of a file's
bytes alone: the same bytes give the same text, blocks and notes on every machine.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from index.errors import DocumentError, NoText
from index.loading.content import Content
from index.loading.dates import dateline, moment_of
from index.loading.discovery import SkippedFile, SkipReason, SourceFile, discover
from index.loading.extras import has_ocr
from index.loading.formats import SUFFIXES, format_of
from index.loading.means import Means, Told
from index.loading.notes import Note, parse_note
from index.loading.processes import Processes
from index.loading.reading import measured, read_bytes, version_of
from index.loading.titles import title_of
from index.model import BlockKind, DateSource, Document, DocumentInfo
from index.paragraphs.lines import SPACE

__all__ = [
    "NEED_OCR",
    "SUFFIXES",
    "Note",
    "Processes",
    "SkipReason",
    "SkippedFile",
    "SourceFile",
    "Told",
    "can_read_more",
    "discover",
    "load",
    "measured",
    "parse_note",
]

NEED_OCR = frozenset({"scanned", "garbled"})
"""Reasons of :class:`~index.errors.NoText` that the extra ``ocr`` does away with."""

_OPENING = 4000  # characters at either end of a plain text in which its dateline is looked for


def load(  # noqa: PLR0913 - by name; most have a value of their own
    path: Path,
    *,
    id: str,  # noqa: A002 - the field's name
    relative: str,
    limit: int | None = None,
    processes: Processes | None = None,
    told: Told | None = None,
) -> Document:
    """The document in the file at ``path``.

    Args:
        path: The file; its suffix names the format.
        id: Identity of the document inside an index.
        relative: Its path as shown to people, with ``/``.
        limit: Size in bytes above which the file is refused; ``None`` for the format's own, 64 MiB for text formats
            and 256 MiB for those that compress or hold pictures.
        processes: Those some files are read in; ``None`` for some that are started for this file and end with it.
        told: Hears how many of how many pages are done, where each has to be looked at (OCR).

    Raises:
        UnreadableFile: gone, forbidden, not a regular file, too large, or changed while it was read.
        NotText: binary content under a text suffix, or an encoding nobody can tell.
        BrokenFile: damaged, encrypted, or built to harm.
        NoText: nothing to read in it: empty, or pictures of text only.
        MissingExtra: the format needs a package that is not installed.
        UnknownFormat: no loader for the suffix.
    """
    try:
        kind = format_of(path.name)
        data, state = read_bytes(path, kind.limit if limit is None else limit)
        with contextlib.nullcontext(processes) if processes else contextlib.closing(Processes()) as readers:
            content = kind.load(data, Means(readers, told))
        if not content.text.strip(SPACE):
            raise NoText(reason=_why_empty(content))
    except DocumentError as error:
        if "path" in error.facts:
            raise
        # loaders know bytes, not files
        raise type(error)(path=str(path), **error.facts) from error
    day, day_source = _day(content, state.st_mtime_ns)
    info = DocumentInfo(id, relative, title_of(content, path.name), version_of(data), day, day_source)
    return Document(info, content.text, content.blocks, content.notes)


def can_read_more(name: str, notes: Iterable[str]) -> bool:
    """Whether pages of a file that could not be read then could be now, since the extra ``ocr`` has been installed."""
    unread = tuple(f"{note.value}=" for note in (Note.SCANNED_PAGES, Note.GARBLED_PAGES))
    is_pdf = name.lower().endswith(".pdf")
    return is_pdf and any(note.startswith(unread) for note in notes) and has_ocr()


def _why_empty(content: Content) -> str:
    kinds = {parse_note(note)[0] for note in content.notes}
    if Note.GARBLED_PAGES in kinds:
        return "garbled"
    if kinds <= {Note.UNRECOGNISED_PAGES}:
        return "unrecognised" if kinds else "empty"
    return "scanned"


def _day(content: Content, mtime_ns: int) -> tuple[date | None, DateSource | None]:
    if content.day:
        return content.day, DateSource.METADATA
    if content.blocks is None:
        text = content.text
        parts = [text] if len(text) <= 2 * _OPENING else [text[:_OPENING], text[-_OPENING:]]
        lines = [line for part in parts for raw in part.split("\n") if (line := raw.strip(SPACE))]
    else:
        rows = sum(block.kind is BlockKind.ROW for block in content.blocks)
        # of a table the dates are those of its rows
        is_table = rows * 2 > len(content.blocks)
        said = (block for block in content.blocks if not (is_table and block.kind is BlockKind.ROW))
        lines = [block.span.of(content.text) for block in said]
    written = dateline(lines)
    if written:
        return written, DateSource.TEXT
    changed = moment_of(mtime_ns)
    return changed, DateSource.FILE if changed else None
