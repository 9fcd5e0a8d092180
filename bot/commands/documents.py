"""``yinju documents``: what is searched, and what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from rich.table import Table
from rich.text import Text

from bot import environment
from bot import settings as reading
from bot.bootstrap import log_to_file, open_library, searches_samples
from bot.commands.base import Command, option, put_out, put_out_json, tell
from bot.messages import Language
from bot.render.json_documents import DocumentLine, document_line, unread_lines
from bot.render.printable import printable
from bot.render.screen import Screen
from bot.wording import say
from index.stored import StoredDocument

_SOME_FAILED = 1
"""Exit code of ``--failed`` where there are such files."""

_HEADS = ("column_title", "column_path", "column_paragraphs", "column_date", "column_state")
_FAILED_HEADS = ("column_path", "column_reason")


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(*, json: bool, failed: bool) -> int:
        return _documents(language, json=json, failed=failed)

    params: list[click.Parameter] = [
        option(["--json"], "option_documents_json", language, is_flag=True),
        option(["--failed"], "option_documents_failed", language, is_flag=True),
    ]
    return Command("documents", language, callback=run, params=params)


def _documents(language: Language, *, json: bool, failed: bool) -> int:
    settings = reading.load()
    log_to_file(settings)
    if searches_samples(settings):
        tell(say("using_samples", language))
    library = open_library(settings)
    library.open()
    unread = unread_lines(library.skipped(), language)
    if json:
        for line in unread if failed else (*map(document_line, library.documents()), *unread):
            put_out_json(line.as_json())
    elif failed:
        _show_unread(unread, language)
    else:
        _show(library.documents(), language)
        if unread:
            tell(say("documents_unread", language, count=len(unread)))
    return _SOME_FAILED if failed and unread else 0


def _show(documents: Sequence[StoredDocument], language: Language) -> None:
    if not documents:
        put_out(say("documents_none", language))
    elif sys.stdout.isatty():
        Screen(no_color=environment.no_color()).draw(_table(documents, language))
    else:  # columns for other programs: cut -f1
        for document in documents:
            put_out("\t".join(_row(document, language)))


def _show_unread(unread: Sequence[DocumentLine], language: Language) -> None:
    if not unread:
        tell(say("documents_all_read", language))
    elif sys.stdout.isatty():
        table = _headed(_FAILED_HEADS, language)
        for line in unread:
            table.add_row(Text(_on_one_line(line.path), "source"), Text(line.reason or ""))
        Screen(no_color=environment.no_color()).draw(table)
    else:
        for line in unread:
            put_out(f"{_on_one_line(line.path)}\t{line.reason}")


def _row(document: StoredDocument, language: Language) -> tuple[str, str, str, str, str]:
    info = document.info
    return (
        _on_one_line(info.title),
        _on_one_line(info.path),
        str(document.paragraphs),
        info.date.isoformat() if info.date else "",
        say(f"document_{document.state}", language),
    )


def _on_one_line(text: str) -> str:
    return printable(text).replace("\n", " ")


def _headed(heads: Sequence[str], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, header_style="head")
    for key in heads:
        right = key == "column_paragraphs"
        table.add_column(say(key, language), justify="right" if right else "left", overflow="fold")
    return table


def _table(documents: Sequence[StoredDocument], language: Language) -> Table:
    table = _headed(_HEADS, language)
    for document in documents:
        title, path, paragraphs, day, state = _row(document, language)
        style = "" if document.state == "current" else "trouble"
        table.add_row(Text(title), Text(path, "source"), paragraphs, day, Text(state, style))
    return table
