"""The cluster beside the embedded index: the same first hits, and what a search costs.

Run with ``python -m tests.benchmarks.cluster [FILE…] [--kept FOLDER] [--heap SIZE]``: starts three OpenSearch nodes on
loopback (Java and Maven needed), puts each data file's paragraphs into them and asks all its questions; with ``--kept``
the index that ``tests.benchmarks.building --keep`` left there, of any size, and questions drawn from its texts. In the
middle of the last one's questions a node is killed. Figures, not verdicts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
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
from index.store.snapshot import Snapshot
from index.store.writer import build
from index.text import Analyzer
from tests.benchmarks.asking import clauses
from tests.e2e.opensearch.nodes import HEAP, Nodes, fetch

ASKED = 10
KEPT_QUESTIONS = 200


def compare(  # noqa: PLR0913, PLR0917 - what is compared, and where
    name: str, local: Snapshot, questions: Sequence[str], nodes: Nodes, analyzer: Analyzer, kill: int | None
) -> str:
    """One line: shares of questions with the same first hit, of the first ten that are the same, lost, milliseconds."""
    access = ClusterAccess(nodes.urls, name.lower().replace(".", "-"), shards=3)
    client = Client(access)
    began = time.perf_counter()
    publish(client, access, local, analyzer)
    published = time.perf_counter() - began
    nodes.wait()  # a node is killed only when each part has its copy
    meta = client.meta(access.index)
    if meta is None:
        raise LookupError(access.index)
    size = nodes.size(meta[0])
    here, there = EmbeddedSearch(local), ClusterSearch(ClusterSnapshot(client, *meta))
    first = lost = 0
    overlaps: list[float] = []
    seconds: list[tuple[float, float]] = []
    for number, question in enumerate(questions):
        if kill is not None and number == len(questions) // 2:
            nodes.kill(kill)
        query = parse(question, analyzer)
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
    one, other = 1000 * np.percentile(np.array(seconds), (50, 95), axis=0).T
    return (
        f"{name:<20}{local.manifest.paragraphs:>10,}{len(questions):>10,}{first / len(questions):>12.4f}"
        f"{np.mean(overlaps):>10.4f}{lost:>6}{one[0]:>10.1f}{one[1]:>7.1f}{other[0]:>9.1f}{other[1]:>8.1f}"
        f"{published:>11.1f}{size / 1e6:>9.1f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--heap", default=HEAP, help="of each node")
    parsed = parser.parse_args()
    sys.stdout.write(
        "name                paragraphs questions same first  same ten  lost  embedded, ms     cluster, ms  published"
        "       MB\n"
        "                                                                    p50    p95      p50     p95          s\n"
    )
    with TemporaryDirectory() as made:
        folder = Path(made)
        with Nodes(folder / "cluster", fetch(folder), heap=parsed.heap) as nodes:
            for file in parsed.files:
                analyzer, dataset = Analyzer(), load([file])
                local = build(folder / file.stem, dataset.documents, analyzer)
                kill = 0 if file == parsed.files[-1] and parsed.kept is None else None
                asked = [question.text for question in dataset.questions]
                sys.stdout.write(compare(file.stem, local, asked, nodes, analyzer, kill) + "\n")
                sys.stdout.flush()
                local.close()
            if parsed.kept is not None:
                analyzer = Analyzer(cache_folder=parsed.kept / "dictionary")
                local = Snapshot.open(parsed.kept / "index", analyzer)
                asked = clauses(parsed.kept, KEPT_QUESTIONS)
                sys.stdout.write(compare(f"kept-{parsed.kept.name}", local, asked, nodes, analyzer, 0) + "\n")
                local.close()


if __name__ == "__main__":
    main()
