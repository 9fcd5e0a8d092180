"""The index brought up to date with the files: only new and changed ones are read, the rest is taken over.

The result equals a build from nothing: documents are taken in the order of their ids, of equal files the first one
stands for all, and what was kept is merged with what was read as if both had just been read.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index.analysis import Analyzer
from index.errors import DamagedIndex, DocumentError, NoIndex, OutdatedIndex
from index.loading import SkippedFile, SkipReason, discover, load
from index.model import Document
from index.paragraphs import split
from index.store.catalog import Catalog, DocumentRecord, FileRecord
from index.store.folder import PATIENCE, IndexFolder, Manifest
from index.store.snapshot import Snapshot
from index.store.writer import SnapshotWriter

CLOCK_NS = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again under the same time stamp."""

ATTEMPTS = 3
"""How often a file is read that changes while it is read."""

PAUSE = 0.2
"""Seconds between those attempts."""

_LASTING = frozenset({"broken_file", "not_text", "no_text", SkipReason.UNSUPPORTED.value})
"""Problems that stay while the file stays the same; others may be mended from outside (an extra, a permission)."""

_SILENT = frozenset({SkipReason.EXCLUDED, SkipReason.ALREADY_SEEN})
"""Skipped by the operator's own wish: not worth telling."""


class Progress(Protocol):
    """Hears how a refresh goes on."""

    def waiting(self, holder: str) -> None:
        """Another process, of that id, is building: waiting for it."""
        ...

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with; ``path`` was the last."""
        ...


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be used.

    Attributes:
        path: Relative to the folder it was given by.
        problem: Key of the reason: of an error of :mod:`index.errors`, or of
            :class:`index.loading.SkipReason`.
        facts: Facts of that error.
    """

    path: str
    problem: str
    facts: Mapping[str, str]


