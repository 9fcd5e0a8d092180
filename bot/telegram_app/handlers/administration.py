"""What administrators ask for: /stats, /reload, /health."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

from telegram import Update

import index
from bot.ledger import LedgerTrouble
from bot.messages import Language
from bot.render.marked import Marked, Tag, clean, marked
from bot.render.rights import rights_kept
from bot.telegram_app.handlers.incoming import Incoming, read_of_admin
from bot.telegram_app.handlers.refreshing import refresh_with_progress
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import Asker
from bot.wording import say

DAYS = 14


class Administration:
    """Handlers of the commands; each refuses whoever is no administrator."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def stats(self, update: Update, context: Context) -> None:
        """Questions a day, the share answered, how long it took, what people thought of it."""
        if incoming := await read_of_admin(self._parts, update, context):
            text = await asyncio.to_thread(self._stats, incoming.asker)
            await incoming.sender.send(text, to=incoming.to)

    async def reload(self, update: Update, context: Context) -> None:
        """Read the documents again, telling how far it is."""
        if incoming := await self._who_may_see_all(update, context):
            number = await incoming.sender.say("telegram_reloading", incoming.to)
            text = await refresh_with_progress(self._parts, incoming.asker, incoming.sender, number)
            await incoming.sender.edit(number, text)

    async def health(self, update: Update, context: Context) -> None:
        """Version, index, connection, ledger."""
        if incoming := await self._who_may_see_all(update, context):
            text = await asyncio.to_thread(self._health, incoming.asker)
            await incoming.sender.send(text, to=incoming.to)

    async def _who_may_see_all(self, update: Update, context: Context) -> Incoming | None:
        """The message of an administrator, where all who read along may know of every document."""
        incoming = await read_of_admin(self._parts, update, context)
        if incoming is None:
            return None
        readable = await asyncio.to_thread(self._parts.rights.readable, incoming.asker.reader)
        if readable.documents is None:
            return incoming
        await incoming.sender.say("telegram_private_only", incoming.to)
        return None

    def _stats(self, asker: Asker) -> Marked:
        language = asker.language
        summary = self._parts.ledger.statistics.summary(DAYS)
        if not summary.asked:
            return marked(say("telegram_stats_none", language))
        lines = [
            say("telegram_stats_total", language, asked=summary.asked, share=_share(summary.answered, summary.asked)),
            say("telegram_stats_time", language, p50=round(summary.p50_ms), p95=round(summary.p95_ms)),
            f"👍 {summary.good}　👎 {summary.bad}",
            "",
            *(
                say("telegram_stats_day", language, date=day.date, asked=day.asked, answered=day.answered)
                for day in summary.days
            ),
        ]
        return marked(say("telegram_stats", language, days=DAYS), Tag.BOLD) + marked("\n" + "\n".join(lines))

    def _health(self, asker: Asker) -> Marked:
        parts = self._parts
        now, manifest = parts.clock(), parts.library.manifest
        text = marked(
            say(
                "telegram_health",
                asker.language,
                version=index.__version__,
                uptime=str(dt.timedelta(seconds=round(now - parts.pulse.started))),
                documents=manifest.documents,
                paragraphs=manifest.paragraphs,
                built=f"{manifest.created.astimezone():%Y-%m-%d %H:%M}",
                heard=round(now - parts.pulse.heard),
                # The message that asks is not finished either.
                waiting=max(0, parts.ledger.updates.waiting() - 1),
                size=sum(file.stat().st_size for file in _files(parts.ledger_file)) // 1024,
            )
        )
        if aside := parts.ledger.updates.aside():
            text += marked("\n" + say("telegram_health_aside", asker.language, count=aside))
        if rules := parts.rights.rules:
            text += marked("\n" + say("telegram_health_rights", asker.language, count=len(rules)))
        # What is wrong names folders, and a group reads along.
        if (wrong := parts.rights.trouble) and asker.is_private:
            text += marked("\n" + clean(rights_kept(wrong, asker.language)))
        if trouble := parts.ledger.trouble:
            text += marked("\n" + ledger_trouble(trouble, asker.language))
        return text


def ledger_trouble(trouble: LedgerTrouble, language: Language) -> str:
    """What is wrong with the ledger's file, and what to do."""
    return say(trouble.key, language, file=clean(str(trouble.file)), detail=clean(trouble.detail))


def _files(ledger: Path) -> list[Path]:
    """The ledger's file and what SQLite keeps beside it."""
    return [file for file in (ledger, *ledger.parent.glob(f"{ledger.name}-*")) if file.exists()]


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole)
