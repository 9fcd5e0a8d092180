"""Callbacks of the buttons: under answers, lists and questions back. Everything shown comes from the ledger.

What a button carries may be forged, so a question is shown only in the chat it was asked in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update

from bot import passages
from bot.messages import View
from bot.render import telegram_html
from bot.telegram_app.handlers import keyboards, passage_pages
from bot.telegram_app.handlers.callback_data import Action, CallbackData, carried, parse
from bot.telegram_app.handlers.documents import Screen, documents_screen
from bot.telegram_app.handlers.originals import offered
from bot.telegram_app.handlers.scoping import NoSuchDocumentError, choose, scope_screen
from bot.telegram_app.handlers.shown import NotHereError, at, question_of
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.access import GroupAdministrators
from bot.telegram_app.state.chats import Asker, asker_of
from bot.telegram_app.state.links import Links
from bot.telegram_app.transport.sender import answer, edit_under
from bot.wording import say

Callback = Callable[[CallbackQuery, CallbackData, Asker, Context], Awaitable[str]]
"""Does what a button says; the text that pops up over the chat, empty for none."""

_VIEWS = {Action.WHOLE: View.WHOLE, Action.BEFORE: View.BEFORE, Action.AFTER: View.AFTER}


class Callbacks:
    """Handler of every button. ``others`` do what needs more than the ledger and the documents."""

    def __init__(
        self, parts: Parts, administrators: GroupAdministrators, links: Links, others: dict[Action, Callback]
    ) -> None:
        self._parts = parts
        self._links = links
        self._administrators = administrators
        self._others = others

    async def on_callback(self, update: Update, context: Context) -> None:
        """Do what the button says, and always answer it: Telegram shows a clock until then."""
        query = update.callback_query
        if query is None or not isinstance(query.message, Message):
            # A message older than Telegram's memory: it can be neither read nor changed.
            if query is not None:
                await answer(query)
            return
        asker = await asyncio.to_thread(asker_of, self._parts, query.message, query.from_user)
        try:
            data = parse(query.data or "")
            popup = await self._answered(query, data, asker, context)
        except ValueError:
            popup = say("telegram_bad_button", asker.language)
        except NotHereError as error:
            popup = say(str(error), asker.language)
        await answer(query, popup)

    async def _answered(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        if other := self._others.get(data.what):
            return await other(query, data, asker, context)
        match data.what:
            case Action.RATE:
                good = data.number(1) == 1
                await asyncio.to_thread(self._rate, data.number(0), asker, good=good)
                return say("telegram_rated_good" if good else "telegram_rated_bad", asker.language)
            case Action.ANSWER:
                screen = await asyncio.to_thread(self._answer, data, asker)
            case Action.WHOLE | Action.BEFORE | Action.AFTER:
                screen = await asyncio.to_thread(self._passage, data, asker)
            case Action.SCOPE if not await self._administrators.may_set(context.bot, asker):
                return say("telegram_group_admins_only", asker.language)
            case _:
                screen = await asyncio.to_thread(self._documents, data, asker)
        await edit_under(query, *screen)
        return ""

    def _rate(self, number: int, asker: Asker, *, good: bool) -> None:
        question_of(self._parts, number, asker)
        self._parts.ledger.questions.rate(number, asker.person, good=good)

    def _answer(self, data: CallbackData, asker: Asker) -> Screen:
        number, place = data.number(0), data.number(1)
        asked, shown = question_of(self._parts, number, asker)
        kept = at(shown, place)
        language = asker.language
        if kept.citation is None:
            paragraphs = [one.paragraph for one in shown]
            text = telegram_html.nearest(
                paragraphs,
                language,
                say("no_not_confident", language),
                understood_as=asked.understood_as,
                suggestion=asked.suggestion,
                narrowed=asked.narrowed,
                links=self._links,
            )
            return text, keyboards.under_nearest(number, shown, language)
        text = telegram_html.cited(
            kept.citation,
            language,
            confidence=asked.confidence,
            understood_as=asked.understood_as,
            suggestion=asked.suggestion,
            is_first=place == 0,
            others=[one.citation for n, one in enumerate(shown) if n != place and one.citation is not None],
            since=passages.since(self._parts.shelf_for(asker.reader), kept.paragraph),
            links=self._links,
        )
        originals, link = offered(self._parts, kept.paragraph), self._links.to_paragraph(kept.paragraph)
        return text, keyboards.under_answer(number, shown, place, language, originals, link)

    def _passage(self, data: CallbackData, asker: Asker) -> Screen:
        """原文 carries the page, 上文 and 下文 the paragraph to go on from and the page; both may be left out."""
        number, place = data.number(0), data.number(1)
        _, shown = question_of(self._parts, number, asker)
        kept = at(shown, place)
        if data.what is Action.WHOLE:
            start, page = kept.paragraph.ordinal, data.number(2)
        else:
            start = data.number(2) if len(data.fields) > 2 else kept.paragraph.ordinal  # noqa: PLR2004
            page = data.number(3) if len(data.fields) > 3 else 0  # noqa: PLR2004
        passage = passages.reopen(self._parts.shelf_for(asker.reader), kept, _VIEWS[data.what], start)
        text = telegram_html.whole(passage, asker.language, self._links)
        pages = telegram_html.pages(text)
        page = min(page, len(pages) - 1)

        def carry(first: int, turned: int) -> str:
            return carried(data.what, number, place, *(() if data.what is Action.WHOLE else (first,)), turned)

        pager = passage_pages.pager(_VIEWS[data.what], passage, passage_pages.Turned(start, page, len(pages)), carry)
        originals = offered(self._parts, kept.paragraph)
        return pages[page], keyboards.under_passage(number, place, asker.language, pager, originals)

    def _documents(self, data: CallbackData, asker: Asker) -> Screen:
        """A page of the documents, or of the choice among them after a tap."""
        page = data.number(0)
        if data.what is Action.DOCUMENTS:
            return documents_screen(self._parts, asker, page, self._links)
        if data.what is not Action.SCOPE:
            msg = "no such button"
            raise ValueError(msg)
        if len(data.fields) > 1:
            try:
                choose(self._parts, asker, data.fields[1])
            except NoSuchDocumentError as error:
                key = "telegram_document_gone"
                raise NotHereError(key) from error
        return scope_screen(self._parts, asker, page)
