"""``yinju eval``: measures on data files."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import ExitStack
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot import environment
from bot import settings as reading
from bot.bootstrap import components, log_to_file
from bot.commands.base import Command, option, put_out_json
from bot.messages import Language
from bot.render.screen import Screen, console
from bot.wording import say
from index import evaluation
from index.evaluation import Stage


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(  # noqa: PLR0913 - one for each option
        *,
        files: tuple[Path, ...],
        json: bool,
        only: str | None,
        predictions: Path | None,
        run: Path | None,
        html: Path | None,
    ) -> int:
        return _evaluate(language, files, json=json, only=only, predictions=predictions, run=run, html=html)

    path = click.Path(path_type=Path)
    out = click.Path(path_type=Path, dir_okay=False)
    return Command(
        "eval",
        language,
        callback=run,
        params=[
            click.Argument(
                ["files"], nargs=-1, required=True, type=path, metavar=f"{say('argument_files', language)}…"
            ),
            option(["--json"], "option_eval_json", language, is_flag=True),
            option(["--only"], "option_only", language, type=click.Choice(["retrieval"]), metavar="retrieval"),
            option(["--predictions"], "option_predictions", language, type=out, metavar="OUT.json"),
            option(["--run"], "option_run", language, type=out, metavar="OUT.trec"),
            option(["--html"], "option_html", language, type=out, metavar="OUT.html"),
        ],
    )


def _evaluate(  # noqa: PLR0913 - one for each option
    language: Language,
    files: tuple[Path, ...],
    *,
    json: bool,
    only: str | None,
    predictions: Path | None,
    run: Path | None,
    html: Path | None,
) -> int:
    settings = reading.load()
    log_to_file(settings)
    _require_folders(predictions, run, html)
    dataset = evaluation.load(files)
    with ExitStack() as stack:
        on_found = None
        if run:
            on_found = evaluation.RunWriter(
                stack.enter_context(run.open("w", encoding="utf-8", newline="\n")), dataset.names
            )
        result = evaluation.evaluate(
            dataset,
            components(settings),
            only_retrieval=only == "retrieval",
            progress=stack.enter_context(_Bar(language)),
            on_found=on_found,
        )
    if predictions:
        predictions.write_text(evaluation.predictions(result.outcomes) + "\n", encoding="utf-8")
    if html:
        from bot.render import report  # noqa: PLC0415 - only for --html

        report.write(html, result, files, language)
    if json:
        put_out_json(result.report.model_dump_json(by_alias=True))
    else:
        from bot.render.measures import tables  # noqa: PLC0415 - not for --json

        Screen(no_color=environment.no_color()).draw(tables(result.report, language))
    return 0


def _require_folders(*outputs: Path | None) -> None:
    """Say before minutes of measuring, not after, that a result has nowhere to go."""
    for output in outputs:
        if output is not None and not output.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(output))


class _Bar:
    """Progress of building and asking on standard error, where that is a terminal."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console(no_color=environment.no_color(), stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._tasks = {stage: self._bar.add_task(say(f"eval_{stage}", language), total=None) for stage in Stage}

    def __enter__(self) -> evaluation.Progress:
        self._bar.start()
        return self._told

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def _told(self, stage: Stage, done: int, total: int) -> None:
        self._bar.update(self._tasks[stage], completed=done, total=total)
