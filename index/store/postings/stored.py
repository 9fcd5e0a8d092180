"""Terms and their postings read from disk, through memory maps."""

from __future__ import annotations

import mmap
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Numbers

Longs = NDArray[np.int64]

PARTS = ("terms", "bounds.npy", "starts.npy", "units.npy", "counts.npy", "lengths.npy")
"""The files of one kind of term, by what follows the kind in their names."""

_MIDDLES = 4096  # so many terms, about, are at hand of those that are looked at for nearly every other one


class StoredPostings:
    """The postings of one kind of term in a snapshot; implements :class:`index.bm25.Postings`.

    Args:
        folder: The snapshot.
        kind: Which kind of term.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder
        self._kind = kind
        self._bounds: Longs = _mapped(self._path("bounds.npy"))
        self._starts: Longs = _mapped(self._path("starts.npy"))
        self._units: Numbers = _mapped(self._path("units.npy"))
        self._counts: Numbers = _mapped(self._path("counts.npy"))
        self.lengths: Numbers = _mapped(self._path("lengths.npy"))
        self.total_length = int(self.lengths.sum(dtype=np.int64))
        self._terms = _mapped_bytes(self._path("terms"))
        self._middles: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @property
    def postings(self) -> int:
        """How many (term, unit) pairs there are."""
        return len(self._units)

    def term(self, number: int) -> bytes:
        """The term of that number in the sorted order, in UTF-8."""
        return bytes(self._terms[self._bounds.item(number) : self._bounds.item(number + 1)])

    def number(self, term: str) -> int | None:
        """The place of ``term`` in the sorted order, or ``None``."""
        place, held = self.place(term.encode())
        return place if held else None

    def place(self, term: bytes) -> tuple[int, bool]:
        """How many terms stand before this one in the sorted order, and whether it is there itself."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            held = self._middles.get(middle)
            if held is None:
                held = self.term(middle)
                if (high - low) * _MIDDLES > len(self):
                    self._middles[middle] = held
            if held < term:
                low = middle + 1
            else:
                high = middle
        return low, low < len(self) and self.term(low) == term

    def lookup(self, term: str) -> tuple[Numbers, Numbers] | None:
        """The units that hold ``term``, ascending, and how often each does; ``None`` for an unknown term."""
        number = self.number(term)
        if number is None:
            return None
        run = slice(self._starts.item(number), self._starts.item(number + 1))
        return self._units[run], self._counts[run]

    def frequency(self, term: str) -> int:
        """How many units hold ``term`` (df); 0 for an unknown term."""
        number = self.number(term)
        return 0 if number is None else int(self._starts[number + 1] - self._starts[number])

    def terms(self, first: int, last: int) -> list[bytes]:
        """The terms ``first`` to ``last`` (exclusive); read as :meth:`written`."""
        written, sizes = self.written(first, last)
        ends = np.append(0, np.cumsum(sizes)).tolist()
        return [written[begin:end] for begin, end in pairwise(ends)]

    def written(self, first: int, last: int) -> tuple[bytes, Longs]:
        """The terms ``first`` to ``last`` (exclusive) one behind the other, and how many bytes each has.

        Read from the file, not through the map: a build reads everything, and the pages of the map would stay in
        memory.
        """
        bounds = _slice(self._path("bounds.npy"), self._bounds, first, last + 1)
        with self._path("terms").open("rb") as file:
            file.seek(int(bounds[0]))
            return file.read(int(bounds[-1] - bounds[0])), np.diff(bounds)

    def rows(self, first: int, last: int) -> tuple[Longs, Numbers, Numbers]:
        """How many postings each of the terms ``first`` to ``last`` (exclusive) has, and their units and counts.

        Read from the files, not through the map, for the same reason as :meth:`written`.
        """
        starts = _slice(self._path("starts.npy"), self._starts, first, last + 1)
        begin, end = int(starts[0]), int(starts[-1])
        units = _slice(self._path("units.npy"), self._units, begin, end)
        return np.diff(starts), units, _slice(self._path("counts.npy"), self._counts, begin, end)

    def starts(self) -> Longs:
        """Where each term's postings begin; one more entry than terms."""
        return self._starts

    def _path(self, part: str) -> Path:
        return self._folder / f"{self._kind}.{part}"


def _mapped(path: Path) -> NDArray[Any]:
    """An array file as a read-only memory map, without the bookkeeping of ``numpy.memmap`` on every slice."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _slice(path: Path, mapped: NDArray[Any], first: int, last: int) -> NDArray[Any]:
    """Part of an array file, read into memory."""
    data = path.stat().st_size - mapped.nbytes
    return np.fromfile(path, dtype=mapped.dtype, count=last - first, offset=data + first * mapped.itemsize)


def _mapped_bytes(path: Path) -> mmap.mmap | bytes:
    """A file's bytes as a memory map; nothing cannot be mapped, so an empty file is read."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
