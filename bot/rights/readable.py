"""For whom an answer is meant, and the documents they may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from index.model import DocumentInfo


@dataclass(frozen=True, slots=True)
class Reader:
    """Who sees an answer. With neither person nor group it may be anybody.

    Attributes:
        person: Telegram's number of the person, where nobody else reads along.
        group: Telegram's number of the group, where all its members read along.
        is_admin: Whether the person administers the bot; in a group it does not count, for the others read along.
    """

    person: int | None = None
    group: int | None = None
    is_admin: bool = False


ANYBODY = Reader()
"""Whoever may be in a chat nobody knows."""


@dataclass(frozen=True, slots=True)
class Readable:
    """The documents a reader may read.

    Attributes:
        documents: Ids of those there are; ``None`` for all.
        closed: Names of the folders that are closed to the reader. What was told while more of them were closed may be
            told still.
        was_open: Whether a document that is gone lay where the reader may read.
        may_name: Whether the reader may know the name of a folder, given as the beginning of the ids in it, without a
            slash behind.
    """

    documents: frozenset[str] | None = None
    closed: frozenset[str] = frozenset()
    was_open: Callable[[str], bool] = field(default=lambda _document: True, compare=False)
    may_name: Callable[[str], bool] = field(default=lambda _folder: True, compare=False)

    def includes(self, document: str) -> bool:
        """Whether the reader may read the document of that id, or might have while it was there."""
        return self.documents is None or document in self.documents or self.was_open(document)

    def path_of(self, document: DocumentInfo) -> str:
        """The path of a document as far as the reader may know it: what stands below the last closed folder."""
        if not self.closed:
            return document.path
        path = PurePosixPath(document.path)
        above = document.id.removesuffix(document.path)
        folders = [folder for folder in path.parents if folder.name]
        open_ones = 0
        while open_ones < len(folders) and self.may_name(f"{above}{folders[open_ones]}"):
            open_ones += 1
        return "/".join(path.parts[len(folders) - open_ones :])


EVERYTHING = Readable()
"""What the operator may read, and everybody where no folder is closed."""
