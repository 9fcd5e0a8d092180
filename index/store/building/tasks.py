"""What can be done in any process: a batch of texts made a segment, one kind of term merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from index.bm25 import Numbers
from index.model import TermKind
from index.store.postings import EarlierCursor, Gatherer, SegmentCursor, SegmentFile, StoredPostings, merge
from index.store.room import PER_POSTING
from index.text import Analyzer


class Task(Protocol):
    """Something to do; it crosses to another process as it is."""

    def run(self, analyzer: Analyzer) -> None:
        """Do it.

        Raises:
            OSError: the disk refuses.
        """
        ...


@dataclass(frozen=True, slots=True)
class Cut:
    """A batch of units made a segment.

    Attributes:
        path: The segment.
        units: Text and context of each unit.
    """

    path: Path
    units: Sequence[tuple[str, str]]

    def run(self, analyzer: Analyzer) -> None:
        """Cut the texts and write their terms."""
        gatherer = Gatherer()
        for terms in analyzer.index_terms_of(self.units):
            gatherer.add(terms)
        gatherer.write(self.path)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment in its place in the snapshot.

    Attributes:
        path: The segment.
        units: The unit of the snapshot each of its units becomes, ascending.
    """

    path: Path
    units: Numbers

    @property
    def merged_size(self) -> int:
        """The least bytes its postings take in the finished index; its terms may stand in other segments too."""
        segment = SegmentFile(self.path)
        return sum(PER_POSTING * segment.length(f"{kind}/units") for kind in TermKind)


@dataclass(frozen=True, slots=True)
class Merge:
    """The postings of one kind of term merged from all parts.

    Attributes:
        kind: Which kind of term.
        folder: The snapshot under construction.
        parts: New segments, in the order of their units.
        earlier: Folder of the earlier snapshot, if documents of it are kept.
        renumber: File of the unit each of its units becomes, -1 for one that is dropped.
        units: How many units there are in all.
    """

    kind: str
    folder: Path
    parts: Sequence[Part]
    earlier: Path | None
    renumber: Path
    units: int

    def run(self, analyzer: Analyzer) -> None:  # noqa: ARG002 - of the protocol
        """Merge them."""
        cursors = [SegmentCursor(SegmentFile(part.path), self.kind, part.units) for part in self.parts]
        lengths = np.zeros(self.units, dtype=np.int32)
        for cursor, part in zip(cursors, self.parts, strict=True):
            lengths[part.units] = cursor.lengths
        kept = None
        if self.earlier is not None:
            postings = StoredPostings(self.earlier, self.kind)
            renumber: Numbers = np.load(self.renumber, allow_pickle=False)
            alive = np.flatnonzero(renumber >= 0)
            lengths[renumber[alive]] = postings.lengths[alive]
            kept = EarlierCursor(postings, renumber)
        merge(cursors, kept, self.folder, self.kind, lengths)
