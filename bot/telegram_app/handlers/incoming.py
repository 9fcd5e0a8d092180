"""A message that came in, with who wrote it and the way to answer them: what every command begins with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import Message, Update

from bot.telegram_app.handlers.addressing import command_of
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import Asker, asker_of
from bot.telegram_app.transport.sender import Sender, quoted


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message.

    Attributes:
        message: As it came.
        asker: Who wrote it, where.
        sender: Answers there.
        argument: What stands behind the command it begins with.
    """

    message: Message
    asker: Asker
    sender: Sender
    argument: str

    @property
    def to(self) -> int | None:
        """The message to reply to: in a group it says whose question is answered."""
        return quoted(self.message, is_private=self.asker.is_private)


async def read(parts: Parts, update: Update, context: Context) -> Incoming:
    """The message of an update.

    Raises:
        ValueError: it has none; no command handler is called with such an update.
    """
    message = update.effective_message
    if not isinstance(message, Message):
        msg = "a command without a message"
        raise ValueError(msg)  # noqa: TRY004 - a wrong update, not a wrong type
    asker = await asyncio.to_thread(asker_of, parts, message)
    command = command_of(message, context.bot.username)
    return Incoming(message, asker, Sender(context.bot, asker), command[1] if command else "")


async def read_of_admin(parts: Parts, update: Update, context: Context) -> Incoming | None:
    """The same of an administrator; whoever is none is told so."""
    incoming = await read(parts, update, context)
    if incoming.asker.is_admin:
        return incoming
    await incoming.sender.say("telegram_admin_only", incoming.to)
    return None
