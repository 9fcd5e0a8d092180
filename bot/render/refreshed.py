"""What a refresh did to each file, in lines."""

from __future__ import annotations

from bot.messages import Language
from bot.render.failures import loading_note, skip_reason
from bot.render.printable import printable
from bot.wording import say
from index.library import Library
from index.store.refresh import RefreshReport

_MOST_NAMED = 20
"""Files of one kind that are listed; the figures count all."""


def summary(report: RefreshReport, library: Library, language: Language) -> list[str]:
    """Added, changed, removed and skipped files with the reason, notes on what was loaded, and the figures."""
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
    lines.append(figures(report, language))
    seconds = f"{report.seconds:.1f}"
    lines.append(
        say("index_total", language, documents=report.documents, paragraphs=report.paragraphs, seconds=seconds)
    )
    return lines


def figures(report: RefreshReport, language: Language) -> str:
    """How many files were added, changed, removed, left as they were and skipped."""
    counts = {
        "added": len(report.added),
        "changed": len(report.changed),
        "removed": len(report.removed),
        "unchanged": report.unchanged,
        "skipped": len(report.skipped) + len(report.duplicates),
    }
    return say("index_summary", language, **counts)


def _named(files: list[tuple[str, str]], key: str, language: Language) -> list[str]:
    """A line for each file, with why; cut where there are very many."""
    word = say(key, language)
    gap = " " if language is Language.EN else "　"
    lines = [f"{word}{gap}{printable(path)}{f'（{why}）' if why else ''}" for path, why in files[:_MOST_NAMED]]
    if len(files) > _MOST_NAMED:
        lines.append(f"{word}{gap}{say('and_more', language, count=len(files) - _MOST_NAMED)}")
    return lines
