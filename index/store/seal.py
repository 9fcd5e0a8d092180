"""Whether the files of an open snapshot are still what they were when it was opened."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

from index.errors import DamagedIndex
from index.store.folder import FileSum, summed

_State = tuple[int, int, int, int, int]
"""Disk, file, size, and the times of the last change to its bytes and to what is known of it."""


class Seal:
    """Notices when somebody writes into files that nobody writes any more.

    Parts of them are mapped into memory: what is written into the file stands in the next answer. A look costs a
    microsecond or two a file; only one that was touched is read and its checksum taken. A disk that gives other bytes
    by itself is not noticed here but at the next opening, when all checksums are taken.

    Args:
        folder: The snapshot.
        sums: What each of its files must be.
    """

    def __init__(self, folder: Path, sums: Mapping[str, FileSum]) -> None:
        self._folder = folder
        self._sums = {str(folder / name): expected for name, expected in sums.items()}
        self._states = {path: _state(path) for path in self._sums}
        self._lock = threading.Lock()

    def check(self) -> None:
        """Look at every file.

        Raises:
            DamagedIndex: one is not what was written.
        """
        for path, before in self._states.items():
            now = _state(path)
            # A file that is gone, or another in its place, is none of ours: ours is open, and stays until it is closed.
            if now is not None and before is not None and now != before and now[:2] == before[:2]:
                self._look_closer(path, now)

    def _look_closer(self, path: str, now: _State) -> None:
        """Take the checksum of a file that was touched: a backup may have done that."""
        with self._lock:
            try:
                whole = summed(Path(path)) == self._sums[path]
            except OSError:
                whole = False
            if not whole:
                raise DamagedIndex(folder=str(self._folder), file=Path(path).name)
            # The state from before the checksum: what was written meanwhile is seen the next time.
            self._states[path] = now


def _state(path: str) -> _State | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - at every question, for every file
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
