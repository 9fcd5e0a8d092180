"""``yinju documents``: what is searched."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from pydantic import BaseModel, ConfigDict
from rich.table import Table
from rich.text import Text

from bot import environment
from bot import settings as reading
from bot.bootstrap import chosen_documents, log_to_file, open_library
from bot.commands.base import Command, option, put_out, put_out_json, tell
from bot.messages import Language
from bot.render.printable import printable
from bot.render.screen import Screen
from bot.wording import say
from index.library import StoredDocument

_HEADS = ("column_title", "column_path", "column_paragraphs", "column_date", "column_state")


class DocumentLine(BaseModel):
    """What ``--json`` prints of a document, one object per line.

    Attributes:
        title: Its title.
        path: Path relative to the folder it was given by, with ``/``.
        paragraphs: How many it has.
        date: The day it is from.
        date_source: Where that day was found: ``metadata``, ``text``, or ``file`` for the day the file was saved.
        state: How the index stands to its file: ``current``, ``changed``, and so on.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    path: str
    paragraphs: int
    date: str | None
    date_source: str | None
    state: str


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(*, json: bool) -> int:
        return _documents(language, json=json)

    params: list[click.Parameter] = [option(["--json"], "option_documents_json", language, is_flag=True)]
    return Command("documents", language, callback=run, params=params)


def _documents(language: Language, *, json: bool) -> int:
    settings = reading.load()
    log_to_file(settings)
    if not chosen_documents(settings):
        tell(say("using_samples", language))
    library = open_library(settings)
    library.open()
    documents = library.documents()
    if json:
        for document in documents:
            put_out_json(_line(document).model_dump_json())
    elif not documents:
        put_out(say("documents_none", language))
    elif sys.stdout.isatty():
        Screen(no_color=environment.no_color()).draw(_table(documents, language))
    else:  # columns for other programs: cut -f1
        for document in documents:
            put_out("\t".join(_row(document, language)))
    return 0


def _line(document: StoredDocument) -> DocumentLine:
    info = document.info
    day = info.date.isoformat() if info.date else None
    return DocumentLine(
        title=info.title,
        path=info.path,
        paragraphs=document.paragraphs,
        date=day,
        date_source=info.date_source.value if info.date_source else None,
        state=document.state.value,
    )


def _row(document: StoredDocument, language: Language) -> tuple[str, str, str, str, str]:
    info = document.info
    return (
        printable(info.title).replace("\n", " "),
        printable(info.path).replace("\n", " "),
        str(document.paragraphs),
        info.date.isoformat() if info.date else "",
        say(f"document_{document.state}", language),
    )


def _table(documents: Sequence[StoredDocument], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, header_style="head")
    for key in _HEADS:
        right = key == "column_paragraphs"
        table.add_column(say(key, language), justify="right" if right else "left", overflow="fold")
    for document in documents:
        title, path, paragraphs, day, state = _row(document, language)
        style = "" if document.state == "current" else "trouble"
        table.add_row(Text(title), Text(path, "source"), paragraphs, day, Text(state, style))
    return table
