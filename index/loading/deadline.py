"""A limit on the time a loader takes.

A file made to be slow must not stop the others. Loaders run in this process, so one that takes too long is interrupted
where it stands: Python raises an exception in its thread at the next step of Python code. Libraries written in C are
not interrupted, which is why their inputs are limited in size and depth as well.
"""

from __future__ import annotations

import ctypes
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
    done = threading.Event()
    lock = threading.Lock()
    target = threading.get_ident()

    def watch() -> None:
        began, spent = time.monotonic(), time.process_time()
        while not done.wait(min(_CHECKED_EVERY, limit)):
            if time.process_time() - spent > limit or time.monotonic() - began > limit * _PATIENCE:
                with lock:
                    if not done.is_set():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), ctypes.py_object(_Overdue))
                return

    watcher = threading.Thread(target=watch, name="loader-deadline", daemon=True)
    watcher.start()
    try:
        try:
            return function(data)
        finally:
            with lock:
                done.set()
            watcher.join()
    except _Overdue:
        raise BrokenFile(reason="bomb", detail=f"takes more than {limit:.0f} seconds to read") from None
