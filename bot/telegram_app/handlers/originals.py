"""原页 and 文件: the page a citation stands on, its words marked, and the document itself."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from pathlib import Path

from telegram import CallbackQuery
from telegram.constants import ChatAction, FileSizeLimit

from bot.cited_pages import CitedPage, has_page, page_of
from bot.ledger import Kept
from bot.messages import Language
from bot.render.excerpts import one_line
from bot.render.failures import skip_reason
from bot.render.marked import Marked, clean, marked
from bot.render.places import place as place_of
from bot.telegram_app.handlers.callback_data import Action, CallbackData
from bot.telegram_app.handlers.file_names import safe_name
from bot.telegram_app.handlers.shown import NotHereError, at, question_of
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.transport.attachments import Attachment, Attachments, RefusedError, fitted
from bot.telegram_app.transport.sender import Sender
from bot.wording import say
from index.errors import DocumentError, UnreadableFile
from index.loading.page_images import LONGEST
from index.model import Paragraph
from index.stored import Original

_CAPTION = 900
"""UTF-16 units of the place; 1024 are allowed with what stands below it."""

_LARGEST_DRAWN = 256 << 20


def offered(parts: Parts, paragraph: Paragraph) -> tuple[Action, ...]:
    """What can be had of the document of a paragraph: its page, its file. Reads the index: not for the event loop."""
    place = parts.library.place(paragraph.document.id)
    if place is None:
        return ()
    page = (Action.PAGE,) if has_page(place.name, paragraph) else ()
    return (*page, *(() if is_kept(place, parts.files_kept) else (Action.FILE,)))


def is_kept(place: Path, kept: tuple[Path, ...]) -> bool:
    """Whether a file lies in one of the folders whose files are never sent, by its name or where a link leads."""
    forbidden = {way for folder in kept for way in (folder.absolute(), folder.resolve())}
    return any(not forbidden.isdisjoint((way, *way.parents)) for way in (place.absolute(), place.resolve()))


class Originals:
    """Handlers of the buttons 原页 and 文件."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._attachments = Attachments(parts.ledger.sent_files)
        # Whole files are read to see whether they are the ones cited; the threads are needed for answers.
        self._reading = asyncio.Semaphore(2)

    async def on_page(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """Send the page, the evidence marked on it."""
        failed = "telegram_page_failed"
        return await self._deliver(query, data, asker, context, self._page, ChatAction.UPLOAD_PHOTO, failed)

    async def on_file(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """Send the document as it lies on the disk."""
        failed = "telegram_file_failed"
        return await self._deliver(query, data, asker, context, self._file, ChatAction.UPLOAD_DOCUMENT, failed)

    async def _deliver(  # noqa: PLR0913, PLR0917 - a callback, and what it is about
        self,
        query: CallbackQuery,
        data: CallbackData,
        asker: Asker,
        context: Context,
        prepare: Callable[[Kept, Language], Attachment],
        action: ChatAction,
        failed: str,
    ) -> str:
        """Send what ``prepare`` makes; what pops up where it cannot be had."""
        if query.message is None:
            return ""
        language = asker.language
        try:
            async with Sender(context.bot, asker).typing(action):
                async with self._reading:
                    attachment = await asyncio.to_thread(self._prepared, data, asker, prepare)
                await self._attachments.send(context.bot, asker, attachment, query.message.message_id)
        except DocumentError as error:
            return _told(error, failed, language)
        except RefusedError as error:
            return say("telegram_not_sent", language, detail=one_line(str(error)))
        return ""

    def _prepared(
        self, data: CallbackData, asker: Asker, prepare: Callable[[Kept, Language], Attachment]
    ) -> Attachment:
        _, shown = question_of(self._parts, data.number(0), asker)
        return prepare(at(shown, data.number(1)), asker.language)

    def _page(self, kept: Kept, language: Language) -> Attachment:
        library = self._parts.library
        place = self._place(kept)
        if not has_page(place.name, kept.paragraph):
            key = "telegram_no_page"
            raise NotHereError(key)
        now = library.paragraph(kept.paragraph.id)
        original = self._original(kept, _LARGEST_DRAWN)
        # Where its words stand is known of the page that was indexed, and of no other.
        if now is None or now.text != kept.paragraph.text or original.version != now.document.version:
            key = "telegram_page_changed"
            raise NotHereError(key)
        cited = kept.citation.evidence.shifted(now.span.start - kept.paragraph.span.start) if kept.citation else None
        page = page_of(now, cited)
        if page is None:
            key = "telegram_no_page"
            raise NotHereError(key)
        caption = _caption(now, language, "" if page.boxes else "telegram_page_unmarked")
        name = safe_name(f"{place.stem}-{page.page}.png")
        make = partial(self._drawn, place, page, original.version)
        return Attachment(f"page:{original.version}:{_digest(page)}", name, caption, is_picture=True, make=make)

    def _drawn(self, place: Path, page: CitedPage, version: str) -> bytes:
        draw = partial(self._parts.library.render_page, place, page.page, page.boxes, version=version)
        return fitted(lambda longest: draw(longest=longest), LONGEST)

    def _file(self, kept: Kept, language: Language) -> Attachment:
        place = self._place(kept)
        if is_kept(place, self._parts.files_kept):
            key = "telegram_file_kept"
            raise NotHereError(key)
        original = self._original(kept, FileSizeLimit.FILESIZE_UPLOAD)
        is_same = original.version == kept.paragraph.document.version
        caption = _caption(kept.paragraph, language, "" if is_same else "telegram_file_changed")
        name = safe_name(place.name)
        make = partial(self._bytes, kept, original.version)
        return Attachment(f"file:{original.version}:{name}", name, caption, is_picture=False, make=make)

    def _bytes(self, kept: Kept, version: str) -> bytes:
        """The file's bytes, as they were when its number was looked for."""
        original = self._original(kept, FileSizeLimit.FILESIZE_UPLOAD)
        if original.version != version:
            raise UnreadableFile(path=str(original.place), reason="changed", detail="changed just now")
        return original.data

    def _place(self, kept: Kept) -> Path:
        """Where the document of a citation lies.

        Raises:
            NotHereError: it is gone, or left out of the answers by an administrator.
        """
        document = kept.paragraph.document.id
        place = self._parts.library.place(document)
        if place is None or document in self._parts.ledger.documents.excluded():
            key = "telegram_document_gone"
            raise NotHereError(key)
        return place

    def _original(self, kept: Kept, limit: int) -> Original:
        original = self._parts.library.original(kept.paragraph.document.id, limit)
        if original is None:
            # by a refresh, a moment ago
            key = "telegram_document_gone"
            raise NotHereError(key)
        return original


def _told(error: DocumentError, failed: str, language: Language) -> str:
    """What is said of a document that cannot be had."""
    match error.facts.get("reason"):
        case "gone":
            return say("telegram_document_gone", language)
        case "too_large":
            limit = _LARGEST_DRAWN if failed == "telegram_page_failed" else int(FileSizeLimit.FILESIZE_UPLOAD)
            return say("telegram_file_large", language, limit=limit // 1_000_000)
        case _:
            return say(failed, language, reason=clean(skip_reason(error.key, error.facts, language)))


def _caption(paragraph: Paragraph, language: Language, note: str) -> Marked:
    """Document, paragraph and page, and a sentence below them."""
    caption = marked(one_line(place_of(paragraph, language), _CAPTION))
    return caption + marked("\n" + say(note, language)) if note else caption


def _digest(page: CitedPage) -> str:
    drawn = json.dumps([page.page, [astuple(box) for box in page.boxes]])
    return hashlib.sha256(drawn.encode()).hexdigest()[:32]
