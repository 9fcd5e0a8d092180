"""A limit on the time a loader takes.

A file made to be slow must not stop the others. Loaders run in this process, so one that takes too long is interrupted
where it stands: Python raises an exception in its thread at the next step of Python code. Libraries written in C are
not interrupted, which is why their inputs are limited in size and depth as well.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from index.errors import BrokenFile

SECONDS = 45.0
"""Of processor time that a loader may take for a file, and as many more for each :data:`PER_BYTES`."""

PER_BYTES = 16 << 20

_PATIENCE = 8  # times that long by the clock: other programs may hold the processor
_CHECKED_EVERY = 0.5  # seconds

_Result = TypeVar("_Result")


class _Overdue(BaseException):
    """Not an ``Exception``: no library may take it for trouble of its own and go on."""


class _Reading:
    """A file being read by the thread that made this."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._thread = threading.get_ident()
        self._began, self._spent = time.monotonic(), time.process_time()

    def is_overdue(self) -> bool:
        """Whether it has taken too long."""
        spent, passed = time.process_time() - self._spent, time.monotonic() - self._began
        return spent > self.limit or passed > self.limit * _PATIENCE

    def interrupt(self) -> None:
        """Raise an exception where the file is read."""
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(_Overdue))


class _Watch:
    """One thread that looks at all files being read, and ends when there are none.

    A thread for each file would take longer to start than most files take to read.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readings: set[_Reading] = set()
        self._thread: threading.Thread | None = None

    def begin(self, reading: _Reading) -> None:
        """Look at this one too."""
        with self._lock:
            self._readings.add(reading)
            if self._thread is None:
                first = min(_CHECKED_EVERY, reading.limit)
                self._thread = threading.Thread(target=self._look, args=(first,), name="loader-deadline", daemon=True)
                self._thread.start()

    def end(self, reading: _Reading) -> None:
        """It is read: from now on it is not interrupted any more."""
        with self._lock:
            self._readings.discard(reading)

    def _look(self, wait: float) -> None:
        while True:
            time.sleep(wait)
            with self._lock:
                for reading in [each for each in self._readings if each.is_overdue()]:
                    self._readings.discard(reading)  # interrupted once and no more
                    reading.interrupt()
                if not self._readings:
                    self._thread = None
                    return
                wait = min(_CHECKED_EVERY, *(each.limit for each in self._readings))


_watch = _Watch()


def _forget() -> None:
    """A process that was forked off has not the thread, and reads nothing yet."""
    global _watch  # noqa: PLW0603 - one for the process
    _watch = _Watch()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def in_time(function: Callable[[bytes], _Result], data: bytes, seconds: float | None = None) -> _Result:
    """What ``function`` makes of ``data``.

    Args:
        function: Reads a file's bytes.
        data: The bytes.
        seconds: Processor time it may take; ``None`` for the limit that goes by the size of ``data``.

    Raises:
        BrokenFile: it took longer (``bomb``).
    """
    limit = SECONDS * (1 + len(data) / PER_BYTES) if seconds is None else seconds
    reading, watch = _Reading(limit), _watch
    try:
        try:
            watch.begin(reading)
            return function(data)
        finally:
            watch.end(reading)
            _notice()
    except _Overdue:
        raise BrokenFile(reason="bomb", detail=f"takes more than {limit:.0f} seconds to read") from None


def _notice() -> None:
    """A step of Python code at which an interruption that came at the last moment arrives."""
