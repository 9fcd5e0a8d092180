"""The program's side of reading files in a process of their own."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping

from index.errors import BrokenFile, DocumentError, UnreadableFile
from index.loading.pdf.messages import (
    MEMORY,
    SECONDS,
    TOO_LARGE,
    TOO_LONG,
    Ask,
    Reply,
    Said,
    Told,
    packed,
    receive,
    send,
    tell,
)
from index.loading.seen import SeenPage

_START = "import sys; sys.path[:] = {path!r}; from index.loading.pdf.worker import main; main()"
_NOT_STARTED = 1
_TICK = 0.5  # seconds
_ENDED = frozenset(-getattr(signal, name) for name in ("SIGKILL", "SIGTERM", "SIGHUP") if hasattr(signal, name))

SILENT = 120.0
"""Seconds without a sign, and as many more for each 16 MiB, after which a process is ended from outside.

For code that neither returns nor lets go of Python's lock: where the system has no timer for that (Windows), or where
it waits for ever in there, the process cannot end itself.
"""

_SIXTEEN_MEBIBYTES = 16 << 20


class Apart:
    """Has files read, one at a time; safe to use from several threads.

    The process is started for the first file, serves those that follow, and ends when there have been none for a while.

    Args:
        environment: What the process gets in place of this one's environment, which may hold secrets; ``None`` for the
            same.
        start: The program it runs, with a place for where modules are found; ``None`` for the reader of PDF files.
        memory: The bytes it ends itself at, for the reason given.
        seconds: The seconds of processor time, the same.
        per_byte: As many more of these for each byte of a file, the same.
    """

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        start: str | None = None,
        *,
        memory: int = MEMORY,
        seconds: float = SECONDS,
        per_byte: float = 0.0,
    ) -> None:
        self._environment = environment
        self._start = start
        self._memory = memory
        self._seconds = seconds
        self._per_byte = per_byte
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, data: bytes, seen: Mapping[int, SeenPage] | None = None) -> Reply:
        """What stands in the PDF ``data``.

        Args:
            data: The file.
            seen: What was recognised on pages that are pictures of text, by number.

        Raises:
            BrokenFile: damaged, protected by a password, taking too much memory or time (``bomb``), or meeting a fault
                in pdfium.
            UnreadableFile: of millions of lines; or the process could not be started or was ended from outside, which
                is not the file's fault.
        """
        reply = Reply.model_validate_json(self.ask(packed(Ask(seen=dict(seen or {})), data)))
        if reply.content is None:
            kind = UnreadableFile if reply.reason == "too_large" else BrokenFile
            raise kind(reason=reply.reason, detail=reply.detail)
        return reply

    def ask(self, data: bytes, told: Told | None = None) -> bytes:
        """The answer of the process to ``data``.

        Args:
            data: The message.
            told: Hears how far it is.

        Raises:
            BrokenFile, UnreadableFile: as :meth:`read`.
        """
        with self._lock:
            answer = self._ask(data, told)
            if isinstance(answer, int) and answer == 0:
                # it had just gone for want of work
                answer = self._ask(data, told)
            if isinstance(answer, int):
                raise self._refusal(answer, len(data))
            return answer

    @property
    def is_asked(self) -> bool:
        """Whether somebody waits for its answer."""
        return self._lock.locked()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        atexit.unregister(self.close)
        # a process started before a fork belongs to the parent
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()

    def _ask(self, data: bytes, told: Told | None) -> bytes | int:
        """The answer, or the code with which the process ended; a negative one is the signal that ended it."""
        try:
            process = self._running()
            with _heard(process, SILENT * (1 + len(data) / _SIXTEEN_MEBIBYTES)) as silence:
                answer = self._answer(process, data, told, silence)
            if answer is not None:
                return answer
            process.communicate()
            self._process = None
        except BaseException:
            # an interrupt between question and answer: the next answer would be taken for another file's
            self.close()
            raise
        return TOO_LONG if silence.is_over else process.returncode

    def _answer(
        self, process: subprocess.Popen[bytes], data: bytes, told: Told | None, silence: _Silence
    ) -> bytes | None:
        """What the process answers; ``None`` where it ended."""
        if process.stdin is None or process.stdout is None:
            return None
        with contextlib.suppress(OSError):
            send(process.stdin, data)
            while (message := receive(process.stdout)) is not None:
                silence.broken()
                match Said(message[:1]):
                    case Said.ANSWER:
                        return message[1:]
                    case Said.DONE if told is not None:
                        tell(told, message[1:])
        return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._owner != os.getpid() or self._process.poll() is not None):
            self.close()
        if self._process is None:
            self._owner = os.getpid()
            atexit.register(self.close)
            try:
                self._process = subprocess.Popen(  # noqa: S603 - this very program
                    [sys.executable, "-I", "-c", (self._start or _START).format(path=sys.path)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=self._environment,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise UnreadableFile(reason="system", detail=f"no process to read it in: {error}") from error
        return self._process

    def _refusal(self, code: int, size: int) -> DocumentError:
        """What the end of the process says of the file."""
        if code == _NOT_STARTED or code in _ENDED:
            # kept apart from damage: a damaged file is not looked at again before it changes
            return UnreadableFile(reason="system", detail=f"the reader ended with code {code}")
        if code == TOO_LARGE:
            return BrokenFile(reason="bomb", detail=f"takes more than {self._memory >> 20} MiB of memory")
        if code in {TOO_LONG, -getattr(signal, "SIGPROF", -TOO_LONG)}:
            return BrokenFile(
                reason="bomb", detail=f"takes more than {self._seconds + self._per_byte * size:.0f} seconds"
            )
        return BrokenFile(reason="damaged", detail=f"the reader ended with code {code}")


class _Silence:
    """How long nothing has been heard of a process."""

    def __init__(self) -> None:
        self.lasted = 0.0
        self.is_over = False

    def broken(self) -> None:
        """Something was heard."""
        self.lasted = 0.0


@contextlib.contextmanager
def _heard(process: subprocess.Popen[bytes], longest: float) -> Iterator[_Silence]:
    """End ``process`` when nothing is heard of it for ``longest`` seconds within this context."""
    silence = _Silence()
    done = threading.Event()

    def listen() -> None:
        tick = min(_TICK, longest)
        while not done.wait(tick):
            # counted by ticks, not by the clock: a machine that slept has not been silent
            silence.lasted += tick
            if silence.lasted >= longest:
                silence.is_over = True
                process.kill()
                return

    listener = threading.Thread(target=listen, name="reader-silence", daemon=True)
    listener.start()
    try:
        yield silence
    finally:
        done.set()
        listener.join()
