"""Units gathered in batches, each of which becomes a segment."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from zlib import crc32

import numpy as np

from index.store.building.tasks import Cut, Part
from index.store.building.workers import Workers
from index.store.postings import SegmentFile

LARGE = 400_000
"""Characters of a batch; bounds what a process holds in memory, and what an interrupted build does again."""

SMALL = LARGE // 4
"""Characters from which a batch may end with a document."""

MOST_UNITS = 50_000
"""Units of a batch: their numbers take two bytes each on disk."""

_ENDS = 4  # of so many documents one ends a batch that is large enough
_LAYOUT = 1


class Batches:
    """Makes segments of the units of a build, with what an interrupted one has left.

    Where a batch ends depends on the documents in it alone, so a later build that finds one of them changed cuts most
    of the others as this one did.

    Args:
        folder: Where segments lie; it may hold those of an earlier build.
        workers: Who makes them.
        signature: Of the analysis.

    Attributes:
        reused: How many segments were there already.
    """

    def __init__(self, folder: Path, workers: Workers, signature: str) -> None:
        self._folder = folder
        self._workers = workers
        self._signature = f"{_LAYOUT}/{signature}"
        self._numbers: list[int] = []
        self._units: list[tuple[str, str]] = []
        self._characters = 0
        self._parts: list[Part] = []
        self._held: Cut | None = None
        self.reused = 0

    def add(self, unit: int, text: str, context: str) -> None:
        """Take a unit; they come in ascending order.

        Raises:
            OSError: a segment could not be written.
        """
        self._numbers.append(unit)
        self._units.append((text, context))
        self._characters += len(text) + len(context)
        if self._characters >= LARGE or len(self._units) >= MOST_UNITS:
            self._end_batch()

    def end_document(self, key: str) -> None:
        """Note that the units of the document of that id are complete.

        Raises:
            OSError: a segment could not be written.
        """
        if self._characters >= SMALL and crc32(key.encode("utf-8", "surrogateescape")) % _ENDS == 0:
            self._end_batch()

    def finish(self) -> list[Part]:
        """All segments, when all are there.

        Raises:
            OSError: one could not be written.
        """
        self._end_batch()
        if self._held is not None:
            self._workers.do_here(self._held)
            self._held = None
        self._workers.finish()
        return self._parts

    def _end_batch(self) -> None:
        if not self._units:
            return
        path = self._folder / f"{_key(self._signature, self._units)}.segment"
        cut = Cut(path, self._units)
        self._parts.append(Part(path, np.array(self._numbers, dtype=np.int32)))
        self._numbers, self._units, self._characters = [], [], 0
        if SegmentFile.checked(path) is not None:
            self.reused += 1
            return
        # a process takes most of a second to start: what is in one batch is cut here sooner
        if self._held is None and not self._workers.started:
            self._held = cut
            return
        for task in (self._held, cut):
            if task is not None:
                self._workers.do(task)
        self._held = None


def _key(signature: str, units: Sequence[tuple[str, str]]) -> str:
    """Names a segment by all it is made of."""
    digest = hashlib.sha256(signature.encode())
    for part in chain.from_iterable(units):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:40]
