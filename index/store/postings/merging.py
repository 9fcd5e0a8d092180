"""Sorted parts merged into the postings of a snapshot, range by range of their terms.

What comes out depends on the units and their terms alone, not on how they were parted into segments nor on where
ranges end: that is what makes a build with eight processes equal to one with a single one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.bm25 import Numbers
from index.store.postings.cursors import NOTHING, Cursor, EarlierCursor, SegmentCursor, Taken
from index.store.postings.files import PostingFiles
from index.store.postings.patching import patch
from index.store.postings.stored import Longs, StoredPostings

MERGE_POSTINGS = 1_000_000
"""Postings merged at once, about; a single more frequent term is merged whole."""

LOOKING = 32
"""Looking for the place of a new term takes as long as merging so many terms of an earlier snapshot."""

_POSTINGS = 50  # postings that are merged while one term is


def merge(
    segments: Sequence[SegmentCursor], earlier: EarlierCursor | None, folder: Path, kind: str, lengths: Numbers
) -> None:
    """Write the union of all parts: terms sorted, postings by (term, unit), terms without postings dropped.

    Args:
        segments: New ones, in the order of their units.
        earlier: What is kept of an earlier snapshot.
        folder: The snapshot under construction.
        kind: Which kind of term.
        lengths: How many terms each unit has.

    Raises:
        OSError: it cannot be written.
    """
    everything: list[Cursor] = [*segments, *([earlier] if earlier else [])]
    with PostingFiles(folder, kind) as files:
        files.lengths(lengths)
        if earlier is not None and sum(map(len, segments)) * LOOKING < _copied(earlier.postings):
            new = _joined([segment.take(None) for segment in segments])
            patch(new, earlier.postings, earlier.renumber, files)
            return
        for end in _ends(everything):
            new = _joined([segment.take(end) for segment in segments])
            old = earlier.take(end) if earlier else NOTHING
            files.extend(*_kept(_woven(old, new, len(lengths))))


def _copied(postings: StoredPostings) -> int:
    """How many terms take as long to merge as these postings."""
    return len(postings) and len(postings) + postings.postings // _POSTINGS


def _ends(cursors: Sequence[Cursor]) -> Iterator[bytes | None]:
    """Where ranges of about :data:`MERGE_POSTINGS` postings end; ``None`` for the last one."""
    heads = sorted(head for cursor in cursors for head in cursor.heads())
    gathered = 0
    for at, (term, postings) in enumerate(heads):
        if gathered >= MERGE_POSTINGS and at and term != heads[at - 1][0]:
            yield term
            gathered = 0
        gathered += postings
    yield None


def _joined(parts: Sequence[Taken]) -> Taken:
    """Parts whose units follow each other, as one."""
    filled = [part for part in parts if part.terms]
    if len(filled) <= 1:
        return filled[0] if filled else NOTHING
    terms, places = _union(filled)
    frequencies = np.zeros(len(terms), dtype=np.int64)
    for part, place in zip(filled, places, strict=True):
        frequencies[place] += part.frequencies
    units = np.empty(int(frequencies.sum()), dtype=np.int32)
    counts = np.empty_like(units)
    # where the next posting of each term goes: parts come in the order of their units, so nothing has to be sorted
    free = np.cumsum(frequencies) - frequencies
    for part, place in zip(filled, places, strict=True):
        begin = np.cumsum(part.frequencies) - part.frequencies
        to = np.repeat(free[place] - begin, part.frequencies)
        to += np.arange(len(to))
        units[to], counts[to] = part.units, part.counts
        free[place] += part.frequencies
    return Taken(terms, frequencies, units, counts)


def _woven(old: Taken, new: Taken, units: int) -> Taken:
    """Parts whose units lie between each other, as one."""
    if not new.terms or not old.terms:
        return new if new.terms else old
    terms, (old_place, new_place) = _union([old, new])
    frequencies = np.zeros(len(terms), dtype=np.int64)
    frequencies[old_place] += old.frequencies
    frequencies[new_place] += new.frequencies
    old_keys = np.repeat(old_place * units, old.frequencies) + old.units
    new_keys = np.repeat(new_place * units, new.frequencies) + new.units
    to = np.searchsorted(old_keys, new_keys) + np.arange(len(new_keys))
    free = np.ones(len(old_keys) + len(new_keys), dtype=np.bool_)
    free[to] = False
    woven = []
    for one, other in ((old.units, new.units), (old.counts, new.counts)):
        values = np.empty(len(free), dtype=np.int32)
        values[free] = one
        values[to] = other
        woven.append(values)
    return Taken(terms, frequencies, woven[0], woven[1])


def _kept(part: Taken) -> tuple[Sequence[bytes], Longs, Numbers, Numbers]:
    """What is written of a part: not the terms no unit holds any more."""
    alive = part.frequencies > 0
    if alive.all():
        return part.terms, part.frequencies, part.units, part.counts
    terms = [part.terms[at] for at in np.flatnonzero(alive).tolist()]
    return terms, part.frequencies[alive], part.units, part.counts


def _union(parts: Sequence[Taken]) -> tuple[Sequence[bytes], list[Longs]]:
    """All terms of all parts, sorted, and the place among them of each part's terms."""
    terms = sorted(set().union(*(part.terms for part in parts)))
    number = dict(zip(terms, range(len(terms)), strict=True))
    return terms, [np.fromiter(map(number.__getitem__, part.terms), np.int64, len(part.terms)) for part in parts]
