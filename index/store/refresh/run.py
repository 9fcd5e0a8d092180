"""One refresh: what is left of the earlier index taken over, the rest read and analysed."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import DamagedIndex, DocumentError, NoIndex, OutdatedIndex
from index.loading import NEED_OCR, Processes, SkipReason, Told, can_read_more, load
from index.loading.extras import has_ocr
from index.model import Document
from index.paragraphs import split
from index.store.catalog import Catalog, DocumentRecord, FileRecord
from index.store.folder import IndexFolder, Manifest
from index.store.refresh.files import SeenFile, fresh_after, paired
from index.store.refresh.report import Progress, RefreshReport, Skipped
from index.store.room import free_in, least_for, require
from index.store.snapshot import Snapshot
from index.store.writer import SnapshotWriter
from index.text import Analyzer

ATTEMPTS = 3
"""How often a file is read that changes while it is read."""

PAUSE = 0.2
"""Seconds between those attempts."""

_log = logging.getLogger(__name__)

_LASTING = frozenset({"broken_file", "not_text", "no_text", SkipReason.UNSUPPORTED.value, SkipReason.CONVERTIBLE.value})
"""Problems that stay while the file stays the same; others may be mended from outside (an extra, a permission)."""


class Earlier:
    """What is left of the index there was."""

    def __init__(self, catalog: Catalog | None, manifest: Manifest | None, snapshot: Snapshot | None) -> None:
        self.catalog = catalog
        self.manifest = manifest
        self.snapshot = snapshot
        self._documents: Iterator[DocumentRecord] | None = None
        self._record: DocumentRecord | None = None

    @classmethod
    def of(cls, index: IndexFolder, analyzer: Analyzer) -> Earlier:
        """Whatever of the current snapshot can be used: all of it, the kept text (other analysis), or nothing.

        Raises:
            NewerIndex: the index was written by a newer version.
        """

        def opened(folder: Path, manifest: Manifest) -> Earlier:
            same = manifest.analysis == analyzer.signature
            return cls(Catalog(folder), manifest, Snapshot(folder, manifest, analyzer) if same else None)

        try:
            return index.use(opened)
        except (NoIndex, OutdatedIndex):
            return cls(None, None, None)
        except DamagedIndex as error:
            _log.error("the index is damaged and is built anew: %s", error)
            return cls(None, None, None)

    def files(self) -> Iterator[FileRecord]:
        """The files that were seen then, by id."""
        return self.catalog.files() if self.catalog else iter(())

    def document(self, key: str) -> DocumentRecord | None:
        """The document of that id, or ``None``; asked for in the order of ids, which spares looking each one up."""
        if self._documents is None:
            self._documents = self.catalog.documents() if self.catalog else iter(())
            self._record = next(self._documents, None)
        while self._record is not None and self._record.info.id < key:
            self._record = next(self._documents, None)
        return self._record if self._record is not None and self._record.info.id == key else None

    def require_manifest(self) -> Manifest:
        """The manifest of the index there was.

        Raises:
            LookupError: there was none.
        """
        if self.manifest is None:
            msg = "there was no index before"
            raise LookupError(msg)
        return self.manifest

    def require_whole(self, index: IndexFolder) -> None:
        """See that nothing of it is damaged, before it is copied: the copy would have a checksum of its own.

        Raises:
            DamagedIndex: something is.
        """
        if self.catalog is not None:
            index.verify(self.catalog.folder, self.require_manifest())

    def forget(self) -> None:
        """Go on as if there had been none."""
        self.close()
        self.catalog = self.manifest = self.snapshot = None

    def close(self) -> None:
        """Give its files back."""
        if self.catalog:
            self.catalog.close()
        if self.snapshot:
            self.snapshot.close()


class Run:
    """A refresh under way.

    Args:
        earlier: What is left of the index there was.
        report: Filled as the run goes on.
        processes: Those some files are read in.
        progress: Hears how it goes on.
        total: How many files there are.
    """

    def __init__(
        self, earlier: Earlier, report: RefreshReport, processes: Processes, progress: Progress | None, total: int
    ) -> None:
        self._earlier = earlier
        self._report = report
        self._processes = processes
        self._progress = progress
        self._total = total
        self._done = 0
        self._fresh = fresh_after(earlier.manifest) if earlier.manifest else 0
        self._canonical: dict[str, tuple[str, str]] = {}

    def nothing_to_do(self, seen: Sequence[SeenFile]) -> bool:
        """Whether the index is what a build from nothing would give; if so, the report is filled."""
        if self._earlier.snapshot is None:
            return False
        records: list[FileRecord] = []
        for old, new in paired(self._earlier.files(), seen):
            if old is None or new is None or not new.same_as(old, self._fresh) or not _lasts(old, new, self._processes):
                return False
            if old.document != old.id:
                records.append(old)
        documents = list(self._earlier.snapshot.documents())
        if any(can_read_more(document.info.path, document.notes) for document in documents):
            return False
        paths = {document.info.id: document.info.path for document in documents}
        self._report.unchanged = len(paths)
        for record in records:
            if record.document is not None:
                self._report.duplicates.append((record.path, paths[record.document]))
            else:
                self._skip(record)
        return True

    def require_room(self, seen: Sequence[SeenFile], folder: Path) -> None:
        """See that the disk has room for the new snapshot, by the sizes of the files to be read and of what is kept.

        Raises:
            NoRoom: it has not.
        """
        before = self._earlier.manifest
        size = sum(file.size for file in before.files.values()) if before else 0
        if free_in(folder) >= size + sum(least_for(file.relative, file.size) for file in seen):
            return  # enough for all of them: no need to look which have changed
        kept, read, files = 0, 0, 0
        for old, new in paired(self._earlier.files(), seen):
            files += old is not None
            if new is None or new.problem is not None:
                continue
            if old is not None and new.same_as(old, self._fresh):
                kept += 1
            else:
                read += least_for(new.relative, new.size)
        require(folder, read + size * kept // max(1, files))

    def build(self, seen: Sequence[SeenFile], writer: SnapshotWriter, index: IndexFolder) -> Manifest:
        """Write the new snapshot, make it the current one and fill the report; what the snapshot says of itself."""
        kept: tuple[FileRecord, FileRecord] | None = None
        for old, new in paired(self._earlier.files(), seen):
            record = self._file(old, new, writer) if new is not None else None
            if record == old and old is not None and self._earlier.snapshot is not None:
                kept = (kept[0] if kept else old, old)
            elif kept:
                # noted all at once, for they may be many
                writer.keep_files(*kept)
                kept = None
            if new is None or record is None:
                if old is not None and old.document is not None:
                    self._report.removed.append(old.path)
                continue
            if not kept:
                writer.add_file(record)
            if record.problem is not None:
                self._skip(record)
                if old is not None and old.document is not None:
                    self._report.removed.append(old.path)
            self._advance(new)
        if kept:
            writer.keep_files(*kept)
        return writer.finish(index)[1]

    def _file(self, old: FileRecord | None, new: SeenFile, writer: SnapshotWriter) -> FileRecord:
        if new.problem is not None:
            return new.record(problem=new.problem, facts={"instead": new.instead} if new.instead else {})
        if old is not None and new.same_as(old, self._fresh):
            kept = self._keep(old, new, writer)
            if kept is not None:
                return kept
        try:
            document = _load(new, self._processes, lambda page, pages: self._look(new, page, pages))
        except DocumentError as error:
            return new.record(problem=error.key, facts=error.facts)
        return self._take(document, old, new, writer)

    def _keep(self, old: FileRecord, new: SeenFile, writer: SnapshotWriter) -> FileRecord | None:
        """What was known of an untouched file, taken over; ``None`` if the file has to be read after all."""
        if old.problem is not None:
            return old if _is_lasting(old) else None
        if old.version is None:
            return None
        if old.version in self._canonical:
            return self._duplicate(old.version, new)
        catalog = self._earlier.catalog
        record = self._earlier.document(old.id) if old.document == old.id else None
        if catalog is None or record is None or can_read_more(new.relative, record.notes):
            return None
        if self._earlier.snapshot is not None:
            writer.keep(record)
        else:
            self._analyse_again(catalog, record, writer)
        self._canonical[old.version] = (new.id, new.relative)
        self._report.unchanged += 1
        return new.record(old.version, new.id)

    def _take(self, document: Document, old: FileRecord | None, new: SeenFile, writer: SnapshotWriter) -> FileRecord:
        version = document.info.version
        if version in self._canonical:
            return self._duplicate(version, new)
        self._canonical[version] = (new.id, new.relative)
        writer.add(document.info, document.notes, split(document))
        if old is None or old.document is None:
            self._report.added.append(new.relative)
        elif old.version != version:
            self._report.changed.append(new.relative)
        else:
            self._report.unchanged += 1
        return new.record(version, new.id)

    def _duplicate(self, version: str, new: SeenFile) -> FileRecord:
        original, path = self._canonical[version]
        self._report.duplicates.append((new.relative, path))
        return new.record(version, original)

    @staticmethod
    def _analyse_again(catalog: Catalog, record: DocumentRecord, writer: SnapshotWriter) -> None:
        paragraphs = list(catalog.paragraphs(record.first, record.first + record.paragraphs))
        writer.add(record.info, record.notes, paragraphs)

    def _skip(self, record: FileRecord) -> None:
        if record.problem is None:
            return
        skipped = Skipped(record.path, record.problem, record.facts or {})
        if not skipped.is_intended:
            self._report.skipped.append(skipped)

    def _look(self, new: SeenFile, page: int, pages: int) -> None:
        """Tell of the pages of a file that have to be looked at one by one."""
        if self._progress is not None:
            self._progress.advance(self._done, self._total, f"{new.relative} ({page}/{pages})")

    def _advance(self, new: SeenFile) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress.advance(self._done, self._total, new.relative)


def _lasts(old: FileRecord, new: SeenFile, processes: Processes) -> bool:
    """Whether the problem an untouched file had, if it had one, is still there."""
    if old.problem is None or _is_lasting(old) or new.problem is not None:
        return True
    try:
        _load(new, processes)
    except DocumentError as error:
        return error.key == old.problem
    return False


def _is_lasting(old: FileRecord) -> bool:
    if old.problem == "no_text" and (old.facts or {}).get("reason") in NEED_OCR:
        return not has_ocr()
    return old.problem in _LASTING


def _load(file: SeenFile, processes: Processes, told: Told | None = None) -> Document:
    """The document, waiting a moment for one that is just being written."""
    for attempt in range(ATTEMPTS):
        try:
            return load(Path(file.place), id=file.id, relative=file.relative, processes=processes, told=told)
        except DocumentError as error:
            if error.facts.get("reason") != "changed" or attempt + 1 == ATTEMPTS:
                raise
            time.sleep(PAUSE)
    raise AssertionError
