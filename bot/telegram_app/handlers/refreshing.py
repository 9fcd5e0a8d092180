"""The index brought up to date, its progress told in one message that is edited."""

from __future__ import annotations

import asyncio
import contextlib

from telegram.error import TelegramError

from bot.messages import Language
from bot.render.failures import failure, skip_reason
from bot.render.marked import Marked, clean, marked
from bot.telegram_app.parts import Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.transport.rate_limiter import Effort
from bot.telegram_app.transport.sender import Sender, sentence
from bot.wording import say
from index.errors import YinjuError
from index.store.refresh import RefreshReport

_EVERY = 3.0
"""Seconds between two edits: Telegram counts edits as messages."""
_MOST_SKIPPED = 10


class Progress:
    """Hears from the refreshing thread how far it is; read by the event loop."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0

    def waiting(self, holder: str) -> None:
        """Another process is building; nothing to tell yet."""

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with."""
        del path
        self.done, self.total = done, total


async def refresh(parts: Parts, asker: Asker, sender: Sender, number: int) -> RefreshReport:
    """Refresh in a thread; edit message ``number`` now and then.

    Raises:
        YinjuError: the index could not be brought up to date.
    """
    progress = Progress()
    work = asyncio.create_task(asyncio.to_thread(parts.library.refresh, progress))
    while not (await asyncio.wait({work}, timeout=_EVERY))[0]:
        if progress.total:
            text = sentence("telegram_reloading_at", asker.language, done=progress.done, total=progress.total)
            # An ornament: that it fails is no reason to fail.
            with contextlib.suppress(TelegramError):
                await sender.edit(number, text, effort=Effort.ORNAMENT)
    return work.result()


async def refresh_with_progress(parts: Parts, asker: Asker, sender: Sender, number: int) -> Marked:
    """Refresh as :func:`refresh` does; what to say of it in the end."""
    try:
        report = await refresh(parts, asker, sender, number)
    except YinjuError as error:
        detail = failure(error, asker.language)
        return sentence("telegram_reload_failed", asker.language, detail=detail)
    return summary(report, asker.language)


def summary(report: RefreshReport, language: Language) -> Marked:
    """What a refresh did, with the files it could not use."""
    text = sentence(
        "telegram_reloaded",
        language,
        added=len(report.added),
        changed=len(report.changed),
        removed=len(report.removed),
        unchanged=report.unchanged,
        skipped=len(report.skipped),
    )
    for one in report.skipped[:_MOST_SKIPPED]:
        reason = skip_reason(one.problem, one.facts, language)
        text += marked("\n" + say("telegram_skipped", language, path=clean(one.path), reason=reason))
    if len(report.skipped) > _MOST_SKIPPED:
        text += marked("\n" + say("and_more", language, count=len(report.skipped) - _MOST_SKIPPED))
    return text
