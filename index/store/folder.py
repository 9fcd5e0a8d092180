"""An index folder: which snapshot is current, who is building, what may be swept away."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import DamagedIndex, IndexBusy, NewerIndex, NoIndex, OutdatedIndex, UnwritableIndex
from index.store.checked import Checked, Look
from index.store.disk import replace, sync
from index.store.sums import FileSum, sum_of

FORMAT = 4
"""Version of the layout and of the loading; raised whenever an index written before would be read wrongly, or the
same files would be loaded otherwise."""

PATIENCE = 60.0
"""Seconds a build waits for another one to end."""

_POINTER = "CURRENT"
_LOCK = "LOCK"
_HOLDER = "HOLDER"
_CHECKED = "CHECKED"
_SNAPSHOTS = "snapshots"
_SEGMENTS = "segments"
_MANIFEST = "manifest.json"
_BUILDING = "building-"

_T = TypeVar("_T")


class Manifest(BaseModel):
    """What a snapshot says of itself.

    Attributes:
        format: Version of the layout.
        analysis: Signature of the analysis its terms were made with.
        created: When it was finished.
        documents: How many documents it holds.
        paragraphs: How many paragraphs.
        units: How many searched units; more than paragraphs where there are very long ones.
        files: Every other file of the snapshot.
    """

    model_config = ConfigDict(frozen=True)

    format: int
    analysis: str
    created: datetime
    documents: int
    paragraphs: int
    units: int
    files: dict[str, FileSum]


class _Format(BaseModel):
    """The one part of a manifest that every version, older and newer, has."""

    format: int


@dataclass(frozen=True, slots=True)
class BuildPlace:
    """Where a snapshot is built.

    Attributes:
        folder: Becomes the snapshot.
        segments: Holds what the snapshot is merged of; outlives a build that is interrupted.
    """

    folder: Path
    segments: Path


class IndexFolder:
    """The folder an index lives in.

    Args:
        path: The folder; made when something is first written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def name(self) -> str:
        """Name of the current snapshot; nothing of it is looked at.

        Raises:
            NoIndex: nothing was built here.
            DamagedIndex: the pointer is not what was written.
        """
        return self._pointer()[0]

    def current(self) -> tuple[Path, Manifest]:
        """The current snapshot, each of its files checked against its checksum, or as it was when it last was.

        Raises:
            NoIndex: nothing was built here.
            DamagedIndex: a file is missing or not what was written.
            OutdatedIndex: written by an older version.
            NewerIndex: written by a newer version.
        """
        pointer = self._pointer()
        while True:
            try:
                return self._open(pointer)
            except DamagedIndex:
                # between reading the pointer and opening the files another process may have swapped and swept
                latest = self._pointer()
                if latest == pointer:
                    raise
                pointer = latest

    def use(self, opener: Callable[[Path, Manifest], _T]) -> _T:
        """What ``opener`` makes of the current snapshot, whose files it opens.

        Another process may swap and sweep between the look and the opening: then the new snapshot is opened.

        Raises:
            IndexProblem: as :meth:`current`.
        """
        while True:
            path, manifest = self.current()
            try:
                return opener(path, manifest)
            except (OSError, sqlite3.Error, ValueError):
                if self.current()[0] == path:
                    # a disk may have changed what no checksum was taken of this time
                    self.verify(path, manifest)
                    raise

    @contextlib.contextmanager
    def building(
        self, patience: float = PATIENCE, waiting: Callable[[str], None] | None = None
    ) -> Iterator[BuildPlace]:
        """Hold the lock and give a new, empty folder to build in; it is swept away unless :meth:`swap` takes it.

        Segments of a build that was interrupted stay where they are until a build ends well or the disk refuses one.

        Args:
            patience: Seconds to wait for another process that builds.
            waiting: Told the other's process id once, before waiting.

        Raises:
            IndexBusy: another process was still building when patience ended.
        """
        (self.path / _SNAPSHOTS).mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if waiting is not None:
                waiting(self._holder())
            try:
                lock.acquire(timeout=patience)
            except Timeout:
                raise IndexBusy(folder=str(self.path), holder=self._holder()) from None
        try:
            (self.path / _HOLDER).write_text(str(os.getpid()), encoding="ascii")
            self._sweep()
            folder = self.path / _SNAPSHOTS / f"{_BUILDING}{secrets.token_hex(8)}"
            folder.mkdir()
            place = BuildPlace(folder, self._segments())
            try:
                yield place
            except (OSError, sqlite3.OperationalError, UnwritableIndex):
                # a full disk, most likely: nothing is left behind
                shutil.rmtree(place.segments, ignore_errors=True)
                raise
            shutil.rmtree(place.segments, ignore_errors=True)
        finally:
            # what cannot be swept away now is swept by the next build
            with contextlib.suppress(OSError):
                self._sweep()
            lock.release()

    def swap(self, built: Path, manifest: Callable[[dict[str, FileSum]], Manifest]) -> tuple[Path, Manifest]:
        """Make the finished folder ``built`` the current snapshot.

        Everything is on the disk before the pointer names it, and the pointer is replaced in one step.

        Args:
            built: A folder given by :meth:`building`.
            manifest: Makes the manifest from the sums of the files.
        """
        sums: dict[str, FileSum] = {}
        looks: dict[str, tuple[Look, int]] = {}
        # the oldest first: most of a large index can be remembered as checked
        for file in sorted(built.iterdir(), key=lambda each: each.stat().st_mtime_ns):
            moment = time.time_ns()
            looks[file.name] = Look.of(file), moment
            sums[file.name] = sum_of(file)
        content = manifest(dict(sorted(sums.items())))
        (built / _MANIFEST).write_text(content.model_dump_json(indent=1), encoding="utf-8")
        for file in built.iterdir():
            sync(file)
        name = f"{content.created:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        final = self.path / _SNAPSHOTS / name
        built.rename(final)
        sync(final.parent)
        pointer = self.path / f"{_POINTER}.new"
        pointer.write_text(f"{name} {sum_of(final / _MANIFEST).crc32}\n", encoding="ascii")
        sync(pointer)
        replace(pointer, self.path / _POINTER)
        sync(self.path)
        checked = Checked(self.path / _CHECKED, name)
        for file_name, (look, moment) in looks.items():
            checked.add(file_name, look, moment)
        checked.write()
        return final, content

    def _pointer(self) -> tuple[str, int]:
        try:
            name, crc32 = (self.path / _POINTER).read_text(encoding="ascii").split()
            return name, int(crc32)
        except FileNotFoundError:
            raise NoIndex(folder=str(self.path)) from None
        except ValueError:
            raise DamagedIndex(folder=str(self.path), file=_POINTER) from None

    def _open(self, pointer: tuple[str, int]) -> tuple[Path, Manifest]:
        name, crc32 = pointer
        folder = self.path / _SNAPSHOTS / name
        manifest = folder / _MANIFEST
        if not manifest.is_file():
            raise DamagedIndex(folder=str(self.path), file=_MANIFEST)
        written = manifest.read_bytes()
        if zlib.crc32(written) != crc32:
            raise DamagedIndex(folder=str(self.path), file=_MANIFEST)
        try:
            found = _Format.model_validate_json(written).format
            if found != FORMAT:
                error = NewerIndex if found > FORMAT else OutdatedIndex
                raise error(folder=str(self.path), found=str(found), wanted=str(FORMAT))
            content = Manifest.model_validate_json(written)
        except ValidationError:
            raise DamagedIndex(folder=str(self.path), file=_MANIFEST) from None
        checked = Checked(self.path / _CHECKED, name)
        checked.require_whole(folder, content.files, self.path)
        checked.write()
        return folder, content

    def distrust(self) -> None:
        """Forget which files were whole, where the folder may be written to: the next opening takes every checksum."""
        with contextlib.suppress(OSError):
            (self.path / _CHECKED).unlink(missing_ok=True)

    def verify(self, folder: Path, manifest: Manifest) -> None:
        """Take the checksum of every file of a snapshot: before all of it is copied into another one.

        Raises:
            DamagedIndex: one is not what was written.
        """
        Checked(None, folder.name).require_whole(folder, manifest.files, self.path)

    def _holder(self) -> str:
        try:
            return (self.path / _HOLDER).read_text(encoding="ascii") or "?"
        except OSError:
            return "?"

    def _segments(self) -> Path:
        """Where segments lie; what a killed process has begun there is removed."""
        folder = self.path / _SEGMENTS
        folder.mkdir(exist_ok=True)
        for begun in folder.glob("*.part"):
            begun.unlink(missing_ok=True)
        return folder

    def _sweep(self) -> None:
        """Remove every snapshot but the current one; what is still open elsewhere may resist until the next time."""
        try:
            keep = self._pointer()[0]
        except (NoIndex, DamagedIndex):
            keep = ""
        for folder in (self.path / _SNAPSHOTS).iterdir():
            if folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)


def now() -> datetime:
    """The present moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
