"""Messages out: sent, edited, with the politeness Telegram asks for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.messages import Language
from bot.render import telegram_html
from bot.render.marked import Marked, marked
from bot.telegram_app.parts import Bot
from bot.telegram_app.state.chats import Asker
from bot.wording import say

_SLOW = 0.8
"""Seconds after which a person wonders whether anything happens."""
_TYPING_LASTS = 4.5
"""Seconds; Telegram shows the indicator for five."""


class Sender:
    """Sends to one chat, or one topic of it."""

    def __init__(self, bot: Bot, asker: Asker) -> None:
        self._bot = bot
        self._asker = asker

    async def send(self, text: Marked, keyboard: InlineKeyboardMarkup | None = None, to: int | None = None) -> int:
        """Send a text, in several messages if need be, as a reply to message ``to``; the number of the last."""
        parts = telegram_html.pages(text)
        number = 0
        for place, part in enumerate(parts):
            sent = await self._bot.send_message(
                self._asker.chat,
                part.html(),
                message_thread_id=self._asker.thread,
                reply_parameters=_replying(to) if place == 0 else None,
                reply_markup=keyboard if place == len(parts) - 1 else None,
            )
            number = sent.message_id
        return number

    async def say(self, key: str, to: int | None = None, **facts: str | int) -> int:
        """Send one of the program's sentences."""
        return await self.send(sentence(key, self._asker.language, **facts), to=to)

    async def edit(self, number: int, text: Marked, keyboard: InlineKeyboardMarkup | None = None) -> bool:
        """Change a message that was sent; ``False`` if it is gone. What does not fit one message is left out."""
        try:
            await self._bot.edit_message_text(
                telegram_html.pages(text)[0].html(),
                chat_id=self._asker.chat,
                message_id=number,
                reply_markup=keyboard,
            )
        except BadRequest as error:
            return is_unmodified(error)
        return True

    @contextlib.asynccontextmanager
    async def typing(self) -> AsyncIterator[None]:
        """Show that something is being done, if it takes long."""
        task = asyncio.create_task(self._show_typing())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _show_typing(self) -> None:
        await asyncio.sleep(_SLOW)
        # An ornament: that it fails is no reason to fail.
        with contextlib.suppress(TelegramError):
            while True:
                await self._bot.send_chat_action(
                    self._asker.chat, ChatAction.TYPING, message_thread_id=self._asker.thread
                )
                await asyncio.sleep(_TYPING_LASTS)


def sentence(key: str, language: Language, **facts: str | int) -> Marked:
    """One of the program's sentences, ready to be sent."""
    return marked(say(key, language, **facts))


async def edit_under(query: CallbackQuery, text: Marked, keyboard: InlineKeyboardMarkup | None) -> None:
    """Change the message whose button was data. A double tap, or a message that is gone, is no error."""
    try:
        await query.edit_message_text(telegram_html.pages(text)[0].html(), reply_markup=keyboard)
    except BadRequest as error:
        if not is_unmodified(error) and "not found" not in error.message.casefold():
            raise


async def answer(query: CallbackQuery, text: str = "") -> None:
    """Stop the button's waiting; an answer that comes too late is no error."""
    with contextlib.suppress(BadRequest):
        await query.answer(text or None)


def is_unmodified(error: BadRequest) -> bool:
    """Whether Telegram refused an edit because it would change nothing."""
    return "not modified" in error.message.casefold()


def quoted(message: Message, *, is_private: bool) -> int | None:
    """The message to reply to: in a group it says whose question is answered."""
    return None if is_private else message.message_id


def _replying(to: int | None) -> ReplyParameters | None:
    return None if to is None else ReplyParameters(to, allow_sending_without_reply=True)
