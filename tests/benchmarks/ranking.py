"""How fast the ranking model is against rank_bm25, in the same run, on the same terms: figures, not verdicts.

Run with ``python -m tests.benchmarks.ranking [PARAGRAPHS]…``; made-up terms follow Zipf's law, as words do.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from rank_bm25 import BM25Plus

from index.bm25 import InvertedBM25
from index.model import TermKind
from index.search.bounded import Scores, Weighed, best
from index.store.postings import Gatherer, SegmentCursor, SegmentFile, StoredPostings, merge

TERMS = 68
QUERY = 8
QUERIES = 20
TOP = 10
BATCH = 5_000


def corpus(paragraphs: int) -> list[list[str]]:
    """Paragraphs of 68 terms each."""
    random = np.random.default_rng(1)
    return [[f"t{rank}" for rank in row] for row in random.zipf(1.2, (paragraphs, TERMS)).clip(max=500_000).tolist()]


def stored(texts: list[list[str]], folder: Path) -> StoredPostings:
    """The corpus as postings on disk."""
    cursors = []
    for first in range(0, len(texts), BATCH):
        gatherer = Gatherer()
        for terms in texts[first : first + BATCH]:
            gatherer.add({TermKind.WORD: terms})
        path = folder / f"{first}.segment"
        gatherer.write(path)
        units = np.arange(first, min(first + BATCH, len(texts)), dtype=np.int32)
        cursors.append(SegmentCursor(SegmentFile(path), TermKind.WORD, units))
    merge(cursors, None, folder, TermKind.WORD, np.array([len(terms) for terms in texts], dtype=np.int32))
    return StoredPostings(folder, TermKind.WORD)


def weighed(model: InvertedBM25, query: Sequence[str]) -> list[Weighed]:
    """The terms of a query that some unit holds."""
    found = [model.weigh(term) for term in query]
    return [Weighed(TermKind.WORD, each) for each in found if each]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def compare(paragraphs: int) -> str:
    """One line of the table: build and question times of both, and their ratios."""
    texts = corpus(paragraphs)
    queries = [texts[at][:QUERY] for at in range(0, paragraphs, max(1, paragraphs // QUERIES))][:QUERIES]
    peer_build, peer = timed(lambda: BM25Plus(texts, delta=0))
    peer_ask, peer_scores = timed(lambda: [peer.get_scores(query) for query in queries])
    with TemporaryDirectory() as folder:
        own_build, postings = timed(lambda: stored(texts, Path(folder)))
        model = InvertedBM25(postings)
        own_ask, own_scores = timed(lambda: [model.get_scores(query) for query in queries])
        room = Scores(paragraphs)
        top_ask, _ = timed(lambda: [best(weighed(model, query), TOP, room) for query in queries])
    if not all(one.tobytes() == other.tobytes() for one, other in zip(peer_scores, own_scores, strict=True)):
        msg = "the scores differ"
        raise AssertionError(msg)
    return (
        f"{paragraphs:>9,} {peer_build:>8.2f} {own_build:>8.2f} {own_build / peer_build:>7.2f}"
        f" {1000 * peer_ask / QUERIES:>9.2f} {1000 * own_ask / QUERIES:>9.3f} {1000 * top_ask / QUERIES:>9.3f}"
        f" {peer_ask / top_ask:>7.0f}"
    )


def main(sizes: list[str]) -> None:
    """Print the table for the given numbers of paragraphs."""
    lines = [
        "           build s          ratio  ms a question                 faster",
        "paragraphs  rank_bm25  own         rank_bm25       own   top 10   times",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    for size in sizes or ["1000", "10000", "100000"]:
        sys.stdout.write(compare(int(size)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
