"""A segment: the terms and postings of a batch of units in one file, all kinds of term, sorted, small and checksummed.

Units are numbered from 0 within it, so a segment depends on nothing but its own texts and can be used by a later build.
"""

from __future__ import annotations

import contextlib
import secrets
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

BLOCK_TERMS = 1024
"""Terms of a block: what is read of a segment at once while merging."""

BLOCK_POSTINGS = 8192
"""Postings of a block, unless one term has more."""

_ENDING = 12  # digits of the length of the directory, which stands last
_CHUNK = 1 << 20


class _Array(BaseModel):
    """Where an array stands in the file."""

    dtype: str
    offset: int
    length: int


class _Directory(BaseModel):
    """What a segment holds, and the checksum of all that stands before the directory."""

    arrays: dict[str, _Array]
    crc32: int


def block_starts(starts: NDArray[Any]) -> Iterator[int]:
    """The number of the first term of each block, and of the end, from where the postings of each term begin."""
    first, terms = 0, len(starts) - 1
    while first < terms:
        yield first
        full = int(np.searchsorted(starts, int(starts[first]) + BLOCK_POSTINGS, side="right")) - 1
        first = min(first + BLOCK_TERMS, max(first + 1, full), terms)
    yield terms


@contextlib.contextmanager
def write_whole(path: Path) -> Iterator[Arrays]:
    """Write a segment: it is whole under its name, or not there at all.

    Raises:
        OSError: it cannot be written.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("wb") as file:
            arrays = Arrays(file)
            yield arrays
            arrays.finish()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Arrays:
    """Arrays written one behind the other, with a directory at the end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory = _Directory(arrays={}, crc32=0)
        self._offset = 0

    def add(self, name: str, values: NDArray[Any]) -> None:
        """Write an array under a name of its own."""
        data = values.tobytes()
        self._directory.arrays[name] = _Array(dtype=values.dtype.str, offset=self._offset, length=len(values))
        self._directory.crc32 = zlib.crc32(data, self._directory.crc32)
        self._offset += len(data)
        self._file.write(data)

    def finish(self) -> None:
        """Write the directory: nothing comes behind it."""
        written = self._directory.model_dump_json().encode()
        self._file.write(written + f"{len(written):0{_ENDING}}".encode())


class SegmentFile:
    """A segment on disk. Its file is opened for each read: a large build has more of them than may be open at once.

    Args:
        path: The file.

    Raises:
        ValueError: it is no whole segment.
        OSError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _ENDING))
            length = int(file.read() or b"?")
            file.seek(path.stat().st_size - _ENDING - length)
            try:
                self._directory = _Directory.model_validate_json(file.read(length))
            except ValidationError as error:
                msg = f"{path.name} has no directory"
                raise ValueError(msg) from error

    @classmethod
    def checked(cls, path: Path) -> Self | None:
        """The segment, if it is there, whole and as it was written."""
        try:
            segment = cls(path)
            size = max((each.offset + each.length * np.dtype(each.dtype).itemsize) for each in segment._arrays())
            crc32 = 0
            with path.open("rb") as file:
                while chunk := file.read(min(_CHUNK, size)):
                    crc32 = zlib.crc32(chunk, crc32)
                    size -= len(chunk)
        except (OSError, ValueError):
            return None
        return segment if crc32 == segment._directory.crc32 else None

    def _arrays(self) -> Iterator[_Array]:
        return iter(self._directory.arrays.values())

    def length(self, name: str) -> int:
        """How long an array is."""
        return self._directory.arrays[name].length

    def read(self, name: str, first: int = 0, last: int | None = None) -> NDArray[Any]:
        """An array, or its part from ``first`` to ``last`` (exclusive)."""
        array = self._directory.arrays[name]
        dtype = np.dtype(array.dtype)
        end = array.length if last is None else last
        return np.fromfile(self.path, dtype, count=end - first, offset=array.offset + first * dtype.itemsize)
