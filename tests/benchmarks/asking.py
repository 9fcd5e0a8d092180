"""Asking an index of any size, beside other engines over the same words in the same run.

Run with ``python -m tests.benchmarks.asking FOLDER [ENGINE]…`` over what ``tests.benchmarks.building --keep FOLDER``
left. Each engine runs in a process of its own and is given the words of the index itself, as made-up words of letters
that none of them cuts. An engine that is not installed is left out.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Plus

from index.bm25 import InvertedBM25, Numbers
from index.library import Library
from index.model import TermKind
from index.query import parse
from index.search import EmbeddedSearch
from index.search.bounded import Scores, best
from index.store.folder import IndexFolder
from index.store.postings import StoredPostings
from index.store.refresh import Sources
from index.store.snapshot import Snapshot
from index.text import Analyzer
from tests.benchmarks.ranking import weighed
from tests.benchmarks.watching import Figures, Record
from tests.shipped import components

QUESTIONS = 100
WORDS = 8
TOP = 10
HITS = 40
_MOST_OF_RANK_BM25 = 100_000  # units: it keeps a dictionary for each
_HEAD = "engine            built s  p50 ms  p95 ms"

Ask = Callable[[Sequence[str]], object]


def words_of(folder: Path) -> tuple[Numbers, Numbers]:
    """The number of each word of each unit, unit by unit, and where the words of each begin."""
    postings = StoredPostings(IndexFolder(folder / "index").current()[0], TermKind.WORD)
    frequencies, units, counts = postings.rows(0, len(postings))
    terms = np.repeat(np.repeat(np.arange(len(postings), dtype=np.int32), frequencies), counts)
    order = np.argsort(np.repeat(units, counts), kind="stable")
    return terms[order], np.append(0, np.cumsum(postings.lengths)).astype(np.int32)


def texts(folder: Path) -> Iterator[list[str]]:
    """The words of each unit, each as letters and a number."""
    numbers, starts = words_of(folder)
    for begin, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        yield [f"w{number}" for number in numbers[begin:end].tolist()]


def questions(folder: Path) -> list[list[int]]:
    """Words that stand together in a unit, by number."""
    numbers, starts = words_of(folder)
    random = np.random.default_rng(7)
    places = random.integers(0, len(starts) - 1, QUESTIONS)
    return [numbers[starts[at] : starts[at] + WORDS].tolist() for at in places]


def timed(ask: Ask, asked: Sequence[Sequence[str]], clock: Callable[[], float] = time.thread_time) -> dict[str, float]:
    """Median and 95th percentile of the second round, in milliseconds: of processor time, where one thread does it all.

    On a machine that does something else besides, the clock on the wall measures that.
    """
    for _ in range(2):
        spent = []
        for question in asked:
            began = clock()
            ask(question)
            spent.append(1000 * (clock() - began))
    return {"p50": float(np.percentile(spent, 50)), "p95": float(np.percentile(spent, 95))}


def by_words(folder: Path, make: Callable[[Path], Ask]) -> dict[str, float]:
    """What an engine takes to be filled and to be asked."""
    asked = [[f"w{number}" for number in question] for question in questions(folder)]
    began = time.perf_counter()
    ask = make(folder)
    return {"built": time.perf_counter() - began, **timed(ask, asked)}


def own_words(folder: Path) -> dict[str, float]:
    """Ours, words alone."""
    postings = StoredPostings(IndexFolder(folder / "index").current()[0], TermKind.WORD)
    model, room = InvertedBM25(postings), Scores(len(postings.lengths))
    asked = [[postings.term(number).decode() for number in question] for question in questions(folder)]
    return timed(lambda question: best(weighed(model, question), TOP, room), asked)


def own_search(folder: Path) -> dict[str, float]:
    """Ours, all kinds of term, with the paragraphs."""
    analyzer = Analyzer(cache_folder=folder / "dictionary")
    engine = EmbeddedSearch(Snapshot.open(folder / "index", analyzer))
    queries = {question: parse(question, analyzer) for question in clauses(folder)}
    return timed(lambda question: engine.search(queries[question[0]], HITS), [[question] for question in queries])


def own_answer(folder: Path) -> dict[str, float]:
    """Ours, from the question to the answer; by the clock on the wall, for the encoder has threads of its own."""
    library = Library(folder / "index", Sources((folder / "documents",)), components())
    library.open()
    asked = [[question] for question in clauses(folder)]
    return timed(lambda question: library.ask(question[0]), asked, time.perf_counter)


def clauses(folder: Path, count: int = QUESTIONS) -> list[str]:
    """Questions for whole answers: the first clause of some paragraphs."""
    files = sorted((folder / "documents").glob("*/*.txt"))
    random = np.random.default_rng(7)
    lines = [
        random.choice(files[at].read_text(encoding="utf-8").splitlines())
        for at in random.integers(0, len(files), count)
    ]
    return [f"{line.split('，')[0]}是什么？" for line in lines]


def rank_bm25(folder: Path) -> Ask:
    """One dictionary for each unit."""
    model = BM25Plus(list(texts(folder)), delta=0)
    return lambda words: np.argsort(model.get_scores(words))[-TOP:]


def bm25s(folder: Path) -> Ask:
    """Scores computed ahead, in a sparse matrix of NumPy arrays."""
    peer = import_module("bm25s")  # by name: it is not one of our own packages
    numbers, starts = words_of(folder)
    ids = [numbers[begin:end].tolist() for begin, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)]
    vocabulary = {f"w{number}": number for number in range(int(numbers.max()) + 1)}
    model = peer.BM25(method="bm25+", k1=0.6, b=0.75, delta=0)
    model.index((ids, vocabulary), show_progress=False)
    return lambda words: model.retrieve([list(words)], k=TOP, show_progress=False)


def tantivy(folder: Path) -> Ask:
    """The search library of Rust."""
    peer = import_module("tantivy")
    schema = peer.SchemaBuilder().add_text_field("words", tokenizer_name="whitespace", index_option="freq").build()
    index = peer.Index(schema)
    writer = index.writer(300_000_000)
    for words in texts(folder):
        writer.add_document(peer.Document(words=" ".join(words)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    return lambda words: searcher.search(index.parse_query(" ".join(words), ["words"]), TOP).hits


def fts5(folder: Path) -> Ask:
    """SQLite's."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE units USING fts5(words, content='')")
    rows = ((number, " ".join(words)) for number, words in enumerate(texts(folder)))
    connection.executemany("INSERT INTO units (rowid, words) VALUES (?, ?)", rows)
    query = f"SELECT rowid FROM units WHERE units MATCH ? ORDER BY rank LIMIT {TOP}"  # noqa: S608 - a constant
    return lambda words: connection.execute(query, (" OR ".join(words),)).fetchall()


