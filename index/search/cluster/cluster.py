"""A cluster as a library meets it: what is published there, and whether it may be published anew."""

from __future__ import annotations

import threading
from pathlib import Path

from index.errors import ClusterMismatch, ClusterReadOnly, IndexProblem, NoClusterIndex
from index.search.cluster.access import ClusterAccess
from index.search.cluster.client import Client
from index.search.cluster.layout import LAYOUT
from index.search.cluster.publishing import publish
from index.search.cluster.snapshot import ClusterSnapshot
from index.store.folder import IndexFolder
from index.store.refresh import Progress, Sources, is_current
from index.store.snapshot import Snapshot
from index.text import Analyzer


class Cluster:
    """Where a library asks, and publishes if it may. Safe to use from several threads.

    The client is made when something is first asked.

    Args:
        access: Where the cluster is and who asks it.
        writes: Whether this program publishes what it reads; one program should.

    Attributes:
        access, writes: As given.
    """

    def __init__(self, access: ClusterAccess, *, writes: bool = False) -> None:
        self.access = access
        self.writes = writes
        self._client: Client | None = None
        self._local: Snapshot | None = None
        self._lock = threading.Lock()

    @property
    def client(self) -> Client:
        """Asks the cluster.

        Raises:
            MissingClusterClient, ClusterRefused: as :class:`Client`.
        """
        with self._lock:
            if self._client is None:
                self._client = Client(self.access)
            return self._client

    def close(self) -> None:
        """Give connections and files back."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            if self._local is not None:
                self._local.close()
            self._client = self._local = None

    def name(self) -> str:
        """The index questions are answered from now.

        Raises:
            NoClusterIndex: nothing was published yet.
            ClusterProblem: the cluster cannot be asked.
        """
        found = self.client.meta(self.access.index)
        if found is None:
            raise NoClusterIndex(index=self.access.index)
        return found[0]

    def open(self, analyzer: Analyzer) -> ClusterSnapshot | None:
        """What is published; ``None`` where this program has to publish it first.

        Raises:
            NoClusterIndex: nothing was published, and this program may not.
            ClusterMismatch: it was published by another version or with other word lists, and this program may not.
            ClusterProblem: the cluster cannot be asked.
        """
        found = self.client.meta(self.access.index)
        if found is None:
            if self.writes:
                return None
            raise NoClusterIndex(index=self.access.index)
        name, meta = found
        if meta.get("layout") != LAYOUT or meta["manifest"]["analysis"] != analyzer.signature:
            if self.writes:
                return None
            raise ClusterMismatch(index=self.access.index)
        return ClusterSnapshot(self.client, name, meta)

    def require_writer(self) -> None:
        """Nothing, for a program that publishes.

        Raises:
            ClusterReadOnly: this one does not.
        """
        if not self.writes:
            raise ClusterReadOnly(index=self.access.index)

    def publish(self, folder: Path, analyzer: Analyzer, progress: Progress | None = None) -> None:
        """Publish the snapshot of an index folder, as it is now.

        Raises:
            ClusterProblem: as :func:`index.search.cluster.publishing.publish`.
            IndexProblem: the folder holds no snapshot that can be used.
        """
        local = Snapshot.open(folder, analyzer)
        with self._lock:
            before, self._local = self._local, local
        if before is not None:
            before.close()
        publish(self.client, self.access, local, analyzer, progress)

    def is_current(self, folder: Path, sources: Sources, analyzer: Analyzer) -> bool:
        """Whether what is published is what the files are; what others publish is current for who only asks.

        Raises:
            SourceError: a path does not exist.
            ClusterProblem: the cluster cannot be asked.
        """
        if not self.writes:
            return True
        try:
            name = IndexFolder(folder).name()
            with self._lock:
                if self._local is None or self._local.name != name:
                    self._local = Snapshot.open(folder, analyzer)
                local = self._local
        except (IndexProblem, ValueError):
            # nothing that could be compared: it will be built anew
            return False
        found = self.client.meta(self.access.index)
        return found is not None and found[1].get("source") == name and is_current(local, sources)
