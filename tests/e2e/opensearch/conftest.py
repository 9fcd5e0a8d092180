from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.e2e.opensearch import nodes
from tests.e2e.opensearch.nodes import Nodes

ASKED_FOR = "YINJU_TEST_OPENSEARCH"


@pytest.fixture(scope="session")
def class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a node is made of."""
    if not os.environ.get(ASKED_FOR):  # noqa: TID251 - no setting of the program
        pytest.skip(f"three nodes take minutes to start: set {ASKED_FOR}=1, as .ci/extra does")
    if missing := nodes.lacking():
        pytest.skip(missing)
    return nodes.fetch(tmp_path_factory.mktemp("opensearch"))


@pytest.fixture(scope="session")
def three(class_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """A cluster of three nodes."""
    with Nodes(tmp_path_factory.mktemp("cluster"), class_path) as cluster:
        yield cluster