ENGINES: dict[str, Callable[[Path], dict[str, float]]] = {
    "own, words alone": own_words,
    "own, search": own_search,
    "own, answer": own_answer,
    **{make.__name__: lambda folder, make=make: by_words(folder, make) for make in (rank_bm25, bm25s, tantivy, fts5)},  # type: ignore[misc] # a default, bound at once
}


def compare(folder: Path, engines: Sequence[str], record: Record | None = None) -> Iterator[str]:
    """One line an engine, with what is in the record already, which keeps what is not."""
    units = IndexFolder(folder / "index").current()[1].units
    for name in engines:
        if name == rank_bm25.__name__ and units > _MOST_OF_RANK_BM25:
            continue
        try:
            told = (record or Record(None)).once(name, lambda name=name: _asked(folder, name))  # type: ignore[misc] # bound at once
        except _FailedError as error:
            yield f"{name:<16}  {error}"
            continue
        built = f"{told['built']:>8.1f}" if "built" in told else " " * 8
        yield f"{name:<16} {built} {told['p50']:>7.2f} {told['p95']:>7.2f}"


class _FailedError(Exception):
    """An engine that is not there, or had not the room."""


def _asked(folder: Path, name: str) -> Figures:
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.asking", "--engine", name, str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - this very module
    if done.returncode:
        raise _FailedError(next(iter(reversed(done.stderr.strip().splitlines())), f"ended with {done.returncode}"))
    figures: Figures = json.loads(done.stdout)
    return figures


def main() -> None:
    """Print the table."""
    if sys.argv[1] == "--engine":
        sys.stdout.write(json.dumps(ENGINES[sys.argv[2]](Path(sys.argv[3]))))
        return
    sys.stdout.write(f"{_HEAD}\n")
    for line in compare(Path(sys.argv[1]), sys.argv[2:] or list(ENGINES)):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
