"""Photos sent as photos: an administrator's becomes a document, as a picture sent as a file does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import Message, Update

from bot.messages import Language
from bot.telegram_app.handlers.file_names import safe_name
from bot.telegram_app.handlers.uploads import Uploads
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import asker_of
from bot.wording import say

Handler = Callable[[Update, Context], Awaitable[None]]

_LONGEST_NAME = 40
"""Characters of a caption that go into the name."""


class Photos:
    """Handler of photos.

    Args:
        parts: What the handlers work with.
        uploads: Takes the pictures.
        asked: Handles photos of others, whose caption may be a question.
    """

    def __init__(self, parts: Parts, uploads: Uploads, asked: Handler) -> None:
        self._parts = parts
        self._uploads = uploads
        self._asked = asked

    async def on_photo(self, update: Update, context: Context) -> None:
        """Take an administrator's photo in its largest size; in a group, and of others, it is a question or nothing."""
        message = update.message
        if message is None or not message.photo:
            return
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        if not (asker.is_private and asker.is_admin):
            await self._asked(update, context)
            return
        largest = max(message.photo, key=lambda size: size.width * size.height)
        await self._uploads.receive(message, largest, _name(message, asker.language), asker, context.bot)


def _name(message: Message, language: Language) -> str:
    """A name no other photo has: photos come without one, and the same name would replace."""
    caption = " ".join((message.caption or "").split())[:_LONGEST_NAME] or say("telegram_photo", language)
    return safe_name(f"{caption} {message.date:%Y-%m-%d} {message.message_id}.jpg")
