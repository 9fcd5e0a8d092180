"""``yinju index``: build or refresh the index, and say what became of each file."""

from __future__ import annotations

from pathlib import Path

import click

from bot import environment
from bot import settings as reading
from bot.bootstrap import choose_documents, chosen_documents, log_to_file, open_library
from bot.commands.base import Command, put_out, tell
from bot.messages import Language
from bot.render.progress import ProgressBar
from bot.render.refreshed import summary
from bot.wording import say


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(paths: tuple[Path, ...]) -> int:
        return _index(language, paths)

    name = say("argument_paths", language)
    argument = click.Argument(
        ["paths"], nargs=-1, required=False, type=click.Path(path_type=Path), metavar=f"[{name}]…"
    )
    return Command("index", language, callback=run, params=[argument])


def _index(language: Language, paths: tuple[Path, ...]) -> int:
    settings = reading.load()
    if paths:
        choose_documents(settings, paths)
    log_to_file(settings)
    documents = tuple(path.absolute() for path in paths) or chosen_documents(settings)
    if not documents:
        tell(say("using_samples", language))
    library = open_library(settings, documents)
    with ProgressBar(language, no_color=environment.no_color()) as bar:
        report = library.refresh(bar)
    for line in summary(report, library, language):
        put_out(line)
    if paths and settings.documents and tuple(p.absolute() for p in settings.documents) != documents:
        tell(say("index_overruled", language))
    return 0
