"""Files and pictures out: uploaded once, sent by Telegram's own number from then on."""

from __future__ import annotations

import asyncio
import logging
import struct
from collections.abc import Callable
from dataclasses import dataclass

from telegram import InputFile, Message, ReplyParameters
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest

from bot.ledger import SentAs, SentFile, SentFiles
from bot.render.marked import Marked
from bot.telegram_app.parts import Bot
from bot.telegram_app.state.chats import Asker

_log = logging.getLogger(__name__)

_AT_ONCE = 2
"""Files in memory while they are uploaded; each may have 50 MB."""
_PATIENCE = 60.0
"""Seconds Telegram may take to answer behind a large file."""

_MOST_SIDES = 10_000
_MOST_RATIO = 20
"""What width and height of a photo may add up to, and how many times one may be the other."""

_SURELY_FITS = 1200
"""Pixels of the longer side of a picture that no noise makes too large."""


class RefusedError(Exception):
    """Telegram does not take it; the argument is why, in its words."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something to send.

    Attributes:
        content: Names its bytes: what has another content has another name.
        name: The name it has as a file.
        caption: What is written under it, of 1024 characters at most.
        is_picture: Whether it is a picture (PNG), sent as a photo if it can be.
        make: Its bytes; called in a thread, and only where Telegram does not have them yet.
    """

    content: str
    name: str
    caption: Marked
    is_picture: bool
    make: Callable[[], bytes]


class Attachments:
    """Sends files and pictures.

    Args:
        sent: What Telegram has already.
    """

    def __init__(self, sent: SentFiles) -> None:
        self._sent = sent
        self._uploading = asyncio.Semaphore(_AT_ONCE)

    async def send(self, bot: Bot, asker: Asker, attachment: Attachment, to: int) -> None:
        """Send it as a reply to message ``to``; a number Telegram has forgotten is uploaded anew.

        Raises:
            RefusedError: Telegram does not take it.
            DocumentError: its bytes cannot be had.
        """
        known = await asyncio.to_thread(self._sent.find, attachment.content)
        if known is not None:
            try:
                await _send(bot, asker, attachment, known.kind, known.file_id, to)
            except BadRequest as error:
                _log.info("a file Telegram had is uploaded anew: %s", error)
                await asyncio.to_thread(self._sent.forget, attachment.content)
            else:
                await asyncio.to_thread(self._sent.keep, attachment.content, known)
                return
        async with self._uploading:
            data = await asyncio.to_thread(attachment.make)
            sent = await _upload(bot, asker, attachment, data, to)
        if sent is not None:
            await asyncio.to_thread(self._sent.keep, attachment.content, sent)


def fitted(draw: Callable[[int], bytes], longest: int) -> bytes:
    """A picture (PNG) that Telegram takes as a photo, smaller if it has to be; as it is where no size would help.

    Args:
        draw: Draws it with a longer side of so many pixels at the most.
        longest: The pixels wanted.
    """
    picture = draw(longest)
    if len(picture) <= FileSizeLimit.PHOTOSIZE_UPLOAD:
        return picture
    smaller = draw(_SURELY_FITS)
    return smaller if fits_photo(smaller) else picture


def fits_photo(picture: bytes) -> bool:
    """Whether Telegram takes a PNG file as a photo, by its size and its sides."""
    width, height = struct.unpack(">II", picture[16:24])
    long, short = max(width, height), max(min(width, height), 1)
    return (
        len(picture) <= FileSizeLimit.PHOTOSIZE_UPLOAD and width + height <= _MOST_SIDES and long <= _MOST_RATIO * short
    )


async def _upload(bot: Bot, asker: Asker, attachment: Attachment, data: bytes, to: int) -> SentFile | None:
    """Upload it; what Telegram keeps it as, where it says so."""
    if attachment.is_picture and fits_photo(data):
        try:
            return _number(await _send(bot, asker, attachment, SentAs.PHOTO, data, to))
        except BadRequest as error:
            # a photo is taken apart and made anew by Telegram, a file is not
            _log.warning("a picture is sent as a file: %s", error)
    try:
        return _number(await _send(bot, asker, attachment, SentAs.DOCUMENT, data, to))
    except BadRequest as error:
        _log.warning("a file was refused: %s", error)
        raise RefusedError(error.message) from error


async def _send(  # noqa: PLR0913, PLR0917 - what a message with a file is made of
    bot: Bot, asker: Asker, attachment: Attachment, kind: SentAs, what: bytes | str, to: int
) -> Message:
    file = InputFile(what, attachment.name) if isinstance(what, bytes) else what
    caption, replying = attachment.caption.html(), ReplyParameters(to, allow_sending_without_reply=True)
    if kind is SentAs.PHOTO:
        return await bot.send_photo(
            asker.chat,
            file,
            caption,
            message_thread_id=asker.thread,
            reply_parameters=replying,
            read_timeout=_PATIENCE,
        )
    return await bot.send_document(
        asker.chat,
        file,
        caption,
        # else a film or a sticker is made of some files, whose numbers are not those of files
        disable_content_type_detection=True,
        message_thread_id=asker.thread,
        reply_parameters=replying,
        read_timeout=_PATIENCE,
    )


def _number(message: Message) -> SentFile | None:
    if message.photo:
        return SentFile(SentAs.PHOTO, message.photo[-1].file_id)
    if message.document is not None:
        return SentFile(SentAs.DOCUMENT, message.document.file_id)
    return None
