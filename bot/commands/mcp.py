"""``yinju mcp``: the documents as tools of an assistant."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.commands.base import Command, option, tell
from bot.messages import Language
from bot.wording import say

_ERROR = 2
_EXTRA = "mcp"


def command(language: Language) -> click.Command:
    """The command, worded."""

    def run(*, documents: tuple[Path, ...]) -> int:
        return _serve(language, documents)

    params: list[click.Parameter] = [
        option(["--documents"], "option_documents", language, multiple=True, type=click.Path(path_type=Path))
    ]
    return Command("mcp", language, callback=run, params=params)


def _serve(language: Language, documents: tuple[Path, ...]) -> int:
    try:
        from bot.mcp_app.server import serve  # noqa: PLC0415 - its help needs no SDK, and the SDK may be missing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != _EXTRA:
            raise
        tell(say("mcp_missing_extra", language))
        return _ERROR
    from bot import settings as reading  # noqa: PLC0415 - nobody waits for them without the SDK
    from bot.bootstrap import log_to_file, one_off_library, open_library, searches_samples  # noqa: PLC0415 - as above
    from bot.mcp_app.opening import Opening  # noqa: PLC0415 - as above

    settings = reading.load()
    log = log_to_file(settings)
    library = one_off_library(settings, documents) if documents else open_library(settings)
    if not documents and searches_samples(settings):
        tell(say("using_samples", language))
    if sys.stdin.isatty():
        tell(say("mcp_for_programs", language))
    serve(Opening(library, language, str(log)), language, str(log))
    return 0
