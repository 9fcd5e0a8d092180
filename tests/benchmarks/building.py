"""How building grows with size, beside plain jieba cutting the same texts on as many cores in the same run.

Run with ``python -m tests.benchmarks.building [PARAGRAPHS]… [--workers N] [--plot FILE.svg] [--asking]
[--keep FOLDER]``; figures, not verdicts. Each step runs in a process of its own, so that its memory is its own.
``--asking`` asks each index as well, beside other engines (see :mod:`tests.benchmarks.asking`); ``--keep`` leaves the
texts and the index of each size below a folder.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.store.building import cores
from index.store.refresh import Sources, refresh
from index.store.snapshot import Snapshot
from index.text import Analyzer
from tests.benchmarks.asking import ENGINES, compare
from tests.benchmarks.plotting import Line, plot
from tests.benchmarks.texts import write_documents

_LOOK = 0.2  # seconds between two looks at memory and disk
_HEAD = (
    "paragraphs  jieba s  build s  ratio  CPU ratio  index MB  disk at most  memory MB"
    "  one file changed s  share %  open s\n"
)


def cut_plainly(paths: list[Path]) -> float:
    """Cut the files with jieba as it comes; processor seconds, the dictionary's loading aside."""
    import jieba  # noqa: PLC0415 - the peer

    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    began = time.process_time()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            tokenizer.lcut(line)
    return time.process_time() - began


def plain_jieba(folder: Path, workers: int) -> tuple[float, float]:
    """Seconds jieba alone takes with as many processes, and their processor seconds."""
    paths = sorted(folder.rglob("*.txt"))
    shares = [paths[first::workers] for first in range(workers)]
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        used = sum(pool.map(cut_plainly, shares))
    return time.perf_counter() - began, used


@contextmanager
def watched(look: Callable[[], int]) -> Iterator[list[int]]:
    """The largest of what ``look`` sees, as the one entry of a list."""
    most, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(_LOOK):
            most[0] = max(most[0], look())

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder, of which some may just be going."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def resident(process: int) -> int:
    """Bytes of memory a process and its children hold; shared pages count for each. Linux only."""
    place = Path(f"/proc/{process}")
    try:
        pages = int((place / "statm").read_text(encoding="ascii").split()[1])
        # each thread has its own children
        below = [int(child) for each in place.glob("task/*/children") for child in each.read_text("ascii").split()]
    except (OSError, IndexError):
        return 0
    return pages * 4096 + sum(map(resident, below))


def step(name: str, *arguments: str) -> tuple[dict[str, float], int]:
    """One step in a process of its own: what it tells, and the most memory it held."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.building", "--step", name, *arguments]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,  # noqa: S603 - this very module
        watched(lambda: resident(process.pid)) as most,
    ):
        told, _ = process.communicate()
    result: dict[str, float] = json.loads(told)
    return result, most[0]


def run_step(name: str, folder: Path, workers: int) -> dict[str, float]:
    """What a step's own process does."""
    documents, index, analyzer = folder / "documents", folder / "index", Analyzer(cache_folder=folder / "dictionary")
    if name == "texts":
        return {"characters": write_documents(documents, workers)}
    if name == "jieba":
        wall, used = plain_jieba(documents, workers)
        return {"s": wall, "cpu": used}
    analyzer.index_terms("词典")
    began, before = time.perf_counter(), _processor_seconds()
    if name == "open":
        Snapshot.open(index, analyzer)
    else:
        refresh(index, Sources((documents,)), analyzer, workers=workers)
    seconds, spent = time.perf_counter() - began, _processor_seconds() - before
    return {"s": seconds, "cpu": spent}


def _processor_seconds() -> float:
    import resource  # noqa: PLC0415 - there is none on Windows

    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def measure(count: int, workers: int, kept: Path | None, *, asking: bool) -> tuple[dict[str, float], list[str]]:
    """The row of the table for so many paragraphs, and the lines on asking them."""
    with TemporaryDirectory() as temporary:
        folder = kept / str(count) if kept else Path(temporary)
        name = str(folder)
        step("texts", name, str(count))
        jieba, _ = step("jieba", name, str(workers))
        with watched(lambda: size_of(folder / "index")) as disk:
            build, memory = step("build", name, str(workers))
        size = size_of(folder / "index")
        changed = min((folder / "documents").rglob("*.txt"))
        changed.write_text(changed.read_text(encoding="utf-8") + "又来了一件。\n", encoding="utf-8")
        again, _ = step("refresh", name, str(workers))
        opened, _ = step("open", name, str(workers))
        asked = list(compare(folder, list(ENGINES))) if asking else []
    row = {
        "paragraphs": count,
        "jieba": jieba["s"],
        "build": build["s"],
        "ratio": build["s"] / jieba["s"],
        "cpu": build["cpu"] / jieba["cpu"],
        "index": size / 1e6,
        "disk": disk[0] / size,
        "memory": memory / 1e6,
        "again": again["s"],
        "share": 100 * again["s"] / build["s"],
        "open": opened["s"],
    }
    return row, asked


def main() -> None:
    """Print the table, and draw it where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--asking", action="store_true")
    parser.add_argument("--keep", type=Path)
    parsed = parser.parse_args()
    sys.stdout.write(_HEAD)
    rows = []
    for size in parsed.sizes or [10_000, 30_000, 100_000]:
        row, asked = measure(size, parsed.workers, parsed.keep, asking=parsed.asking)
        rows.append(row)
        sys.stdout.write(
            "{paragraphs:>10,} {jieba:>8.1f} {build:>8.1f} {ratio:>6.2f} {cpu:>10.2f} {index:>9.1f} {disk:>13.2f}"
            " {memory:>10.0f} {again:>19.2f} {share:>8.1f} {open:>7.2f}\n".format(**row)
        )
        sys.stdout.write("".join(f"    {line}\n" for line in asked))
        sys.stdout.flush()
    if parsed.plot:
        sizes = [row["paragraphs"] for row in rows]
        times = [Line(name, [row[key] for row in rows]) for name, key in (("build, s", "build"), ("jieba, s", "jieba"))]
        memory = [Line(f"{name}, MB", [row[name] for row in rows]) for name in ("memory", "index")]
        parsed.plot.write_text(plot(sizes, times, memory), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        sys.stdout.write(json.dumps(run_step(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))))
    else:
        main()
