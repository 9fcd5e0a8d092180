"""Terms gathered in memory, spilled in sorted segments, and merged at the end."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.store.postings.files import PostingFiles
from index.store.postings.merging import Segment, merge
from index.store.postings.stored import StoredPostings

SEGMENT_POSTINGS = 200_000
"""Postings gathered in memory before they are spilled."""

SEGMENTS = 16
"""Spilled segments of one kind before they are merged into one: bounds the files that are open at once."""


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
        merge(segments, folder, self._kind, lengths)

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
        with PostingFiles(folder, self._kind) as files:
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
            merge(self._segments, folder, self._kind, np.zeros(0, dtype=np.int32))
            self._segments = [Segment(StoredPostings(folder, self._kind))]

    def _next_folder(self) -> Path:
        folder = self._folder / f"{self._kind}-{self._spilled}"
        folder.mkdir(parents=True)
        self._spilled += 1
        return folder
