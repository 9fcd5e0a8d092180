"""``yinju`` without a command: the console on a terminal, else questions line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot import environment
from bot.console.opening import Holdings, Opened, Opening, Progress
from bot.console.originals import Originals
from bot.console.page_pictures import PagePictures
from bot.messages import Language
from bot.wording import say

_HISTORY_NAME = "history"
_ORIGINALS = "taken-out"
_PICTURES = "pages"


def run(language: Language) -> int:
    """Converse until the input ends; the exit code."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _interactive(language)
    return _lines(language)


def _interactive(language: Language) -> int:
    from bot.console.paging import pager  # noqa: PLC0415 - only on a terminal
    from bot.console.session import Session  # noqa: PLC0415 - only on a terminal: prompt_toolkit takes its time
    from bot.console.showing import shower  # noqa: PLC0415 - as above
    from bot.render.screen import console  # noqa: PLC0415 - as above

    def explain(error: Exception) -> str:
        from bot.commands.trouble import sentence  # noqa: PLC0415 - only when something went wrong

        return sentence(error, language)

    session = Session(
        Opening(partial(_open, language), explain, language),
        console(no_color=environment.no_color()),
        language,
        history=_history,
        explain_error=explain,
        show=shower(has_windows=environment.has_windows()),
        pager=pager(environment.pager_command(), environment.environment()),
    )
    return session.run()


def _history() -> Path:
    from bot import settings  # noqa: PLC0415 - they take a while to import, so that is done behind the prompt

    return settings.load().data / _HISTORY_NAME


def _open(language: Language, progress: Progress) -> Opened:
    """Open the library. What it is made of takes longest to import, so that is done here, behind the prompt."""
    from bot import settings as reading  # noqa: PLC0415 - said above
    from bot.bootstrap import log_to_file, make_dialogue, open_library, searches_samples  # noqa: PLC0415 - said above
    from bot.misspelt import sentences  # noqa: PLC0415
    from bot.render.failures import failure  # noqa: PLC0415
    from bot.render.refreshed import figures, summary  # noqa: PLC0415
    from bot.suggestions import suggest  # noqa: PLC0415
    from index.store.refresh import RefreshReport  # noqa: PLC0415
    from index.store.refresh.watching import Watch  # noqa: PLC0415

    settings = reading.load()
    log_to_file(settings)
    library = open_library(settings)
    library.open(progress)

    manifest = library.manifest
    samples = searches_samples(settings)
    holdings = Holdings(manifest.documents, manifest.paragraphs, manifest.created, samples)

    def file_of(document: str) -> Path | None:
        return next((one.place for one in library.documents() if one.info.id == document), None)

    def keep_current(progress: Progress, tell: Callable[[str], None]) -> None:
        for sentence in sentences(language):
            tell(sentence)

        def changed(report: RefreshReport) -> None:
            if report.touched:
                tell(say("console_refreshed", language, figures=figures(report, language)))

        if not library.is_current():
            changed(library.refresh(progress))
        Watch(library, changed, lambda error: tell(failure(error, language))).start()

    return Opened(
        make_dialogue(library),
        holdings,
        partial(suggest, library),
        lambda: [one.info.title for one in library.documents()],
        file_of,
        Originals(settings.data / _ORIGINALS),
        PagePictures(settings.data / _PICTURES, library.render_page),
        lambda progress: summary(library.refresh(progress), library, language),
        keep_current,
    )


def _lines(language: Language) -> int:
    """Questions and commands of standard input, line by line, as one conversation; plain text."""
    from bot import settings as reading  # noqa: PLC0415 - as above
    from bot.bootstrap import bring_up_to_date, log_to_file, make_dialogue, open_library, searches_samples  # noqa: PLC0415
    from bot.commands.base import tell, tell_misspelt  # noqa: PLC0415
    from bot.messages import Message  # noqa: PLC0415
    from bot.render.screen import Screen  # noqa: PLC0415
    from bot.render.terminal import render  # noqa: PLC0415
    from bot.requests import Command, parse  # noqa: PLC0415

    tell_misspelt(language)
    settings = reading.load()
    log_to_file(settings)
    if searches_samples(settings):
        tell(say("using_samples", language))
    library = open_library(settings)
    bring_up_to_date(library)
    dialogue = make_dialogue(library)
    screen = Screen(plain=True)
    for line in sys.stdin:
        text = line.strip().lstrip("\ufeff")
        if not text:
            continue
        if parse(text).command is Command.QUIT:
            break
        reply = dialogue.reply(Message(text, "terminal", language, is_admin=True))
        screen.show(render(reply, language).append("\n"))
    return 0
