"""Commands for everybody: /start, /help, /language, /documents, /scope, /forgetme."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery, Update

from bot.messages import Language
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.callback_data import Action, CallbackData
from bot.telegram_app.handlers.incoming import read
from bot.telegram_app.handlers.linked import Linked
from bot.telegram_app.handlers.menus import Menus
from bot.telegram_app.handlers.questions import help_text
from bot.telegram_app.handlers.scoping import scope_screen
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.access import GroupAdministrators
from bot.telegram_app.state.chats import ANONYMOUS, Asker, conversation_of
from bot.telegram_app.transport.sender import edit_under, sentence
from bot.wording import say


class Commands:
    """Handlers of the commands, and of the buttons of the questions they ask back."""

    def __init__(self, parts: Parts, menus: Menus, administrators: GroupAdministrators, linked: Linked) -> None:
        self._parts = parts
        self._menus = menus
        self._administrators = administrators
        self._linked = linked

    async def start(self, update: Update, context: Context) -> None:
        """A greeting, or what the link leads to that was tapped; to a stranger, how to be let in."""
        incoming = await read(self._parts, update, context)
        asker, sender = incoming.asker, incoming.sender
        if await asyncio.to_thread(self._is_stranger, asker):
            await sender.say("telegram_stranger", id=str(asker.person))
            return
        if not await self._linked.open(incoming):
            await sender.say("telegram_start", incoming.to)
        if asker.is_private and await asyncio.to_thread(self._has_own_menu, asker):
            # under a new token Telegram knows of no menu, and everybody has to begin with /start
            await self._menus.set_for(context.bot, asker.chat, asker.language, is_admin=asker.is_admin)

    async def help(self, update: Update, context: Context) -> None:
        """What the bot can do, privacy mode explained."""
        incoming = await read(self._parts, update, context)
        asker, sender = incoming.asker, incoming.sender
        text = help_text(asker, context.bot.username)
        await sender.send(text, to=incoming.to)

    async def language(self, update: Update, context: Context) -> None:
        """Ask for the language of this chat's menus and messages."""
        incoming = await read(self._parts, update, context)
        asker, sender = incoming.asker, incoming.sender
        if not await self._administrators.may_set(context.bot, asker):
            await sender.say("telegram_group_admins_only", incoming.message.message_id)
            return
        text = sentence("telegram_language", asker.language)
        await sender.send(text, keyboards.languages(), incoming.to)

    async def on_language(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """A language was chosen.

        Raises:
            ValueError: it is none.
        """
        language = Language(data.fields[0] if data.fields else "")
        if not await self._administrators.may_set(context.bot, asker):
            return say("telegram_group_admins_only", asker.language)
        await asyncio.to_thread(self._parts.ledger.chats.set_language, asker.chat, language.value)
        await edit_under(query, sentence("telegram_language_set", language), None)
        await self._menus.set_for(context.bot, asker.chat, language, is_admin=asker.is_admin)
        return ""

    async def scope(self, update: Update, context: Context) -> None:
        """The choice of documents this chat's questions are asked of."""
        incoming = await read(self._parts, update, context)
        asker, sender = incoming.asker, incoming.sender
        if not await self._administrators.may_set(context.bot, asker):
            await sender.say("telegram_group_admins_only", incoming.message.message_id)
            return
        text, keyboard = await asyncio.to_thread(scope_screen, self._parts, asker, 1)
        await sender.send(text, keyboard, incoming.to)

    async def forget_me(self, update: Update, context: Context) -> None:
        """Ask whether everything the person asked is to be deleted."""
        incoming = await read(self._parts, update, context)
        asker, sender = incoming.asker, incoming.sender
        keyboard = keyboards.confirm(Action.FORGET_ME, asker.language, asker.person)
        text = sentence("telegram_forgetme_anonymous" if asker.is_anonymous else "telegram_forgetme", asker.language)
        await sender.send(text, keyboard, incoming.to)

    async def on_forget_me(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """Delete it, if the person who asked for it says yes.

        A button is pressed by an account of one's own: who asked anonymously is known by that.
        """
        by = data.number(0)
        if by == ANONYMOUS and not await self._administrators.include(context.bot, asker):
            return say("telegram_group_admins_only", asker.language)
        if by not in {ANONYMOUS, asker.person}:
            return say("telegram_bad_button", asker.language)
        if data.number(1) != 1:
            await edit_under(query, sentence("telegram_kept", asker.language), None)
            return ""
        count = await asyncio.to_thread(self._forget, asker, anonymous=by == ANONYMOUS)
        await edit_under(query, sentence("telegram_forgotten", asker.language, count=count), None)
        return ""

    def _forget(self, asker: Asker, *, anonymous: bool) -> int:
        self._parts.dialogue.forget(asker.conversation)
        questions = self._parts.ledger.questions
        count = questions.forget_person(asker.person)
        self._parts.ledger.watched.forget_person(asker.person)
        if anonymous:
            self._parts.dialogue.forget(conversation_of(asker.chat, asker.thread, ANONYMOUS))
            count += questions.forget_anonymous(asker.chat, ANONYMOUS)
            self._parts.ledger.watched.forget_person(ANONYMOUS, asker.chat)
        return count

    def _has_own_menu(self, asker: Asker) -> bool:
        """Whether the menu of all private chats is not this one's; Telegram tells no Chinese script from the other."""
        chosen = self._parts.ledger.chats.language(asker.chat)
        return asker.is_admin or chosen is not None or asker.language is Language.HANT

    def _is_stranger(self, asker: Asker) -> bool:
        if self._parts.is_open or not asker.is_private:
            return False
        return all(one.id != asker.person for one in self._parts.ledger.access.principals())
