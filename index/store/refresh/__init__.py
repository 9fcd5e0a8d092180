"""The index brought up to date with the files: only new and changed ones are read, the rest is taken over.

The result equals a build from nothing: documents are taken in the order of their ids, of equal files the first one
stands for all, and what was kept is merged with what was read as if both had just been read.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from contextlib import closing, nullcontext
from pathlib import Path

from index.errors import DamagedIndex, UnwritableIndex
from index.loading import Processes
from index.store.building import Workers, cores
from index.store.folder import PATIENCE, IndexFolder
from index.store.refresh.files import Sources, fresh_after, paired, seen_files
from index.store.refresh.report import Progress, RefreshReport, Skipped
from index.store.refresh.run import Earlier, Run
from index.store.snapshot import Snapshot
from index.store.writer import SnapshotWriter
from index.text import Analyzer

_log = logging.getLogger(__name__)

__all__ = ["Progress", "RefreshReport", "Skipped", "Sources", "is_current", "refresh"]


def refresh(  # noqa: PLR0913 - what a refresh is made of
    folder: Path,
    sources: Sources,
    analyzer: Analyzer,
    progress: Progress | None = None,
    *,
    patience: float = PATIENCE,
    processes: Processes | None = None,
    workers: int | None = None,
) -> RefreshReport:
    """Bring the index in ``folder`` up to date with the files of ``sources``.

    A damaged or outdated index is built anew. Files that cannot be used are skipped, each with its reason.

    Args:
        folder: The index folder.
        sources: What is searched.
        analyzer: Turns paragraphs into terms; with another signature than before, the kept text is analysed again.
        progress: Hears how it goes on.
        patience: Seconds to wait for another process that builds.
        processes: Those some files are read in; ``None`` for some of this refresh's own.
        workers: How many processes may cut texts; as many as there are cores where ``None``.

    Raises:
        SourceError: a path does not exist.
        IndexBusy: another process was still building when patience ended.
        NewerIndex: the index was written by a newer version.
        NoRoom: the disk has not the room a new snapshot takes.
        UnwritableIndex: the disk is full or may not be written; the snapshot before is as it was.
    """
    try:
        with nullcontext(processes) if processes else closing(Processes()) as readers:
            return _refreshed(IndexFolder(folder), sources, analyzer, progress, patience, readers, workers or cores())
    except (OSError, sqlite3.OperationalError) as error:
        # troubles of the documents have become reasons long before
        detail = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UnwritableIndex(folder=str(folder), detail=detail) from error


def _refreshed(  # noqa: PLR0913, PLR0917 - those of refresh, and none may be left out
    index: IndexFolder,
    sources: Sources,
    analyzer: Analyzer,
    progress: Progress | None,
    patience: float,
    processes: Processes,
    workers: int,
) -> RefreshReport:
    began = time.monotonic()
    with index.building(patience, progress.waiting if progress else None) as place:
        earlier = Earlier.of(index, analyzer)
        with closing(earlier):
            seen = seen_files(sources)
            report = RefreshReport()
            run = Run(earlier, report, processes, progress, len(seen))
            try:
                idle = run.nothing_to_do(seen)
                if not idle:
                    earlier.require_whole(index)
            except DamagedIndex as error:
                _log.error("the index is damaged and is built anew: %s", error)
                idle = False
                earlier.forget()
            if idle:
                manifest = earlier.require_manifest()
            else:
                run.require_room(seen, index.path)
                with Workers(analyzer, workers, processes.environment) as cutting:
                    manifest = run.build(seen, SnapshotWriter(place, analyzer, cutting, earlier.snapshot), index)
    report.documents, report.paragraphs = manifest.documents, manifest.paragraphs
    report.seconds = time.monotonic() - began
    return report


def is_current(snapshot: Snapshot, sources: Sources) -> bool:
    """Whether the files of ``sources`` are, by name, size and time, those the snapshot was made of.

    Raises:
        SourceError: a path does not exist.
    """
    fresh = fresh_after(snapshot.manifest)
    return all(
        old is not None and new is not None and new.same_as(old, fresh)
        for old, new in paired(snapshot.files(), seen_files(sources))
    )
