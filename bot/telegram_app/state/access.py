"""Who may use the bot, and who may change what holds for a whole group."""

from __future__ import annotations

import logging
from collections import OrderedDict

from telegram import Chat, User
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.ledger import PrincipalKind
from bot.telegram_app.parts import Bot, Parts
from bot.telegram_app.state.chats import Asker

_log = logging.getLogger(__name__)

_ADMINISTRATORS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
_BELIEVED = 60.0
"""Seconds for which Telegram's word on a person's rights is not asked for again."""
_MOST_REMEMBERED = 1000


def may_enter(parts: Parts, chat: Chat | None, user: User | None) -> bool:
    """Whether a person may use the bot in a chat; with no chat, by themselves. Reads the ledger."""
    if parts.is_open:
        return True
    access = parts.ledger.access
    if chat is not None and chat.type != Chat.PRIVATE:
        return access.find(PrincipalKind.GROUP, chat.id) is not None
    return user is not None and access.find(PrincipalKind.PERSON, user.id) is not None


class GroupAdministrators:
    """Telegram's word on who administers a group, remembered for a minute."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._known: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()

    async def may_set(self, bot: Bot, asker: Asker) -> bool:
        """Whether a person may choose for everybody in the chat: its language, its documents."""
        return asker.is_private or asker.is_admin or asker.is_anonymous or await self.include(bot, asker)

    async def include(self, bot: Bot, asker: Asker) -> bool:
        """Whether the person administers the group by their own account; not, where Telegram cannot be asked."""
        key, now = (asker.chat, asker.person), self._parts.clock()
        at, known = self._known.get(key, (now - _BELIEVED, False))
        if now - at < _BELIEVED:
            return known
        try:
            member = await bot.get_chat_member(asker.chat, asker.person)
        except TelegramError as error:
            _log.warning("whether somebody administers a group cannot be asked: %s", error)
            return False
        is_one = member.status in _ADMINISTRATORS
        self._known[key] = (now, is_one)
        while len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)
        return is_one
