"""``python -m index.training STEP``: make the weights the package ships, a step at a time.

``reranker`` fits the linear reranker. The reader is made in four steps that leave what they made in a folder of their
own: ``gather`` reads the data, ``learn`` trains (run it in several terminals to use several cores; stopped and started
again it goes on), ``export`` writes the encoder as it is by then, ``calibrate`` fits order, confidence and silence on
data never learned from and writes the card.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from index.text import Analyzer

Told = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one step of training."""
    given = _parser().parse_args(arguments)
    begun = perf_counter()

    def told(message: str) -> None:
        sys.stderr.write(f"{perf_counter() - begun:7.0f} s  {message}\n")
        sys.stderr.flush()

    given.run(given, told)
    told("done")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    steps = parser.add_subparsers(required=True, metavar="STEP")

    def step(name: str, run: Callable[[argparse.Namespace, Told], None], text: str) -> argparse.ArgumentParser:
        added = steps.add_parser(name, help=text)
        added.set_defaults(run=run)
        return added

    def dated(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--made", type=date.fromisoformat, help="day on the card; today if not given")

    one = step("reranker", _reranker, "fit the linear reranker")
    one.add_argument("--data", type=Path, required=True, help="folder of the files that are trained on")
    one.add_argument("--out", type=Path, required=True, help="folder the weights are written to")
    dated(one)
    for name, run, text in (
        ("gather", _gather, "read the data the reader learns from"),
        ("learn", _learn, "train the reader"),
        ("export", _export, "write the encoder as it is"),
        ("calibrate", _calibrate, "fit order, confidence and silence, and write the card"),
    ):
        one = step(name, run, text)
        needed = name != "calibrate"
        told = "folder the steps share" + ("" if needed else "; without it the card keeps its record of the training")
        one.add_argument("--work", type=Path, required=needed, help=told)
        if name in {"gather", "calibrate"}:
            one.add_argument("--data", type=Path, required=True, help="folder that holds train, dev and written")
        if name == "learn":
            one.add_argument("--hours", type=float, default=1.0, help="time to spend")
            one.add_argument("--steps", type=int, default=6000, help="steps of a worker in the whole training")
            one.add_argument("--after", type=Path, help="folder of shipped weights a fresh training begins from")
            one.add_argument("--worker", type=int, default=0, help="number of this worker, from 0")
        if name in {"export", "calibrate"}:
            one.add_argument("--out", type=Path, required=True, help="folder the weights are written to")
        if name == "calibrate":
            dated(one)
    return parser


def _day(given: argparse.Namespace) -> date:
    return given.made or datetime.now().astimezone().date()


def _reranker(given: argparse.Namespace, told: Told) -> None:
    from index.training import reranker  # noqa: PLC0415 - each step loads what it needs

    reranker.train(given.data, _day(given), told).write(given.out)


def _gather(given: argparse.Namespace, told: Told) -> None:
    from index.training import making  # noqa: PLC0415 - the base's package is needed by this step alone

    making.gather(given.data, given.work, Analyzer(), told)


def _learn(given: argparse.Namespace, told: Told) -> None:
    from index.training import making  # noqa: PLC0415 - torch takes seconds to load

    making.learn(given.work, given.worker, given.hours * 3600, given.steps, given.after, told)


def _export(given: argparse.Namespace, told: Told) -> None:
    from index.training import making  # noqa: PLC0415 - torch takes seconds to load

    making.export(given.work, given.out, told)


def _calibrate(given: argparse.Namespace, told: Told) -> None:
    from index.training import carding  # noqa: PLC0415 - needs no torch

    carding.calibrate(given.data, given.work, given.out, _day(given), told)


if __name__ == "__main__":
    main()
