"""``yinju index``: build or refresh the index; say what became of each file or, where it is stopped, what is kept."""

from __future__ import annotations

from pathlib import Path

import click

from bot import environment
from bot import settings as reading
from bot.bootstrap import choose_documents, chosen_documents, log_to_file, open_library, searches_samples
from bot.commands.base import Command, put_out, tell
from bot.messages import Language
from bot.render.progress import ProgressBar
from bot.render.refreshed import summary
from bot.wording import say
from index.errors import IndexProblem
from index.store.folder import IndexFolder
from index.store.refresh import Progress


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
    if not documents and searches_samples(settings):
        tell(say("using_samples", language))
    library = open_library(settings, documents, publishes=True)
    before = _current(library.folder)
    with ProgressBar(language, no_color=environment.no_color()) as bar:
        counted = _Counted(bar)
        try:
            report = library.refresh(counted)
        except KeyboardInterrupt:
            bar.stop()
            for sentence in _kept(library.folder, before, counted, language):
                tell(sentence)
            raise
    for line in summary(report, library, language):
        put_out(line)
    if paths and settings.documents and tuple(p.absolute() for p in settings.documents) != documents:
        tell(say("index_overruled", language))
    return 0


class _Counted:
    """Progress passed on, with the last figures kept."""

    def __init__(self, other: Progress) -> None:
        self._other = other
        self.done = 0
        self.total = 0

    def waiting(self, holder: str) -> None:
        """Another process is building."""
        self._other.waiting(holder)

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with."""
        self.done, self.total = done, total
        self._other.advance(done, total, path)


def _current(folder: Path) -> str | None:
    """The name of the snapshot there is."""
    try:
        return IndexFolder(folder).name()
    except IndexProblem:
        return None


def _kept(folder: Path, before: str | None, counted: _Counted, language: Language) -> list[str]:
    """What is there after a refresh was stopped, and what is not: a snapshot is taken over whole or not at all."""
    try:
        place, manifest = IndexFolder(folder).current()
    except IndexProblem:
        kept = say("interrupted_no_index", language)
    else:
        key = "interrupted_before" if place.name == before else "interrupted_finished"
        kept = say(key, language, documents=manifest.documents, paragraphs=manifest.paragraphs)
        if place.name != before:
            return [kept]
    if not counted.total:
        return [kept]
    return [kept, say("interrupted_unsaved", language, done=counted.done, total=counted.total)]
