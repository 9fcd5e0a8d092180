"""Callbacks of the buttons: under answers, lists and questions back. Everything shown comes from the ledger.

What a button carries may be forged, so a question is shown only in the chat it was asked in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, Update

from bot import passages
from bot.messages import Passage, Said, View
from bot.render import telegram_html
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.documents import Screen, documents_screen, scope_screen
from bot.telegram_app.handlers.keyboards import Action, CallbackData, carried
from bot.telegram_app.handlers.originals import offered
from bot.telegram_app.handlers.shown import NotHereError, at, question_of
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.access import GroupAdministrators
from bot.telegram_app.state.chats import Asker, asker_of
from bot.telegram_app.transport.sender import answer, edit_under
from bot.wording import say

Callback = Callable[[CallbackQuery, CallbackData, Asker, Context], Awaitable[str]]
"""Does what a button says; the text that pops up over the chat, empty for none."""

_VIEWS = {Action.WHOLE: View.WHOLE, Action.BEFORE: View.BEFORE, Action.AFTER: View.AFTER}


class Callbacks:
    """Handler of every button. ``others`` do what needs more than the ledger and the documents."""

    def __init__(self, parts: Parts, administrators: GroupAdministrators, others: dict[Action, Callback]) -> None:
        self._parts = parts
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
            data = keyboards.parse(query.data or "")
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
        )
        originals = offered(self._parts, kept.paragraph)
        return text, keyboards.under_answer(number, shown, place, language, originals)

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
        text = telegram_html.whole(passage, asker.language)
        pages = telegram_html.pages(text)
        page = min(page, len(pages) - 1)
        pager = self._pager(data.what, (number, place, start), page, len(pages), passage)
        originals = offered(self._parts, kept.paragraph)
        return pages[page], keyboards.under_passage(number, place, asker.language, pager, originals)

    @staticmethod
    def _pager(
        what: Action, key: tuple[int, int, int], page: int, pages: int, passage: Passage | Said
    ) -> list[tuple[str, str]]:
        number, place, start = key
        fields = (number, place) if what is Action.WHOLE else (number, place, start)
        pager = []
        if what is Action.BEFORE and isinstance(passage, Passage) and passage.more_before:
            first = passage.paragraphs[0].ordinal
            pager.append(("⇧", carried(what, number, place, first)))
        if pages > 1:
            pager.append(("‹", carried(what, *fields, (page - 1) % pages)))
            pager.append((f"{page + 1}/{pages}", carried(what, *fields, page)))
            pager.append(("›", carried(what, *fields, (page + 1) % pages)))
        if what is Action.AFTER and isinstance(passage, Passage) and passage.more_after:
            last = passage.paragraphs[-1].ordinal
            pager.append(("⇩", carried(what, number, place, last)))
        return pager

    def _documents(self, data: CallbackData, asker: Asker) -> Screen:
        """A page of the documents, or of the choice among them after a tap."""
        page = data.number(0)
        if data.what is Action.DOCUMENTS:
            return documents_screen(self._parts, asker, page)
        if data.what is not Action.SCOPE:
            msg = "no such button"
            raise ValueError(msg)
        if len(data.fields) > 1:
            self._choose(data.fields[1], asker)
        return scope_screen(self._parts, asker, page)

    def _choose(self, key: str, asker: Asker) -> None:
        chats = self._parts.ledger.chats
        if key == "all":
            chats.set_scope(asker.chat, None)
            return
        documents = self._parts.shelf_for(asker.reader).documents()
        found = next((d.info.id for d in documents if keyboards.key_of(d.info.id) == key), None)
        if found is None:
            name = "telegram_document_gone"
            raise NotHereError(name)
        chats.set_scope(asker.chat, (chats.scope(asker.chat) or frozenset()) ^ {found})
