"""Updates nobody can handle: the person behind one is told."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram import Chat, User
from telegram.error import TelegramError

from bot.telegram_app.parts import Bot, Parts
from bot.telegram_app.state.access import may_enter
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.transport.sender import Sender

_log = logging.getLogger(__name__)


class Unanswerable:
    """Tells people that what they sent will not be answered."""

    def __init__(self, parts: Parts, bot: Bot) -> None:
        self._parts = parts
        self._bot = bot

    async def tell(self, raw: dict[str, Any]) -> None:
        """Say so in the chat it came from, in private; in a group nobody knows whether the bot was asked at all."""
        message = raw.get("message")
        try:
            user = User.de_json(message["from"], self._bot) if isinstance(message, dict) else None
            if not isinstance(message, dict) or user is None or message["chat"]["type"] != Chat.PRIVATE:
                return
            chat, number = int(message["chat"]["id"]), int(message["message_id"])
        except (LookupError, TypeError, ValueError):
            return
        asker = await asyncio.to_thread(self._asker, chat, user)
        if asker is None:
            return
        try:
            await Sender(self._bot, asker).say("telegram_unanswerable", number)
        except TelegramError as error:
            _log.warning("nobody could be told of it: %s", error)

    def _asker(self, chat: int, user: User) -> Asker | None:
        if not may_enter(self._parts, None, user):
            return None
        language = self._parts.language_of(chat, user)
        return Asker(chat, None, user.id, language, str(chat), is_private=True, is_admin=False)
