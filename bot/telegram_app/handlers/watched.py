"""Questions people keep an eye on: /watch, /unwatch and their buttons; :mod:`bot.telegram_app.news` tells of them."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, InlineKeyboardMarkup, Update

from bot import smalltalk
from bot.ledger import Watched
from bot.ledger.watched import MOST, MOST_OF_A_PERSON
from bot.render import watched as render
from bot.render.excerpts import one_line
from bot.render.marked import Marked, marked
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.callback_data import CallbackData
from bot.telegram_app.handlers.incoming import Incoming, read
from bot.telegram_app.handlers.typed import typed_argument
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.access import GroupAdministrators
from bot.telegram_app.state.chats import ANONYMOUS, Asker
from bot.telegram_app.transport.sender import edit_under
from bot.watched import Known
from bot.wording import say

WATCH_TYPED = ("关注", "關注")
UNWATCH_TYPED = ("取消关注", "取消關注")
"""The commands' Chinese names."""

_MOST_CHARACTERS = 300
_DIGITS = 4

_Screen = tuple[Marked, InlineKeyboardMarkup | None]


class WatchedQuestions:
    """Handlers of the commands and the buttons."""

    def __init__(self, parts: Parts, administrators: GroupAdministrators) -> None:
        self._parts = parts
        self._administrators = administrators

    async def watch(self, update: Update, context: Context) -> None:
        """Keep the question behind the command, or the one whose answer it replies to; without any, list them."""
        incoming = await read(self._parts, update, context)
        typed = typed_argument(incoming.message, context.bot, WATCH_TYPED)
        argument = incoming.argument if typed is None else typed
        text, keyboard = await asyncio.to_thread(self._watch, incoming, argument)
        await incoming.sender.send(text, keyboard, incoming.to)

    async def unwatch(self, update: Update, context: Context) -> None:
        """Drop the question of the number behind the command."""
        incoming = await read(self._parts, update, context)
        typed = typed_argument(incoming.message, context.bot, UNWATCH_TYPED)
        text = await asyncio.to_thread(self._unwatch, incoming.asker, incoming.argument if typed is None else typed)
        await incoming.sender.send(marked(text), to=incoming.to)

    async def on_unwatch(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """Drop the question of a button, under the list or under the news of it."""
        ledger = self._parts.ledger.watched
        found = await asyncio.to_thread(ledger.find, data.number(0))
        if found is None or found.chat != asker.chat:
            return say("watch_gone", asker.language)
        # who watches anonymously presses buttons by an account of their own
        by_administrator = found.person == ANONYMOUS and await self._administrators.include(context.bot, asker)
        if found.person != asker.person and not by_administrator:
            return say("watch_not_yours", asker.language)
        await asyncio.to_thread(ledger.remove, found.id)
        if len(data.fields) == 1:
            await edit_under(query, *await asyncio.to_thread(self._screen, asker, found.person))
        return say("watch_ended", asker.language, question=one_line(found.question, keyboards.POPUP))

    def _watch(self, incoming: Incoming, argument: str) -> _Screen:
        asker, ledger = incoming.asker, self._parts.ledger
        question = argument or self._replied_to(incoming)
        if not question:
            return self._screen(asker, asker.person)
        language = asker.language
        bare = " ".join(smalltalk.without_greeting(question).split())
        if not bare or smalltalk.recognise(question) or len(bare) > _MOST_CHARACTERS:
            return marked(say("watch_no_question", language, most=_MOST_CHARACTERS)), None
        own = ledger.watched.of(asker.chat, asker.person)
        if any(one.question == bare for one in own):
            return marked(say("watch_already", language)), None
        # anonymous administrators of different groups share a number
        count = len(own) if asker.is_anonymous else ledger.watched.count(asker.person)
        if count >= MOST_OF_A_PERSON:
            return marked(say("watch_full", language, most=MOST_OF_A_PERSON)), None
        if ledger.watched.count_all() >= MOST:
            return marked(say("watch_full_all", language, most=MOST)), None
        snapshot = self._parts.version
        shelf = self._parts.shelf_for(asker.reader)
        known = Known.of(shelf.ask(bare, self._parts.scope(asker.chat, asker.topic, asker.reader)), language)
        message = None if asker.is_private else incoming.message.message_id
        one = Watched(asker.chat, asker.thread, asker.person, message, language.value, bare, known)
        ledger.watched.add(one, snapshot)
        return render.begun(bare, known, language, count + 1, MOST_OF_A_PERSON), None

    def _replied_to(self, incoming: Incoming) -> str:
        """The question whose answer the message replies to; empty for none."""
        replied = incoming.message.reply_to_message
        if replied is None:
            return ""
        asked = self._parts.ledger.questions.by_answer_message(incoming.asker.chat, replied.message_id)
        return (asked.understood_as or asked.question) if asked else ""

    def _unwatch(self, asker: Asker, argument: str) -> str:
        own = self._parts.ledger.watched.of(asker.chat, asker.person)
        if not own:
            return say("watch_none", asker.language)
        number = int(argument) if argument.isdecimal() and len(argument) <= _DIGITS else 0
        if not 1 <= number <= len(own):
            return say("unwatch_usage", asker.language)
        self._parts.ledger.watched.remove(own[number - 1].id)
        return say("watch_ended", asker.language, question=one_line(own[number - 1].question))

    def _screen(self, asker: Asker, person: int) -> _Screen:
        own = self._parts.ledger.watched.of(asker.chat, person)
        includes = self._parts.rights.readable(asker.reader).includes
        known = [(one.question, one.known.as_far_as(includes)) for one in own]
        text = render.listing(known, asker.language, MOST_OF_A_PERSON)
        return text, keyboards.under_watched(own)
