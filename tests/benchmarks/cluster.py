"""The cluster beside the embedded index over data files: the same first hits, and what a search costs.

Run with ``python -m tests.benchmarks.cluster FILE…``: starts three OpenSearch nodes on loopback (Java and Maven
needed), indexes each file and asks all its questions; in the middle of the last file's a node is killed. Figures, not
verdicts.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from index.errors import ClusterProblem
from index.evaluation import load
from index.query import parse
from index.search import EmbeddedSearch
from index.search.cluster import ClusterAccess, ClusterSearch, ClusterSnapshot
from index.search.cluster.client import Client
from index.search.cluster.publishing import publish
from index.store.writer import build
from index.text import Analyzer
from tests.e2e.opensearch.nodes import Nodes, fetch

ASKED = 10


def compare(file: Path, nodes: Nodes, folder: Path, analyzer: Analyzer, kill: int | None) -> str:
    """One line: shares of questions with the same first hit, of the first ten that are the same, lost, milliseconds."""
    dataset = load([file])
    local = build(folder / file.stem, dataset.documents, analyzer)
    access = ClusterAccess(nodes.urls, file.stem.replace(".", "-"), shards=3)
    client = Client(access)
    began = time.perf_counter()
    publish(client, access, local, analyzer)
    published = time.perf_counter() - began
    meta = client.meta(access.index)
    if meta is None:
        raise LookupError(access.index)
    here, there = EmbeddedSearch(local), ClusterSearch(ClusterSnapshot(client, *meta))
    first = lost = 0
    overlaps: list[float] = []
    seconds: list[tuple[float, float]] = []
    for number, question in enumerate(dataset.questions):
        if kill is not None and number == len(dataset.questions) // 2:
            nodes.kill(kill)
        query = parse(question.text, analyzer)
        begin = time.perf_counter()
        expected = [hit.paragraph.id for hit in here.search(query, ASKED).hits]
        middle = time.perf_counter()
        try:
            found = [hit.paragraph.id for hit in there.search(query, ASKED).hits]
        except ClusterProblem:
            lost += 1
            continue
        seconds.append((middle - begin, time.perf_counter() - middle))
        first += found[:1] == expected[:1]
        overlaps.append(len(set(found) & set(expected)) / len(expected) if expected else 1.0)
    client.close()
    paragraphs = local.manifest.paragraphs
    local.close()
    one, other = 1000 * np.median(np.array(seconds), axis=0)
    asked = len(dataset.questions)
    return (
        f"{file.stem:<20}{paragraphs:>10,}{asked:>10,}{first / asked:>12.4f}{np.mean(overlaps):>10.4f}{lost:>6}"
        f"{one:>10.1f}{other:>10.1f}{published:>11.1f}"
    )


def main(files: list[str]) -> None:
    """Print the table; in the middle of the last file's questions a node is killed."""
    sys.stdout.write(
        "file                paragraphs questions same first  same ten  lost  embedded   cluster  published\n"
        "                                                                   ms, p50   ms, p50          s\n"
    )
    analyzer = Analyzer()
    with TemporaryDirectory() as made:
        folder = Path(made)
        with Nodes(folder / "cluster", fetch(folder)) as nodes:
            for file in files:
                kill = 0 if file == files[-1] else None
                sys.stdout.write(compare(Path(file), nodes, folder, analyzer, kill) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
