"""How building grows with size, beside plain jieba cutting the same texts on as many cores in the same run.

Run with ``python -m tests.benchmarks.building [PARAGRAPHS]… [--workers N] [--plot FILE.svg] [--asking]
[--keep FOLDER]``; figures, not verdicts. Each step runs in a process of its own, so that its memory is its own.
``--asking`` asks each index as well, beside other engines (see :mod:`tests.benchmarks.asking`); ``--keep`` leaves the
texts and the index of each size below a folder, with ``measured.json``: what was measured there stands in it as soon as
it is known, is not measured again, and a build that was interrupted goes on, its attempts counted together.

Seconds by the clock are those of whatever else the machine does; processor seconds can be compared with each other.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from index.store.building import cores
from index.store.refresh import Sources, refresh
from index.store.snapshot import Snapshot
from index.text import Analyzer
from tests.benchmarks.asking import ENGINES, compare
from tests.benchmarks.plotting import Line, Panel, plot
from tests.benchmarks.texts import write_documents
from tests.benchmarks.watching import Figures, Record, size_of, together, watched

_CUT = 10_000  # files jieba cuts at the most
_OLD_ENOUGH = 3  # seconds: a younger file is not trusted without its checksum
_HEAD = (
    "paragraphs  jieba s  CPU s  build s  CPU s  ratio  CPU ratio  index MB  disk at most  memory MB  shared once"
    "  one file changed s  CPU s  CPU %  open at once s  open s\n"
)
_ROW = (
    "{paragraphs:>10,} {jieba:>8.1f} {jieba_cpu:>6.1f} {build:>8.1f} {build_cpu:>6.1f} {ratio:>6.2f} {cpu:>10.2f}"
    " {index:>9.1f} {disk:>13.2f} {memory:>10.0f} {shared:>12.0f} {again:>19.2f} {again_cpu:>6.2f} {share:>6.2f}"
    " {at_once:>14.3f} {open:>7.3f}\n"
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
    """Seconds jieba alone takes with as many processes, and their processor seconds.

    Of more than :data:`_CUT` files every so manieth is cut and the rest reckoned: each takes as long as the other.
    """
    paths = sorted(folder.rglob("*.txt"))
    cut = paths[:: max(1, len(paths) // _CUT)]
    shares = [cut[first::workers] for first in range(workers)]
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        used = sum(pool.map(cut_plainly, shares))
    times = len(paths) / len(cut)
    return times * (time.perf_counter() - began), times * used


def step(record: Record, folder: Path, name: str, number: int, *, goes_on: bool = False) -> Figures:
    """One step in a process of its own, if it was not measured before: what it tells, and the most it held.

    Args:
        record: Where it is kept.
        folder: Of the texts and the index.
        name: Which step.
        number: Of paragraphs or of processes.
        goes_on: Whether one that was interrupted goes on where it was: then all attempts count.
    """

    def taken() -> Figures:
        before = record.begun(name) if goes_on else {}
        arguments = ["--step", name, str(folder), str(number)]
        command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.building", *arguments]
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,  # noqa: S603 - this very module
            watched(process.pid, folder / "index", lambda most: record.put_begun(name, together(before, most))) as most,
        ):
            told, _ = process.communicate()
        if process.returncode:
            raise SystemExit(process.returncode)
        return together(before, {**most, **json.loads(told)})

    return record.once(name, taken)


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
    if name.startswith("open"):
        Snapshot.open(index, analyzer)
    else:
        if name == "refresh":
            changed = min(documents.rglob("*.txt"))
            changed.write_text(changed.read_text(encoding="utf-8") + "又来了一件。\n", encoding="utf-8")
            began, before = time.perf_counter(), _processor_seconds()
        refresh(index, Sources((documents,)), analyzer, workers=workers)
    seconds, spent = time.perf_counter() - began, _processor_seconds() - before
    return {"s": seconds, "cpu": spent}


def _processor_seconds() -> float:
    import resource  # noqa: PLC0415 - there is none on Windows

    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def measure(count: int, workers: int, kept: Path | None, *, asking: bool) -> tuple[Figures, list[str], Record]:
    """The row of the table for so many paragraphs, the lines on asking them, and all that was measured."""
    with TemporaryDirectory() as temporary:
        folder = kept / str(count) if kept else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        record = Record(folder / "measured.json")
        step(record, folder, "texts", count)
        build = step(record, folder, "build", workers, goes_on=True)
        size = record.once("index", lambda: {"bytes": size_of(folder / "index")})["bytes"]
        again = step(record, folder, "refresh", workers)
        at_once = step(record, folder, "open at once", workers)
        time.sleep(_OLD_ENOUGH)
        step(record, folder, "open once more", workers)  # it remembers what was too young to be
        opened = step(record, folder, "open", workers)
        asked = list(compare(folder, list(ENGINES), record)) if asking else []
        jieba = step(record, folder, "jieba", workers)
    row = {
        "paragraphs": count,
        "jieba": jieba["s"],
        "jieba_cpu": jieba["cpu"],
        "build": build["s"],
        "build_cpu": build["cpu"],
        "ratio": build["s"] / jieba["s"],
        "cpu": build["cpu"] / jieba["cpu"],
        "index": size / 1e6,
        "disk": build["disk"] / size,
        "memory": build["memory"] / 1e6,
        "shared": build["shared"] / 1e6,
        "again": again["s"],
        "again_cpu": again["cpu"],
        "jieba_memory": jieba["memory"] / 1e6,
        "share": 100 * again["cpu"] / build["cpu"],
        "at_once": at_once["s"],
        "open": opened["s"],
    }
    return row, asked, record


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
    rows, records = [], []
    for size in parsed.sizes or [10_000, 30_000, 100_000]:
        row, asked, record = measure(size, parsed.workers, parsed.keep, asking=parsed.asking)
        rows.append(row)
        records.append(record)
        sys.stdout.write(_ROW.format(**row))
        sys.stdout.write("".join(f"    {line}\n" for line in asked))
        sys.stdout.flush()
    if parsed.plot:
        parsed.plot.write_text(plot([row["paragraphs"] for row in rows], panels(rows, records)), encoding="utf-8")


def panels(rows: list[Figures], records: list[Record]) -> list[Panel]:
    """What is drawn: time, memory and, where they were asked, the engines, against size."""
    drawn = [
        Panel("building, seconds of processor time", _lines(rows, {"Yinju": "build_cpu", "plain jieba": "jieba_cpu"})),
        Panel(
            "building, MB",
            _lines(
                rows,
                {
                    "Yinju, memory of all processes": "memory",
                    "the same, shared pages once": "shared",
                    "plain jieba, memory": "jieba_memory",
                    "Yinju, index on disk": "index",
                },
            ),
        ),
    ]
    asked = {name: [(record.get(name) or {}).get("p95") for record in records] for name in ENGINES}
    lines = [Line(name, values) for name, values in asked.items() if any(values)]
    return [*drawn, Panel("asking, 95th percentile in ms", lines)] if lines else drawn


def _lines(rows: list[Figures], keys: dict[str, str]) -> list[Line]:
    return [Line(name, [row[key] for row in rows]) for name, key in keys.items()]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        sys.stdout.write(json.dumps(run_step(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))))
    else:
        main()
