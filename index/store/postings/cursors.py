"""What is merged, each part read front to back: new segments, and the postings of an earlier snapshot."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from index.bm25 import Numbers
from index.store.postings.segments import SegmentFile, block_starts
from index.store.postings.stored import Longs, StoredPostings


@dataclass(frozen=True, slots=True)
class Taken:
    """Some terms in order with their postings.

    Attributes:
        terms: Sorted.
        frequencies: How many postings each has.
        units: The postings: units of the new snapshot, ascending within a term.
        counts: The postings: how often the term stands in the unit.
    """

    terms: Sequence[bytes]
    frequencies: Longs
    units: Numbers
    counts: Numbers


class Cursor(Protocol):
    """One part of what is merged."""

    def heads(self) -> Iterator[tuple[bytes, int]]:
        """The first term of each block and how many postings the block has."""
        ...

    def take(self, end: bytes | None) -> Taken:
        """The terms before ``end`` that were not taken yet; ``None`` for all that are left."""
        ...


class _Blocks(ABC):
    """Terms taken block by block, the block in hand split where a range ends."""

    def __init__(self, blocks: int) -> None:
        self._blocks = blocks
        self._next = 0
        self._terms: Sequence[bytes] = ()
        self._at = 0
        self._first = 0

    @abstractmethod
    def _load(self, block: int) -> tuple[Sequence[bytes], int]:
        """The terms of a block and the number of the first."""

    def upto(self, end: bytes | None) -> tuple[list[bytes], int]:
        """The terms before ``end`` and the number of the first."""
        taken: list[bytes] = []
        begin = self._first + self._at
        while True:
            if self._at == len(self._terms):
                if self._next == self._blocks:
                    return taken, begin
                self._terms, self._first = self._load(self._next)
                self._next += 1
                self._at = 0
                if not taken:
                    begin = self._first
            last = len(self._terms) if end is None else bisect_left(self._terms, end, lo=self._at)
            taken.extend(self._terms[self._at : last])
            self._at = last
            if last < len(self._terms):
                return taken, begin


class SegmentCursor(_Blocks):
    """A new segment.

    Args:
        segment: Its file.
        kind: Which kind of term.
        units: The unit of the new snapshot that each of its own becomes, ascending.
    """

    def __init__(self, segment: SegmentFile, kind: str, units: Numbers) -> None:
        self._segment = segment
        self._kind = kind
        self._units = units
        self._places: Longs = segment.read(f"{kind}/blocks").astype(np.int64).reshape(-1, 3)
        super().__init__(len(self._places) - 1)
        self._posting = 0

    def __len__(self) -> int:
        return int(self._places[-1][0])

    @property
    def lengths(self) -> Numbers:
        """How many terms each of its units has."""
        return self._segment.read(f"{self._kind}/lengths").astype(np.int32)

    def heads(self) -> Iterator[tuple[bytes, int]]:
        """The first term of each block and how many postings the block has."""
        written = self._segment.read(f"{self._kind}/terms").tobytes()
        for (_, begin, posting), (_, _, behind) in zip(self._places[:-1], self._places[1:], strict=True):
            yield written[begin : written.index(b"\n", begin)], int(behind - posting)

    def take(self, end: bytes | None) -> Taken:
        """The terms before ``end`` that were not taken yet; ``None`` for all that are left."""
        terms, first = self.upto(end)
        if not terms:
            return NOTHING
        frequencies = self._segment.read(f"{self._kind}/frequencies", first, first + len(terms)).astype(np.int64)
        begin, self._posting = self._posting, self._posting + int(frequencies.sum())
        units = self._units[self._segment.read(f"{self._kind}/units", begin, self._posting)]
        counts = self._segment.read(f"{self._kind}/counts", begin, self._posting).astype(np.int32)
        return Taken(terms, frequencies, units, counts)

    def _load(self, block: int) -> tuple[Sequence[bytes], int]:
        first, begin, _ = self._places[block].tolist()
        written = self._segment.read(f"{self._kind}/terms", begin, int(self._places[block + 1][1]))
        return written.tobytes().split(b"\n")[:-1], first


class EarlierCursor(_Blocks):
    """The postings of an earlier snapshot, of which units went and the others got new numbers.

    Args:
        postings: As they were.
        renumber: The unit each of its units becomes, ascending; -1 for one that is dropped.

    Attributes:
        postings: As given.
        renumber: As given.
    """

    def __init__(self, postings: StoredPostings, renumber: Numbers) -> None:
        self.postings = postings
        self.renumber = renumber
        self._drops = bool((renumber < 0).any())
        self._firsts = list(block_starts(np.asarray(postings.starts())))
        super().__init__(len(self._firsts) - 1)

    def heads(self) -> Iterator[tuple[bytes, int]]:
        """The first term of each block and how many postings the block has."""
        starts = self.postings.starts()
        for first, last in zip(self._firsts[:-1], self._firsts[1:], strict=True):
            yield self.postings.term(first), int(starts[last] - starts[first])

    def take(self, end: bytes | None) -> Taken:
        """The terms before ``end`` that were not taken yet; ``None`` for all that are left."""
        terms, first = self.upto(end)
        if not terms:
            return NOTHING
        frequencies, old, counts = self.postings.rows(first, first + len(terms))
        units = self.renumber[old]
        if self._drops and not (alive := units >= 0).all():
            numbers = np.repeat(np.arange(len(terms)), frequencies)[alive]
            frequencies = np.bincount(numbers, minlength=len(terms))
            units, counts = units[alive], counts[alive]
        return Taken(terms, frequencies, units, counts)

    def _load(self, block: int) -> tuple[Sequence[bytes], int]:
        first = self._firsts[block]
        return self.postings.terms(first, self._firsts[block + 1]), first


NOTHING = Taken((), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))
