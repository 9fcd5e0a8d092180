"""The files of one kind of term, written front to back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Numbers
from index.store.postings.stored import Longs

_BOUNDS = 200_000  # places of terms gathered before they are written


class PostingFiles:
    """The files of one kind, written front to back."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._stem = folder / kind
        self._units = _ArrayFile(self._path("units.npy"), np.dtype(np.int32))
        self._counts = _ArrayFile(self._path("counts.npy"), np.dtype(np.int32))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._units.close()
        self._counts.close()

    def _path(self, part: str) -> Path:
        return self._stem.with_name(f"{self._stem.name}.{part}")

    def terms(self, terms: Iterable[bytes]) -> None:
        """Write the sorted terms and where each begins."""
        bounds = _ArrayFile(self._path("bounds.npy"), np.dtype(np.int64))
        end = 0
        waiting = [0]
        with self._path("terms").open("wb") as file:
            for term in terms:
                file.write(term)
                end += len(term)
                waiting.append(end)
                if len(waiting) >= _BOUNDS:
                    bounds.extend(np.array(waiting, dtype=np.int64))
                    waiting = []
        bounds.extend(np.array(waiting, dtype=np.int64))
        bounds.close()

    def starts(self, frequencies: Longs) -> None:
        """Write where each term's postings begin, from how many each has."""
        np.save(self._path("starts.npy"), np.concatenate([[0], np.cumsum(frequencies)]).astype(np.int64))

    def rows(self, units: Numbers, counts: Numbers) -> None:
        """Append postings."""
        self._units.extend(units)
        self._counts.extend(counts)

    def lengths(self, lengths: Numbers) -> None:
        """Write how many terms each unit has."""
        np.save(self._path("lengths.npy"), lengths)


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
        self._file.write(values.astype(self._dtype.newbyteorder("<"), copy=False).tobytes())
        self._length += len(values)

    def close(self) -> None:
        # NumPy pads headers so that a growing first axis fits (its "growth axis" rule): both lengths take equal room
        self._file.seek(0)
        self._header(self._length)
        if self._file.tell() != self._origin:
            msg = "the array header changed its length"
            raise AssertionError(msg)
        self._file.close()
