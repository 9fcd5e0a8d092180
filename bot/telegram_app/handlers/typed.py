"""Commands under a name Telegram takes for none, because it is Chinese: ``/导出``."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Message
from telegram.ext import filters

from bot.telegram_app.handlers.addressing import question_of
from bot.telegram_app.parts import Bot

_SLASHES = ("/", "／", "、")


class Typed(filters.MessageFilter):
    """Takes messages to the bot that begin with one of these names behind a slash, in any width.

    Args:
        names: The names, without the slash; no one the beginning of another.
    """

    __slots__ = ("_names",)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)

    def filter(self, message: Message) -> bool:
        """Whether the message is such a command."""
        bot = message.get_bot()
        text = question_of(message, bot.username, bot.id)
        return text is not None and argument_of(text, self._names) is not None


def argument_of(text: str, names: Sequence[str]) -> str | None:
    """What stands behind the name a text begins with; ``None`` where it begins with none of them."""
    text = text.strip()
    if not text.startswith(_SLASHES):
        return None
    for name in names:
        if text[1:].startswith(name):
            return text[1 + len(name) :].strip()
    return None


def typed_argument(message: Message, bot: Bot, names: Sequence[str]) -> str | None:
    """What stands behind such a command in a message; ``None`` where it is none."""
    text = question_of(message, bot.username, bot.id)
    return None if text is None else argument_of(text, names)
