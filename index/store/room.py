"""Whether the disk has room for a build: told before hours of work rather than after."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.errors import NoRoom

PER_BYTE = 6
"""Bytes a build takes for each byte of plain text it reads, at least: Chinese takes more, English about as much."""

PER_POSTING = 8
"""Bytes of a posting in the finished index."""

_PLAIN = frozenset({".txt", ".text", ".md", ".csv", ".tsv", ".log", ".jsonl"})


def least_for(path: str, size: int) -> int:
    """The least that reading this file will take: nothing where its size says nothing of the text in it."""
    return PER_BYTE * size if Path(path).suffix.lower() in _PLAIN else 0


def free_in(folder: Path) -> int:
    """Bytes that are free where ``folder`` lies."""
    return shutil.disk_usage(folder).free


def require(folder: Path, needed: int) -> None:
    """See that ``needed`` bytes are free where ``folder`` lies.

    Raises:
        NoRoom: they are not.
    """
    free = free_in(folder)
    if free < needed:
        raise NoRoom(folder=str(folder), needed=_mebibytes(needed), free=_mebibytes(free))


def _mebibytes(size: int) -> str:
    return f"{size / (1 << 20):,.1f} MiB"
