"""Builds one snapshot out of documents: new ones analysed, unchanged ones taken over from an earlier snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from index.model import Document, DocumentInfo, Paragraph, TermKind
from index.paragraphs.context import context_of
from index.paragraphs.windows import windows
from index.store.building import Batches, Workers, cores
from index.store.building.tasks import Merge, Part
from index.store.catalog import NAME as CATALOG
from index.store.catalog import CatalogWriter, DocumentRecord, FileRecord
from index.store.folder import FORMAT, BuildPlace, IndexFolder, Manifest, now
from index.store.room import require
from index.store.snapshot import UNITS, Snapshot
from index.store.sums import FileSum
from index.text import Analyzer

_RENUMBER = "renumber.npy"
_WORTH_PROCESSES = 1_000_000_000  # bytes of kept postings: copying them takes longer than starting processes


class SnapshotWriter:
    """Writes the files of a snapshot. Documents come by id; files in any order.

    Args:
        place: An empty folder to build in, and where segments lie.
        analyzer: Turns paragraphs into terms.
        workers: Who cuts and merges.
        earlier: A snapshot of the same analysis, whose documents may be kept.
    """

    def __init__(
        self, place: BuildPlace, analyzer: Analyzer, workers: Workers, earlier: Snapshot | None = None
    ) -> None:
        self._folder = place.folder
        self._analyzer = analyzer
        self._workers = workers
        self._earlier = earlier
        self._catalog = CatalogWriter(place.folder, earlier.folder if earlier else None)
        self._batches = Batches(place.segments, workers, analyzer.signature)
        self._unit_paragraphs: list[np.ndarray[tuple[int], np.dtype[np.int32]]] = []
        self._units = 0
        self._kept: tuple[DocumentRecord, DocumentRecord] | None = None
        self._renumber = np.full(earlier.manifest.units if earlier else 0, -1, dtype=np.int32)

    def add_file(self, record: FileRecord) -> None:
        """Note a file that was seen, whether or not it is indexed."""
        self._catalog.add_file(record)

    def keep_files(self, first: FileRecord, last: FileRecord) -> None:
        """Note all files of the earlier snapshot from one to another in the order of ids, as it did."""
        self._catalog.keep_files(first.id, last.id)

    def add(self, info: DocumentInfo, notes: Sequence[str], paragraphs: Sequence[Paragraph]) -> None:
        """Index a document."""
        self._copy_kept()
        first = self._catalog.add(info, notes, paragraphs)
        self._gather(first, paragraphs)
        self._batches.end_document(info.id)

    def keep(self, record: DocumentRecord) -> None:
        """Take a document over from the earlier snapshot, terms included.

        Raises:
            ValueError: there is no earlier snapshot.
        """
        if self._earlier is None:
            msg = "nothing to keep documents from"
            raise ValueError(msg)
        if self._kept and record.number != self._kept[1].number + 1:
            self._copy_kept()
        self._kept = (self._kept[0] if self._kept else record, record)

    def _copy_kept(self) -> None:
        """Take over the documents that were kept one behind the other: all at once, since there may be a million."""
        if self._kept is None or self._earlier is None:
            return
        (old, last), self._kept = self._kept, None
        first = self._catalog.copy(old, last)
        begin, end = self._earlier.units_of(old)[0], self._earlier.units_of(last)[1]
        self._renumber[begin:end] = np.arange(self._units, self._units + end - begin, dtype=np.int32)
        self._unit_paragraphs.append(self._earlier.unit_paragraphs(begin, end) + np.int32(first - old.first))
        self._units += end - begin

    def finish(self, index: IndexFolder) -> tuple[Path, Manifest]:
        """Write the postings and make the snapshot the current one of ``index``."""
        self._copy_kept()
        self._catalog.finish()
        self._merge(self._batches.finish())
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

    def _gather(self, first: int, paragraphs: Sequence[Paragraph]) -> None:
        numbers: list[int] = []
        for at, paragraph in enumerate(paragraphs):
            context = context_of(paragraph)
            for window in windows(paragraph.text):
                self._batches.add(self._units, window.of(paragraph.text), context)
                numbers.append(first + at)
                self._units += 1
        self._unit_paragraphs.append(np.array(numbers, dtype=np.int32))

    def _kept_size(self) -> int:
        """Bytes that the kept postings take, about."""
        if self._earlier is None or not len(self._renumber):
            return 0
        files = self._earlier.manifest.files
        size = sum(each.size for name, each in files.items() if name != CATALOG)
        return size * int(np.count_nonzero(self._renumber >= 0)) // len(self._renumber)

    def _merge(self, parts: Sequence[Part]) -> None:
        require(self._folder, sum(part.merged_size for part in parts) + self._kept_size())
        earlier = self._earlier.folder if self._earlier else None
        renumber = self._folder / _RENUMBER
        np.save(renumber, self._renumber)
        for kind in TermKind:
            task = Merge(kind, self._folder, parts, earlier, renumber, self._units)
            if self._workers.started or self._kept_size() >= _WORTH_PROCESSES:
                self._workers.do(task)
            else:
                self._workers.do_here(task)
        self._workers.finish()
        renumber.unlink()


def build(
    folder: Path,
    documents: Iterable[tuple[Document, Sequence[Paragraph]]],
    analyzer: Analyzer,
    progress: Callable[[int], None] | None = None,
    *,
    workers: int | None = None,
) -> Snapshot:
    """Build an index of documents at hand, which need not be files, and open it.

    Args:
        folder: The index folder; what it held is replaced.
        documents: Documents with their paragraphs, in any order; ids must differ.
        analyzer: Turns paragraphs into terms.
        progress: Told how many documents are done.
        workers: How many processes may cut texts; as many as there are cores where ``None``.

    Raises:
        IndexBusy: another process is building there.
    """
    index = IndexFolder(folder)
    with index.building() as place, Workers(analyzer, workers or cores()) as processes:
        writer = SnapshotWriter(place, analyzer, processes)
        for done, (document, paragraphs) in enumerate(sorted(documents, key=lambda each: each[0].info.id), start=1):
            writer.add(document.info, document.notes, paragraphs)
            if progress is not None:
                progress(done)
        path, manifest = writer.finish(index)
        return Snapshot(path, manifest, analyzer)
