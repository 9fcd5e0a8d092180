"""What is done by the clock: old things dropped, the ledger written back, rights read again, trouble told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.ledger import LedgerTrouble
from bot.render.failures import failure
from bot.render.marked import clean, marked
from bot.render.rights import rights_kept
from bot.rights.errors import RightsError
from bot.telegram_app.handlers.administration import ledger_trouble
from bot.telegram_app.handlers.telling import tell_administrators
from bot.telegram_app.parts import Bot, Parts
from bot.telegram_app.transport.sender import sentence
from index.errors import YinjuError

_log = logging.getLogger(__name__)

_EVERY = 60.0
_ROUNDS_BETWEEN_PRUNING = 60


class Housekeeping:
    """Goes round every minute.

    Args:
        parts: What the handlers work with.
        retention_days: Days for which questions are kept.
        failure: The error that keeps the documents from being taken up now; ``None`` where none does.
    """

    def __init__(
        self, parts: Parts, retention_days: int, failure: Callable[[], YinjuError | None] = lambda: None
    ) -> None:
        self._parts = parts
        self._retention_days = retention_days
        self._failure = failure
        self._told_of_documents = ""
        self._told: LedgerTrouble | None = None
        self._told_of_rights: RightsError | None = None

    async def run(self, bot: Bot) -> None:
        """Go round until cancelled."""
        rounds = 0
        while True:
            try:
                await self.look_after_ledger(bot)
                await self.look_after_rights(bot)
                await self.look_after_documents(bot)
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
        await tell_administrators(
            self._parts,
            bot,
            lambda language: (
                marked(ledger_trouble(trouble, language)) if trouble else sentence("ledger_recovered", language)
            ),
        )
        self._told = trouble

    async def look_after_rights(self, bot: Bot) -> None:
        """Read the rights file again if it has changed; tell the administrators where it cannot be used."""
        rights = self._parts.rights
        await asyncio.to_thread(rights.look)
        trouble = rights.trouble
        if trouble is self._told_of_rights:
            return
        count = len(rights.rules)
        await tell_administrators(
            self._parts,
            bot,
            lambda language: (
                marked(clean(rights_kept(trouble, language)))
                if trouble
                else sentence("rights_mended", language, count=count)
            ),
        )
        self._told_of_rights = trouble

    async def look_after_documents(self, bot: Bot) -> None:
        """Tell the administrators what keeps the documents from being taken up, a full disk for one; once."""
        error = self._failure()
        told, self._told_of_documents = self._told_of_documents, str(error or "")
        if told == self._told_of_documents:
            return
        await tell_administrators(
            self._parts,
            bot,
            lambda language: (
                sentence("telegram_documents_kept", language, detail=clean(failure(error, language)))
                if error
                else sentence("telegram_documents_taken_up", language)
            ),
        )

    def _prune(self) -> None:
        self._parts.ledger.updates.prune()
        self._parts.ledger.questions.prune(self._retention_days)
        self._parts.ledger.sent_files.prune()
