"""What people ask and upload is nobody else's business: folders and files only their owner may open."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

_OTHERS = 0o077

_OURS = (
    *("ledger.sqlite3*", "yinju.log*", "documents.txt", "history", "telegram.lock"),
    *("index", "samples", "uploads", "incoming", "one-off", "dictionary", "taken-out"),
)
"""What the program keeps; whatever else lies in the folder, the documents themselves for one, is left as it is."""


def make_private(folder: Path) -> None:
    """Make a folder of the program that only its owner may open, and mend what the program keeps in it.

    What is written from now on is private as well. Where a system has no such modes the folder is made and nothing
    else.

    Raises:
        OSError: the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if os.name != "posix":
        return
    # For the whole process: the index and SQLite make files of their own.
    os.umask(_OTHERS)
    _mend(folder.resolve())
    for pattern in _OURS:
        for ours in folder.glob(pattern):
            _mend(ours)
            for place, folders, files in os.walk(ours):
                for name in (*folders, *files):
                    _mend(Path(place, name))


def _mend(path: Path) -> None:
    """Take away what others may do with a path; a link leads out of the folder and is left alone."""
    # A disk that is read-only, a file that is gone by now, one of another owner: the folder above is closed anyway.
    with contextlib.suppress(OSError):
        now = path.lstat().st_mode
        if not stat.S_ISLNK(now) and stat.S_IMODE(now) & _OTHERS:
            path.chmod(stat.S_IMODE(now) & ~_OTHERS)