@dataclass(slots=True)
class RefreshReport:
    """What a refresh did to each file, by path relative to the folder it was given by.

    Attributes:
        added: New documents.
        changed: Documents whose content is another one now.
        removed: Documents that are gone, or cannot be used any more.
        unchanged: How many documents stayed as they were.
        duplicates: Files with the content of another one, and the path of that one.
        skipped: Files that could not be used, with the reason.
        documents: How many documents are indexed now.
        paragraphs: How many paragraphs.
        seconds: How long it took.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    documents: int = 0
    paragraphs: int = 0
    seconds: float = 0.0

    @property
    def touched(self) -> bool:
        """Whether the index is another one than before."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Sources:
    """What is searched.

    Attributes:
        paths: Folders and files.
        include: Patterns of which a file has to match one, if there are any.
        exclude: Patterns of files and folders to leave out.
    """

    paths: tuple[Path, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def refresh(
    folder: Path,
    sources: Sources,
    analyzer: Analyzer,
    progress: Progress | None = None,
    patience: float = PATIENCE,
) -> RefreshReport:
    """Bring the index in ``folder`` up to date with the files of ``sources``.

    A damaged or outdated index is built anew. Files that cannot be used are skipped, each with its reason.

    Args:
        folder: The index folder.
        sources: What is searched.
        analyzer: Turns paragraphs into terms; with another signature than before, the kept text is analysed again.
        progress: Hears how it goes on.
        patience: Seconds to wait for another process that builds.

    Raises:
        SourceError: a path does not exist.
        IndexBusy: another process was still building when patience ended.
        NewerIndex: the index was written by a newer version.
    """
    began = time.monotonic()
    index = IndexFolder(folder)
    with index.building(patience, progress.waiting if progress else None) as built:
        earlier = _Earlier.of(index, analyzer)
        with closing(earlier):
            seen = _seen(sources)
            report = RefreshReport()
            run = _Run(earlier, report, progress, len(seen))
            if run.nothing_to_do(seen):
                manifest = earlier.require_manifest()
            else:
                manifest = run.build(seen, SnapshotWriter(built, analyzer, earlier.snapshot), index)
    report.documents, report.paragraphs = manifest.documents, manifest.paragraphs
    report.seconds = time.monotonic() - began
    return report


def is_current(snapshot: Snapshot, sources: Sources) -> bool:
    """Whether the files of ``sources`` are, by name, size and time, those the snapshot was made of.

    Raises:
        SourceError: a path does not exist.
    """
    fresh = _fresh_after(snapshot.manifest)
    return all(
        old is not None and new is not None and new.same_as(old, fresh)
        for old, new in _paired(snapshot.files(), _seen(sources))
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file found now; ``problem`` is set where it will not even be opened."""

    id: str
    relative: str
    place: str
    size: int
    mtime_ns: int
    problem: str | None

    def same_as(self, old: FileRecord, fresh: int) -> bool:
        if old.problem == self.problem and self.problem is not None:
            return True
        same = (self.size, self.mtime_ns, self.place) == (old.size, old.mtime_ns, str(old.place))
        return same and self.problem is None and self.mtime_ns < fresh

    def record(
        self,
        version: str | None = None,
        document: str | None = None,
        problem: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> FileRecord:
        place = Path(self.place)
        return FileRecord(self.id, self.relative, place, self.size, self.mtime_ns, version, document, problem, facts)


class _Earlier:
    """What is left of the index there was."""

    def __init__(self, catalog: Catalog | None, manifest: Manifest | None, snapshot: Snapshot | None) -> None:
        self.catalog = catalog
        self.manifest = manifest
        self.snapshot = snapshot

    @classmethod
    def of(cls, index: IndexFolder, analyzer: Analyzer) -> _Earlier:
        try:
            folder, manifest = index.current()
        except (NoIndex, DamagedIndex, OutdatedIndex):
            return cls(None, None, None)
        snapshot = Snapshot(folder, manifest, analyzer) if manifest.analysis == analyzer.signature else None
        return cls(Catalog(folder), manifest, snapshot)

    def files(self) -> Iterator[FileRecord]:
        return self.catalog.files() if self.catalog else iter(())

    def require_manifest(self) -> Manifest:
        if self.manifest is None:
            msg = "there was no index before"
            raise LookupError(msg)
        return self.manifest

    def close(self) -> None:
        if self.catalog:
            self.catalog.close()
        if self.snapshot:
            self.snapshot.close()


class _Run:
    def __init__(self, earlier: _Earlier, report: RefreshReport, progress: Progress | None, total: int) -> None:
        self._earlier = earlier
        self._report = report
        self._progress = progress
        self._total = total
        self._done = 0
        self._fresh = _fresh_after(earlier.manifest) if earlier.manifest else 0
        self._canonical: dict[str, tuple[str, str]] = {}

    def nothing_to_do(self, seen: Sequence[_Seen]) -> bool:
        """Whether the index is what a build from nothing would give; if so, the report is filled."""
        if self._earlier.snapshot is None:
            return False
        records: list[FileRecord] = []
        for old, new in _paired(self._earlier.files(), seen):
            if old is None or new is None or not new.same_as(old, self._fresh) or not _lasts(old, new):
                return False
            if old.document != old.id:
                records.append(old)
        paths = {document.info.id: document.info.path for document in self._earlier.snapshot.documents()}
        self._report.unchanged = len(paths)
        for record in records:
            if record.document is not None:
                self._report.duplicates.append((record.path, paths[record.document]))
            else:
                self._skip(record)
        return True

    def build(self, seen: Sequence[_Seen], writer: SnapshotWriter, index: IndexFolder) -> Manifest:
        for old, new in _paired(self._earlier.files(), seen):
            if new is None:
                if old is not None and old.document is not None:
                    self._report.removed.append(old.path)
                continue
            record = self._file(old, new, writer)
            writer.add_file(record)
            if record.problem is not None:
                self._skip(record)
                if old is not None and old.document is not None:
                    self._report.removed.append(old.path)
            self._advance(new)
        return writer.finish(index)[1]

    def _file(self, old: FileRecord | None, new: _Seen, writer: SnapshotWriter) -> FileRecord:
        if new.problem is not None:
            return new.record(problem=new.problem, facts={})
        if old is not None and new.same_as(old, self._fresh):
            kept = self._keep(old, new, writer)
            if kept is not None:
                return kept
        try:
            document = _load(new)
        except DocumentError as error:
            return new.record(problem=error.key, facts=error.facts)
        return self._take(document, old, new, writer)

    def _keep(self, old: FileRecord, new: _Seen, writer: SnapshotWriter) -> FileRecord | None:
        """What was known of an untouched file, taken over; ``None`` if the file has to be read after all."""
        if old.problem is not None:
            return old if old.problem in _LASTING else None
        if old.version is None:
            return None
        if old.version in self._canonical:
            return self._duplicate(old.version, new)
        catalog = self._earlier.catalog
        record = catalog.document(old.id) if catalog and old.document == old.id else None
        if catalog is None or record is None:
            return None
        if self._earlier.snapshot is not None:
            writer.keep(record)
        else:
            self._analyse_again(catalog, record, writer)
        self._canonical[old.version] = (new.id, new.relative)
        self._report.unchanged += 1
        return new.record(old.version, new.id)

    def _take(self, document: Document, old: FileRecord | None, new: _Seen, writer: SnapshotWriter) -> FileRecord:
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

    def _duplicate(self, version: str, new: _Seen) -> FileRecord:
        original, path = self._canonical[version]
        self._report.duplicates.append((new.relative, path))
        return new.record(version, original)

    @staticmethod
    def _analyse_again(catalog: Catalog, record: DocumentRecord, writer: SnapshotWriter) -> None:
        paragraphs = list(catalog.paragraphs(record.first, record.first + record.paragraphs))
        writer.add(record.info, record.notes, paragraphs)

    def _skip(self, record: FileRecord) -> None:
        if record.problem is not None and record.problem not in _SILENT:
            self._report.skipped.append(Skipped(record.path, record.problem, record.facts or {}))

    def _advance(self, new: _Seen) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress.advance(self._done, self._total, new.relative)


def _lasts(old: FileRecord, new: _Seen) -> bool:
    """Whether the problem an untouched file had, if it had one, is still there."""
    if old.problem is None or old.problem in _LASTING or new.problem is not None:
        return True
    try:
        _load(new)
    except DocumentError as error:
        return error.key == old.problem
    return False


def _load(file: _Seen) -> Document:
    """The document, waiting a moment for one that is just being written."""
    for attempt in range(ATTEMPTS):
        try:
            return load(Path(file.place), id=file.id, relative=file.relative)
        except DocumentError as error:
            if error.facts.get("reason") != "changed" or attempt + 1 == ATTEMPTS:
                raise
            time.sleep(PAUSE)
    raise AssertionError


def _fresh_after(manifest: Manifest) -> int:
    """Files changed after this moment (nanoseconds since 1970) may have changed again unnoticed."""
    return int(manifest.created.timestamp()) * 1_000_000_000 - CLOCK_NS


def _seen(sources: Sources) -> list[_Seen]:
    """The files there are now, by id."""
    labels = _labels(sources.paths)
    taken: Counter[str] = Counter()
    seen: list[_Seen] = []
    for found in discover(sources.paths, include=sources.include, exclude=sources.exclude):
        key = f"{labels[found.source]}/{found.relative}"
        taken[key] += 1
        if taken[key] > 1:
            # two names that differ only in bytes that cannot be shown
            key = f"{key}#{taken[key]}"
        place = os.path.abspath(found.path)  # noqa: PTH100 - Path.absolute keeps "..", which would make one file two
        if isinstance(found, SkippedFile):
            seen.append(_Seen(key, found.relative, place, 0, 0, found.reason.value))
        else:
            seen.append(_Seen(key, found.relative, place, found.size, found.mtime_ns, None))
    seen.sort(key=lambda file: file.id)
    return seen


def _labels(paths: Iterable[Path]) -> dict[Path, str]:
    """A name for each source, by which ids begin: its folder's name, numbered where several folders share it.

    Absolute paths would make ids, and with them the order of ties, differ from machine to machine.
    """
    names: Counter[str] = Counter()
    folders: dict[Path, str] = {}
    labels: dict[Path, str] = {}
    for path in paths:
        folder = path.resolve() if path.is_dir() else path.resolve().parent
        if folder not in folders:
            name = folder.name or "root"
            names[name] += 1
            folders[folder] = name if names[name] == 1 else f"{name} ({names[name]})"
        labels[path] = folders[folder]
    return labels


def _paired(old: Iterable[FileRecord], new: Iterable[_Seen]) -> Iterator[tuple[FileRecord | None, _Seen | None]]:
    """Files before and now, side by side, in the order of ids."""
    olds, news = iter(old), iter(new)
    one, other = next(olds, None), next(news, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one.id < other.id):
            yield one, None
            one = next(olds, None)
        elif one is None or other.id < one.id:
            yield None, other
            other = next(news, None)
        else:
            yield one, other
            one, other = next(olds, None), next(news, None)
