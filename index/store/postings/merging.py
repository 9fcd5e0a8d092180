"""Sorted segments merged into one, range by range of their terms."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import itemgetter
from pathlib import Path

import numpy as np

from index.bm25 import Numbers
from index.store.postings.files import PostingFiles
from index.store.postings.stored import Longs, StoredPostings

MERGE_POSTINGS = 250_000
"""Postings merged at once; a single more frequent term is merged whole."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sorted part of an index under construction.

    Attributes:
        postings: Its terms and postings.
        renumber: The unit each of its units becomes, -1 for one that is dropped; ``None``: as they are.
    """

    postings: StoredPostings
    renumber: Numbers | None = None


def merge(segments: Sequence[Segment], folder: Path, kind: str, lengths: Numbers) -> None:
    """Write the union of ``segments``: terms sorted, postings by (term, unit), terms without postings dropped."""
    with PostingFiles(folder, kind) as files:
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
