"""The terms of a batch of units, turned around: for each term the units that hold it.

All terms of a kind are joined into one text and taken apart by NumPy, for there are some hundred million of them in a
million paragraphs. Most have three characters at the most: those fit into one number whose order is the terms' own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model import TermKind
from index.store.postings.segments import Arrays, block_starts, write_whole
from index.store.postings.stored import Longs

_SHORT = 3  # characters of a term that is a number
_BITS = 21  # of a character
_END = ord("\n")


@dataclass(frozen=True, slots=True)
class Inverted:
    """The terms of one kind with their postings.

    Attributes:
        terms: Sorted, each with a line end behind it, in UTF-8.
        frequencies: How many postings each has.
        units: The postings: units, ascending within a term.
        counts: The postings: how often the term stands in the unit.
        lengths: How many terms each unit has.
    """

    terms: NDArray[np.uint8]
    frequencies: Longs
    units: Longs
    counts: Longs
    lengths: Longs


class Gatherer:
    """Gathers the terms of units and writes them as a segment."""

    def __init__(self) -> None:
        self._texts: dict[TermKind, list[str]] = {kind: [] for kind in TermKind}
        self._lengths: dict[TermKind, list[int]] = {kind: [] for kind in TermKind}

    def add(self, terms: Mapping[TermKind, Sequence[str]]) -> None:
        """Take the terms of one more unit."""
        for kind in TermKind:
            held = terms.get(kind, ())
            self._lengths[kind].append(len(held))
            if held:
                self._texts[kind].append("\n".join(held))

    def write(self, path: Path) -> None:
        """Put the segment on disk: whole under its name, or not at all.

        Raises:
            OSError: it cannot be written.
        """
        with write_whole(path) as arrays:
            for kind in TermKind:
                _put(arrays, kind, _inverted("\n".join(self._texts[kind]), self._lengths[kind]))


def _inverted(text: str, lengths: Sequence[int]) -> Inverted:
    codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.int64)
    units = np.array(lengths, dtype=np.int64)
    ends = np.append(np.flatnonzero(codes == _END), len(codes)) if units.any() else np.zeros(0, dtype=np.int64)
    if len(ends) != units.sum():
        msg = "a term holds a line end, which parts terms"
        raise ValueError(msg)
    starts = np.append(0, ends + 1)[:-1]
    sizes = ends - starts
    long = np.flatnonzero(sizes > _SHORT)
    longs = [text[start:end] for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True)]
    short = np.flatnonzero(sizes <= _SHORT)
    short_keys, short_numbers = np.unique(_packed(codes, starts[short], sizes[short]), return_inverse=True)
    long_terms = sorted(set(longs))  # by code point, which is the order of their bytes in UTF-8
    long_number = dict(zip(long_terms, range(len(long_terms)), strict=True))
    # how many short terms stand before each long one; none equals its beginning, which stands before it
    joined = np.frombuffer("".join(long_terms).encode("utf-32-le"), dtype="<u4").astype(np.int64)
    long_sizes = np.array([len(term) for term in long_terms], dtype=np.int64)
    long_starts = np.cumsum(long_sizes) - long_sizes
    before = np.searchsorted(short_keys, _packed(joined, long_starts, np.minimum(long_sizes, _SHORT)), side="right")
    long_places = before + np.arange(len(long_terms))
    short_places = np.arange(len(short_keys)) + np.searchsorted(before, np.arange(len(short_keys)), side="right")
    places = np.empty(len(ends), dtype=np.int64)
    places[short] = short_places[short_numbers]
    places[long] = long_places[np.fromiter(map(long_number.__getitem__, longs), np.int64, len(longs))]
    terms = _written(short_keys, short_places, joined, long_sizes, long_places)
    width = max(1, len(units))
    keys, counts = np.unique(places * width + np.repeat(np.arange(len(units)), units), return_counts=True)
    numbers, holders = np.divmod(keys, width)
    return Inverted(terms, np.bincount(numbers, minlength=len(short_keys) + len(long_terms)), holders, counts, units)


def _packed(codes: Longs, starts: Longs, sizes: Longs) -> Longs:
    """The first characters of each term as one number; an end counts less than any character."""
    keys = np.zeros(len(starts), dtype=np.int64)
    padded = np.append(codes, np.zeros(_SHORT, dtype=np.int64))
    for place in range(_SHORT):
        keys = (keys << _BITS) | np.where(sizes > place, padded[starts + place] + 1, 0)
    return keys


def _written(
    short: Longs, short_places: Longs, joined: Longs, long_sizes: Longs, long_places: Longs
) -> NDArray[np.uint8]:
    """The terms in the order of their places, each with a line end behind it, in UTF-8."""
    characters = [((short >> (_BITS * (_SHORT - 1 - place))) & ((1 << _BITS) - 1)) - 1 for place in range(_SHORT)]
    sizes = np.empty(len(short) + len(long_sizes), dtype=np.int64)
    sizes[short_places] = sum((one >= 0).astype(np.int64) for one in characters)
    sizes[long_places] = long_sizes
    starts = np.cumsum(sizes + 1) - sizes - 1
    codes = np.full(int((sizes + 1).sum()), _END, dtype="<u4")
    for place, one in enumerate(characters):
        there = one >= 0
        codes[starts[short_places[there]] + place] = one[there]
    begins = np.cumsum(long_sizes) - long_sizes
    codes[np.repeat(starts[long_places] - begins, long_sizes) + np.arange(len(joined))] = joined
    return np.frombuffer(codes.tobytes().decode("utf-32-le").encode(), dtype=np.uint8)


def _put(arrays: Arrays, kind: str, held: Inverted) -> None:
    sizes = np.diff(np.append(-1, np.flatnonzero(held.terms == _END)))
    arrays.add(f"{kind}/terms", held.terms)
    for name in ("frequencies", "units", "counts", "lengths"):
        arrays.add(f"{kind}/{name}", _narrow(getattr(held, name)))
    arrays.add(f"{kind}/blocks", _blocks(held.frequencies, sizes))


def _narrow(values: Longs) -> NDArray[Any]:
    """The same in the smallest type that holds the largest: temporary files must stay smaller than the index."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))).newbyteorder("<"))


def _blocks(frequencies: Longs, sizes: Longs) -> Longs:
    """For each block, and for the end, the number of its first term, and where its terms and its postings begin."""
    postings = np.append(0, np.cumsum(frequencies))
    firsts = list(block_starts(postings))
    ends = np.append(0, np.cumsum(sizes))
    return np.stack([firsts, ends[firsts], postings[firsts]], axis=1).astype("<i8").ravel()
