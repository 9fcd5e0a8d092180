from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.opensearch import nodes
from tests.e2e.opensearch.nodes import Nodes

ASKED_FOR = "YINJU_TEST_OPENSEARCH"
SOON = 180.0
"""Seconds within which the nodes have to be there where everything a change has to pass is tried."""


@pytest.fixture(scope="session")
def fetched() -> Path | None:
    """The folder that holds what a node is made of, as of ``.ci/run``; ``None`` where it is to be fetched now."""
    asked_for = os.environ.get(ASKED_FOR)  # noqa: TID251 - no setting of the program
    if not asked_for:
        pytest.skip(f"three nodes take a while to start: set {ASKED_FOR}=1")
    folder = Path(asked_for)
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def class_path(fetched: Path | None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a node is made of."""
    if missing := nodes.lacking():
        pytest.skip(missing)
    return nodes.class_path(fetched) if fetched else nodes.fetch(tmp_path_factory.mktemp("opensearch"))


@pytest.fixture(scope="session")
def three(fetched: Path | None, class_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """A cluster of three nodes."""
    cluster = Nodes(tmp_path_factory.mktemp("cluster"), class_path, patience=SOON if fetched else nodes.PATIENCE)
    try:
        cluster.__enter__()
    except TimeoutError as slow:
        if fetched is None:
            raise
        pytest.skip(f"the nodes were not there within {SOON:g} seconds: {slow}")
    yield cluster
    cluster.__exit__()
