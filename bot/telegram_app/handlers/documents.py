"""The list of documents."""

from __future__ import annotations

import dataclasses

from telegram import InlineKeyboardMarkup

from bot.messages import DocumentList
from bot.render import telegram_html
from bot.render.marked import Marked
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.parts import Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.state.links import Links

Screen = tuple[Marked, InlineKeyboardMarkup | None]
"""A text and the buttons under it."""


def documents_screen(parts: Parts, asker: Asker, page: int, links: Links) -> Screen:
    """A page of the documents, those left out marked as such."""
    listing = as_chosen(parts, asker, parts.dialogue_for(asker.reader).documents(asker.conversation, page))
    return telegram_html.whole(listing, asker.language, links), keyboards.under_documents(listing)


def as_chosen(parts: Parts, asker: Asker, listing: DocumentList) -> DocumentList:
    """A list of documents, each marked as the chat chose and the administrators left it."""
    chosen = parts.chosen(asker.chat, asker.topic, asker.reader)
    left_out = parts.ledger.documents.excluded()
    listed = tuple(
        dataclasses.replace(
            one,
            state="document_excluded" if one.info.id in left_out else one.state,
            in_scope=chosen is None or one.info.id in chosen,
        )
        for one in listing.listed
    )
    return dataclasses.replace(listing, listed=listed, scoped=chosen is not None)
