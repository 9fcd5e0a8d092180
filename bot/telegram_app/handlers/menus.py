"""The command menus Telegram shows: by language, for private chats, groups and administrators."""

from __future__ import annotations

import logging

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.messages import Language
from bot.telegram_app.parts import Bot
from bot.wording import say

_log = logging.getLogger(__name__)

PRIVATE = ("documents", "scope", "explain", "watch", "export", "language", "forgetme", "help")
GROUP = ("ask", "documents", "scope", "watch", "export", "help")
ADMIN = ("stats", "unanswered", "reload", "forget", "health", "allow", "revoke")

_CODES = {Language.HANS: "zh", Language.EN: "en"}
"""Telegram's menus know two-letter languages only: Chinese is one. Who chooses 繁體 gets it for their chat."""


class Menus:
    """Sets the menus. They are a convenience: what fails is logged, never fatal (some servers lack the method)."""

    def __init__(self, default: Language) -> None:
        self._default = default

    async def set_all(self, bot: Bot) -> None:
        """The menus of all private chats and all groups, in every language Telegram can tell apart."""
        for names, scope in ((PRIVATE, BotCommandScopeAllPrivateChats()), (GROUP, BotCommandScopeAllGroupChats())):
            await self._set(bot, names, self._default, scope)
            for language, code in _CODES.items():
                await self._set(bot, names, language, scope, code)

    async def set_for(self, bot: Bot, chat: int, language: Language, *, is_admin: bool) -> None:
        """The menu of one chat, after its language or its person's rights changed."""
        names = GROUP if chat < 0 else PRIVATE + (ADMIN if is_admin else ())
        await self._set(bot, names, language, BotCommandScopeChat(chat))

    @staticmethod
    async def _set(
        bot: Bot, names: tuple[str, ...], language: Language, scope: BotCommandScope, code: str | None = None
    ) -> None:
        commands = [BotCommand(name, say(f"menu_{name}", language)) for name in names]
        try:
            await bot.set_my_commands(commands, scope, code)
        except TelegramError as error:
            _log.warning("the menu could not be set: %s", type(error).__name__)
