"""Rights files of the tests."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

_DAY = 1_700_000_000
_times = itertools.count(_DAY)


def write_rights(file: Path, text: str) -> Path:
    """Write a rights file, last changed long ago, and never at the same moment as the one before."""
    file.write_text(text, encoding="utf-8")
    moment = next(_times)
    os.utime(file, (moment, moment))
    return file


def closed(*names: str, people: tuple[int, ...] = (), groups: tuple[int, ...] = ()) -> str:
    """What closes these folders to all but some people and groups."""
    return "".join(f"[folders.'{name}']\npeople = {list(people)}\ngroups = {list(groups)}\n" for name in names)
