"""A typed question searched in a snapshot."""

from __future__ import annotations

from index.model import Found
from index.query import parse
from index.search import EmbeddedSearch
from index.store.snapshot import Snapshot
from index.text import Analyzer


def search(snapshot: Snapshot, question: str, top_k: int, analyzer: Analyzer) -> Found:
    """What the embedded engine finds for ``question``."""
    return EmbeddedSearch(snapshot).search(parse(question, analyzer), top_k)
