"""A terminal: the program behind a pty, its screen kept by an emulator."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

PATIENCE = 30.0
_STEP = 0.05

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
        command: The program and its arguments.
        environment: Its environment.
        folder: Where it runs.
        columns: Width of the terminal.
        lines: Its height.
    """

    def __init__(
        self, command: list[str], environment: Mapping[str, str], folder: Path, columns: int = 80, lines: int = 24
    ) -> None:
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            command[1:],
            env=dict(environment),
            cwd=str(folder),
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )
        # a program whose encoder is just being read takes more than the tenth of a second it is given to end
        self._child.delayafterterminate = 1.0
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


class _Answering(pyte.Screen):
    """A screen that answers when it is asked where the cursor is, as terminals do."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], object]) -> None:
        super().__init__(columns, lines)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        """Send the answer back to the program."""
        self._answer(data.encode())
