"""The program as a fork of a process that has loaded it; see :mod:`tests.e2e.zygote`."""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

_ZYGOTE = Path(__file__).with_name("zygote.py")


class Forked:
    """A program that was forked, with as much of :class:`subprocess.Popen` as the tests need.

    Args:
        folder: Where it runs.
        arguments: Behind ``yinju``.
        environment: Its environment.
        streams: What it reads, what it writes to, and where it tells of errors; they may be closed afterwards.
        first: Python that it runs first.
        terminal: The streams are a terminal, which becomes its own.
    """

    def __init__(  # noqa: PLR0913 - what a process is started with
        self,
        folder: Path,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        streams: tuple[int, int, int],
        first: str = "",
        *,
        terminal: bool = False,
    ) -> None:
        self.stdout: IO[str] | None = None
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.connect(_address())
        asked = {
            "folder": str(folder),
            "arguments": list(arguments),
            "environment": dict(environment),
            "first": first,
            "terminal": terminal,
        }
        socket.send_fds(self._line, [json.dumps(asked).encode() + b"\n"], streams)
        self._told = self._line.makefile(encoding="ascii")
        self.pid = int(self._told.readline())
        self._code: int | None = None
        self._ended = threading.Event()
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        self._code = int(self._told.readline() or -signal.SIGKILL)
        self._line.close()
        self._told.close()
        self._ended.set()

    def poll(self) -> int | None:
        """The exit code; ``None`` while it runs."""
        return self._code

    def wait(self, timeout: float) -> int:
        """The exit code, once it has ended.

        Raises:
            TimeoutExpired: it has not.
        """
        if not self._ended.wait(timeout) or self._code is None:
            command = "yinju"
            raise subprocess.TimeoutExpired(command, timeout)
        return self._code

    def send_signal(self, number: int) -> None:
        """Send a signal; nothing to one that has ended."""
        if self._code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


@functools.cache
def shared_cache() -> Path:
    """A cache folder that all share: the dictionary in it takes a second to be made."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def started(
    folder: Path, environment: Mapping[str, str], first: str, *, forked: bool
) -> subprocess.Popen[str] | Forked:
    """The bot: forked, or as everybody starts it; runs ``first`` before anything else."""
    if forked and hasattr(os, "fork"):
        ours, its = os.pipe()
        nothing = os.open(os.devnull, os.O_RDONLY)
        process = Forked(folder, ["telegram"], environment, (nothing, its, its), first)
        process.stdout = os.fdopen(ours, encoding="utf-8")
        os.close(nothing)
        os.close(its)
        return process
    program = ["-c", f"{first}\nfrom bot.cli import main\nmain(['telegram'])\n"] if first else ["-m", "bot", "telegram"]
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, *program],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def through_pipes(
    folder: Path, arguments: Sequence[str], environment: Mapping[str, str], given: bytes, patience: float
) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end, forked, as :func:`subprocess.run` does.

    Raises:
        TimeoutExpired: it went on longer than there was patience.
    """
    (asked, asking), (said, saying), (told, telling) = (os.pipe() for _ in range(3))
    process = Forked(folder, arguments, environment, (asked, saying, telling))
    for handle in (asked, saying, telling):
        os.close(handle)
    with ThreadPoolExecutor(3) as pool:
        pool.submit(_give, asking, given)
        output, errors = pool.submit(_all, said), pool.submit(_all, told)
        try:
            code = process.wait(patience)
        finally:
            process.kill()
        return subprocess.CompletedProcess(list(arguments), code, output.result(), errors.result())


def _give(handle: int, data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), os.fdopen(handle, "wb") as pipe:
        pipe.write(data)


def _all(handle: int) -> bytes:
    with os.fdopen(handle, "rb") as pipe:
        return pipe.read()


@functools.cache
def _address() -> str:
    """Where the loaded process listens; started now if it is not."""
    folder = tempfile.TemporaryDirectory()
    address = str(Path(folder.name) / "zygote")
    loaded = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-P", str(_ZYGOTE), address, str(shared_cache() / "dictionary")],
        # A process with threads must not be forked; NumPy starts some for its linear algebra.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},  # noqa: TID251 - a child's environment
        # It ends when this ends.
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )

    def end() -> None:
        loaded.communicate()
        folder.cleanup()

    atexit.register(end)
    if loaded.stdout is None or loaded.stdout.readline() != "ready\n":
        msg = "the program could not be loaded"
        raise RuntimeError(msg)
    return address
