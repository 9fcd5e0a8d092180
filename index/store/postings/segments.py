"""A segment: the terms and postings of a batch of units in one file, all kinds of term, sorted, small and checksummed.

Units are numbered from 0 within it, so a segment depends on nothing but its own texts and can be used by a later build.
"""

from __future__ import annotations

import secrets
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from index.model import TermKind

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


class Gatherer:
    """Gathers the terms of units and writes them as a segment."""

    def __init__(self) -> None:
        self._kinds = {kind: _Terms() for kind in TermKind}

    def add(self, terms: Mapping[TermKind, Sequence[str]]) -> None:
        """Count the terms of one more unit."""
        for kind, gathered in self._kinds.items():
            gathered.add(terms.get(kind, ()))

    def write(self, path: Path) -> None:
        """Put the segment on disk: whole under its name, or not at all.

        Raises:
            OSError: it cannot be written.
        """
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        try:
            with part.open("wb") as file:
                arrays = _Arrays(file)
                for kind, gathered in self._kinds.items():
                    for name, values in gathered.arrays():
                        arrays.add(f"{kind}/{name}", values)
                arrays.finish()
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


class _Terms:
    """The terms of one kind."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._occurrences = _Growing()
        self._lengths: list[int] = []

    def add(self, terms: Sequence[str]) -> None:
        # no loop of Python over terms: there are some hundred million of them in a million paragraphs
        self._occurrences.extend(np.fromiter(map(self._numbers.__getitem__, terms), np.int32, len(terms)))
        self._lengths.append(len(terms))

    def arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """What is written of them."""
        terms = sorted(self._numbers)  # by code point, which is the order of their bytes in UTF-8
        place = np.empty(len(terms), dtype=np.int64)
        place[[self._numbers[term] for term in terms]] = np.arange(len(terms))
        lengths = np.array(self._lengths, dtype=np.int32)
        width = max(1, len(lengths))
        keys = place[self._occurrences.values()] * width + np.repeat(np.arange(len(lengths)), lengths)
        keys, counts = np.unique(keys, return_counts=True)
        numbers, units = np.divmod(keys, width)
        frequencies = np.bincount(numbers, minlength=len(terms))
        encoded = [term.encode() + b"\n" for term in terms]
        if any(term.count(b"\n") > 1 for term in encoded):
            msg = "a term holds a line end, which parts terms"
            raise ValueError(msg)
        yield "terms", np.frombuffer(b"".join(encoded), dtype=np.uint8)
        yield "frequencies", _narrow(frequencies)
        yield "units", _narrow(units)
        yield "counts", _narrow(counts)
        yield "lengths", _narrow(lengths)
        yield "blocks", _blocks(frequencies, np.array([len(term) for term in encoded], dtype=np.int64))


class _Growing:
    """Numbers that come piece by piece, in one array that doubles."""

    def __init__(self) -> None:
        self._room = np.empty(1024, dtype=np.int32)
        self._length = 0

    def extend(self, values: NDArray[np.int32]) -> None:
        end = self._length + len(values)
        if end > len(self._room):
            room = np.empty(max(end, 2 * len(self._room)), dtype=np.int32)
            room[: self._length] = self._room[: self._length]
            self._room = room
        self._room[self._length : end] = values
        self._length = end

    def values(self) -> NDArray[np.int32]:
        return self._room[: self._length]


def _narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same in the smallest type that holds the largest: temporary files must stay smaller than the index."""
    return values.astype(np.min_scalar_type(int(values.max()) if len(values) else 0).newbyteorder("<"))


def _blocks(frequencies: NDArray[Any], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each block, and for the end, the number of its first term, and where its terms and its postings begin."""
    firsts = list(block_starts(np.concatenate([[0], np.cumsum(frequencies)])))
    ends = np.concatenate([[0], np.cumsum(sizes)])
    postings = np.concatenate([[0], np.cumsum(frequencies)])
    return np.stack([firsts, ends[firsts], postings[firsts]], axis=1).astype("<i8").ravel()


def block_starts(starts: NDArray[Any]) -> Iterator[int]:
    """The number of the first term of each block, and of the end, from where the postings of each term begin."""
    first, terms = 0, len(starts) - 1
    while first < terms:
        yield first
        full = int(np.searchsorted(starts, int(starts[first]) + BLOCK_POSTINGS, side="right")) - 1
        first = min(first + BLOCK_TERMS, max(first + 1, full), terms)
    yield terms


class _Arrays:
    """Arrays written one behind the other, with a directory at the end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory = _Directory(arrays={}, crc32=0)
        self._offset = 0

    def add(self, name: str, values: NDArray[Any]) -> None:
        data = values.tobytes()
        self._directory.arrays[name] = _Array(dtype=values.dtype.str, offset=self._offset, length=len(values))
        self._directory.crc32 = zlib.crc32(data, self._directory.crc32)
        self._offset += len(data)
        self._file.write(data)

    def finish(self) -> None:
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
