"""Folders into files: which files there are to load, in a stable order, and which are left out and why."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.errors import DocumentError, SourceError
from index.loading.archives import is_archive, members
from index.loading.formats import SUFFIXES, instead_of
from index.loading.patterns import Patterns
from index.loading.reading import LAST
from index.loading.titles import readable

_IGNORED = re.compile(
    r"(?i)\..*|~\$.*|.*~|.*\.(?:tmp|temp|swp|swo|bak|part|partial|crdownload|download|lock)|\.~lock.*|"
    r"thumbs\.db|desktop\.ini|ehthumbs\.db|__macosx|\$recycle\.bin|icon\r"
)


class SkipReason(StrEnum):
    """Why a file of a folder is not loaded."""

    UNSUPPORTED = "unsupported"  # no loader for its suffix
    CONVERTIBLE = "convertible"  # no loader either, but other programs can save it as what is read
    EXCLUDED = "excluded"  # by the patterns given
    NOT_A_FILE = "not_a_file"  # a pipe, a socket, a link to nowhere
    UNREADABLE = "unreadable"  # a folder that may not be listed
    ALREADY_SEEN = "already_seen"  # reached before, by another link or source


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to load.

    Attributes:
        path: Where it is; opens the file whatever its name is made of.
        source: The folder or file it was given by.
        relative: Its path below the folder, with ``/``, or its name where it was given itself; always printable, so
            bytes that are not UTF-8 and control characters are shown in other ways.
        size: Bytes.
        mtime_ns: Time of the last change, nanoseconds since 1970.
    """

    path: Path
    source: Path
    relative: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file or folder that is left out; fields as in :class:`SourceFile`.

    Attributes:
        path: Where it is.
        source: The folder or file it was given by.
        relative: Its path below the folder.
        reason: Why.
        instead: Suffix of the format to save it in, for a convertible one.
    """

    path: Path
    source: Path
    relative: str
    reason: SkipReason
    instead: str | None = None


def discover(
    sources: Sequence[Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
) -> Iterator[SourceFile | SkippedFile]:
    """The files of ``sources``, in the order of the sources and, in each, of the paths.

    Hidden and temporary files are passed over in silence. Links are followed, but no folder is entered twice, nor is a
    file reached by two sources given twice; folders behind links come after those that really stand in a place.
    Only the names of one folder at a time are held in memory.

    Args:
        sources: Folders and files. A file given by itself is taken whatever its name, if its suffix is known.
        include: Patterns of which a file has to match one, if there are any (:class:`Patterns`).
        exclude: Patterns of files and folders to leave out.

    Raises:
        SourceError: a source does not exist; before anything is given.
    """
    for source in sources:
        if not source.exists():
            raise SourceError(path=str(source))
    walk = _Walk(Patterns(include), Patterns(exclude))
    return (found for source in sources for found in walk.over(source))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # a link that leads back to itself, or through a folder nobody may enter: only the link is skipped
        return False


class _Walk:
    def __init__(self, include: Patterns, exclude: Patterns) -> None:
        self._include = include
        self._exclude = exclude
        self._entered: set[tuple[int, int]] = set()
        self._given: set[tuple[int, int]] = set()

    def over(self, source: Path) -> Iterator[SourceFile | SkippedFile]:
        if source.is_dir():
            yield from self._folder(source, source)
            return
        state = source.stat()
        folder = source.absolute().parent.stat()
        key = (state.st_dev, state.st_ino)
        name = readable(source.name)
        if key in self._given or (folder.st_dev, folder.st_ino) in self._entered:
            yield SkippedFile(source, source, name, SkipReason.ALREADY_SEEN)
        else:
            self._given.add(key)
            yield from self._judged(source, source, name, state)

    def _folder(self, root: Path, source: Path) -> Iterator[SourceFile | SkippedFile]:
        waiting: list[tuple[Path, str]] = [(root, "")]
        behind_links: list[tuple[Path, str]] = []
        while waiting or behind_links:
            if not waiting:
                waiting.append(behind_links.pop(0))
            folder, prefix = waiting.pop()
            try:
                state = folder.stat()
                key = (state.st_dev, state.st_ino)
                if key in self._entered:
                    yield SkippedFile(folder, source, prefix.rstrip("/"), SkipReason.ALREADY_SEEN)
                    continue
                self._entered.add(key)
                with os.scandir(folder) as entries:
                    names = sorted((entry.name, _is_folder(entry), entry.is_symlink()) for entry in entries)
            except OSError:
                yield SkippedFile(folder, source, prefix.rstrip("/"), SkipReason.UNREADABLE)
                continue
            folders: list[tuple[Path, str]] = []
            for name, is_folder, is_link in names:
                if _IGNORED.fullmatch(name):
                    continue
                path = folder / name
                relative = prefix + readable(name)
                if not is_folder:
                    yield from self._file(path, source, relative)
                elif self._exclude.match(relative):
                    yield SkippedFile(path, source, relative, SkipReason.EXCLUDED)
                else:
                    (behind_links if is_link else folders).append((path, f"{relative}/"))
            waiting.extend(reversed(folders))

    def _file(self, path: Path, source: Path, relative: str) -> Iterator[SourceFile | SkippedFile]:
        if self._left_out(relative) and not (is_archive(path.name) and not self._exclude.match(relative)):
            yield SkippedFile(path, source, relative, SkipReason.EXCLUDED)
            return
        try:
            state = path.stat()
        except OSError:
            yield SkippedFile(path, source, relative, SkipReason.NOT_A_FILE)
            return
        if self._given and (state.st_dev, state.st_ino) in self._given:
            yield SkippedFile(path, source, relative, SkipReason.ALREADY_SEEN)
            return
        yield from self._judged(path, source, relative, state)

    def _left_out(self, relative: str) -> bool:
        return self._exclude.match(relative) or bool(self._include and not self._include.match(relative))

    def _judged(
        self, path: Path, source: Path, relative: str, state: os.stat_result
    ) -> Iterator[SourceFile | SkippedFile]:
        mtime_ns = max(-LAST, min(state.st_mtime_ns, LAST))
        if not stat.S_ISREG(state.st_mode):
            yield SkippedFile(path, source, relative, SkipReason.NOT_A_FILE)
        elif is_archive(path.name):
            yield from self._inside(path, source, relative, state.st_size, mtime_ns)
        elif skipped := _unknown(path, source, relative):
            yield skipped
        else:
            yield SourceFile(path, source, relative, state.st_size, mtime_ns)

    def _inside(
        self, path: Path, source: Path, relative: str, size: int, mtime_ns: int
    ) -> Iterator[SourceFile | SkippedFile]:
        """The files of an archive; the archive itself where it cannot be looked into: loading it says why."""
        try:
            held = members(path, size, mtime_ns)
        except (DocumentError, ModuleNotFoundError, OSError):
            held = ()
        if not held:
            yield SourceFile(path, source, relative, size, mtime_ns)
        for member in held:
            parts = member.name.split("/")
            if any(_IGNORED.fullmatch(part) for part in parts):
                continue
            name = f"{relative}/{readable(member.name)}"
            inner = path.joinpath(*parts)
            if self._left_out(name):
                yield SkippedFile(inner, source, name, SkipReason.EXCLUDED)
            elif not is_archive(member.name) and (skipped := _unknown(inner, source, name)):
                yield skipped
            else:
                yield SourceFile(inner, source, name, member.size, mtime_ns)


def _unknown(path: Path, source: Path, relative: str) -> SkippedFile | None:
    """Why a file of that name is not loaded, if it is not."""
    if path.suffix.lower() in SUFFIXES:
        return None
    instead = instead_of(path.name)
    return SkippedFile(path, source, relative, SkipReason.CONVERTIBLE if instead else SkipReason.UNSUPPORTED, instead)
