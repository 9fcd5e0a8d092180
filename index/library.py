"""The documents, their current snapshot and whoever answers from it: the one object front ends hold."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.answering import NEAREST, Pipeline, Reader, Reranker, ordered
from index.answering.explaining import Explanation, reasons
from index.current import Current
from index.errors import DamagedIndex, NoIndex, OutdatedIndex
from index.loading import Processes, load
from index.loading.page_images import LONGEST, render_page
from index.loading.reading import read_bytes, version_of
from index.model import (
    Answer,
    Box,
    Document,
    NoAnswer,
    Paragraph,
    ParagraphId,
    Span,
)
from index.search import EmbeddedSearch
from index.search.cluster import Cluster, ClusterSearch, ClusterSnapshot, HeldDocument
from index.store.catalog import DocumentRecord, FileRecord
from index.store.folder import IndexFolder, Manifest
from index.store.refresh import Progress, RefreshReport, Skipped, Sources, is_current, refresh
from index.store.snapshot import Snapshot
from index.stored import FileState, Original, StoredDocument, state_of
from index.text import Analyzer

_MOST_NARROWED = 32
"""Sets of documents somebody may read whose search is kept at hand."""


@dataclass(frozen=True, slots=True)
class Components:
    """What answers besides the documents: how text is analysed, hits are reranked and read.

    Attributes:
        analyzer: Makes the analyzer, asked anew at each refresh: the operator may have edited its word lists.
        reranker: Makes what reorders the first hits, for a search that analyses so.
        reader: Makes what reads paragraphs, cutting words the same way.
        threshold: The confidence from which on an answer is given.
        today: The day it is, where whoever asks lives: 今年 counts from it.
    """

    analyzer: Callable[[], Analyzer]
    reranker: Callable[[Analyzer], Reranker]
    reader: Callable[[Analyzer], Reader]
    threshold: float
    today: Callable[[], date] = date.today


class Library:
    """A folder of documents that can be asked. Safe to use from several threads.

    A question is answered from the snapshot that was current when it came; a refresh in another thread or process does
    not disturb it.

    Args:
        folder: The index folder.
        sources: What is searched.
        components: What answers.
        processes: Those some files are read in; ``None`` for some that get all of this one's environment.
        cluster: What is asked in place of the index folder, which then only serves to publish; ``None`` for the folder.
    """

    def __init__(
        self,
        folder: Path,
        sources: Sources,
        components: Components,
        processes: Processes | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        self.folder = folder
        self.sources = sources
        self._components = components
        self._cluster = cluster
        self._processes = processes or Processes()
        self._analyzer: Analyzer | None = None
        self._current: Current | None = None
        self._narrowed: OrderedDict[tuple[str, frozenset[str]], Current] = OrderedDict()
        self._lock = threading.RLock()
        self._narrowing = threading.Lock()

    def open(self, progress: Progress | None = None) -> RefreshReport | None:
        """Open the index; build it where there is none that can be used. The report of that build, if there was one.

        Raises:
            SourceError: it has to be built and a path does not exist.
            NewerIndex: it was written by a newer version.
            IndexBusy: another process was still building when patience ended.
            ClusterProblem: the cluster cannot be asked, or there is nothing to ask for.
        """
        with self._lock:
            analyzer = self._current_analyzer()
            try:
                snapshot = self._opened(analyzer)
            except (NoIndex, DamagedIndex, OutdatedIndex):
                snapshot = None
            if snapshot is None:
                return self.refresh(progress)
            self._swap(snapshot, analyzer)
            return None

    def refresh(self, progress: Progress | None = None) -> RefreshReport:
        """Bring the index up to date with the files and answer from it from then on.

        Where that fails, answers go on coming from the snapshot there was.

        Raises:
            IndexProblem, SourceError: as :func:`index.store.refresh.refresh`.
            ClusterProblem: this program only asks the cluster, or it cannot be reached.
        """
        with self._lock:
            self.require_writer()
            analyzer = self._current_analyzer()
            report = refresh(self.folder, self.sources, analyzer, progress, processes=self._processes)
            if self._cluster is not None:
                self._cluster.publish(self.folder, analyzer, progress)
            snapshot = self._opened(analyzer)
            if snapshot is None:
                raise NoIndex(folder=str(self.folder))
            self._swap(snapshot, analyzer)
            return report

    def close(self) -> None:
        """Give the connections to a cluster back, where there are any; the library cannot be used any more."""
        if self._cluster is not None:
            self._cluster.close()

    def require_writer(self) -> None:
        """Nothing, for a library that takes documents up.

        Raises:
            ClusterReadOnly: it only asks a cluster.
        """
        if self._cluster is not None:
            self._cluster.require_writer()

    def is_current(self) -> bool:
        """Whether the files are, by name, size and time, those the snapshot was made of.

        Raises:
            DamagedIndex: somebody has written into the snapshot.
        """
        with self._reading() as current:
            if self._cluster is not None:
                return self._cluster.is_current(self.folder, self.sources, current.analyzer)
            return isinstance(current.snapshot, Snapshot) and is_current(current.snapshot, self.sources)

    def catch_up(self) -> bool:
        """Take over a snapshot that another process has made current; whether there was one."""
        with self._lock:
            current = self._current
            name = IndexFolder(self.folder).name() if self._cluster is None else self._cluster.name()
            if current is not None and current.snapshot.name == name:
                return False
            analyzer = self._current_analyzer()
            snapshot = self._opened(analyzer)
            if snapshot is None:
                return False
            self._swap(snapshot, analyzer)
            return True

    @property
    def manifest(self) -> Manifest:
        """What the current snapshot says of itself."""
        return self._now().snapshot.manifest

    @property
    def version(self) -> str:
        """Names the current snapshot: while it stays, a question has the same answer."""
        return self._now().snapshot.name

    @property
    def pipeline(self) -> Pipeline:
        """What answers from the current snapshot."""
        return self._now().pipeline

    def ask(
        self,
        question: str,
        within: frozenset[str] | None = None,
        nearest: int | None = None,
        readable: frozenset[str] | None = None,
    ) -> Answer | NoAnswer:
        """The answer to ``question``.

        A slip in a name (阮德中 for 阮德忠) is mended first; the result then says what was searched.

        Args:
            question: As asked.
            within: Ids of the documents to keep to; ``None`` for all.
            nearest: How many of the nearest paragraphs to tell; ``None`` for as many as people usually want. It changes
                nothing else.
            readable: Ids of the documents the asker may read; ``None`` for all. Of the others nothing is told, not even
                that a word stands in them.

        Raises:
            DamagedIndex: somebody has written into the snapshot; it is not answered from.
        """
        with self._reading(readable) as current:
            # a mapped file that was cut off would end the process
            current.snapshot.check()
            return current.answer(*current.parse(question), within, NEAREST if nearest is None else nearest)

    def ask_beside(
        self, question: str, place: ParagraphId, readable: frozenset[str] | None = None, *, every_word: bool = False
    ) -> Answer | NoAnswer:
        """The answer to ``question`` that stands in a paragraph or right beside it; nothing else is read.

        Args:
            question: As asked.
            place: The paragraph a conversation is at.
            every_word: Leave out paragraphs that lack a word of the question which other paragraphs hold.
            readable: As in :meth:`ask`.

        Raises:
            DamagedIndex: somebody has written into the snapshot; it is not answered from.
        """
        with self._reading(readable) as current:
            current.snapshot.check()
            typed, better = current.parse(question)
            return current.pipeline.answer_beside(better or typed, place, every_word=every_word)

    def ask_further(
        self,
        question: str,
        told: frozenset[ParagraphId],
        within: frozenset[str] | None = None,
        readable: frozenset[str] | None = None,
    ) -> Answer | NoAnswer:
        """What else answers ``question`` than the paragraphs ``told``.

        Args:
            question: As asked before.
            told: What answered it then.
            within: Ids of the documents to keep to; ``None`` for all.
            readable: As in :meth:`ask`.

        Raises:
            DamagedIndex: somebody has written into the snapshot; it is not answered from.
        """
        with self._reading(readable) as current:
            current.snapshot.check()
            typed, better = current.parse(question)
            return current.pipeline.answer_further(better or typed, told, within)

    def explain(
        self, question: str, within: frozenset[str] | None = None, readable: frozenset[str] | None = None
    ) -> Explanation:
        """How :meth:`ask` comes to its answer."""
        with self._reading(readable) as current:
            current.snapshot.check()
            pipeline, (typed, better) = current.pipeline, current.parse(question)
            query = better or typed
            found = pipeline.find(query, within=within)
            readings = tuple(pipeline.read(query, found))
            final = ordered(found, readings)
            result = current.answer(typed, better, within, NEAREST)
            why = {each.hit.paragraph.id: each for each in reasons(found, pipeline.reranker.gains(query, found))}
            told = tuple(replace(why[hit.paragraph.id], hit=hit) for hit in final.hits)
            return Explanation(result, final, readings, told)

    def words(self, folded: str) -> Sequence[Span]:
        """Where the words of a folded text stand, in order, as they are cut for the index."""
        return self._now().words(folded)

    def holds(self, word: str) -> bool:
        """Whether the documents, or what stands above their paragraphs, hold a word."""
        with self._reading() as current:
            return current.holds(word)

    def documents(self) -> Sequence[StoredDocument]:
        """What is indexed, by id."""
        with self._reading() as current:
            files = tuple(current.snapshot.files())
            records: list[DocumentRecord | HeldDocument] = [*current.snapshot.documents()]
        own = {file.id: file for file in files if file.document == file.id}
        copies: dict[str, list[str]] = {}
        for file in files:
            if file.document is not None and file.document != file.id:
                copies.setdefault(file.document, []).append(file.path)
        return tuple(
            StoredDocument(
                record.info,
                record.paragraphs,
                self._state(own[record.info.id]),
                Path(own[record.info.id].place),
                record.notes,
                tuple(copies.get(record.info.id, ())),
            )
            for record in records
        )

    def skipped(self) -> Sequence[Skipped]:
        """Files that were seen and could not be used, by id."""
        with self._reading() as current:
            files = tuple(current.snapshot.files())
        return tuple(Skipped(file.path, file.problem, file.facts or {}) for file in files if file.problem is not None)

    def load(self, path: Path) -> Document:
        """A file as it would be indexed, without indexing it.

        Raises:
            DocumentError: it cannot be used.
        """
        return load(path, id=path.name, relative=path.name, processes=self._processes)

    def place(self, document: str) -> Path | None:
        """Where the file of the document of that id lies, or lay when it was indexed; ``None`` if there is none."""
        with self._reading() as current:
            snapshot = current.snapshot
            file = snapshot.file(document) if snapshot.document(document) else None
        return Path(file.place) if file else None

    def original(self, document: str, limit: int) -> Original | None:
        """The file of the document of that id, also out of an archive; ``None`` if there is no such document.

        Args:
            document: Its id.
            limit: Size in bytes above which it is refused.

        Raises:
            DocumentError: it cannot be read.
        """
        place = self.place(document)
        if place is None:
            return None
        data, _ = read_bytes(place, limit)
        return Original(place, data, version_of(data))

    def render_page(
        self,
        path: Path,
        page: int,
        boxes: Sequence[Box] = (),
        *,
        version: str | None = None,
        longest: int = LONGEST,
    ) -> bytes:
        """A page of a PDF file or picture as a PNG file, with ``boxes`` marked on it.

        Raises:
            DocumentError, KeyError: as :func:`index.loading.page_images.render_page`.
        """
        return render_page(path, page, self._processes.drawing, boxes, version=version, longest=longest)

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if there is none (any more)."""
        with self._reading() as current:
            return current.snapshot.paragraph(key)

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        with self._reading() as current:
            return current.snapshot.neighbours(key, before, after)

    def _state(self, file: FileRecord) -> FileState:
        # who only asks a cluster need not have the files, and takes over what is published
        return FileState.CURRENT if self._cluster is not None and not self._cluster.writes else state_of(file)

    def _now(self) -> Current:
        current = self._current
        if current is None:
            self.open()
            current = self._current
        if current is None:
            raise NoIndex(folder=str(self.folder))
        return current

    @contextlib.contextmanager
    def _reading(self, readable: frozenset[str] | None = None) -> Iterator[Current]:
        """What is read from within the block; a damage to it is told in place of whatever came of that."""
        current = self._now()
        try:
            yield current if readable is None else self._now_for(current, readable)
        finally:
            current.snapshot.check()

    def _now_for(self, current: Current, readable: frozenset[str]) -> Current:
        """The same for someone who may read only these documents; which units those are is remembered for a while."""
        key = (current.snapshot.name, readable)
        with self._narrowing:
            narrowed = self._narrowed.pop(key, None)
            if narrowed is None:
                narrowed = current.narrowed(readable)
                # what is remembered must not come from a damaged file that somebody puts right again
                current.snapshot.check()
            self._narrowed[key] = narrowed
            while len(self._narrowed) > _MOST_NARROWED:
                self._narrowed.popitem(last=False)
        return narrowed

    def _opened(self, analyzer: Analyzer) -> Snapshot | ClusterSnapshot | None:
        """The current snapshot; ``None`` for one whose terms were made by another analysis."""
        if self._cluster is not None:
            return self._cluster.open(analyzer)
        return IndexFolder(self.folder).use(
            lambda path, manifest: (
                Snapshot(path, manifest, analyzer) if manifest.analysis == analyzer.signature else None
            )
        )

    def _current_analyzer(self) -> Analyzer:
        """The analyzer of the word lists as they are now; the one in use while they are the same."""
        fresh = self._components.analyzer()
        if self._analyzer is None or fresh.signature != self._analyzer.signature:
            self._analyzer = fresh
        return self._analyzer

    def _swap(self, snapshot: Snapshot | ClusterSnapshot, analyzer: Analyzer) -> None:
        # the one before is not closed: a question that came before the swap is still being answered from it
        made = self._components
        search = EmbeddedSearch(snapshot) if isinstance(snapshot, Snapshot) else ClusterSearch(snapshot)
        pipeline = Pipeline(search, made.reranker(analyzer), made.reader(analyzer), made.threshold, made.today)
        self._current = Current(snapshot, analyzer, search, pipeline)
        with self._narrowing:
            self._narrowed.clear()
