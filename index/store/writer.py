"""Builds one snapshot out of documents: new ones analysed, unchanged ones taken over from an earlier snapshot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from index.model import Document, DocumentInfo, Paragraph, TermKind
from index.paragraphs.context import context_of
from index.paragraphs.windows import windows
from index.store.catalog import CatalogWriter, DocumentRecord, FileRecord
from index.store.folder import FORMAT, FileSum, IndexFolder, Manifest, now
from index.store.postings import PostingsWriter, Segment
from index.store.snapshot import UNITS, Snapshot
from index.text import Analyzer


class SnapshotWriter:
    """Writes the files of a snapshot. Documents come by id; files in any order.

    Args:
        folder: An empty folder to build in.
        analyzer: Turns paragraphs into terms.
        earlier: A snapshot of the same analysis, whose documents may be kept.
    """

    def __init__(self, folder: Path, analyzer: Analyzer, earlier: Snapshot | None = None) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._earlier = earlier
        self._catalog = CatalogWriter(folder, earlier.folder if earlier else None)
        self._scratch = folder / "segments"
        self._postings = {kind: PostingsWriter(kind, self._scratch) for kind in TermKind}
        self._unit_paragraphs: list[np.ndarray[tuple[int], np.dtype[np.int32]]] = []
        self._units = 0
        self._renumber = np.full(earlier.manifest.units if earlier else 0, -1, dtype=np.int32)

    def add_file(self, record: FileRecord) -> None:
        """Note a file that was seen, whether or not it is indexed."""
        self._catalog.add_file(record)

    def add(self, info: DocumentInfo, notes: Sequence[str], paragraphs: Sequence[Paragraph]) -> None:
        """Index a document."""
        first = self._catalog.add(info, notes, paragraphs)
        self._analyse(first, paragraphs)

    def keep(self, record: DocumentRecord) -> None:
        """Take a document over from the earlier snapshot, terms included.

        Raises:
            ValueError: there is no earlier snapshot.
        """
        if self._earlier is None:
            msg = "nothing to keep documents from"
            raise ValueError(msg)
        first = self._catalog.copy(record)
        begin, end = self._earlier.units_of(record)
        self._renumber[begin:end] = np.arange(self._units, self._units + end - begin, dtype=np.int32)
        self._unit_paragraphs.append(self._earlier.unit_paragraphs(begin, end) + np.int32(first - record.first))
        self._units += end - begin

    def finish(self, index: IndexFolder) -> tuple[Path, Manifest]:
        """Write the postings and make the snapshot the current one of ``index``."""
        self._catalog.finish()
        for kind, writer in self._postings.items():
            earlier = Segment(self._earlier.postings[kind], self._renumber) if self._earlier else None
            writer.write(self._folder, self._units, earlier)
        shutil.rmtree(self._scratch, ignore_errors=True)
        paragraphs = np.concatenate(self._unit_paragraphs) if self._unit_paragraphs else np.zeros(0, dtype=np.int32)
        np.save(self._folder / UNITS, paragraphs.astype(np.int32))
        return index.swap(self._folder, self._manifest)

    def _manifest(self, files: dict[str, FileSum]) -> Manifest:
        return Manifest(
            format=FORMAT,
            analysis=self._analyzer.signature,
            created=now(),
            documents=self._catalog.documents,
            paragraphs=self._catalog.paragraphs,
            units=self._units,
            files=files,
        )

    def _analyse(self, first: int, paragraphs: Sequence[Paragraph]) -> None:
        numbers: list[int] = []
        for at, paragraph in enumerate(paragraphs):
            context = context_of(paragraph)
            for window in windows(paragraph.text):
                terms = self._analyzer.index_terms(window.of(paragraph.text), context)
                for kind, writer in self._postings.items():
                    writer.add(self._units, terms.get(kind, ()))
                numbers.append(first + at)
                self._units += 1
        self._unit_paragraphs.append(np.array(numbers, dtype=np.int32))


def build(
    folder: Path,
    documents: Iterable[tuple[Document, Sequence[Paragraph]]],
    analyzer: Analyzer,
    progress: Callable[[int], None] | None = None,
) -> Snapshot:
    """Build an index of documents at hand, which need not be files, and open it.

    Args:
        folder: The index folder; what it held is replaced.
        documents: Documents with their paragraphs, in any order; ids must differ.
        analyzer: Turns paragraphs into terms.
        progress: Told how many documents are done.

    Raises:
        IndexBusy: another process is building there.
    """
    index = IndexFolder(folder)
    with index.building() as built:
        writer = SnapshotWriter(built, analyzer)
        for done, (document, paragraphs) in enumerate(sorted(documents, key=lambda each: each[0].info.id), start=1):
            writer.add(document.info, document.notes, paragraphs)
            if progress is not None:
                progress(done)
        path, manifest = writer.finish(index)
        return Snapshot(path, manifest, analyzer)
