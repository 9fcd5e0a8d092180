"""What the reranker at 40 hits costs beside the search and beside rank_bm25, in the same run: figures, not verdicts.

Run with ``python -m tests.benchmarks.reranking [PARAGRAPHS]…``; made-up paragraphs of words that follow Zipf's law.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rank_bm25 import BM25Plus

from index.answering import FIRST_HITS
from index.model import Document, DocumentInfo, Found, Span, TermKind, cut
from index.query import parse
from index.ranking import LinearReranker
from index.search import EmbeddedSearch
from index.store.writer import build
from index.text import Analyzer
from tests.benchmarks.ranking import timed

WORDS = 120
SENTENCE = 12
ASKED = 6
QUESTIONS = 20


def paragraphs(count: int) -> list[str]:
    """Paragraphs of ten sentences, of words of two Han characters."""
    random = np.random.default_rng(1)
    ranks = random.zipf(1.2, (count, WORDS)).clip(max=250_000)
    words = [[chr(0x4E00 + rank // 500) + chr(0x5500 + rank % 500) for rank in row] for row in ranks.tolist()]
    return ["".join("".join(row[at : at + SENTENCE]) + "。" for at in range(0, WORDS, SENTENCE)) for row in words]


def compare(count: int) -> str:
    """One line of the table: milliseconds a question for each, and the reranker as a multiple of each."""
    texts = paragraphs(count)
    title = "测量"
    documents = [Document(DocumentInfo(f"{n:07}", f"{n}.txt", title, "v"), text) for n, text in enumerate(texts)]
    analyzer = Analyzer()
    reranker = LinearReranker.load(analyzer)
    peer = BM25Plus([analyzer.index_terms(text)[TermKind.WORD] for text in texts], delta=0)
    asked = [texts[at][: 2 * ASKED] for at in range(0, count, max(1, count // QUESTIONS))][:QUESTIONS]
    queries = [parse(question, analyzer) for question in asked]
    with TemporaryDirectory() as folder:
        snapshot = build(Path(folder), [(one, [cut(one, 1, Span(0, len(one.text)))]) for one in documents], analyzer)

        engine = EmbeddedSearch(snapshot)

        def rerank() -> list[Found]:
            return [reranker.rerank(*each) for each in zip(queries, found, strict=True)]

        search, found = timed(lambda: [engine.search(query, FIRST_HITS) for query in queries])
        first_time, _ = timed(rerank)
        again, _ = timed(rerank)
        snapshot.close()
    scores, _ = timed(lambda: [peer.get_scores(query.terms[TermKind.WORD]) for query in queries])
    each = [1000 * seconds / len(asked) for seconds in (scores, search, first_time, again)]
    return (
        f"{count:>10,}" + "".join(f"{value:>11.2f}" for value in each) + f"{again / search:>9.2f}{again / scores:>9.2f}"
    )


def main(sizes: list[str]) -> None:
    """Print the table for the given numbers of paragraphs."""
    lines = [
        "            ms a question                                  reranker as a multiple",
        "paragraphs   rank_bm25     search first time       again   search  rank_bm25",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    for size in sizes or ["1000", "10000"]:
        sys.stdout.write(compare(int(size)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
