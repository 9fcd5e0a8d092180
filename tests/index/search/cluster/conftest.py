from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.search.cluster import ClusterAccess
from index.search.cluster.client import Client
from tests.index.search.cluster.cluster_server import ClusterServer


@pytest.fixture(scope="module")
def server() -> Iterator[ClusterServer]:
    with ClusterServer() as server:
        yield server


@pytest.fixture(scope="module")
def access(server: ClusterServer) -> ClusterAccess:
    return ClusterAccess((server.url,), timeout=120)


@pytest.fixture(scope="module")
def client(access: ClusterAccess) -> Iterator[Client]:
    client = Client(access)
    yield client
    client.close()
