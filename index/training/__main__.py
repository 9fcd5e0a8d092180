"""``python -m index.training --data DIR --out DIR``: make the weights the package ships."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from index.ranking import LinearReranker
from index.text import Analyzer
from index.training import reader, reranker


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the files in the data folder and write the weights to the other one."""
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the files that are trained on")
    parser.add_argument("--out", type=Path, required=True, help="folder the weights are written to")
    parser.add_argument("--made", type=date.fromisoformat, default=None, help="day on the cards; today if not given")
    parser.add_argument("--only", choices=["reranker", "reader"], help="train one of the two")
    given = parser.parse_args(arguments)
    begun = perf_counter()

    def told(message: str) -> None:
        sys.stderr.write(f"{perf_counter() - begun:7.0f} s  {message}\n")

    day = given.made or datetime.now().astimezone().date()
    analyzer = Analyzer()
    if given.only == "reader":
        used = LinearReranker.load(analyzer)
    else:
        weights = reranker.train(given.data, day, told)
        weights.write(given.out)
        used = LinearReranker(weights, analyzer.lexicon)
    if given.only != "reranker":
        reader.train(given.data, day, used, analyzer, told).write(given.out)
    told("done")


if __name__ == "__main__":
    main()
