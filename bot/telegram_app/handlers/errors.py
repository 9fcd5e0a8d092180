"""Errors that no handler expected."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram import Message, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import asker_of
from bot.telegram_app.state.update_processor import OrderedProcessor
from bot.telegram_app.transport.guests import answer_guest
from bot.telegram_app.transport.sender import Sender, answer, quoted, sentence
from bot.wording import say
from index.errors import ClusterProblem, IndexProblem

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
        if isinstance(error, InvalidToken):
            # The program is about to end; under the right token the next start takes it up again.
            self._processor.keep(update.update_id)
            return
        key = _key(error)
        if query := update.callback_query:
            language = await asyncio.to_thread(self._parts.language_of, query.from_user.id, query.from_user)
            with contextlib.suppress(TelegramError):
                await answer(query, say(key, language))
            return
        if guest := update.guest_message:
            # Not to its chat: the number may be another's.
            person = guest.from_user.id if guest.from_user else 0
            language = await asyncio.to_thread(self._parts.language_of, person, guest.from_user)
            with contextlib.suppress(TelegramError):
                await answer_guest(context.bot, guest, sentence(key, language), language)
            return
        message = update.effective_message
        if not isinstance(message, Message):
            return
        with contextlib.suppress(TelegramError):
            asker = await asyncio.to_thread(asker_of, self._parts, message)
            to = quoted(message, is_private=asker.is_private)
            await Sender(context.bot, asker).say(key, to)


def _key(error: BaseException | None) -> str:
    """The sentence for an error: whoever asked is told what it means for them, not what is wrong where."""
    if isinstance(error, ClusterProblem):
        return "telegram_cluster_trouble"
    return "telegram_index_trouble" if isinstance(error, IndexProblem) else "telegram_trouble"
