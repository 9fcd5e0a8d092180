"""Whom the bot listens to, decided before anything else: closed by default."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict

from telegram import Chat, InlineQuery, InlineQueryResultsButton, Message, Update
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop

from bot.telegram_app.handlers.addressing import command_of, is_for_another_bot, question_of
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.access import may_enter
from bot.telegram_app.state.albums import Albums
from bot.telegram_app.state.chats import ANONYMOUS, asker_of
from bot.telegram_app.state.flood_limit import FloodLimit
from bot.telegram_app.transport.guests import answer_guest
from bot.telegram_app.transport.sender import Sender, answer, sentence
from bot.wording import say

_FOR_STRANGERS = frozenset({"start", "pair"})
"""Commands anybody may send in private."""

_FOR_CLOSED_GROUPS = frozenset({"allow", "pair"})
"""The second only to be told that a code is for a private chat."""

_HOUR = 3600.0
_MOST_REMEMBERED = 1000


class AccessCheck:
    """Lets through what is meant for the bot, from those who may use it, and not too fast."""

    def __init__(self, parts: Parts, commands: frozenset[str]) -> None:
        self._parts = parts
        self._commands = commands
        self._messages = FloodLimit()
        self._taps = FloodLimit(most=30)
        self._told: OrderedDict[int, float] = OrderedDict()
        self._albums: Albums[bool] = Albums()

    async def on_update(self, update: Update, context: Context) -> None:
        """Stop the update here unless it may go on to its handler.

        Raises:
            ApplicationHandlerStop: it may not.
        """
        if message := update.message or update.edited_message:
            await self._message(message, context)
        elif query := update.callback_query:
            here = query.message.chat if query.message else None
            if here is None or not await asyncio.to_thread(may_enter, self._parts, here, query.from_user):
                await answer(query)
                raise ApplicationHandlerStop
            if self._taps.take(query.from_user.id, self._parts.clock()) != 0:
                await answer(query)
                raise ApplicationHandlerStop
        elif inline := update.inline_query:
            if not await asyncio.to_thread(may_enter, self._parts, None, inline.from_user):
                await self._refuse_inline(inline)
                raise ApplicationHandlerStop
        elif guest := update.guest_message:
            await self._guest(guest, context)
        elif update.my_chat_member is None:
            raise ApplicationHandlerStop

    async def _message(self, message: Message, context: Context) -> None:
        if message.migrate_to_chat_id is not None:
            return
        if not self._is_for_us(message, context) or _is_bot(message) or _is_our_own(message, context.bot.id):
            raise ApplicationHandlerStop
        command = command_of(message, context.bot.username)
        name = command[0] if command else ""
        is_open = self._is_open_to_strangers(message, name)
        if not is_open and not await asyncio.to_thread(may_enter, self._parts, message.chat, message.from_user):
            await self._refuse(message, context)
            raise ApplicationHandlerStop
        is_file = message.document is not None or bool(message.photo)
        if is_file and await asyncio.to_thread(self._is_admin, message):
            # Twenty files sent at once are one wish; none may get lost.
            return
        # Edits are counted each: they can be made without end.
        welcome = self._albums.of(message) if message.edit_date is None else None
        if welcome is not None:
            # Ten pictures sent as one are one message.
            if not welcome:
                raise ApplicationHandlerStop
            return
        written = message.edit_date or message.date
        wait = self._messages.take(_who(message), written.timestamp())
        self._albums.keep(message, wait == 0)
        if wait != 0:
            if wait is not None:
                # With what it replies to, one sees from where on nothing is answered.
                asker = await asyncio.to_thread(asker_of, self._parts, message)
                await Sender(context.bot, asker).say("telegram_flood", message.message_id, seconds=wait)
            raise ApplicationHandlerStop

    def _is_for_us(self, message: Message, context: Context) -> bool:
        """In a group: a question to the bot, or one of its commands; the rest is none of its business."""
        if message.chat.type == Chat.PRIVATE:
            return not is_for_another_bot(message, context.bot.username)
        if message.chat.type == Chat.CHANNEL:
            return False
        command = command_of(message, context.bot.username)
        if command is not None and command[0] in self._commands:
            return True
        return question_of(message, context.bot.username, context.bot.id) is not None

    def _is_admin(self, message: Message) -> bool:
        return message.from_user is not None and self._parts.ledger.access.is_admin(message.from_user.id)

    @staticmethod
    def _is_open_to_strangers(message: Message, command: str) -> bool:
        if message.chat.type == Chat.PRIVATE:
            return command in _FOR_STRANGERS
        return command in _FOR_CLOSED_GROUPS

    async def _guest(self, message: Message, context: Context) -> None:
        """Let through a mention elsewhere, if the operator allows it, of somebody who was let in."""
        user = message.from_user
        if not self._parts.guests or user is None or user.is_bot:
            raise ApplicationHandlerStop
        language = await asyncio.to_thread(self._parts.language_of, user.id, user)
        if not await asyncio.to_thread(may_enter, self._parts, None, user):
            if self._is_to_be_told(user.id):
                text = sentence("telegram_guest_closed", language, bot=context.bot.username)
                await answer_guest(context.bot, message, text, language)
            raise ApplicationHandlerStop
        wait = self._messages.take(user.id, message.date.timestamp())
        if wait != 0:
            if wait is not None:
                text = sentence("telegram_flood", language, seconds=wait)
                await answer_guest(context.bot, message, text, language)
            raise ApplicationHandlerStop

    async def _refuse_inline(self, inline: InlineQuery) -> None:
        """No results, and the way to where one is told whom to ask: an empty list would look broken."""
        language = await asyncio.to_thread(self._parts.language_of, inline.from_user.id, inline.from_user)
        button = InlineQueryResultsButton(say("inline_closed", language), start_parameter="inline")
        with contextlib.suppress(BadRequest):
            await inline.answer([], cache_time=0, is_personal=True, button=button)

    async def _refuse(self, message: Message, context: Context) -> None:
        """Say once an hour whom to ask; then be silent."""
        if not self._is_to_be_told(message.chat_id):
            return
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        sender = Sender(context.bot, asker)
        if asker.is_private:
            await sender.say("telegram_stranger", id=str(asker.person))
        else:
            await sender.say("telegram_group_closed", message.message_id)

    def _is_to_be_told(self, who: int) -> bool:
        """Whether a person or a chat was not told within the last hour; from now on it was."""
        now = self._parts.clock()
        if now - self._told.get(who, now - _HOUR) < _HOUR:
            return False
        self._told[who] = now
        while len(self._told) > _MOST_REMEMBERED:
            self._told.popitem(last=False)
        return True


def _who(message: Message) -> int:
    """Whose messages are counted together: under one name all anonymous administrators of a group, and no others."""
    user = message.from_user
    return message.chat_id if user is None or user.id == ANONYMOUS else user.id


def _is_our_own(message: Message, bot: int) -> bool:
    """Whether someone put it there with ``@bot question``: an answer, not a question."""
    return message.via_bot is not None and message.via_bot.id == bot


def _is_bot(message: Message) -> bool:
    """Whether a machine or a channel wrote it: two bots answering each other never end."""
    user = message.from_user
    return user is None or (user.is_bot and user.id != ANONYMOUS)
