"""``python -m index.training --data DIR --out DIR``: make the weights the package ships."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from time import perf_counter

import click

from index.analysis import Analyzer
from index.reranking import TrainedSecondLook
from index.training import reader, second_look


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--out", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option(
    "--made", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day on the cards; today if not given."
)
@click.option("--only", type=click.Choice(["second_look", "reader"]), default=None, help="Train one of the two.")
def main(data: Path, out: Path, made: date | None, only: str | None) -> None:
    """Train on the files in DATA and write the weights to OUT."""
    begun = perf_counter()

    def told(message: str) -> None:
        sys.stderr.write(f"{perf_counter() - begun:7.0f} s  {message}\n")

    day = date(made.year, made.month, made.day) if made is not None else date.today()  # noqa: DTZ011 - the user's day
    if only != "reader":
        second_look.train(data, day, told).write(out)
    if only != "second_look":
        analyzer = Analyzer()
        reader.train(data, day, TrainedSecondLook.load(analyzer), analyzer, told).write(out)
    told("done")


if __name__ == "__main__":
    main()
