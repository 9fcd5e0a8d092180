"""What a catalog holds of a file and of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.model import DocumentInfo


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file that was seen, whether or not it could be used.

    Attributes:
        id: Its identity in the index.
        path: Relative to the folder it was given by, with ``/``.
        place: Where it lies; no :class:`~pathlib.Path`, for those take a while to make and there may be a million.
        size: In bytes.
        mtime_ns: Time of its last change.
        version: Hash of its bytes; ``None`` when it was not read.
        document: Id of the document that holds its content (its own, or that of an equal file); ``None`` when skipped.
        problem: Key of the error it was skipped for.
        facts: Facts of that error.
    """

    id: str
    path: str
    place: str
    size: int
    mtime_ns: int
    version: str | None = None
    document: str | None = None
    problem: str | None = None
    facts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document of a snapshot.

    Attributes:
        number: Its place in the order of ids, from 0.
        info: What is known of it.
        notes: Keys of what its loading left to say.
        first: Number of its first paragraph in the snapshot.
        paragraphs: How many it has.
    """

    number: int
    info: DocumentInfo
    notes: tuple[str, ...]
    first: int
    paragraphs: int
