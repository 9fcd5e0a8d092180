"""A snapshot put into the cluster: what changed since the last one, into a clone of it; then the alias is moved."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping

from index.errors import YinjuError
from index.model import TermKind
from index.paragraphs.context import context_of
from index.paragraphs.windows import windows
from index.search.cluster.access import ClusterAccess
from index.search.cluster.client import Client, Json
from index.search.cluster.layout import (
    DOCUMENT,
    FILE,
    LAYOUT,
    UNIT,
    body,
    field_of,
    filling,
    finished,
    is_name,
    key_of,
    new_name,
    order_of,
    unit_key,
    written,
)
from index.search.cluster.records import document_json, file_json, paragraph_json
from index.store.catalog import DocumentRecord
from index.store.refresh import Progress
from index.store.snapshot import Snapshot
from index.text import Analyzer

_log = logging.getLogger(__name__)


def publish(
    client: Client, access: ClusterAccess, snapshot: Snapshot, analyzer: Analyzer, progress: Progress | None = None
) -> None:
    """Make what the cluster answers from equal to ``snapshot``; nothing is sent where it is already.

    Whoever asks goes on asking the index there was; it is kept until the next but one takes its place.

    Args:
        client: Asks the cluster.
        access: How indices are named and laid out.
        snapshot: What is published.
        analyzer: What the snapshot was analysed with.
        progress: Hears how many documents are sent.

    Raises:
        ClusterProblem: the cluster cannot be reached or refuses; what it answered from before is as it was.
    """
    before = client.meta(access.index)
    meta = _meta(snapshot)
    if before is not None and _same(before[1], meta) and before[1].get("source") == meta["source"]:
        return
    base = before[0] if before is not None and _can_grow(client, access, before, meta) else None
    name = new_name(access.index)
    try:
        if base is None:
            client.create(name, body(access.shards))
        else:
            client.clone(base, name, filling())
        client.write(name, _changes(client, base, snapshot, analyzer, progress))
        client.finish(name, meta, finished(access.replicas))
        if not client.wait(name, "green"):
            _log.warning("the copies of the index are not complete yet; a node lost now may take parts along")
        client.swap(access.index, name)
    except BaseException:
        # also when stopped by hand: a half-filled index would lie there until the next but one
        with contextlib.suppress(YinjuError):
            client.delete([name])
        raise
    _sweep(client, access.index, name, before[0] if before is not None else name)


def _meta(snapshot: Snapshot) -> Json:
    return {
        "layout": LAYOUT,
        "source": snapshot.name,
        "manifest": snapshot.manifest.model_dump(mode="json", exclude={"files"}),
        "lengths": {kind.value: snapshot.postings[kind].total_length for kind in TermKind},
    }


def _same(one: Json, other: Json) -> bool:
    """Whether entries of two indices are written alike."""
    return bool(one.get("layout") == other["layout"] and one["manifest"]["analysis"] == other["manifest"]["analysis"])


def _can_grow(client: Client, access: ClusterAccess, before: tuple[str, Json], meta: Json) -> bool:
    """Whether the next index can begin as a clone of the one there is."""
    name, old = before
    return (
        is_name(name, access.index)
        and _same(old, meta)
        and int(client.settings(name)["number_of_shards"]) == access.shards
    )


def _changes(
    client: Client, base: str | None, snapshot: Snapshot, analyzer: Analyzer, progress: Progress | None
) -> Iterator[Json]:
    """What has to be taken out of the base and put into it."""
    kept = dict(_entries(client, base, DOCUMENT)) if base else {}
    documents = {record.info.id: record for record in snapshot.documents()}
    if base is not None:
        for key, old in kept.items():
            if key not in documents or old != _record(documents[key]):
                # its own entry and those of its units
                found = client.walk(base, {"query": {"term": {"document": key}}, "_source": False})
                yield from ({"_op_type": "delete", "_id": hit["_id"]} for hit in found)
    fresh = [record for key, record in documents.items() if kept.get(key) != _record(record)]
    for done, record in enumerate(fresh, start=1):
        yield from _document(record, snapshot, analyzer)
        if progress is not None:
            progress.advance(done, len(fresh), record.info.path)
    yield from _files(dict(_entries(client, base, FILE)) if base else {}, snapshot)


def _entries(client: Client, base: str, entry: str) -> Iterator[tuple[str, Json]]:
    asked = {"query": {"term": {"entry": entry}}, "_source": ["order", "record"]}
    for hit in client.walk(base, asked):
        yield hit["_source"]["order"], hit["_source"]["record"]


def _record(record: DocumentRecord) -> Json:
    return document_json(record.info, record.notes, record.paragraphs)


def _document(record: DocumentRecord, snapshot: Snapshot, analyzer: Analyzer) -> Iterator[Json]:
    """A document's entry and those of its units."""
    key = record.info.id
    yield _put(key_of(DOCUMENT, key), entry=DOCUMENT, document=key, order=key, record=_record(record))
    units = [
        (paragraph, window, span)
        for paragraph in snapshot.paragraphs(record)
        for window, span in enumerate(windows(paragraph.text))
    ]
    texts = [(span.of(paragraph.text), context_of(paragraph)) for paragraph, _, span in units]
    for (paragraph, window, _), terms in zip(units, analyzer.index_terms_of(texts), strict=True):
        fields = {field_of(kind): " ".join(map(written, terms.get(kind, ()))) for kind in TermKind}
        # the whole text stands with its first window
        held = {} if window else {"record": paragraph_json(paragraph)}
        order = order_of(paragraph.id, window)
        yield _put(unit_key(paragraph.id, window), entry=UNIT, document=key, order=order, **fields, **held)


def _files(kept: Mapping[str, Json], snapshot: Snapshot) -> Iterator[Json]:
    there: set[str] = set()
    for file in snapshot.files():
        there.add(file.id)
        record = file_json(file)
        if kept.get(file.id) != record:
            # not under the field of documents: it is no part of one
            yield _put(key_of(FILE, file.id), entry=FILE, order=file.id, record=record)
    yield from ({"_op_type": "delete", "_id": key_of(FILE, key)} for key in kept if key not in there)


def _put(key: str, **source: object) -> Json:
    return {"_op_type": "index", "_id": key, "_source": source}


def _sweep(client: Client, alias: str, now: str, before: str) -> None:
    """Remove indices of earlier times; the one before stays for who is still asking it.

    Nothing later than those: another program may just be filling it.
    """
    old = [name for name in client.indices(f"{alias}-*") if is_name(name, alias) and name < min(now, before)]
    client.delete(old)
