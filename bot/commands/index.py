"""``yinju index``: build or refresh the index, and say what became of each file."""

from __future__ import annotations

from pathlib import Path

import click

from bot import settings as reading
from bot.bootstrap import choose_documents, chosen_documents, log_to_file, open_library
from bot.commands.base import Command, put_out, tell
from bot.messages import Language
from bot.render.failures import loading_note, skip_reason
from bot.render.progress import ProgressBar
from bot.render.terminal import printable
from bot.wording import say
from index.library import Library
from index.store.refresh import RefreshReport

_MOST_NAMED = 20
"""Files of one kind that are listed; the figures count all."""


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
    with ProgressBar(language, no_color=reading.no_color()) as bar:
        report = library.refresh(bar)
    for line in _summary(report, library, language):
        put_out(line)
    if paths and settings.documents and tuple(p.absolute() for p in settings.documents) != documents:
        tell(say("index_overruled", language))
    return 0


def _summary(report: RefreshReport, library: Library, language: Language) -> list[str]:
    lines: list[str] = []
    for key, paths in (
        ("index_added", report.added),
        ("index_changed", report.changed),
        ("index_removed", report.removed),
    ):
        lines += _named([(path, "") for path in paths], key, language)
    same = [(path, say("index_same", language, path=printable(other))) for path, other in report.duplicates]
    skipped = [(one.path, skip_reason(one.problem, one.facts, language)) for one in report.skipped]
    lines += _named(sorted(skipped + same), "index_skipped", language)
    touched = {*report.added, *report.changed}
    notes = [
        (document.info.path, loading_note(note, language))
        for document in library.documents()
        if document.info.path in touched
        for note in document.notes
    ]
    lines += _named(notes, "index_note", language)
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "removed": len(report.removed),
        "unchanged": report.unchanged,
        "skipped": len(skipped) + len(same),
    }
    lines.append(say("index_summary", language, **counts))
    seconds = f"{report.seconds:.1f}"
    lines.append(
        say("index_total", language, documents=report.documents, paragraphs=report.paragraphs, seconds=seconds)
    )
    return lines


def _named(files: list[tuple[str, str]], key: str, language: Language) -> list[str]:
    """A line for each file, with why; cut where there are very many."""
    word = say(key, language)
    gap = " " if language is Language.EN else "　"
    lines = [f"{word}{gap}{printable(path)}{f'（{why}）' if why else ''}" for path, why in files[:_MOST_NAMED]]
    if len(files) > _MOST_NAMED:
        lines.append(f"{word}{gap}{say('and_more', language, count=len(files) - _MOST_NAMED)}")
    return lines
