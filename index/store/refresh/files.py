"""The files there are now, and those there were, side by side."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.loading import SkippedFile, discover
from index.loading.titles import readable
from index.store.catalog import FileRecord
from index.store.folder import Manifest

CLOCK_NS = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again under the same time stamp."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is searched.

    Attributes:
        paths: Folders and files.
        include: Patterns of which a file has to match one, if there are any.
        exclude: Patterns of files and folders to leave out.
    """

    paths: tuple[Path, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def place_of(self, key: str) -> Path | None:
        """Where the file of that id lies, or lay while it was there; ``None`` for an id of other sources."""
        for source, label in _labels(self.paths).items():
            if key.startswith(f"{label}/"):
                folder = source if source.is_dir() else source.parent
                return Path(os.path.abspath(folder)) / key.removeprefix(f"{label}/")  # noqa: PTH100 - as below
        return None


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file found now; ``problem`` is set where it will not even be opened, ``instead`` as of the skipped file."""

    id: str
    relative: str
    place: str
    size: int
    mtime_ns: int
    problem: str | None
    instead: str | None = None

    def same_as(self, old: FileRecord, fresh: int) -> bool:
        """Whether it is, by all one can see without reading it, what it was; ``fresh`` as of :func:`fresh_after`."""
        if old.problem == self.problem and self.problem is not None:
            return True
        same = (self.size, self.mtime_ns, self.place) == (old.size, old.mtime_ns, old.place)
        return same and self.problem is None and self.mtime_ns < fresh

    def record(
        self,
        version: str | None = None,
        document: str | None = None,
        problem: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> FileRecord:
        """What the catalog keeps of it."""
        return FileRecord(
            self.id, self.relative, self.place, self.size, self.mtime_ns, version, document, problem, facts
        )


def fresh_after(manifest: Manifest) -> int:
    """Files changed after this moment (nanoseconds since 1970) may have changed again unnoticed."""
    return int(manifest.created.timestamp()) * 1_000_000_000 - CLOCK_NS


def seen_files(sources: Sources) -> list[SeenFile]:
    """The files there are now, by id."""
    labels = _labels(sources.paths)
    taken: Counter[str] = Counter()
    seen: list[SeenFile] = []
    for found in discover(sources.paths, include=sources.include, exclude=sources.exclude):
        key = name = f"{labels[found.source]}/{found.relative}"
        while key in taken:
            # two names that differ only in bytes that cannot be shown
            taken[name] += 1
            key = f"{name}#{taken[name]}"
        taken[key] = 1
        place = os.path.abspath(found.path)  # noqa: PTH100 - Path.absolute keeps "..", which would make one file two
        if isinstance(found, SkippedFile):
            seen.append(SeenFile(key, found.relative, place, 0, 0, found.reason.value, found.instead))
        else:
            seen.append(SeenFile(key, found.relative, place, found.size, found.mtime_ns, None))
    seen.sort(key=lambda file: file.id)
    return seen


def _labels(paths: Iterable[Path]) -> dict[Path, str]:
    """A name for each source, by which ids begin: its folder's name, numbered where several folders share it.

    Absolute paths would make ids, and with them the order of ties, differ from machine to machine.
    """
    names: Counter[str] = Counter()
    folders: dict[Path, str] = {}
    labels: dict[Path, str] = {}
    for path in paths:
        folder = path.resolve() if path.is_dir() else path.resolve().parent
        if folder not in folders:
            name = readable(folder.name) or "root"
            names[name] += 1
            folders[folder] = name if names[name] == 1 else f"{name} ({names[name]})"
        labels[path] = folders[folder]
    return labels


def paired(old: Iterable[FileRecord], new: Iterable[SeenFile]) -> Iterator[tuple[FileRecord | None, SeenFile | None]]:
    """Files before and now, side by side, in the order of ids."""
    olds, news = iter(old), iter(new)
    one, other = next(olds, None), next(news, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one.id < other.id):
            yield one, None
            one = next(olds, None)
        elif one is None or other.id < one.id:
            yield None, other
            other = next(news, None)
        else:
            yield one, other
            one, other = next(olds, None), next(news, None)
