"""A few new terms put into the postings of an earlier snapshot: what a refresh does after one file has changed.

Merging looks at every term. Here terms are looked at only where a new one goes; all else is copied in large pieces, its
units renumbered. What comes out is the same, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Numbers
from index.store.postings.cursors import Taken
from index.store.postings.files import PostingFiles
from index.store.postings.stored import Longs, StoredPostings

PATCH_POSTINGS = 1_000_000
"""Postings that are copied at once, about; a more frequent term is copied whole."""

_PIECE = 256  # values that are copied one by one while a piece of them is


@dataclass(slots=True)
class _Range:
    """Terms of the earlier snapshot that follow each other, with their postings.

    Attributes:
        written: The terms one behind the other.
        sizes: Bytes of each.
        frequencies: How many postings each has.
        units: The postings: units of the new snapshot.
        counts: The postings: how often the term stands in the unit.
    """

    written: bytes
    sizes: Longs
    frequencies: Longs
    units: Numbers
    counts: Numbers


def patch(new: Taken, earlier: StoredPostings, renumber: Numbers, files: PostingFiles) -> None:
    """Write the union of new terms and of what is kept of an earlier snapshot, which has some.

    Args:
        new: The new terms.
        earlier: The earlier postings.
        renumber: The unit each of their units becomes, ascending; -1 for one that is dropped.
        files: Where it is written.

    Raises:
        OSError: it cannot be written.
    """
    found = [earlier.place(term) for term in new.terms]
    places = np.array([place for place, _ in found], dtype=np.int64)
    known = np.array([held for _, held in found], dtype=np.bool_)
    behind = np.append(0, np.cumsum(new.frequencies))
    next_kept = _next_kept(renumber)
    for first, last in pairwise(_bounds(np.asarray(earlier.starts()))):
        low = int(np.searchsorted(places, first))
        high = len(places) if last == len(earlier) else int(np.searchsorted(places, last))
        postings = slice(int(behind[low]), int(behind[high]))
        part = Taken(new.terms[low:high], new.frequencies[low:high], new.units[postings], new.counts[postings])
        frequencies, old, counts = earlier.rows(first, last)
        units = renumber[old]
        dead = np.flatnonzero(units < 0)
        units[dead] = next_kept[old[dead]]
        whole = _Range(*earlier.written(first, last), frequencies, units, counts)
        _exchange(whole, dead, part, places[low:high] - first, known[low:high])
        _drop_unused(whole)
        files.extend_written(whole.written, whole.sizes, whole.frequencies, whole.units, whole.counts)


def _next_kept(renumber: Numbers) -> Numbers:
    """Of each unit that is dropped what the next one that is kept becomes: so units stay ascending in their terms."""
    kept = np.where(renumber < 0, np.iinfo(renumber.dtype).max, renumber)
    following: Numbers = np.minimum.accumulate(kept[::-1])[::-1]
    return following


def _bounds(starts: Longs) -> Iterator[int]:
    """The number of the first term of each range, and of the end."""
    first, terms = 0, len(starts) - 1
    while first < terms:
        yield first
        full = int(np.searchsorted(starts, int(starts[first]) + PATCH_POSTINGS, side="right")) - 1
        first = min(max(first + 1, full), terms)
    yield terms


def _exchange(whole: _Range, dead: Longs, new: Taken, places: Longs, known: NDArray[np.bool_]) -> None:
    """Take postings out, put new terms before the terms of their places, and new postings between those of known ones.

    Args:
        whole: The range.
        dead: Which of its postings are dropped.
        new: The terms, sorted, with their postings.
        places: How many terms of the range stand before each.
        known: Whether the next one is the same term.
    """
    starts = np.append(0, np.cumsum(whole.frequencies))
    whole.frequencies -= np.bincount(np.searchsorted(starts, dead, side="right") - 1, minlength=len(whole.frequencies))
    to = np.repeat(starts[places], new.frequencies)
    begin = 0
    for number, (place, frequency) in enumerate(zip(places.tolist(), new.frequencies.tolist(), strict=True)):
        end = begin + frequency
        if known[number]:
            held = whole.units[starts[place] : starts[place + 1]]
            to[begin:end] += np.searchsorted(held, new.units[begin:end])
            whole.frequencies[place] += frequency
        begin = end
    # of several at one place those given first come first
    whole.units = _spliced(whole.units, dead, to, new.units)
    whole.counts = _spliced(whole.counts, dead, to, new.counts)
    fresh = np.flatnonzero(~known)
    ends = np.append(0, np.cumsum(whole.sizes))
    pieces: list[bytes] = []
    done = 0
    for number in fresh.tolist():
        end = int(ends[places[number]])
        pieces += whole.written[done:end], new.terms[number]
        done = end
    whole.written = b"".join([*pieces, whole.written[done:]])
    whole.sizes = np.insert(whole.sizes, places[fresh], [len(new.terms[number]) for number in fresh.tolist()])
    whole.frequencies = np.insert(whole.frequencies, places[fresh], new.frequencies[fresh])


def _spliced(values: Numbers, dead: Longs, to: Longs, new: Numbers) -> Numbers:
    """``values`` without those at ``dead``, with ``new`` before those at ``to``; places are those before either."""
    if (len(dead) + len(to)) * _PIECE > len(values):
        return np.insert(np.delete(values, dead), to - np.searchsorted(dead, to), new)
    places = np.append(to, dead)
    order = np.argsort(places, kind="stable")
    pieces: list[Numbers] = []
    done = 0
    for number, place in zip(order.tolist(), places[order].tolist(), strict=True):
        pieces.append(values[done:place])
        if number < len(to):
            pieces.append(new[number : number + 1])
            done = place
        else:
            done = place + 1
    return np.concatenate([*pieces, values[done:]])


def _drop_unused(whole: _Range) -> None:
    """Leave out the terms no unit holds any more."""
    used = whole.frequencies > 0
    if not used.all():
        written = np.frombuffer(whole.written, dtype=np.uint8)
        whole.written = written[np.repeat(used, whole.sizes)].tobytes()
        whole.sizes, whole.frequencies = whole.sizes[used], whole.frequencies[used]
