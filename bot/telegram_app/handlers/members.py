"""Groups that change."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.telegram_app.handlers.telling import tell_administrators
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.transport.sender import sentence


class Members:
    """Handlers of what happens to groups."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def on_migration(self, update: Update, context: Context) -> None:
        """A group became a supergroup: what is kept of it moves.

        Both the old and the new group tell of it; the message in the old one is enough.
        """
        message = update.message
        if message is None or message.migrate_to_chat_id is None:
            return
        old, new = message.chat_id, message.migrate_to_chat_id
        await asyncio.to_thread(self._move, old, new)
        # The rights file is the operator's: nobody else writes in it.
        if any(old in rule.groups for rule in self._parts.rights.rules):
            facts = {"old": str(old), "new": str(new)}
            await tell_administrators(
                self._parts, context.bot, lambda language: sentence("telegram_rights_moved", language, **facts)
            )

    def _move(self, old: int, new: int) -> None:
        ledger = self._parts.ledger
        ledger.access.moved(old, new)
        ledger.chats.moved(old, new)
        ledger.questions.moved(old, new)
        ledger.watched.moved(old, new)
