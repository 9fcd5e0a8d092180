"""``yinju`` without a command: the console on a terminal, else questions line by line."""

from __future__ import annotations

import sys
from pathlib import Path

from bot import settings as reading
from bot.console.opening import Holdings, Opened, Opening, Progress
from bot.messages import Language
from bot.settings import Settings
from bot.wording import say


def run(language: Language) -> int:
    """Converse until the input ends; the exit code."""
    settings = reading.load()
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _interactive(settings, language)
    return _lines(settings, language)


def _interactive(settings: Settings, language: Language) -> int:
    from bot.console.session import Session  # noqa: PLC0415 - only on a terminal: prompt_toolkit takes its time
    from bot.render.failures import failure  # noqa: PLC0415 - as above
    from bot.render.screen import console  # noqa: PLC0415 - as above

    settings.data.mkdir(parents=True, exist_ok=True)
    session = Session(
        Opening(lambda progress: _open(settings, language, progress), language),
        console(no_color=reading.no_color()),
        language,
        history=settings.data / "history",
        explain_error=lambda error: failure(error, language),
        can_show_files=reading.has_windows(),
    )
    return session.run()


def _open(settings: Settings, language: Language, progress: Progress) -> Opened:
    """Open the library. What it is made of takes longest to import, so that is done here, behind the prompt."""
    from bot.bootstrap import chosen_documents, log_to_file, make_dialogue, open_library  # noqa: PLC0415 - said above
    from bot.render.refreshed import figures, summary  # noqa: PLC0415
    from bot.suggestions import suggest  # noqa: PLC0415

    log_to_file(settings)
    library = open_library(settings)
    library.open(progress)

    manifest = library.manifest
    samples = not chosen_documents(settings)
    holdings = Holdings(manifest.documents, manifest.paragraphs, manifest.created, samples, suggest(library))

    def file_of(document: str) -> Path | None:
        return next((one.place for one in library.documents() if one.info.id == document), None)

    def catch_up(progress: Progress) -> str | None:
        if library.is_current():
            return None
        report = library.refresh(progress)
        return say("console_refreshed", language, figures=figures(report, language)) if report.touched else None

    return Opened(
        make_dialogue(library),
        holdings,
        lambda: [one.info.title for one in library.documents()],
        file_of,
        lambda progress: summary(library.refresh(progress), library, language),
        catch_up,
    )


def _lines(settings: Settings, language: Language) -> int:
    """Questions and commands of standard input, line by line, as one conversation; plain text."""
    from bot.bootstrap import bring_up_to_date, chosen_documents, log_to_file, make_dialogue, open_library  # noqa: PLC0415
    from bot.commands.base import tell  # noqa: PLC0415
    from bot.messages import Message  # noqa: PLC0415
    from bot.render.screen import Screen  # noqa: PLC0415
    from bot.render.terminal import render  # noqa: PLC0415
    from bot.requests import Command, parse  # noqa: PLC0415

    log_to_file(settings)
    if not chosen_documents(settings):
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
