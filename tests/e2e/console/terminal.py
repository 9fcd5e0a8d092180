"""A terminal: the program behind a pty, its screen kept by an emulator."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import signal
import subprocess
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte
from pexpect.fdpexpect import fdspawn

from tests.e2e.forking import Forked

PATIENCE = 180.0
"""Seconds to wait for what must come; only ever waited out by a failing test."""

_STEP = 0.05
_GRACE = 1.0  # seconds a program is given to end

_CHANGING = (
    (re.compile(r"今天 \d\d:\d\d"), "今天 时:分"),
    (re.compile(r"today \d\d:\d\d"), "today hh:mm"),
    (re.compile(r"(引据|Yinju) \S+$", re.MULTILINE), r"\1 版本"),
    (re.compile(r"(?:^ *· .+？\n)+", re.MULTILINE), "    · 问题\n"),
    (re.compile(r"把握[高中低]"), "把握度"),
)
"""What differs from run to run, or with every training of the reader."""


class Terminal:
    """One run of a program; a context manager that ends it.

    Args:
        command: The program and its arguments; none for the console, forked from a process that has loaded it.
        environment: Its environment.
        folder: Where it runs.
        columns: Width of the terminal.
        lines: Its height.
    """

    def __init__(
        self, command: list[str], environment: Mapping[str, str], folder: Path, columns: int = 80, lines: int = 24
    ) -> None:
        self._child: pexpect.spawn[bytes] | _Forked
        if command:
            self._child = pexpect.spawn(
                command[0],
                command[1:],
                env=dict(environment),
                cwd=str(folder),
                dimensions=(lines, columns),
                timeout=PATIENCE,
            )
            # a program whose encoder is just being read takes more than the tenth of a second it is given to end
            self._child.delayafterterminate = _GRACE
        else:
            self._child = _Forked(folder, environment, columns, lines)
        self._screen = _Answering(columns, lines, self._child.send)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.terminate(force=True)
        self._child.close(force=True)

    def type(self, text: str) -> None:
        """Send keys."""
        self._child.send(text.encode())

    def enter(self, text: str) -> None:
        """Type a line."""
        self.type(f"{text}\r")

    def resize(self, columns: int, lines: int) -> None:
        """Pull the window to another size."""
        self._screen.resize(lines, columns)
        self._child.setwinsize(lines, columns)

    def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.wait_until(lambda: text in self.shown(), text)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds of the screen.

        Raises:
            AssertionError: it did not, in all the time there was; with the screen.
        """
        ends = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > ends:
                msg = f"waited in vain for {what!r}:\n{self.shown()}"
                raise AssertionError(msg)
            self._read()

    def settled(self) -> str:
        """The screen once nothing has come for a while."""
        while self._read(quiet=0.6):
            pass
        return self.shown()

    def shown(self) -> str:
        """The screen as text, without what stands empty."""
        rows = ("".join(cell.data for cell in row).rstrip() for row in self.cells())
        return "\n".join(rows).strip("\n")

    def cells(self) -> list[list[pyte.screens.Char]]:
        """The screen as it is, row by row, with colours; the second half of a wide character is an empty cell."""
        columns = range(self._screen.columns)
        return [[self._screen.buffer[row][column] for column in columns] for row in range(self._screen.lines)]

    def kept(self) -> str:
        """The settled screen with what changes from run to run made alike."""
        shown = self.settled()
        for pattern, alike in _CHANGING:
            shown = pattern.sub(alike, shown)
        return shown + "\n"

    def marked(self) -> str:
        """Every character on the screen that is bold and green: the marked answers."""
        return "".join(cell.data for row in self.cells() for cell in row if cell.bold and cell.fg == "green")

    def colours(self) -> set[str]:
        """The colours on the screen."""
        return {cell.fg for row in self.cells() for cell in row}

    def ended(self) -> int:
        """Wait for the program's end; its exit code."""
        while self._child.isalive():
            self._read()
        self._child.close()
        code = self._child.exitstatus
        return -1 if code is None else int(code)

    def _read(self, quiet: float = _STEP) -> bool:
        try:
            self._stream.feed(self._child.read_nonblocking(65536, timeout=quiet))
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            time.sleep(_STEP)
            return False
        return True


class _Forked:
    """The console, forked, with as much of :class:`pexpect.spawn` as the terminal needs."""

    def __init__(self, folder: Path, environment: Mapping[str, str], columns: int, lines: int) -> None:
        self._ours, its = pty.openpty()
        termios.tcsetwinsize(self._ours, (lines, columns))
        self._line: fdspawn[bytes] = fdspawn(self._ours, timeout=PATIENCE)
        self._process = Forked(folder, [], environment, (its, its, its), terminal=True)
        os.close(its)
        self.exitstatus: int | None = None

    def send(self, text: bytes) -> int:
        """Type, as slowly as :class:`pexpect.spawn` does."""
        time.sleep(_STEP)
        return self._line.send(text)

    def read_nonblocking(self, size: int, timeout: float) -> bytes:
        """What is on the line."""
        return self._line.read_nonblocking(size, timeout)

    def setwinsize(self, rows: int, columns: int) -> None:
        """Give the terminal another size; the program hears of it."""
        termios.tcsetwinsize(self._ours, (rows, columns))

    def isalive(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    def terminate(self, *, force: bool) -> None:
        """End the program as a closed window does, or as Ctrl-C; with force, if it does not go."""
        # whoever started the tests may have had a closed window ignored, and then the program does so too
        for number in (signal.SIGHUP, signal.SIGINT, *((signal.SIGKILL,) if force else ())):
            self._process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE if number is signal.SIGKILL else _GRACE)
                return

    def close(self, *, force: bool = True) -> None:
        """Close the terminal; what the program ended with is known from here on."""
        code = self._process.poll()
        self.exitstatus = code if code is not None and code >= 0 else None
        if not self._line.closed:
            self._line.close()
        del force


class _Answering(pyte.Screen):
    """A screen that answers when it is asked where the cursor is, as terminals do."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], object]) -> None:
        super().__init__(columns, lines)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        """Send the answer back to the program."""
        self._answer(data.encode())
