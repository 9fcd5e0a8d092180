"""A finished index, opened: what :mod:`index.search` looks into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from index.bm25 import Numbers
from index.errors import DamagedIndex
from index.model import Paragraph, ParagraphId, TermKind
from index.store.catalog import Catalog, DocumentRecord, FileRecord
from index.store.folder import IndexFolder, Manifest
from index.store.postings import StoredPostings
from index.store.seal import Seal
from index.text import Analyzer

UNITS = "units.npy"


class Snapshot:
    """One immutable state of the index. Holds its files open: a newer snapshot does not disturb it.

    Safe to use from several threads.

    Args:
        folder: The snapshot's folder, checked by :meth:`index.store.folder.IndexFolder.current`.
        manifest: What it says of itself.
        analyzer: What questions will be analysed with; its signature must be the manifest's, or terms would not meet.

    Raises:
        ValueError: the signatures differ.
    """

    def __init__(self, folder: Path, manifest: Manifest, analyzer: Analyzer) -> None:
        if manifest.analysis != analyzer.signature:
            msg = "the snapshot was analysed otherwise than the question would be"
            raise ValueError(msg)
        self.folder = folder
        self.manifest = manifest
        self._seal = Seal(folder, manifest.files)
        self._catalog = Catalog(folder)
        self._unit_paragraphs: Numbers = np.load(folder / UNITS, allow_pickle=False)
        self.postings: Mapping[TermKind, StoredPostings] = {kind: StoredPostings(folder, kind) for kind in TermKind}

    @property
    def name(self) -> str:
        """Its name: while it stays, the same question has the same answer."""
        return self.folder.name

    @classmethod
    def open(cls, folder: Path, analyzer: Analyzer) -> Snapshot:
        """The current snapshot of an index folder.

        Raises:
            IndexProblem: there is none that can be used.
        """
        return IndexFolder(folder).use(lambda path, manifest: cls(path, manifest, analyzer))

    def close(self) -> None:
        """Give the files back; the snapshot cannot be used any more."""
        self._catalog.close()
        self._seal.close()

    def check(self) -> None:
        """Make sure that its files are what they were: before something is read of them, and after.

        Raises:
            DamagedIndex: somebody has written into one.
        """
        try:
            self._seal.check()
        except DamagedIndex:
            # the system says nothing of what a disk changed by itself: who opens it next must not trust that either
            IndexFolder(self.folder.parent.parent).distrust()
            raise

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if the snapshot does not hold it."""
        record = self._catalog.document(key.document)
        if record is None or not 1 <= key.ordinal <= record.paragraphs:
            return None
        number = record.first + key.ordinal - 1
        return self._catalog.chosen([number])[number]

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        record = self._catalog.document(key.document)
        if record is None or not 1 <= key.ordinal <= record.paragraphs:
            return ()
        place = record.first + key.ordinal - 1
        end = record.first + record.paragraphs
        return tuple(self._catalog.paragraphs(max(record.first, place - before), min(end, place + after + 1)))

    def documents(self) -> Iterator[DocumentRecord]:
        """Every document, by id."""
        return self._catalog.documents()

    def document(self, key: str) -> DocumentRecord | None:
        """The document of that id, or ``None``."""
        return self._catalog.document(key)

    def files(self) -> Iterator[FileRecord]:
        """Every file that was seen, by id, skipped ones included."""
        return self._catalog.files()

    def file(self, key: str) -> FileRecord | None:
        """The file of that id, or ``None``."""
        return self._catalog.file(key)

    def paragraphs(self, record: DocumentRecord) -> Iterator[Paragraph]:
        """The paragraphs of one of the snapshot's documents, in order."""
        return self._catalog.paragraphs(record.first, record.first + record.paragraphs)

    def units_of(self, record: DocumentRecord) -> tuple[int, int]:
        """The units of one of the snapshot's documents, from the first to the one behind the last."""
        first, last = np.searchsorted(self._unit_paragraphs, [record.first, record.first + record.paragraphs])
        return int(first), int(last)

    def unit_paragraphs(self, first: int, last: int) -> Numbers:
        """The number of the paragraph of each of the units ``first`` to ``last`` (exclusive)."""
        return self._unit_paragraphs[first:last]

    def numbers_of(self, units: Numbers) -> Numbers:
        """The number of the paragraph of each of these units."""
        numbers: Numbers = self._unit_paragraphs[units]
        return numbers

    def paragraphs_of(self, units: Numbers) -> tuple[list[int], Mapping[int, Paragraph]]:
        """The number of the paragraph of each of these units, and the paragraphs by number."""
        numbers: list[int] = self.numbers_of(units).tolist()
        return numbers, self._catalog.chosen(numbers)

    def frequency(self, term: str, kind: TermKind) -> int:
        """How many units hold ``term`` (df); 0 for an unknown one."""
        return self.postings[kind].frequency(term)
