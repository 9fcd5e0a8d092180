"""Which files of a snapshot need no checksum any more, for they are as they were when theirs was last taken.

The checksums of a large index take seconds. Whoever writes into a file changes what the system says of it, and no
program can set the time at which that was last changed. So a file is remembered with what the system said of it before
its checksum was taken, and trusted while that stays. What a disk changes by itself is looked for while the index is in
use, see :mod:`index.store.seal`.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from index.errors import DamagedIndex
from index.store.disk import replace
from index.store.sums import FileSum, sum_of

CLOCK_NS = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was looked at may have changed again under the same time."""


class Look(NamedTuple):
    """What the system says of a file; the last changes to its bytes and to what is known of it in nanoseconds."""

    size: int
    changed: int
    touched: int
    number: int

    @classmethod
    def of(cls, path: Path) -> Look:
        """As it is now.

        Raises:
            OSError: it is gone.
        """
        found = path.stat()
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


class _Record(BaseModel):
    snapshot: str
    files: dict[str, Look]


class Checked:
    """The files of a snapshot whose checksums were taken.

    Args:
        path: Where it is kept; lost or damaged, it costs nothing but time. ``None`` for nothing known and nothing kept.
        snapshot: Name of the snapshot.
    """

    def __init__(self, path: Path | None, snapshot: str) -> None:
        self._path = path
        self._snapshot = snapshot
        self._files: dict[str, Look] = {}
        self._changed = False
        if path is None:
            return
        with contextlib.suppress(OSError, ValidationError):
            record = _Record.model_validate_json(path.read_bytes())
            if record.snapshot == snapshot:
                self._files = record.files

    def knows(self, name: str, state: Look) -> bool:
        """Whether the file of that name was whole when the system said this of it."""
        return self._files.get(name) == state

    def require_whole(self, snapshot: Path, sums: Mapping[str, FileSum], index: Path) -> None:
        """Take the checksum of every file that is not known to be whole, and remember it.

        Args:
            snapshot: The folder of the files.
            sums: What each must be.
            index: The folder of the index, to be named.

        Raises:
            DamagedIndex: one is missing or not what was written.
        """
        for name, expected in sums.items():
            try:
                moment = time.time_ns()
                look = Look.of(snapshot / name)
                if self.knows(name, look):
                    continue
                whole = sum_of(snapshot / name) == expected
            except OSError:
                whole = False
            if not whole:
                raise DamagedIndex(folder=str(index), file=name)
            self.add(name, look, moment)

    def add(self, name: str, state: Look, looked: int) -> None:
        """Remember a file that is whole.

        Args:
            name: Its name.
            state: What the system said of it before its checksum was taken.
            looked: When it said so, in nanoseconds since 1970.
        """
        if max(state.changed, state.touched) < looked - CLOCK_NS:
            self._files[name] = state
            self._changed = True

    def write(self) -> None:
        """Keep it, where the folder may be written to."""
        if self._path is None or not self._changed:
            return
        part = self._path.with_name(f"{self._path.name}.new")
        with contextlib.suppress(OSError):
            try:
                part.write_text(_Record(snapshot=self._snapshot, files=self._files).model_dump_json(), encoding="utf-8")
                replace(part, self._path)
            finally:
                part.unlink(missing_ok=True)
