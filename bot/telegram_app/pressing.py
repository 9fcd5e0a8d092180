"""Buttons pressed: under answers, lists and questions back. Everything shown comes from the ledger.

What a button carries may be forged, so a question is shown only in the chat it was asked in.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from bot.ledger import Asked, Kept
from bot.messages import DocumentList, Language, Passage, Said, View
from bot.render import telegram_html
from bot.render.marked import Marked
from bot.telegram_app import buttons
from bot.telegram_app.buttons import Press, Pressed, carried
from bot.telegram_app.parts import Asker, Context, Parts, asker_of
from bot.telegram_app.posting import answer, edit_under
from bot.wording import say
from index.model import ParagraphId

Presser = Callable[[CallbackQuery, Pressed, Asker, Context], Awaitable[str]]
"""Does what a button says; the text that pops up over the chat, empty for none."""

_STEP = 3
_VIEWS = {Press.WHOLE: View.WHOLE, Press.BEFORE: View.BEFORE, Press.AFTER: View.AFTER}

_Screen = tuple[Marked, InlineKeyboardMarkup | None]


class NotHereError(Exception):
    """The button asks for what this chat must not see, or what is no longer kept; the argument is the sentence."""


class Pressing:
    """Handler of every button. ``others`` do what needs more than the ledger and the documents."""

    def __init__(self, parts: Parts, others: dict[Press, Presser]) -> None:
        self._parts = parts
        self._others = others

    async def on_press(self, update: Update, context: Context) -> None:
        """Do what the button says, and always answer it: Telegram shows a clock until then."""
        query = update.callback_query
        if query is None or not isinstance(query.message, Message):
            # A message older than Telegram's memory: it can be neither read nor changed.
            if query is not None:
                await answer(query)
            return
        asker = await asyncio.to_thread(asker_of, self._parts, query.message, query.from_user)
        try:
            pressed = buttons.parse(query.data or "")
            popup = await self._press(query, pressed, asker, context)
        except ValueError:
            popup = say("telegram_bad_button", asker.language)
        except NotHereError as error:
            popup = say(str(error), asker.language)
        await answer(query, popup)

    async def _press(self, query: CallbackQuery, pressed: Pressed, asker: Asker, context: Context) -> str:
        if other := self._others.get(pressed.what):
            return await other(query, pressed, asker, context)
        match pressed.what:
            case Press.RATE:
                good = pressed.number(1) == 1
                await asyncio.to_thread(self._rate, pressed.number(0), asker, good=good)
                return say("telegram_rated_good" if good else "telegram_rated_bad", asker.language)
            case Press.ANSWER:
                screen = await asyncio.to_thread(self._answer, pressed, asker)
            case Press.WHOLE | Press.BEFORE | Press.AFTER:
                screen = await asyncio.to_thread(self._passage, pressed, asker)
            case _:
                screen = await asyncio.to_thread(self._documents, pressed, asker)
        await edit_under(query, *screen)
        return ""

    def _question(self, number: int, asker: Asker) -> tuple[Asked, list[Kept]]:
        asked = self._parts.ledger.questions.find(number)
        if asked is None or asked.chat != asker.chat:
            key = "telegram_gone"
            raise NotHereError(key)
        return asked, self._parts.ledger.questions.shown(number)

    def _rate(self, number: int, asker: Asker, *, good: bool) -> None:
        self._question(number, asker)
        self._parts.ledger.questions.rate(number, asker.person, good=good)

    def _answer(self, pressed: Pressed, asker: Asker) -> _Screen:
        number, place = pressed.number(0), pressed.number(1)
        asked, shown = self._question(number, asker)
        kept = _at(shown, place)
        language = asker.language
        if kept.citation is None:
            paragraphs = [one.paragraph for one in shown]
            text = telegram_html.nearest(
                paragraphs,
                language,
                "no_not_confident",
                understood_as=asked.understood_as,
                suggestion=asked.suggestion,
                narrowed=asked.narrowed,
            )
            return text, buttons.under_nearest(number, shown, language)
        text = telegram_html.cited(
            kept.citation,
            language,
            confidence=asked.confidence,
            understood_as=asked.understood_as,
            suggestion=asked.suggestion,
            is_first=place == 0,
            others=[one.citation for n, one in enumerate(shown) if n != place and one.citation is not None],
            changed=self._has_changed(kept),
        )
        return text, buttons.under_answer(number, shown, place, language)

    def _has_changed(self, kept: Kept) -> bool:
        now = self._parts.library.paragraph(kept.paragraph.id)
        return now is None or now.text != kept.paragraph.text

    def _passage(self, pressed: Pressed, asker: Asker) -> _Screen:
        """原文 carries the page, 上文 and 下文 the paragraph to go on from and the page; both may be left out."""
        number, place = pressed.number(0), pressed.number(1)
        _, shown = self._question(number, asker)
        kept = _at(shown, place)
        if pressed.what is Press.WHOLE:
            start, page = kept.paragraph.ordinal, pressed.number(2)
        else:
            start = pressed.number(2) if len(pressed.fields) > 2 else kept.paragraph.ordinal  # noqa: PLR2004
            page = pressed.number(3) if len(pressed.fields) > 3 else 0  # noqa: PLR2004
        passage = self._view(kept, _VIEWS[pressed.what], start)
        text = telegram_html.whole(passage, asker.language)
        pages = telegram_html.pages(text)
        page = min(page, len(pages) - 1)
        pager = self._pager(pressed.what, (number, place, start), page, len(pages), passage)
        return pages[page], buttons.under_passage(number, place, asker.language, pager)

    @staticmethod
    def _pager(
        what: Press, key: tuple[int, int, int], page: int, pages: int, passage: Passage | Said
    ) -> list[tuple[str, str]]:
        number, place, start = key
        fields = (number, place) if what is Press.WHOLE else (number, place, start)
        pager = []
        if what is Press.BEFORE and isinstance(passage, Passage) and passage.more_before:
            first = passage.paragraphs[0].ordinal
            pager.append(("⇧", carried(what, number, place, first)))
        if pages > 1:
            pager.append(("‹", carried(what, *fields, (page - 1) % pages)))
            pager.append((f"{page + 1}/{pages}", carried(what, *fields, page)))
            pager.append(("›", carried(what, *fields, (page + 1) % pages)))
        if what is Press.AFTER and isinstance(passage, Passage) and passage.more_after:
            last = passage.paragraphs[-1].ordinal
            pager.append(("⇩", carried(what, number, place, last)))
        return pager

    def _view(self, kept: Kept, view: View, start: int) -> Passage | Said:
        """As the documents have it now while the cited paragraph is the same, else as the ledger kept it."""
        cited = kept.citation
        changed = self._has_changed(kept)
        if view is View.WHOLE:
            if not changed:
                return self._parts.dialogue.passage(kept.paragraph.id, view, cited)
            if cited is None:
                return Passage((kept.paragraph,), view, 0, changed=True)
            return Passage((kept.paragraph,), view, 0, cited.evidence, cited.span, cited.marks, changed=True)
        if not changed:
            return self._parts.dialogue.passage(ParagraphId(kept.paragraph.document.id, start), view)
        before = view is View.BEFORE
        around = [p for p in kept.surroundings if (p.ordinal < start if before else p.ordinal > start)]
        around = around[-_STEP:] if before else around[:_STEP]
        if not around:
            return Said("document_begins" if before else "document_ends")
        return Passage(tuple(around), view, changed=True)

    def _documents(self, pressed: Pressed, asker: Asker) -> _Screen:
        """A page of the documents, or of the choice among them after a tap."""
        page = pressed.number(0)
        if pressed.what is Press.DOCUMENTS:
            return documents_screen(self._parts, asker, page)
        if pressed.what is not Press.SCOPE:
            msg = "no such button"
            raise ValueError(msg)
        if len(pressed.fields) > 1:
            self._choose(pressed.fields[1], asker)
        return scope_screen(self._parts, asker, page)

    def _choose(self, key: str, asker: Asker) -> None:
        chats = self._parts.ledger.chats
        if key == "all":
            chats.set_scope(asker.chat, None)
            return
        found = next((d.info.id for d in self._parts.library.documents() if buttons.key_of(d.info.id) == key), None)
        if found is None:
            name = "telegram_document_gone"
            raise NotHereError(name)
        chats.set_scope(asker.chat, (chats.scope(asker.chat) or frozenset()) ^ {found})


def documents_screen(parts: Parts, asker: Asker, page: int) -> _Screen:
    """A page of the documents, those left out marked as such."""
    listing = as_chosen(parts, asker, parts.dialogue.documents(asker.conversation, page))
    return telegram_html.whole(listing, asker.language), buttons.under_documents(listing)


def as_chosen(parts: Parts, asker: Asker, listing: DocumentList) -> DocumentList:
    """A list of documents, each marked as the chat chose and the administrators left it."""
    chosen, left_out = parts.ledger.chats.scope(asker.chat), parts.ledger.documents.excluded()
    listed = tuple(
        dataclasses.replace(
            one,
            state="document_excluded" if one.info.id in left_out else one.state,
            in_scope=chosen is None or one.info.id in chosen,
        )
        for one in listing.listed
    )
    return dataclasses.replace(listing, listed=listed, scoped=chosen is not None)


def scope_screen(parts: Parts, asker: Asker, page: int) -> _Screen:
    """The choice of documents this chat's questions are asked of."""
    chosen = parts.ledger.chats.scope(asker.chat)
    listing = parts.dialogue.documents("", page)
    key, count = ("telegram_scope_some", len(chosen)) if chosen else ("telegram_scope_all", listing.total)
    return _worded(key, asker.language, count), buttons.under_scope(listing, chosen, asker.language)


def _worded(key: str, language: Language, count: int) -> Marked:
    return Marked(say(key, language, count=count))


def _at(shown: list[Kept], place: int) -> Kept:
    if place >= len(shown):
        msg = "no such citation"
        raise ValueError(msg)
    return shown[place]
