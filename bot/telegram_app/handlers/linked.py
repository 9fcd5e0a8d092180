"""Links opened: ``/start`` with what a link carries, and the buttons under what it showed."""

from __future__ import annotations

import asyncio

from telegram import CallbackQuery

from bot import passages
from bot.messages import Passage, Said, View
from bot.render import telegram_html
from bot.render.marked import Marked
from bot.rights.shelf import ReadableShelf
from bot.telegram_app.handlers import keyboards, passage_pages
from bot.telegram_app.handlers.callback_data import Action, CallbackData, carried
from bot.telegram_app.handlers.documents import Screen
from bot.telegram_app.handlers.incoming import Incoming
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.state.links import Links, Opened, is_payload
from bot.telegram_app.transport.sender import edit_under, sentence
from bot.wording import say
from index.model import ParagraphId

_VIEWS = {Action.WHOLE: View.WHOLE, Action.BEFORE: View.BEFORE, Action.AFTER: View.AFTER}
_PLAIN = frozenset({"inline"})
"""What ``/start`` carries without being a link: the way from the inline results to the bot."""


_OPENING = 3
"""Paragraphs shown of a document its own link opens."""


class Linked:
    """Opens links. Each time anew: who may read the document now may open its links, and nobody else."""

    def __init__(self, parts: Parts, links: Links) -> None:
        self._parts = parts
        self._links = links

    async def open(self, incoming: Incoming) -> bool:
        """Show what ``/start`` carries the link of; ``False`` where it carries none."""
        payload = incoming.argument
        if not payload or payload in _PLAIN:
            return False
        screen = await asyncio.to_thread(self._opened, payload, incoming.asker)
        await incoming.sender.send(*screen, incoming.to)
        return True

    async def on_button(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """Show the paragraph, or what stands before or behind it.

        Raises:
            ValueError: the button was forged.
        """
        del context
        screen = await asyncio.to_thread(self._turned, data, asker)
        if screen is None:
            return say("telegram_link_gone", asker.language)
        await edit_under(query, *screen)
        return ""

    def _opened(self, payload: str, asker: Asker) -> Screen:
        if not is_payload(payload):
            return sentence("telegram_link_bad", asker.language), None
        screen = self._screen(payload, View.WHOLE, 0, 0, asker)
        return screen or (sentence("telegram_link_gone", asker.language), None)

    def _turned(self, data: CallbackData, asker: Asker) -> Screen | None:
        """The button carries the link and the view; if it goes on, the paragraph to go on from and the page as well."""
        if len(data.fields) not in (2, 4) or Action(data.fields[1]) not in _VIEWS:
            msg = "no such button"
            raise ValueError(msg)
        payload, what, *turned = data.fields
        start, page = (data.number(2), data.number(3)) if turned else (0, 0)
        return self._screen(payload, _VIEWS[Action(what)], start, page, asker)

    def _screen(self, payload: str, view: View, start: int, page: int, asker: Asker) -> Screen | None:
        shelf, language = self._parts.shelf_for(asker.reader), asker.language
        opened = self._links.open(shelf, payload, self._within(asker, shelf))
        if opened is None:
            return None
        passage, start = self._passage(shelf, opened, view, start)
        text = telegram_html.whole(passage, language, self._links)
        if opened.changed:
            text = sentence("telegram_link_changed", language) + Marked("\n") + text
        shown = telegram_html.pages(text)
        page = min(page, len(shown) - 1)

        def carry(first: int, at: int) -> str:
            letter = next(action for action, one in _VIEWS.items() if one is view).value
            return carried(Action.LINKED, payload, letter, first, at)

        pager = passage_pages.pager(view, passage, passage_pages.Turned(start, page, len(shown)), carry)
        return shown[page], keyboards.under_linked(payload, language, pager, self._links.address(payload))

    @staticmethod
    def _passage(shelf: ReadableShelf, opened: Opened, view: View, start: int) -> tuple[Passage | Said, int]:
        """What is shown, and the number of the paragraph it goes on from: ``start``, unless that is 0."""
        first = opened.paragraph
        if opened.whole and view is not View.BEFORE:
            near = shelf.neighbours(first.id, 0, _OPENING)
            shown = near[:_OPENING]
            if view is View.WHOLE:
                # A document begins with its title: that alone would be little.
                return Passage(shown, View.AFTER, more_after=len(near) > _OPENING), shown[-1].ordinal
            start = start or shown[-1].ordinal
        start = start or first.ordinal
        # 原文 is the linked paragraph, whatever was turned to.
        key = first.id if view is View.WHOLE else ParagraphId(first.document.id, start)
        return passages.passage(shelf, key, view), start

    def _within(self, asker: Asker, shelf: ReadableShelf) -> frozenset[str] | None:
        """Ids of the documents whose links open here; ``None`` for all that may be read here.

        What an administrator left out is for nobody. A group reads what was chosen for it; a person's own choice
        narrows questions, it forbids nothing.
        """
        if not asker.is_private:
            return self._parts.scope(asker.chat, asker.topic, asker.reader)
        left_out = self._parts.ledger.documents.excluded()
        if not left_out:
            return None
        return frozenset(one.info.id for one in shelf.documents()) - left_out
