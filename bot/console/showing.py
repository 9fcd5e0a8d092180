"""Files shown by the system's own programs: 打开."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

Show = Callable[[Path], bool]
"""Shows a file in a window; whether that went well, as far as can be told at once."""

_MOMENT = 1.0
"""Seconds in which a program that cannot show the file has said so; one that can may go on for hours."""


def shower(*, has_windows: bool) -> Show | None:
    """What shows files on this system; ``None`` where nothing can.

    Args:
        has_windows: Whether there is a screen windows can be shown on.
    """
    if sys.platform == "win32":
        return _start
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None or not has_windows:
        return None

    def show(path: Path) -> bool:
        return _run(program, path)

    return show


def _start(path: Path) -> bool:
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - what the person asked for
        except OSError:  # no program is known for the format
            return False
    return True


def _run(program: str, path: Path) -> bool:
    """Start a program of its own session: Ctrl-C in the console is not meant for it, nor its chatter for the screen."""
    nowhere = subprocess.DEVNULL
    try:
        # an absolute path: no name, however odd, is taken for an option
        process = subprocess.Popen(  # noqa: S603 - the system's opener
            [program, path.absolute()], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(_MOMENT) == 0
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, name="opener", daemon=True).start()
        return True
