"""One published state of the documents, as the cluster holds it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from index.errors import DamagedIndex
from index.model import Paragraph, ParagraphId, TermKind
from index.search.cluster.client import Client, Json
from index.search.cluster.layout import DOCUMENT, FILE, UNIT, field_of, key_of, unit_key, written
from index.search.cluster.records import HeldDocument, document_from, file_from, paragraph_from
from index.search.cluster.scoring import Totals
from index.store.catalog import FileRecord
from index.store.folder import Manifest

_KEPT_FREQUENCIES = 200_000
_ASKED_AT_ONCE = 500

_LOOKED_THROUGH = 50_000
"""Units up to which one search that looks through all of them costs the cluster less than a count for each term. A
count looks through nothing: of a larger index it is the cheaper way."""


class ClusterSnapshot:
    """One index of the cluster, which nobody changes any more. Safe to use from several threads.

    Args:
        client: Asks the cluster.
        name: The index.
        meta: What it says of itself, as :mod:`index.search.cluster.publishing` wrote it.

    Attributes:
        name: As given.
        manifest: What the snapshot says of itself.
        totals: What scores depend on.
    """

    def __init__(self, client: Client, name: str, meta: Json) -> None:
        self.client = client
        self.name = name
        self.manifest = Manifest.model_validate({**meta["manifest"], "files": {}})
        self.totals = Totals(self.manifest.units, {kind: int(meta["lengths"][kind.value]) for kind in TermKind})
        self._frequencies: OrderedDict[tuple[TermKind, str], int] = OrderedDict()
        self._lock = threading.Lock()

    def check(self) -> None:
        """Nothing: there is no file of this machine that somebody could have written into."""

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if the snapshot does not hold it."""
        (found,) = self.client.get_many(self.name, [unit_key(key)])
        return paragraph_from(found["record"]) if found else None

    def chosen(self, keys: Sequence[ParagraphId]) -> list[Paragraph]:
        """These paragraphs, all of which there are.

        Raises:
            DamagedIndex: one is missing.
        """
        found = self.client.get_many(self.name, [unit_key(key) for key in keys])
        paragraphs = [paragraph_from(one["record"]) for one in found if one]
        if len(paragraphs) != len(keys):
            raise DamagedIndex(folder=self.name, file="_source")
        return paragraphs

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        first = max(1, key.ordinal - before)
        numbers = range(first, key.ordinal + after + 1)
        found = self.client.get_many(self.name, [unit_key(ParagraphId(key.document, number)) for number in numbers])
        if key.ordinal < 1 or found[key.ordinal - first] is None:
            return ()
        return tuple(paragraph_from(one["record"]) for one in found if one)

    def documents(self) -> Iterator[HeldDocument]:
        """Every document, by id."""
        return (document_from(record) for record in self._all(DOCUMENT))

    def document(self, key: str) -> HeldDocument | None:
        """The document of that id, or ``None``."""
        (found,) = self.client.get_many(self.name, [key_of(DOCUMENT, key)])
        return document_from(found["record"]) if found else None

    def files(self) -> Iterator[FileRecord]:
        """Every file that was seen, by id, skipped ones included."""
        return (file_from(record) for record in self._all(FILE))

    def file(self, key: str) -> FileRecord | None:
        """The file of that id, or ``None``."""
        (found,) = self.client.get_many(self.name, [key_of(FILE, key)])
        return file_from(found["record"]) if found else None

    def frequency(self, term: str, kind: TermKind) -> int:
        """How many units hold ``term`` (df); 0 for an unknown one."""
        return self.frequencies([(kind, term)])[0]

    def frequencies(self, terms: Sequence[tuple[TermKind, str]]) -> list[int]:
        """How many units hold each of these terms; what was asked before is remembered, for it stays so."""
        with self._lock:
            known = {term: self._frequencies[term] for term in terms if term in self._frequencies}
        lacking = list(dict.fromkeys(term for term in terms if term not in known))
        queries: list[Json] = [{"term": {field_of(kind): written(term)}} for kind, term in lacking]
        counts = self._tallied(queries) if self.manifest.units <= _LOOKED_THROUGH else self.counts(queries)
        fresh = dict(zip(lacking, counts, strict=True))
        with self._lock:
            self._frequencies.update(fresh)
            while len(self._frequencies) > _KEPT_FREQUENCIES:
                self._frequencies.popitem(last=False)
        return [fresh[term] if term in fresh else known[term] for term in terms]

    def counts(self, queries: Sequence[Json]) -> list[int]:
        """How many entries each of these queries matches."""
        found: list[int] = []
        for at in range(0, len(queries), _ASKED_AT_ONCE):
            bodies = [
                {"size": 0, "track_total_hits": True, "query": query} for query in queries[at : at + _ASKED_AT_ONCE]
            ]
            answers = self.client.search_many(self.name, bodies)
            found += [int(answer["hits"]["total"]["value"]) for answer in answers]
        return found

    def _tallied(self, queries: Sequence[Json]) -> list[int]:
        """How many units each of these queries matches, by looking through all units."""
        found: list[int] = []
        for at in range(0, len(queries), _ASKED_AT_ONCE):
            filters = {str(number): query for number, query in enumerate(queries[at : at + _ASKED_AT_ONCE])}
            asked: Json = {
                "size": 0,
                "track_total_hits": False,
                "query": {"term": {"entry": UNIT}},
                "aggs": {"held": {"filters": {"filters": filters}}},
            }
            buckets = self.client.search(self.name, asked)["aggregations"]["held"]["buckets"]
            found += [int(buckets[number]["doc_count"]) for number in filters]
        return found

    def _all(self, entry: str) -> Iterator[Json]:
        body = {"query": {"term": {"entry": entry}}, "_source": ["record"]}
        return (hit["_source"]["record"] for hit in self.client.walk(self.name, body))
