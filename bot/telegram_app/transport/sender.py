"""Messages out: sent, edited, with the politeness Telegram asks for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError

from bot.messages import Language
from bot.render import telegram_html
from bot.render.marked import Marked, marked
from bot.telegram_app.parts import Bot
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.transport.rate_limiter import Effort
from bot.wording import say

_log = logging.getLogger(__name__)

_SLOW = 0.8
"""Seconds after which a person wonders whether anything happens."""
_TYPING_LASTS = 4.5
"""Seconds; Telegram shows the indicator for five."""


class Sender:
    """Sends to one chat, or one topic of it.

    Args:
        bot: Sends.
        asker: Who is answered, where.
        above: What stands above each text a message is changed to.
    """

    def __init__(self, bot: Bot, asker: Asker, above: Marked | None = None) -> None:
        self._bot = bot
        self._asker = asker
        self._above = above or Marked()

    async def send(self, text: Marked, keyboard: InlineKeyboardMarkup | None = None, to: int | None = None) -> int:
        """Send a text, in several messages if need be, as a reply to message ``to``; the number of the last."""
        parts = telegram_html.pages(text)
        number = 0
        for place, part in enumerate(parts):
            replying = _replying(to) if place == 0 else None
            buttons = keyboard if place == len(parts) - 1 else None
            try:
                number = await self._send(self._asker.chat, part, replying, buttons)
            except ChatMigrated as error:
                # The group became a supergroup just now; there the number of what it replies to means nothing.
                number = await self._send(error.new_chat_id, part, None, buttons)
        return number

    async def _send(
        self, chat: int, part: Marked, replying: ReplyParameters | None, keyboard: InlineKeyboardMarkup | None
    ) -> int:
        sent = await self._bot.send_message(
            chat,
            part.html(),
            message_thread_id=self._asker.thread,
            reply_parameters=replying,
            reply_markup=keyboard,
        )
        return sent.message_id

    async def say(self, key: str, to: int | None = None, **facts: str | int) -> int:
        """Send one of the program's sentences."""
        return await self.send(sentence(key, self._asker.language, **facts), to=to)

    async def edit(
        self,
        number: int,
        text: Marked,
        keyboard: InlineKeyboardMarkup | None = None,
        effort: Effort | None = None,
    ) -> bool:
        """Change a message that was sent; ``False`` if it is gone. What does not fit one message is left out."""
        try:
            await self._bot.edit_message_text(
                telegram_html.pages(self._above + text)[0].html(),
                chat_id=self._asker.chat,
                message_id=number,
                reply_markup=keyboard,
                rate_limit_args=effort,
            )
        except BadRequest as error:
            return is_unmodified(error)
        return True

    @contextlib.asynccontextmanager
    async def typing(self, action: ChatAction = ChatAction.TYPING) -> AsyncIterator[None]:
        """Show that something is being done, if it takes long."""
        task = asyncio.create_task(self._show(action))
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _show(self, action: ChatAction) -> None:
        await asyncio.sleep(_SLOW)
        # An ornament: that it fails is no reason to fail.
        with contextlib.suppress(TelegramError):
            while True:
                await self._bot.send_chat_action(
                    self._asker.chat,
                    action,
                    message_thread_id=self._asker.thread,
                    rate_limit_args=Effort.ORNAMENT,
                )
                await asyncio.sleep(_TYPING_LASTS)


def sentence(key: str, language: Language, **facts: str | int) -> Marked:
    """One of the program's sentences, ready to be sent."""
    return marked(say(key, language, **facts))


async def edit_under(query: CallbackQuery, text: Marked, keyboard: InlineKeyboardMarkup | None) -> None:
    """Change the message whose button was pressed. A double tap, or a message that is gone, is no error."""
    try:
        await query.edit_message_text(telegram_html.pages(text)[0].html(), reply_markup=keyboard)
    except BadRequest as error:
        if not is_unmodified(error) and "not found" not in error.message.casefold():
            raise


async def answer(query: CallbackQuery, text: str = "") -> None:
    """Stop the button's waiting; one that comes too late, or not at all, is no error: Telegram stops it by itself."""
    try:
        await query.answer(text or None)
    except InvalidToken:
        raise
    except TelegramError as error:
        _log.info("a button was not answered: %s", error)


def is_unmodified(error: BadRequest) -> bool:
    """Whether Telegram refused an edit because it would change nothing."""
    return "not modified" in error.message.casefold()


def quoted(message: Message, *, is_private: bool) -> int | None:
    """The message to reply to: in a group it says whose question is answered."""
    return None if is_private else message.message_id


def _replying(to: int | None) -> ReplyParameters | None:
    return None if to is None else ReplyParameters(to, allow_sending_without_reply=True)
