"""The process PDF files are read in. It ends itself when a file takes too much, and when nobody needs it any more.

Limits of the operating system are not the same everywhere (macOS keeps none on memory, Windows has other ones), so a
thread watches: pdfium runs without Python's lock.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from index.errors import BrokenFile, UnreadableFile
from index.loading.pdf.memory import resident
from index.loading.pdf.messages import MEMORY, SECONDS, TOO_LARGE, TOO_LONG, Ask, Reply, receive, send, unpacked
from index.loading.pdf.pages import read_pdf

IDLE = 30.0
"""Seconds without work after which the process ends."""

_LOOK = 0.02  # seconds between two looks: pdfium fills some ten MiB in that time

_FOR_THE_PROGRAM = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class _Watch:
    """Ends the process when the file in hand takes too much."""

    def __init__(self, memory: int, seconds: float) -> None:
        self._memory = memory
        self._seconds = seconds
        self._limit = 0  # bytes; 0 between two files
        self._until = 0.0  # of processor time
        self._rest = time.monotonic()
        self._program = os.getppid()
        threading.Thread(target=self._run, daemon=True).start()

    def begin(self, size: int) -> None:
        """A file of ``size`` bytes is being read from now on."""
        self._until = time.process_time() + self._seconds
        self._limit = max(resident(), self._memory + 2 * size)
        if sys.platform != "win32":
            # for code that keeps Python's lock to itself: the thread would not get to look
            signal.setitimer(signal.ITIMER_PROF, self._seconds + 1)

    def end(self) -> None:
        """It was read."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
        self._limit = 0
        self._rest = time.monotonic()

    def _run(self) -> None:
        while True:
            time.sleep(_LOOK)
            if os.getppid() != self._program:
                # it was killed and nobody waits for the answer; Windows tells the old id: the file is finished first
                os._exit(0)
            limit = self._limit
            if limit and resident() > limit:
                os._exit(TOO_LARGE)
            if limit and time.process_time() > self._until:
                os._exit(TOO_LONG)
            if not limit and time.monotonic() - self._rest > IDLE:
                os._exit(0)


def reply_to(message: bytes) -> bytes:
    """What is to be said of a file."""
    head, data = unpacked(message)
    return reading(lambda: _read(Ask.model_validate_json(head), data)).model_dump_json().encode()


def _read(ask: Ask, data: bytes) -> Reply:
    return read_pdf(data, ask.seen) if ask.seen else read_pdf(data)


def reading(read: Callable[[], Reply]) -> Reply:
    """What was read, or why nothing was."""
    try:
        return read()
    except (BrokenFile, UnreadableFile) as error:
        return Reply(reason=error.facts["reason"], detail=error.facts.get("detail", ""))
    except MemoryError:
        return Reply(reason="bomb", detail="more memory than there is")
    except Exception as error:  # noqa: BLE001 - libraries meet damaged files with errors of every kind
        return Reply(reason="damaged", detail=f"{type(error).__name__}: {error}")


def main() -> None:
    """Read PDF files until there are no more."""
    serve(reply_to, MEMORY, SECONDS)


def serve(reply: Callable[[bytes], bytes], memory: int, seconds: float) -> None:
    """Answer messages until there are no more.

    Args:
        reply: The answer to a message.
        memory: Bytes the process may take beside twice the message.
        seconds: Of processor time a message may take.
    """
    # what ends a terminal's or a service's processes all at once is meant for the program, which ends this one; were it
    # to go first, the file in hand would be taken for a damaged one
    for name in _FOR_THE_PROGRAM:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    watch = _Watch(memory, seconds)
    while (message := receive(sys.stdin.buffer)) is not None:
        watch.begin(len(message))
        answer = reply(message)
        watch.end()
        send(sys.stdout.buffer, answer)
