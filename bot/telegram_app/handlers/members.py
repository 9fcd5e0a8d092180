"""Groups that change: the bot is added or taken out, the group gets another number."""

from __future__ import annotations

import asyncio
import logging

from telegram import Chat, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.render.marked import Marked, marked
from bot.telegram_app.handlers.telling import tell_administrators
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.access import may_enter
from bot.telegram_app.state.chats import Asker, conversation_of
from bot.telegram_app.transport.sender import Sender, sentence
from bot.wording import say

_log = logging.getLogger(__name__)

_GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


class Members:
    """Handlers of what happens to groups."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def on_my_status(self, update: Update, context: Context) -> None:
        """The bot came into a group: it says once how to ask there, and what it reads."""
        change = update.my_chat_member
        if change is None or change.chat.type not in _GROUPS:
            return
        chats = self._parts.ledger.chats
        if not _is_inside(change.new_chat_member):
            await asyncio.to_thread(chats.left, change.chat.id)
            return
        if await asyncio.to_thread(chats.was_greeted, change.chat.id):
            return
        asker, text = await asyncio.to_thread(self._greeting, change, context.bot.username)
        try:
            await Sender(context.bot, asker).send(text)
        except TelegramError as error:
            # It may not write there; should that be changed, it is told so and greets then.
            _log.info("a group could not be greeted: %s", error)
            return
        await asyncio.to_thread(chats.greeted, change.chat.id)

    def _greeting(self, change: ChatMemberUpdated, bot: str) -> tuple[Asker, Marked]:
        chat, person = change.chat, change.from_user
        language = self._parts.language_of(chat.id, person)
        conversation = conversation_of(chat.id, None, person.id)
        asker = Asker(chat.id, None, person.id, language, conversation, is_private=False, is_admin=False)
        text = sentence("telegram_group_greeting", language, bot=bot)
        if not may_enter(self._parts, chat, person):
            return asker, text + marked("\n\n" + say("telegram_group_closed", language))
        searched = self._parts.scope(chat.id, None, asker.reader)
        count = len(self._parts.shelf_for(asker.reader).documents()) if searched is None else len(searched)
        return asker, text + marked("\n" + say("telegram_group_documents", language, count=count))

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


def _is_inside(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in _INSIDE
