"""What is put into a cluster, and that nobody ever asks half of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ClusterRefused
from index.model import ParagraphId
from index.query import parse
from index.search import EmbeddedSearch
from index.search.cluster import ClusterAccess, ClusterSearch, ClusterSnapshot
from index.search.cluster.client import Client
from index.search.cluster.publishing import publish
from index.store.snapshot import Snapshot
from tests.analysis import ANALYZER
from tests.index.search.cluster.cluster_server import ClusterServer
from tests.index.search.cluster.texts import QUESTIONS, TEXTS, snapshot

CHANGED = {"a": TEXTS["a"][:1], "d": ("会议由副部长主持。", *TEXTS["d"][1:]), "f": ("新增的规定从明年起施行。",)}


@pytest.fixture
def server() -> Iterator[ClusterServer]:
    with ClusterServer() as server:
        yield server


@pytest.fixture
def access(server: ClusterServer) -> ClusterAccess:
    return ClusterAccess((server.url,), "shelf", timeout=120)


@pytest.fixture
def client(access: ClusterAccess) -> Iterator[Client]:
    client = Client(access)
    yield client
    client.close()


def published(client: Client, access: ClusterAccess) -> ClusterSnapshot:
    meta = client.meta(access.index)
    assert meta is not None
    return ClusterSnapshot(client, *meta)


def assert_the_same(client: Client, access: ClusterAccess, local: Snapshot) -> None:
    there = published(client, access)
    assert there.manifest.model_copy(update={"files": local.manifest.files}) == local.manifest
    assert [(one.info, one.notes, one.paragraphs) for one in there.documents()] == [
        (one.info, one.notes, one.paragraphs) for one in local.documents()
    ]
    assert list(there.files()) == list(local.files())
    for question in QUESTIONS[:3]:
        query = parse(question, ANALYZER)
        assert ClusterSearch(there).search(query, 10) == EmbeddedSearch(local).search(query, 10)


def sent(server: ClusterServer) -> int:
    """How many times paragraphs were sent."""
    return sum(request.path.endswith("_bulk") for request in server.requests)


def test_only_what_changed_is_sent_and_the_result_is_that_of_sending_all(
    client: Client, access: ClusterAccess, server: ClusterServer, tmp_path: Path
) -> None:
    """Documents come and go without the others being sent again; numbers and scores are those of a fresh index."""
    first = snapshot(tmp_path / "one", TEXTS)
    publish(client, access, first, ANALYZER)
    assert_the_same(client, access, first)
    old = server.indices[server.aliases["shelf"]]
    untouched = {key: entry for key, entry in old.entries.items() if entry.get("document") in {"b", "e"}}
    server.requests.clear()
    second = snapshot(tmp_path / "two", {key: text for key, text in (TEXTS | CHANGED).items() if key != "c"})
    publish(client, access, second, ANALYZER)
    assert_the_same(client, access, second)
    assert any("_clone" in request.path for request in server.requests)
    assert sent(server) == 1
    new = server.indices[server.aliases["shelf"]]
    assert untouched.items() <= new.entries.items()
    assert not [entry for entry in new.entries.values() if entry.get("document") == "c"]
    first.close()
    second.close()


def test_what_was_published_already_is_not_sent_again(
    client: Client, access: ClusterAccess, server: ClusterServer, tmp_path: Path
) -> None:
    """A bot that starts looks at the cluster and leaves it as it is."""
    local = snapshot(tmp_path, TEXTS)
    publish(client, access, local, ANALYZER)
    name = server.aliases["shelf"]
    publish(client, access, local, ANALYZER)
    assert server.aliases["shelf"] == name
    local.close()


def test_who_is_asking_goes_on_asking_the_index_there_was(
    client: Client, access: ClusterAccess, server: ClusterServer, tmp_path: Path
) -> None:
    """A refresh does not disturb a question under way; older indices do not pile up, other people's stay."""
    local = snapshot(tmp_path / "first", TEXTS)
    publish(client, access, local, ANALYZER)
    local.close()
    for other in ("shelf-of-somebody", "shelfish"):
        server.indices[other] = server.indices[server.aliases["shelf"]]
    before = published(client, access)
    question = ClusterSearch(before).search(parse(QUESTIONS[0], ANALYZER), 5)
    for turn, texts in enumerate((TEXTS | CHANGED, CHANGED)):
        local = snapshot(tmp_path / str(turn), texts)
        publish(client, access, local, ANALYZER)
        local.close()
        if not turn:
            assert ClusterSearch(before).search(parse(QUESTIONS[0], ANALYZER), 5) == question
    assert before.name not in server.indices
    assert len([name for name in server.indices if name.startswith("shelf-2")]) == 2
    assert {"shelf-of-somebody", "shelfish"} <= set(server.indices)


def test_a_publication_that_fails_changes_nothing_and_leaves_nothing(
    client: Client, access: ClusterAccess, server: ClusterServer, tmp_path: Path
) -> None:
    """A full cluster: the answers stay those of before."""
    first, second = snapshot(tmp_path / "one", TEXTS), snapshot(tmp_path / "two", CHANGED)
    publish(client, access, first, ANALYZER)
    names = set(server.indices)
    del server.indices[server.aliases["shelf"]].mappings["properties"]["record"]
    with pytest.raises(ClusterRefused):
        publish(client, access, second, ANALYZER)
    assert set(server.indices) == names
    assert ClusterSearch(published(client, access)).neighbours(ParagraphId("a", 1), 0, 1)
    first.close()
    second.close()


def test_another_number_of_parts_makes_the_index_anew(
    client: Client, access: ClusterAccess, server: ClusterServer, tmp_path: Path
) -> None:
    """A clone keeps its parts; a setting that was changed must not stay without effect."""
    first, second = snapshot(tmp_path / "one", TEXTS), snapshot(tmp_path / "two", CHANGED)
    publish(client, access, first, ANALYZER)
    three = ClusterAccess(access.urls, access.index, shards=3)
    publish(client, three, second, ANALYZER)
    assert server.indices[server.aliases["shelf"]].settings["number_of_shards"] == 3
    assert_the_same(client, three, second)
    first.close()
    second.close()
