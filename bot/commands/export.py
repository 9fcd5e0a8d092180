"""``yinju export``: what was asked in Telegram as a file, or what could not be answered as a table."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from bot import settings as reading
from bot.bootstrap import LEDGER_NAME, log_to_file
from bot.commands.base import Command, option, put_out, tell
from bot.ledger import Ledger, LedgerError
from bot.messages import Language
from bot.render import export
from bot.render.export import Format
from bot.render.export.unanswered import table
from bot.wording import say

_TABLE = "csv"
_FORMATS = (*(kind.value for kind in Format), _TABLE)
_ENDINGS = {**{f".{kind}": kind for kind in _FORMATS}, ".markdown": Format.MARKDOWN.value}
_DONE, _NOTHING, _FAILED = 0, 1, 2


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(*, since: dt.datetime | None, kind: str | None, out: Path | None) -> int:
        return _export(language, since, _kind(kind, out, language), out)

    return Command(
        "export",
        language,
        callback=run,
        params=[
            option(
                ["--since"], "option_export_since", language, type=click.DateTime(["%Y-%m-%d"]), metavar="2026-03-01"
            ),
            option(["--format", "kind"], "option_export_format", language, type=click.Choice(_FORMATS), metavar="md"),
            option(
                ["--out"],
                "option_export_out",
                language,
                type=click.Path(path_type=Path, dir_okay=False),
                metavar="OUT",
            ),
        ],
    )


def _kind(kind: str | None, out: Path | None, language: Language) -> str:
    """The format that was asked for, by name or by the ending of the file's."""
    if kind is None and out is not None:
        kind = _ENDINGS.get(out.suffix.lower())
        if kind is None:
            raise click.UsageError(say("usage_export_format", language, name=out.name))
    if kind == Format.WORD and out is None:
        raise click.UsageError(say("usage_export_out", language))
    return kind or Format.MARKDOWN


def _export(language: Language, since: dt.datetime | None, kind: str, out: Path | None) -> int:
    if kind != _TABLE and Format(kind) not in export.formats():
        tell(say("export_word_extra", language))
        return _FAILED
    settings = reading.load()
    log_to_file(settings)
    begin = since.astimezone().timestamp() if since else 0.0
    file = settings.data / LEDGER_NAME
    try:
        count, data = _made(file, begin, kind, language) if file.exists() else (0, b"")
    except LedgerError as error:
        tell(say(error.key, language, file=str(error.file)))
        return _FAILED
    if not count:
        tell(say("export_nothing", language))
        return _NOTHING
    if out is None:
        text = data.decode()
        # a terminal shows no mark, and line ends are its own
        put_out((text.removeprefix("\ufeff") if sys.stdout.isatty() else text).replace("\r\n", "\n").rstrip("\n"))
        return _DONE
    out.write_bytes(data)
    tell(say("export_written", language, count=count, path=str(out)))
    return _DONE


def _made(file: Path, since: float, kind: str, language: Language) -> tuple[int, bytes]:
    """How many questions there are, and the file of them."""
    ledger = Ledger(file, as_copy=True)
    try:
        if kind == _TABLE:
            unanswered = [one for one in ledger.backlog.all() if one.at >= since]
            return len(unanswered), table(unanswered).encode("utf-8", "replace")
        carried = ledger.exchanges.of_all(since)
        now = dt.datetime.now().astimezone()
        return len(carried.exchanges), export.document(carried.exchanges, Format(kind), language, now, carried.left_out)
    finally:
        ledger.close()
