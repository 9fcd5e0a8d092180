"""Administrators told, each in private and in their language, of what they did not ask for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram.error import TelegramError

from bot.messages import Language
from bot.render.marked import Marked
from bot.telegram_app.parts import Bot, Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.transport.sender import Sender

_log = logging.getLogger(__name__)

_PATIENCE = 60.0
"""Seconds for one of them: the line may be down for a day, and the others wait."""


async def tell_administrators(parts: Parts, bot: Bot, worded: Callable[[Language], Marked]) -> None:
    """Tell every administrator; who cannot be told is left out."""
    for person in await asyncio.to_thread(parts.ledger.access.admins):
        language = await asyncio.to_thread(parts.language_of, person, None)
        asker = Asker(person, None, person, language, str(person), is_private=True, is_admin=True)
        try:
            async with asyncio.timeout(_PATIENCE):
                await Sender(bot, asker).send(worded(language))
        except (TelegramError, TimeoutError) as error:
            _log.warning("an administrator could not be told: %s", error)
