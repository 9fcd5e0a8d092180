"""The files of one kind of term, written front to back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Numbers
from index.store.postings.stored import Longs


class PostingFiles:
    """The files of one kind, written front to back, a range of terms at a time."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._stem = folder / kind
        self._bounds = _ArrayFile(self._path("bounds.npy"), np.dtype(np.int64))
        self._starts = _ArrayFile(self._path("starts.npy"), np.dtype(np.int64))
        self._units = _ArrayFile(self._path("units.npy"), np.dtype(np.int32))
        self._counts = _ArrayFile(self._path("counts.npy"), np.dtype(np.int32))
        self._terms = self._path("terms").open("wb")
        self._bound = self._start = 0
        for file in (self._bounds, self._starts):
            file.extend(np.zeros(1, dtype=np.int64))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._terms.close()
        for file in (self._bounds, self._starts, self._units, self._counts):
            file.close()

    def extend(self, terms: Sequence[bytes], frequencies: Longs, units: Numbers, counts: Numbers) -> None:
        """Append terms, which come sorted, how many postings each has, and the postings."""
        sizes = np.fromiter(map(len, terms), np.int64, len(terms))
        self.extend_written(b"".join(terms), sizes, frequencies, units, counts)

    def extend_written(self, terms: bytes, sizes: Longs, frequencies: Longs, units: Numbers, counts: Numbers) -> None:
        """The same for terms that stand one behind the other, each of so many bytes."""
        bounds = self._bound + np.cumsum(sizes, dtype=np.int64)
        starts = self._start + np.cumsum(frequencies, dtype=np.int64)
        self._terms.write(terms)
        self._bounds.extend(bounds)
        self._starts.extend(starts)
        self._units.extend(units)
        self._counts.extend(counts)
        if len(sizes):
            self._bound, self._start = int(bounds[-1]), int(starts[-1])

    def lengths(self, lengths: Numbers) -> None:
        """Write how many terms each unit has."""
        np.save(self._path("lengths.npy"), lengths)

    def _path(self, part: str) -> Path:
        return self._stem.with_name(f"{self._stem.name}.{part}")


class _ArrayFile:
    """A one-dimensional ``.npy`` file written piece by piece, its length filled in at the end."""

    def __init__(self, path: Path, dtype: np.dtype[np.int32] | np.dtype[np.int64]) -> None:
        self._file = path.open("wb")
        self._dtype = dtype
        self._length = 0
        self._header(2**62)
        self._origin = self._file.tell()

    def _header(self, length: int) -> None:
        header = {"descr": self._dtype.newbyteorder("<").str, "fortran_order": False, "shape": (length,)}
        np.lib.format.write_array_header_1_0(self._file, header)

    def extend(self, values: NDArray[np.int32] | NDArray[np.int64]) -> None:
        self._file.write(np.ascontiguousarray(values, self._dtype.newbyteorder("<")).data)
        self._length += len(values)

    def close(self) -> None:
        # NumPy pads headers so that a growing first axis fits (its "growth axis" rule): both lengths take equal room
        self._file.seek(0)
        self._header(self._length)
        if self._file.tell() != self._origin:
            msg = "the array header changed its length"
            raise AssertionError(msg)
        self._file.close()
