"""What a library knows of the documents it holds, and of their files as they lie now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.errors import DocumentError
from index.loading import measured
from index.model import DocumentInfo
from index.store.catalog import FileRecord


class FileState(StrEnum):
    """How the index stands to a file on disk."""

    CURRENT = "current"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One document of the index.

    Attributes:
        info: What is known of it.
        paragraphs: How many paragraphs of it are indexed.
        state: How the index stands to its file.
        place: Where its file lies.
        notes: What its loading left to say (:mod:`index.loading.notes`).
        copies: Paths of files with the same content.
    """

    info: DocumentInfo
    paragraphs: int
    state: FileState
    place: Path
    notes: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Original:
    """The file of a document, as it lies on the disk now.

    Attributes:
        place: Where.
        data: Its bytes.
        version: Names them, as :attr:`~index.model.DocumentInfo.version` names those that were indexed.
    """

    place: Path
    data: bytes
    version: str


def state_of(file: FileRecord) -> FileState:
    """How the index stands to the file now."""
    try:
        same = measured(Path(file.place)) == (file.size, file.mtime_ns)
    except (OSError, DocumentError):
        return FileState.MISSING
    return FileState.CURRENT if same else FileState.CHANGED
