"""Whether the files of an open snapshot are still what they were when it was opened."""

from __future__ import annotations

import contextlib
import os
import threading
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from index.errors import DamagedIndex
from index.store.sums import FileSum, summed

REST = 5.0
"""Seconds after the first look until all checksums are taken: the first answer does not share the disk with that."""

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class _State(NamedTuple):
    """What the system says of a file; the last changes to its bytes and to what is known of it in nanoseconds."""

    size: int
    changed: int
    touched: int
    names: int


class Seal:
    """Notices when somebody writes into files that nobody writes any more.

    Parts of them are mapped into memory: what is written into the file stands in the next answer. The files are held
    open, so that it is these that are looked at, not what has come into their place. A look costs a microsecond or two
    a file; only one that was touched is read and its checksum taken. A disk that gives other bytes by itself changes
    nothing that can be looked at: some time after the first look all checksums are taken in the background, once.

    Args:
        folder: The snapshot.
        sums: What each of its files must be.

    Raises:
        OSError: a file is gone.
    """

    def __init__(self, folder: Path, sums: Mapping[str, FileSum]) -> None:
        self._folder = folder
        self._sums = sums
        self._lock = threading.Lock()
        self._damaged: str | None = None
        self._handles: dict[str, int] = {}
        self._ended = threading.Event()
        self._found: list[str] = []
        self._reader: threading.Thread | None = None
        self._finalizer = weakref.finalize(self, _close, self._handles.values(), self._ended)
        for name in sums:
            self._handles[name] = os.open(folder / name, _FLAGS)
        self._states = {name: _state(handle) for name, handle in self._handles.items()}

    def close(self) -> None:
        """Give the files back; nothing can be checked any more."""
        self._finalizer()

    def check(self) -> None:
        """Look at every file.

        Raises:
            DamagedIndex: one is not what was written, or was not at an earlier look.
        """
        if self._reader is None:
            self._read_in_background()
        if self._found:
            self._damaged = self._found[0]
        for name, before in self._states.items():
            if self._damaged is None and (now := _state(self._handles[name])) != before:
                self._look_closer(name, before, now)
        if self._damaged is not None:
            raise DamagedIndex(folder=str(self._folder), file=self._damaged)

    def _read_in_background(self) -> None:
        with self._lock:
            if self._reader is None:
                # nothing of this object: it must be free to go while the thread rests
                everything = (self._folder, self._sums, self._ended, self._found)
                self._reader = threading.Thread(target=_read, args=everything, name="yinju-checksums", daemon=True)
                self._reader.start()

    def _look_closer(self, name: str, before: _State, now: _State) -> None:
        """Take the checksum of a file that was touched: a backup may have done that."""
        with self._lock:
            # One that lost its name, as after each refresh, is touched by that alone.
            written = now[:2] != before[:2] or now.names == before.names
            if written and not self._is_whole(name):
                self._damaged = name
            # The state from before the checksum: what was written meanwhile is seen the next time.
            self._states[name] = now

    def _is_whole(self, name: str) -> bool:
        try:
            with open(self._handles[name], "rb", closefd=False) as file:
                file.seek(0)
                return summed(file) == self._sums[name]
        except OSError:
            return False


def _state(handle: int) -> _State:
    found = os.fstat(handle)
    return _State(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_nlink)


def _read(folder: Path, sums: Mapping[str, FileSum], ended: threading.Event, found: list[str]) -> None:
    """Take all checksums; what is not what it must be is added to ``found``."""
    if ended.wait(REST):
        return
    for name, expected in sums.items():
        try:
            with (folder / name).open("rb") as file:
                held = summed(file, ended)
        except OSError:  # a newer snapshot has taken its place
            return
        if ended.is_set():
            return
        if held != expected:
            found.append(name)


def _close(handles: Iterable[int], ended: threading.Event) -> None:
    ended.set()
    for handle in handles:
        with contextlib.suppress(OSError):
            os.close(handle)
