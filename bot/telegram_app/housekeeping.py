"""What is done by the clock: old things dropped, a ledger that was kept in memory written back, trouble told."""

from __future__ import annotations

import asyncio
import logging

from telegram.error import TelegramError

from bot.ledger import LedgerTrouble
from bot.render.marked import marked
from bot.telegram_app.handlers.administration import ledger_trouble
from bot.telegram_app.parts import Bot, Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.transport.sender import Sender, sentence

_log = logging.getLogger(__name__)

_EVERY = 60.0
_ROUNDS_BETWEEN_PRUNING = 60


class Housekeeping:
    """Goes round every minute.

    Args:
        parts: What the handlers work with.
        retention_days: Days for which questions are kept.
    """

    def __init__(self, parts: Parts, retention_days: int) -> None:
        self._parts = parts
        self._retention_days = retention_days
        self._told: LedgerTrouble | None = None

    async def run(self, bot: Bot) -> None:
        """Go round until cancelled."""
        rounds = 0
        while True:
            try:
                await self.look_after_ledger(bot)
                if rounds % _ROUNDS_BETWEEN_PRUNING == 0:
                    await asyncio.to_thread(self._prune)
            except Exception:  # noqa: BLE001 - a disk that is full for an hour must not end it for good
                _log.exception("housekeeping failed; the next round tries again")
            rounds += 1
            await asyncio.sleep(_EVERY)

    async def look_after_ledger(self, bot: Bot) -> None:
        """Write the ledger back if the disk takes it again; tell the administrators what is new about it."""
        ledger = self._parts.ledger
        await asyncio.to_thread(ledger.recover)
        trouble = ledger.trouble
        if trouble == self._told:
            return
        for person in await asyncio.to_thread(ledger.access.admins):
            language = await asyncio.to_thread(self._parts.language_of, person, None)
            asker = Asker(person, None, person, language, str(person), is_private=True, is_admin=True)
            text = marked(ledger_trouble(trouble, language)) if trouble else sentence("ledger_recovered", language)
            try:
                # Not for a day: this goes round again.
                async with asyncio.timeout(_EVERY):
                    await Sender(bot, asker).send(text)
            except (TelegramError, TimeoutError) as error:
                _log.warning("an administrator could not be told: %s", error)
        self._told = trouble

    def _prune(self) -> None:
        self._parts.ledger.updates.prune()
        self._parts.ledger.questions.prune(self._retention_days)
