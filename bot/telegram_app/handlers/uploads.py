"""Documents sent in the chat, and documents taken away: files in, /forget."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path, PurePath

from telegram import CallbackQuery, Document, Message, PhotoSize, Update
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, TelegramError

from bot.messages import Language
from bot.ports import StoredDocument
from bot.render.excerpts import one_line
from bot.render.failures import failure, loading_note, skip_reason
from bot.render.marked import Marked, clean, marked
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.callback_data import Action, CallbackData, key_of
from bot.telegram_app.handlers.file_names import safe_name
from bot.telegram_app.handlers.incoming import read_of_admin
from bot.telegram_app.handlers.refreshing import refresh
from bot.telegram_app.parts import Bot, Context, Parts
from bot.telegram_app.state.albums import Albums
from bot.telegram_app.state.chats import Asker, asker_of
from bot.telegram_app.transport.sender import Sender, edit_under, quoted, sentence
from bot.wording import say
from index.errors import DocumentError, YinjuError
from index.library import Library
from index.loading import SUFFIXES

_log = logging.getLogger(__name__)

INCOMING = "incoming"
"""Folder beside the uploads where a file waits until it has been read through once."""

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A document named by its number in the list."""

    document: StoredDocument
    is_upload: bool
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class _Reply:
    """The one message that tells of all files of an album: its number, and what it says so far."""

    number: int
    text: Marked


