"""What a refresh tells: how it goes on, and what became of each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from index.loading import SkipReason

_INTENDED = frozenset({SkipReason.EXCLUDED.value, SkipReason.ALREADY_SEEN.value})


class Progress(Protocol):
    """Hears how a refresh goes on."""

    def waiting(self, holder: str) -> None:
        """Another process, of that id, is building: waiting for it."""
        ...

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with; ``path`` was the last."""
        ...


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be used.

    Attributes:
        path: Relative to the folder it was given by.
        problem: Key of the reason: of an error of :mod:`index.errors`, or of
            :class:`index.loading.SkipReason`.
        facts: Facts of that error.
    """

    path: str
    problem: str
    facts: Mapping[str, str]

    @property
    def is_intended(self) -> bool:
        """Whether the operator wished it so: not worth telling."""
        return self.problem in _INTENDED


@dataclass(slots=True)
class RefreshReport:
    """What a refresh did to each file, by path relative to the folder it was given by.

    Attributes:
        added: New documents.
        changed: Documents whose content is another one now.
        removed: Documents that are gone, or cannot be used any more.
        unchanged: How many documents stayed as they were.
        duplicates: Files with the content of another one, and the path of that one.
        skipped: Files that could not be used, with the reason.
        documents: How many documents are indexed now.
        paragraphs: How many paragraphs.
        seconds: How long it took.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    documents: int = 0
    paragraphs: int = 0
    seconds: float = 0.0

    @property
    def touched(self) -> bool:
        """Whether the index is another one than before."""
        return bool(self.added or self.changed or self.removed)
