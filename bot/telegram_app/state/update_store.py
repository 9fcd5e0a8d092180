"""Updates written down before they are handled."""

from __future__ import annotations

import asyncio
import json
import logging

from telegram import Update

from bot.ledger import Updates
from bot.telegram_app.parts import App

_log = logging.getLogger(__name__)


class UpdateStore:
    """Takes updates in: stored first, then queued."""

    def __init__(self, app: App, updates: Updates) -> None:
        self._app = app
        self._updates = updates

    async def put(self, update: Update) -> None:
        """Write an update down and queue it. Once this returns, a crash loses it no more."""
        if await asyncio.to_thread(self._updates.add, update.update_id, update.to_json()):
            await self._app.update_queue.put(update)

    async def take_up(self) -> int:
        """Queue what an earlier run left unfinished; how many."""
        bodies = await asyncio.to_thread(self._updates.unfinished)
        for body in bodies:
            update = Update.de_json(json.loads(body), self._app.bot)
            await self._app.update_queue.put(update)
        if bodies:
            _log.info("taking up %d unfinished updates", len(bodies))
        return len(bodies)
