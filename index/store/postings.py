"""Terms and their postings on disk: written sorted in one pass, read through memory maps.

Building is a merge of sorted segments (as in single-pass in-memory indexing, Heinz and Zobel 2003): counts gather in
memory up to a bound, are sorted and spilled, and the spilled segments are merged range by range. An earlier snapshot is
one more segment with its units renumbered, which is what makes a refresh cheap and equal to a build from nothing.
"""

from __future__ import annotations

import heapq
import mmap
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, repeat
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Numbers

Longs = NDArray[np.int64]

SEGMENT_POSTINGS = 200_000
"""Postings gathered in memory before they are spilled."""

SEGMENTS = 16
"""Spilled segments of one kind before they are merged into one: bounds the files that are open at once."""

MERGE_POSTINGS = 250_000
"""Postings merged at once; a single more frequent term is merged whole."""

_BLOCK = 4096  # terms of a segment held at once while merging

PARTS = ("terms", "bounds.npy", "starts.npy", "units.npy", "counts.npy", "lengths.npy")
"""The files of one kind of term, by what follows the kind in their names."""


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

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @property
    def postings(self) -> int:
        """How many (term, unit) pairs there are."""
        return len(self._units)

    def term(self, number: int) -> bytes:
        """The term of that number in the sorted order, in UTF-8."""
        return bytes(self._terms[self._bounds[number] : self._bounds[number + 1]])

    def number(self, term: str) -> int | None:
        """The place of ``term`` in the sorted order, or ``None``."""
        wanted = term.encode()
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.term(low) == wanted else None

    def lookup(self, term: str) -> tuple[Numbers, Numbers] | None:
        """The units that hold ``term``, ascending, and how often each does; ``None`` for an unknown term."""
        number = self.number(term)
        if number is None:
            return None
        run = slice(int(self._starts[number]), int(self._starts[number + 1]))
        return self._units[run], self._counts[run]

    def frequency(self, term: str) -> int:
        """How many units hold ``term`` (df); 0 for an unknown term."""
        number = self.number(term)
        return 0 if number is None else int(self._starts[number + 1] - self._starts[number])

    def terms(self) -> Iterator[bytes]:
        """All terms, sorted; read front to back, not through the map, whose pages would stay in memory."""
        with self._path("terms").open("rb") as file:
            for first in range(0, len(self), _BLOCK):
                bounds = _slice(self._path("bounds.npy"), self._bounds, first, min(first + _BLOCK, len(self)) + 1)
                block = file.read(int(bounds[-1] - bounds[0]))
                ends = (bounds - bounds[0]).tolist()
                yield from (block[begin:end] for begin, end in pairwise(ends))

    def rows(self, first: int, last: int) -> tuple[Numbers, Numbers, Numbers]:
        """Postings of the terms ``first`` to ``last`` (exclusive): term number, unit and count of each, in order.

        Read from the files, not through the map, for the same reason as :meth:`terms`.
        """
        begin, end = int(self._starts[first]), int(self._starts[last])
        numbers = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(self._starts[first : last + 1]))
        units = _slice(self._path("units.npy"), self._units, begin, end)
        return numbers, units, _slice(self._path("counts.npy"), self._counts, begin, end)

    def starts(self) -> Longs:
        """Where each term's postings begin; one more entry than terms."""
        return self._starts

    def _path(self, part: str) -> Path:
        return self._folder / f"{self._kind}.{part}"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sorted part of an index under construction.

    Attributes:
        postings: Its terms and postings.
        renumber: The unit each of its units becomes, -1 for one that is dropped; ``None``: as they are.
    """

    postings: StoredPostings
    renumber: Numbers | None = None


class PostingsWriter:
    """Gathers the terms of units, spilling sorted segments, and writes the merged postings of one kind.

    Args:
        kind: Which kind of term.
        folder: An empty folder for segments; the caller removes it.
    """

    def __init__(self, kind: str, folder: Path) -> None:
        self._kind = kind
        self._folder = folder
        self._terms: dict[str, int] = {}
        self._numbers, self._units, self._counts = array("i"), array("i"), array("i")
        self._segments: list[Segment] = []
        self._spilled = 0
        self._held, self._lengths = array("i"), array("i")

    def add(self, unit: int, terms: Sequence[str]) -> None:
        """Count the terms of one unit; units come in ascending order."""
        for term, count in Counter(terms).items():
            self._numbers.append(self._terms.setdefault(term, len(self._terms)))
            self._units.append(unit)
            self._counts.append(count)
        self._held.append(unit)
        self._lengths.append(len(terms))
        if len(self._numbers) >= SEGMENT_POSTINGS:
            self._spill()

    def write(self, folder: Path, units: int, earlier: Segment | None = None) -> None:
        """Merge everything into the files of the kind in ``folder``.

        Args:
            folder: The snapshot under construction.
            units: How many units there are in all.
            earlier: The postings of an earlier snapshot with its units renumbered.
        """
        self._spill()
        segments = [*self._segments, *([earlier] if earlier else [])]
        lengths = np.zeros(units, dtype=np.int32)
        lengths[np.frombuffer(self._held, dtype=np.int32)] = np.frombuffer(self._lengths, dtype=np.int32)
        if earlier and earlier.renumber is not None:
            kept = np.flatnonzero(earlier.renumber >= 0)
            lengths[earlier.renumber[kept]] = earlier.postings.lengths[kept]
        _merge(segments, folder, self._kind, lengths)

    def _spill(self) -> None:
        """Sort what has gathered and put it on disk as one more segment."""
        if not self._numbers:
            return
        encoded = sorted((term.encode(), number) for term, number in self._terms.items())
        place = np.empty(len(encoded), dtype=np.int32)
        place[[number for _, number in encoded]] = np.arange(len(encoded), dtype=np.int32)
        numbers = place[np.frombuffer(self._numbers, dtype=np.int32)]
        # units were added in ascending order: a stable sort by term leaves them ascending within each
        order = np.argsort(numbers, kind="stable")
        folder = self._next_folder()
        with _Files(folder, self._kind) as files:
            files.terms(term for term, _ in encoded)
            files.starts(np.bincount(numbers, minlength=len(encoded)))
            files.rows(
                np.frombuffer(self._units, dtype=np.int32)[order], np.frombuffer(self._counts, dtype=np.int32)[order]
            )
            files.lengths(np.zeros(0, dtype=np.int32))
        self._segments.append(Segment(StoredPostings(folder, self._kind)))
        self._terms = {}
        self._numbers, self._units, self._counts = array("i"), array("i"), array("i")
        if len(self._segments) >= SEGMENTS:
            folder = self._next_folder()
            _merge(self._segments, folder, self._kind, np.zeros(0, dtype=np.int32))
            self._segments = [Segment(StoredPostings(folder, self._kind))]

    def _next_folder(self) -> Path:
        folder = self._folder / f"{self._kind}-{self._spilled}"
        folder.mkdir(parents=True)
        self._spilled += 1
        return folder


class _Files:
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
                if len(waiting) >= SEGMENT_POSTINGS:
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


def _merge(segments: Sequence[Segment], folder: Path, kind: str, lengths: Numbers) -> None:
    """Write the union of ``segments``: terms sorted, postings by (term, unit), terms without postings dropped."""
    with _Files(folder, kind) as files:
        frequencies, places = _union(segments)
        kept = frequencies > 0
        files.terms(term for term, keep in zip(_merged_terms(segments), kept, strict=True) if keep)
        files.starts(frequencies[kept])
        files.lengths(lengths)
        renumbered = np.cumsum(kept) - 1
        for first, last in _ranges(frequencies):
            files.rows(*_rows(segments, places, renumbered, first, last))


def _merged_terms(segments: Sequence[Segment]) -> Iterator[bytes]:
    return (term for term, _ in groupby(heapq.merge(*(segment.postings.terms() for segment in segments))))


def _union(segments: Sequence[Segment]) -> tuple[Longs, list[Numbers]]:
    """How many units hold each term of the union, and the place in the union of each term of each segment."""
    streams = (zip(segment.postings.terms(), repeat(which)) for which, segment in enumerate(segments))
    places = [np.empty(len(segment.postings), dtype=np.int32) for segment in segments]
    cursors = [0] * len(segments)
    size = 0
    for _, group in groupby(heapq.merge(*streams), key=itemgetter(0)):
        for _, which in group:
            places[which][cursors[which]] = size
            cursors[which] += 1
        size += 1
    frequencies = np.zeros(size, dtype=np.int64)
    for segment, place in zip(segments, places, strict=True):
        frequencies[place] += _frequencies(segment)
    return frequencies, places


def _frequencies(segment: Segment) -> Longs:
    starts = segment.postings.starts()
    if segment.renumber is None:
        return np.diff(starts)
    frequencies = np.zeros(len(segment.postings), dtype=np.int64)
    for first, last in _ranges(np.diff(starts)):
        numbers, units, _ = segment.postings.rows(first, last)
        alive = segment.renumber[units] >= 0
        frequencies[first:last] = np.bincount(numbers[alive] - first, minlength=last - first)
    return frequencies


def _ranges(frequencies: Longs) -> Iterator[tuple[int, int]]:
    """Cut the terms into ranges of at most :data:`MERGE_POSTINGS` postings, or one term."""
    ends = np.cumsum(frequencies)
    first = 0
    while first < len(ends):
        done = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + MERGE_POSTINGS, side="right")))
        yield first, last
        first = last


def _rows(
    segments: Sequence[Segment], places: Sequence[Numbers], renumbered: Longs, first: int, last: int
) -> tuple[Numbers, Numbers]:
    """Units and counts of the union's terms ``first`` to ``last``, by (term, unit)."""
    terms: list[Longs] = []
    units: list[Numbers] = []
    counts: list[Numbers] = []
    for segment, place in zip(segments, places, strict=True):
        begin, end = (int(at) for at in np.searchsorted(place, [first, last]))
        numbers, old, tally = segment.postings.rows(begin, end)
        new = old if segment.renumber is None else segment.renumber[old]
        alive = new >= 0
        terms.append(renumbered[place[numbers[alive]]])
        units.append(new[alive])
        counts.append(tally[alive])
    unit = np.concatenate(units)
    order = np.lexsort((unit, np.concatenate(terms)))
    return unit[order], np.concatenate(counts)[order]


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