class Uploads:
    """Handlers of files, of /forget and its buttons."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        # Refreshes are serial anyway; without this two files of one name could replace each other half way.
        self._one_at_a_time = asyncio.Lock()
        self._albums: Albums[_Reply] = Albums()

    async def on_document(self, update: Update, context: Context) -> None:
        """A file: an administrator's becomes a document, the same name replaces. An album gets one reply."""
        message = update.message
        if message is None or message.document is None:
            return
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        if not asker.is_private or not asker.is_admin:
            key = "telegram_upload_admin" if not asker.is_admin else "telegram_upload_private"
            if self._albums.of(message) is None:
                told = await Sender(context.bot, asker).say(key, quoted(message, is_private=asker.is_private))
                self._albums.keep(message, _Reply(told, Marked()))
            return
        name = safe_name(message.document.file_name or "")
        await self.receive(message, message.document, name, asker, context.bot)

    async def receive(self, message: Message, file: Document | PhotoSize, name: str, asker: Asker, bot: Bot) -> None:
        """Fetch a file an administrator sent and index it under ``name``; what became of it is told."""
        async with self._one_at_a_time:
            before = self._albums.of(message)
            above = before.text + Marked("\n") if before else Marked()
            sender, number = Sender(bot, asker, above), before.number if before else None
            text = _refused(file, name, asker.language)
            if text is not None and message.media_group_id is not None:
                text = marked(say("title", asker.language, title=name) + " ") + text
            if text is None:
                text, number = await self._loaded(file, name, asker, sender, number)
            if number is not None and await sender.edit(number, text):
                text = above + text
            else:
                number = await sender.send(text)
            self._albums.keep(message, _Reply(number, text))

    async def _loaded(
        self, file: Document | PhotoSize, name: str, asker: Asker, sender: Sender, number: int | None
    ) -> tuple[Marked, int]:
        """What became of a file, and the message that told of it meanwhile: ``number``, or a new one."""
        loading = sentence("telegram_upload_loading", asker.language, name=name)
        if number is None or not await sender.edit(number, loading):
            number = await sender.send(loading)
        try:
            data = await _fetched(file)
        except TelegramError as error:
            _log.warning("a file could not be fetched: %s", error)
            return sentence("telegram_upload_failed", asker.language, name=name), number
        return await self._taken(data, name, asker, sender, number), number

    async def _taken(self, data: bytes | None, name: str, asker: Asker, sender: Sender, number: int) -> Marked:
        """As :meth:`_take`, also on a disk that is full or may not be written."""
        try:
            return await self._take(data, name, asker, sender, number)
        except (OSError, sqlite3.OperationalError) as error:
            _log.error("a file could not be stored", exc_info=error)
            detail = (error.strerror if isinstance(error, OSError) else None) or str(error)
            return sentence("telegram_upload_unwritable", asker.language, name=name, detail=clean(detail))

    async def _take(self, data: bytes | None, name: str, asker: Asker, sender: Sender, number: int) -> Marked:
        """What became of a file; ``None`` for one that was larger than it said."""
        language = asker.language
        if data is None:
            return _too_large(language)
        try:
            self._parts.library.require_writer()
        except YinjuError as error:
            return sentence("telegram_reload_failed", language, detail=failure(error, language))
        # Under the name it will have, for the suffix names the format.
        waiting = self._parts.uploads.parent / INCOMING / name
        try:
            await asyncio.to_thread(_try_out, self._parts.library, waiting, data)
        except DocumentError as error:
            reason = skip_reason(error.key, error.facts, language)
            refused = sentence("telegram_upload_refused", language, name=name)
            return refused + marked("\n" + say("telegram_skipped", language, path=name, reason=clean(reason)))
        finally:
            await asyncio.to_thread(waiting.unlink, missing_ok=True)
        await sender.edit(number, sentence("telegram_upload_indexing", language, name=name))
        place = self._parts.uploads / name
        is_new = not await asyncio.to_thread(place.exists)
        await asyncio.to_thread(self._put, place, data, asker)
        try:
            await refresh(self._parts, asker, sender, number)
        except YinjuError as error:
            return sentence("telegram_reload_failed", language, detail=failure(error, language))
        return await asyncio.to_thread(self._told, place, is_new=is_new, asker=asker)

    def _put(self, place: Path, data: bytes, asker: Asker) -> None:
        """Write a file, and who sent it, whole or not at all."""
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_name(f".{place.name}.part")
        try:
            half.write_bytes(data)
            # To take its place the file needs no more room: this is the last that a full disk can refuse.
            self._parts.ledger.documents.uploaded(place.name, asker.person, len(data))
            half.replace(place)
        finally:
            half.unlink(missing_ok=True)

    def _told(self, place: Path, *, is_new: bool, asker: Asker) -> Marked:
        """What became of an upload."""
        for document in self._parts.library.documents():
            if _same(document.place, place):
                self._parts.ledger.documents.include(document.info.id)
                key = "telegram_upload_done" if is_new else "telegram_upload_replaced"
                text = sentence(key, asker.language, name=place.name, count=document.paragraphs)
                for note in document.notes:
                    text += marked("\n" + clean(loading_note(note, asker.language)))
                return text
            if place.name in document.copies:
                return sentence("telegram_upload_copy", asker.language, name=place.name)
        # An archive is no document itself; those in it are.
        if held := [one for one in self._parts.library.documents() if place.resolve() in one.place.resolve().parents]:
            for one in held:
                self._parts.ledger.documents.include(one.info.id)
            key = "telegram_upload_done" if is_new else "telegram_upload_replaced"
            count = sum(one.paragraphs for one in held)
            return sentence(key, asker.language, name=place.name, count=count)
        # The operator's patterns leave it out.
        return sentence("telegram_upload_refused", asker.language, name=place.name)

    async def forget(self, update: Update, context: Context) -> None:
        """``/forget N``: ask whether document N is to be deleted, left out, or taken back."""
        incoming = await read_of_admin(self._parts, update, context)
        if incoming is None:
            return
        asker, sender, to = incoming.asker, incoming.sender, incoming.to
        chosen = await asyncio.to_thread(self._chosen, incoming.argument, asker)
        if chosen is None:
            await sender.say("telegram_forget_usage", to)
            return
        key = "upload" if chosen.is_upload else "include" if chosen.is_excluded else "exclude"
        info = chosen.document.info
        text = sentence(f"telegram_forget_{key}", asker.language, title=one_line(info.title))
        keyboard = keyboards.confirm(Action.FORGET, asker.language, key_of(info.id))
        await sender.send(text, keyboard, to)

    async def on_forget(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """Do it, if an administrator says yes."""
        del context
        if not asker.is_admin:
            return say("telegram_admin_only", asker.language)
        if data.number(1) != 1:
            await edit_under(query, sentence("telegram_kept", asker.language), None)
            return ""
        async with self._one_at_a_time:
            text = await asyncio.to_thread(self._forget, data.fields[0], asker)
        await edit_under(query, text, None)
        return ""

    def _forget(self, key: str, asker: Asker) -> Marked:
        listed = self._parts.shelf_for(asker.reader).documents()
        document = next((one for one in listed if key_of(one.info.id) == key), None)
        if document is None:
            return sentence("telegram_document_gone", asker.language)
        kept, info = self._parts.ledger.documents, document.info
        if self._is_upload(document):
            document.place.unlink(missing_ok=True)
            kept.forget_upload(document.place.name)
            self._parts.library.refresh()
            done = "deleted"
        elif kept.include(info.id):
            done = "included"
        else:
            kept.exclude(info.id, asker.person)
            done = "excluded"
        return sentence(f"telegram_document_{done}", asker.language, title=one_line(info.title))

    def _chosen(self, argument: str, asker: Asker) -> _Chosen | None:
        listed = self._parts.shelf_for(asker.reader).documents()
        if not (argument.isdecimal() and len(argument) < len("1000000") and 1 <= int(argument) <= len(listed)):
            return None
        document = listed[int(argument) - 1]
        excluded = document.info.id in self._parts.ledger.documents.excluded()
        return _Chosen(document, self._is_upload(document), excluded)

    def _is_upload(self, document: StoredDocument) -> bool:
        return _same(document.place.parent, self._parts.uploads)


async def _fetched(sent: Document | PhotoSize) -> bytes | None:
    """The file; ``None`` where it is larger than may be fetched, which Telegram sometimes tells only now.

    Raises:
        TelegramError: it could not be fetched.
    """
    try:
        file = await sent.get_file()
    except BadRequest as error:
        if "too big" in error.message.casefold():
            return None
        raise
    # A Bot API server of one's own hands out whatever there is.
    if (file.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        return None
    return bytes(await file.download_as_bytearray())


def _refused(file: Document | PhotoSize, name: str, language: Language) -> Marked | None:
    """Why a file is not even fetched."""
    if PurePath(name).suffix.lower() not in SUFFIXES:
        return sentence("telegram_upload_format", language, formats=" ".join(sorted(SUFFIXES)))
    if (file.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        return _too_large(language)
    return None


def _too_large(language: Language) -> Marked:
    return sentence("telegram_upload_large", language, limit=FileSizeLimit.FILESIZE_DOWNLOAD // 1_000_000)


def _try_out(library: Library, waiting: Path, data: bytes) -> None:
    """Read a file through once before it may replace another.

    Raises:
        DocumentError: it cannot be used.
    """
    waiting.parent.mkdir(parents=True, exist_ok=True)
    waiting.write_bytes(data)
    library.load(waiting)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
