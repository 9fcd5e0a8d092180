"""The list of documents, and the choice among them."""

from __future__ import annotations

import dataclasses

from telegram import InlineKeyboardMarkup

from bot.messages import DocumentList
from bot.render import telegram_html
from bot.render.marked import Marked
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.parts import Parts
from bot.telegram_app.state.chats import Asker
from bot.wording import say

Screen = tuple[Marked, InlineKeyboardMarkup | None]
"""A text and the buttons under it."""


def documents_screen(parts: Parts, asker: Asker, page: int) -> Screen:
    """A page of the documents, those left out marked as such."""
    listing = as_chosen(parts, asker, parts.dialogue_for(asker.reader).documents(asker.conversation, page))
    return telegram_html.whole(listing, asker.language), keyboards.under_documents(listing)


def as_chosen(parts: Parts, asker: Asker, listing: DocumentList) -> DocumentList:
    """A list of documents, each marked as the chat chose and the administrators left it."""
    chosen, left_out = parts.chosen(asker.chat, asker.reader), parts.ledger.documents.excluded()
    listed = tuple(
        dataclasses.replace(
            one,
            state="document_excluded" if one.info.id in left_out else one.state,
            in_scope=chosen is None or one.info.id in chosen,
        )
        for one in listing.listed
    )
    return dataclasses.replace(listing, listed=listed, scoped=chosen is not None)


def scope_screen(parts: Parts, asker: Asker, page: int) -> Screen:
    """The choice of documents this chat's questions are asked of."""
    chosen = parts.chosen(asker.chat, asker.reader)
    listing = parts.dialogue_for(asker.reader).documents("", page)
    key, count = ("telegram_scope_some", len(chosen)) if chosen else ("telegram_scope_all", listing.total)
    return Marked(say(key, asker.language, count=count)), keyboards.under_scope(listing, chosen, asker.language)
