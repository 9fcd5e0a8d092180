"""Groups that change."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.telegram_app.parts import Context, Parts


class Members:
    """Handlers of what happens to groups."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def on_migration(self, update: Update, context: Context) -> None:
        """A group became a supergroup: what is kept of it moves.

        Both the old and the new group tell of it; the message in the old one is enough.
        """
        del context
        message = update.message
        if message is not None and message.migrate_to_chat_id is not None:
            await asyncio.to_thread(self._move, message.chat_id, message.migrate_to_chat_id)

    def _move(self, old: int, new: int) -> None:
        ledger = self._parts.ledger
        ledger.access.moved(old, new)
        ledger.chats.moved(old, new)
        ledger.questions.moved(old, new)
