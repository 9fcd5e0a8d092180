"""The engine against the real thing: three OpenSearch nodes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ClusterLost
from index.query import parse
from index.search import EmbeddedSearch
from index.search.cluster import ClusterAccess, ClusterSearch, ClusterSnapshot
from index.search.cluster.client import Client
from index.search.cluster.layout import field_of, written
from index.search.cluster.publishing import publish
from index.store.snapshot import Snapshot
from tests.analysis import ANALYZER
from tests.e2e.opensearch.nodes import Nodes
from tests.index.search.cluster.texts import QUESTIONS, TEXTS, snapshot

pytestmark = pytest.mark.e2e

CHANGED = {"a": TEXTS["a"][:1], "d": ("会议由副部长主持。", *TEXTS["d"][1:]), "f": ("新增的规定从明年起施行。",)}
ASKED = 200


@pytest.fixture(scope="module")
def access(three: Nodes) -> ClusterAccess:
    return ClusterAccess(three.urls, "tried", shards=3, replicas=1, timeout=60)


@pytest.fixture(scope="module")
def client(access: ClusterAccess) -> Iterator[Client]:
    client = Client(access)
    yield client
    client.close()


def published(client: Client, access: ClusterAccess, local: Snapshot) -> ClusterSnapshot:
    publish(client, access, local, ANALYZER)
    meta = client.meta(access.index)
    assert meta is not None
    return ClusterSnapshot(client, *meta)


def assert_the_same(there: ClusterSnapshot, local: Snapshot) -> None:
    for question in QUESTIONS:
        query = parse(question, ANALYZER)
        for top_k in (1, 10, 40):
            assert ClusterSearch(there).search(query, top_k) == EmbeddedSearch(local).search(query, top_k)
    may = frozenset({"a", "b"})
    query = parse(QUESTIONS[0], ANALYZER)
    narrowed = EmbeddedSearch(local).narrowed(may)
    assert ClusterSearch(there).narrowed(may).search(query, 10) == narrowed.search(query, 10)
    # as of a large index
    terms = [(kind, term) for kind, found in query.terms.items() for term in found]
    assert there.counts([{"term": {field_of(kind): written(term)}} for kind, term in terms]) == [
        local.frequency(term, kind) for kind, term in terms
    ]
    for run in ("图书馆周一", "图书馆周二"):
        assert ClusterSearch(there).holds(run) == EmbeddedSearch(local).holds(run)
    documents = [(one.info, one.paragraphs) for one in local.documents()]
    assert [(one.info, one.paragraphs) for one in there.documents()] == documents


def test_a_cluster_answers_as_the_embedded_index_and_grows_with_it(
    client: Client, access: ClusterAccess, tmp_path: Path
) -> None:
    """The same hits and scores from three parts on three nodes, and after documents came, changed and left."""
    first = snapshot(tmp_path / "one", TEXTS)
    before = published(client, access, first)
    assert_the_same(before, first)
    second = snapshot(tmp_path / "two", {key: text for key, text in (TEXTS | CHANGED).items() if key != "c"})
    after = published(client, access, second)
    assert after.name != before.name
    assert_the_same(after, second)
    # who had begun to ask goes on
    assert_the_same(before, first)
    first.close()
    second.close()


def test_no_question_is_lost_with_a_node_and_the_cluster_comes_back(
    three: Nodes, client: Client, access: ClusterAccess, tmp_path: Path
) -> None:
    """A power cut at one of three machines is not noticed; at all of them it is one clear error until they are back."""
    local = snapshot(tmp_path / "three", TEXTS)
    there = ClusterSearch(published(client, access, local))
    three.wait()
    for number in range(ASKED):
        if number == ASKED // 2:
            three.kill(0)
        query = parse(QUESTIONS[number % len(QUESTIONS)], ANALYZER)
        assert there.search(query, 10) == EmbeddedSearch(local).search(query, 10)
    for number in (1, 2):
        three.kill(number)
    query = parse(QUESTIONS[0], ANALYZER)
    with pytest.raises(ClusterLost):
        there.search(query, 10)
    for number in range(3):
        three.start(number)
    three.wait()
    assert there.search(query, 10) == EmbeddedSearch(local).search(query, 10)
    local.close()
