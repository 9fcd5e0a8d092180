"""Bots as forks of a process that has loaded the program; see :mod:`tests.e2e.telegram.zygote`."""

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
from pathlib import Path
from typing import IO

from tests.e2e.telegram.install import HERE


class Forked:
    """A program that was forked, with as much of :class:`subprocess.Popen` as the tests need.

    Args:
        folder: Where it runs.
        arguments: Behind ``yinju``.
        environment: Its environment.
        first: Python that it runs first.
    """

    def __init__(self, folder: Path, arguments: Sequence[str], environment: Mapping[str, str], first: str = "") -> None:
        ours, its = os.pipe()
        self.stdout: IO[str] = os.fdopen(ours, encoding="utf-8")
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.connect(_address())
        asked = {"folder": str(folder), "arguments": list(arguments), "environment": dict(environment), "first": first}
        socket.send_fds(self._line, [json.dumps(asked).encode() + b"\n"], [its])
        os.close(its)
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
    """A cache folder that all bots share."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def started(
    folder: Path, environment: Mapping[str, str], first: str, *, forked: bool
) -> subprocess.Popen[str] | Forked:
    """The bot: forked, or as everybody starts it; runs ``first`` before anything else."""
    if forked and hasattr(os, "fork"):
        return Forked(folder, ["telegram"], environment, first)
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


@functools.cache
def _address() -> str:
    """Where the loaded process listens; started now if it is not."""
    folder = tempfile.TemporaryDirectory()
    address = str(Path(folder.name) / "zygote")
    loaded = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-P", str(HERE / "zygote.py"), address, str(shared_cache() / "dictionary")],
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
