"""What reading the best three paragraphs costs beside cutting them into words, in the same run: figures, not verdicts.

Run with ``python -m tests.benchmarks.reading FILE…``; SQuAD-style files, each its own index. Processor time of one
thread; of several rounds the cheapest, for a machine that does something else besides only adds to it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import jieba

from index.answering import FIRST_HITS
from index.evaluation import load
from index.query import parse
from index.ranking import LinearReranker
from index.reading import EncoderReader, Model
from index.search import EmbeddedSearch
from index.store.writer import build
from index.text import Analyzer

QUESTIONS = 250
ROUNDS = 5
READ = 3


def cheapest(work: Callable[[], object], count: int) -> float:
    """Milliseconds of processor time for one of ``count`` questions."""
    costs = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    return 1000 * min(costs) / count


def compare(path: Path) -> str:
    """One line of the table."""
    dataset = load([path])
    analyzer = Analyzer()
    reranker, reader, peer = LinearReranker.load(analyzer), EncoderReader(Model(), analyzer), jieba.Tokenizer()
    asked = [question.text for question in dataset.questions[:QUESTIONS]]
    with TemporaryDirectory() as folder:
        snapshot = build(Path(folder), dataset.documents, analyzer)
        search, queries = EmbeddedSearch(snapshot), [parse(question, analyzer) for question in asked]
        found = [reranker.rerank(query, search.search(query, FIRST_HITS)) for query in queries]
        texts = [[hit.paragraph.text for hit in each.hits[:READ]] for each in found]
        snapshot.close()
    peer.initialize()
    read = cheapest(
        lambda: [reader.read(query, each, READ) for query, each in zip(queries, found, strict=True)], len(asked)
    )
    cut = cheapest(lambda: [list(peer.cut(text)) for each in texts for text in each], len(asked))
    characters = sum(len(text) for each in texts for text in each) / len(asked)
    return f"{path.name:<34}{characters:>12,.0f}{read:>10.2f}{cut:>10.2f}{read / cut:>10.2f}"


def main(paths: list[str]) -> None:
    """Print the table for the given files."""
    sys.stdout.write(
        "                                      ms a question, three paragraphs\n"
        f"{'file':<34}{'characters':>12}{'reading':>10}{'jieba':>10}{'multiple':>10}\n"
    )
    for path in paths:
        sys.stdout.write(compare(Path(path)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
