"""The process PDF files are read in. It ends itself when a file takes too much, and when nobody needs it any more.

Limits of the operating system are not the same everywhere (macOS keeps none on memory, Windows has other ones), so a
thread watches: pdfium runs without Python's lock. While that thread can run, it sends signs to the program, which ends
a process that sends none.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from index.errors import BrokenFile, UnreadableFile
from index.loading.pdf.memory import resident
from index.loading.pdf.messages import (
    MEMORY,
    SECONDS,
    SIGN_EVERY,
    TOO_LARGE,
    TOO_LONG,
    Ask,
    Reply,
    Said,
    Told,
    done,
    receive,
    send,
    unpacked,
)
from index.loading.pdf.pages import read_pdf

IDLE = 30.0
"""Seconds without work after which the process ends."""

_LOOK = 0.02  # seconds between two looks: pdfium fills some ten MiB in that time

WAITS = 60.0
"""Seconds in which a file has to take at least :data:`_STIRS`: who waits for ever takes no processor time."""

_STIRS = 0.5  # seconds of processor time

_FOR_THE_PROGRAM = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class _Mouth:
    """Says things to the program; for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def say(self, what: Said, words: bytes = b"") -> None:
        """Send one message."""
        with self._lock:
            send(sys.stdout.buffer, what.value + words)

    def tell(self, pages: int, of: int) -> None:
        """Say how far the file in hand is."""
        self.say(Said.DONE, done(pages, of))


class Patience:
    """How long a file has waited for what never comes.

    Args:
        taken: Processor time the process has taken so far.
    """

    def __init__(self, taken: float) -> None:
        self._taken = taken
        self._waited = 0.0

    def is_over(self, passed: float, taken: float, *, may_wait: bool) -> bool:
        """Whether it has waited too long.

        Args:
            passed: Seconds since the last look, as meant, not by the clock: a machine that slept has not waited.
            taken: Processor time the process has taken by now.
            may_wait: Whether there is no file, or another process is asked, which keeps limits of its own.
        """
        self._waited += passed
        if may_wait or taken - self._taken > _STIRS:
            self._waited, self._taken = 0.0, taken
        return self._waited > WAITS


class _Watch:
    """Ends the process when the file in hand takes too much."""

    def __init__(self, memory: int, seconds: float, asks_others: Callable[[], bool], mouth: _Mouth) -> None:
        self._memory = memory
        self._seconds = seconds
        self._asks_others = asks_others
        self._mouth = mouth
        self._limit = 0  # bytes; 0 between two files
        self._until = 0.0  # of processor time
        self._rest = time.monotonic()
        self._program = os.getppid()
        threading.Thread(target=self._run, daemon=True).start()

    def begin(self, size: int, more: float) -> None:
        """A file of ``size`` bytes is being read from now on, which may take so many seconds more."""
        self._until = time.process_time() + self._seconds + more
        self._limit = max(resident(), self._memory + 2 * size)
        if sys.platform != "win32":
            # for code that keeps Python's lock to itself: the thread would not get to look
            signal.setitimer(signal.ITIMER_PROF, self._seconds + more + 1)

    def end(self) -> None:
        """It was read."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
        self._limit = 0
        self._rest = time.monotonic()

    def _run(self) -> None:
        signed, patience = 0.0, Patience(time.process_time())
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
            if patience.is_over(_LOOK, time.process_time(), may_wait=not limit or self._asks_others()):
                os._exit(TOO_LONG)
            signed += _LOOK
            if limit and signed > SIGN_EVERY:
                signed = 0.0
                with contextlib.suppress(OSError):
                    self._mouth.say(Said.AT_WORK)


def reply_to(message: bytes, _: Told) -> bytes:
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


def serve(
    reply: Callable[[bytes, Told], bytes],
    memory: int,
    seconds: float,
    *,
    per_byte: float = 0.0,
    asks_others: Callable[[], bool] = lambda: False,
) -> None:
    """Answer messages until there are no more.

    Args:
        reply: The answer to a message; it may tell how far it is.
        memory: Bytes the process may take beside twice the message.
        seconds: Of processor time a message may take.
        per_byte: As many seconds more for each of its bytes.
        asks_others: Whether it waits for another process, which keeps limits of its own.
    """
    # what ends a terminal's or a service's processes all at once is meant for the program, which ends this one; were it
    # to go first, the file in hand would be taken for a damaged one
    for name in _FOR_THE_PROGRAM:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    mouth = _Mouth()
    watch = _Watch(memory, seconds, asks_others, mouth)
    while (message := receive(sys.stdin.buffer)) is not None:
        watch.begin(len(message), per_byte * len(message))
        answer = reply(message, mouth.tell)
        watch.end()
        mouth.say(Said.ANSWER, answer)
