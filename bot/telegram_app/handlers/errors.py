"""Errors that no handler expected."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram import Message, Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import asker_of
from bot.telegram_app.state.update_processor import OrderedProcessor
from bot.telegram_app.transport.retries import was_never_sent
from bot.telegram_app.transport.sender import Sender, answer, quoted
from bot.wording import say

_log = logging.getLogger(__name__)


class Errors:
    """What no handler expected: logged, and the person told that something went wrong, never what."""

    def __init__(self, parts: Parts, processor: OrderedProcessor) -> None:
        self._parts = parts
        self._processor = processor

    async def on_error(self, update: object, context: Context) -> None:
        """Log first; telling may fail as well."""
        error = context.error
        # The library counts a request Telegram calls wrong among the troubles of the network; it is one of ours.
        if isinstance(error, Forbidden | NetworkError) and not isinstance(error, BadRequest):
            _log.warning("Telegram refused or was away: %s", error)
        else:
            _log.error("an update could not be handled", exc_info=error)
        if isinstance(error, Forbidden) or not isinstance(update, Update):
            return
        if was_never_sent(error) and isinstance(update.effective_message, Message) and not update.callback_query:
            # Nothing can be told now either. The next start takes it up again.
            self._processor.keep(update.update_id)
            return
        if query := update.callback_query:
            language = await asyncio.to_thread(self._parts.language_of, query.from_user.id, query.from_user)
            with contextlib.suppress(TelegramError):
                await answer(query, say("telegram_trouble", language))
            return
        message = update.effective_message
        if not isinstance(message, Message):
            return
        with contextlib.suppress(TelegramError):
            asker = await asyncio.to_thread(asker_of, self._parts, message)
            to = quoted(message, is_private=asker.is_private)
            await Sender(context.bot, asker).say("telegram_trouble", to)
