"""``@bot question`` in any chat: answers to put there."""

from __future__ import annotations

import asyncio
import contextlib

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest

from bot.messages import Answered, Language, Message
from bot.render import telegram_answers, telegram_html
from bot.render.excerpts import one_line
from bot.render.marked import Marked, Tag, marked, split
from bot.render.places import place
from bot.rights.readable import ANYBODY
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.links import Links
from bot.wording import say
from index.model import Answer, Citation

PAGE = 3
"""Results on one page; the next is asked for when the list is drawn further."""

_SHORTEST = 2
"""Characters; what is shorter is a question begun."""
_TITLE = 60
_DESCRIPTION = 120
_CACHE_SECONDS = 60


class Inline:
    """Handler of inline queries. They come with every key typed, so nothing is written down."""

    def __init__(self, parts: Parts, links: Links) -> None:
        self._parts = parts
        self._links = links

    async def on_query(self, update: Update, context: Context) -> None:
        """Answer with a page of results; with none, with the way to the bot itself."""
        del context
        query = update.inline_query
        if query is None:
            return
        language = await asyncio.to_thread(self._parts.language_of, query.from_user.id, query.from_user)
        text = query.query.strip()
        results: list[InlineQueryResultArticle] = []
        if len(text) >= _SHORTEST:
            results = await asyncio.to_thread(self._results, text, query.from_user.id, language)
        offset = int(query.offset) if query.offset.isascii() and query.offset.isdecimal() else 0
        page = results[offset : offset + PAGE]
        key = "inline_open" if len(text) < _SHORTEST else "inline_nothing"
        button = None if results else InlineQueryResultsButton(say(key, language), start_parameter="inline")
        # Whoever types on no longer wants to know, and Telegram says so.
        with contextlib.suppress(BadRequest):
            await query.answer(
                page,
                cache_time=_CACHE_SECONDS,
                # Another person may have another scope, language and access.
                is_personal=True,
                next_offset=str(offset + PAGE) if offset + PAGE < len(results) else None,
                button=button,
            )

    def _results(self, text: str, person: int, language: Language) -> list[InlineQueryResultArticle]:
        conversation = f"inline:{person}"
        # What was typed a key ago is no turn to follow up on.
        # An answer is put into a chat nobody here knows: only what anybody may read may stand there.
        dialogue = self._parts.dialogue_for(ANYBODY)
        dialogue.forget(conversation)
        dialogue.set_scope(conversation, self._parts.scope(person, None, ANYBODY))
        turn = dialogue.ask(Message(text, conversation, language, str(person)))
        dialogue.forget(conversation)
        if not isinstance(turn, Answered):
            return []
        answer = turn.answer
        if answer.is_several:
            # Its citations are read together.
            whole = telegram_html.whole(turn, language, self._links)
            return [_article(0, text, answer.citations[0], whole, language)]
        return [
            _article(n, text, one, _cited(answer, n, language, self._links), language)
            for n, one in enumerate(answer.citations)
        ]


def _cited(answer: Answer, number: int, language: Language, links: Links) -> Marked:
    citation = answer.citations[number]
    return telegram_answers.cited(
        citation,
        language,
        confidence=answer.confidence,
        suggestion=answer.suggestion,
        is_first=number == 0,
        others=[one for one in answer.citations if one is not citation],
        superseded_by=answer.superseded_by,
        links=links,
    )


def _article(
    number: int, question: str, citation: Citation, body: Marked, language: Language
) -> InlineQueryResultArticle:
    # In a foreign chat nobody sees what was asked, so the message says it first.
    whole = marked(f"❓ {one_line(question)}", Tag.ITALIC) + Marked("\n") + body
    return InlineQueryResultArticle(
        str(number),
        one_line(citation.quote, _TITLE) or "……",
        InputTextMessageContent(split(whole, telegram_html.MESSAGE_LIMIT)[0].html()),
        description=one_line(place(citation.paragraph, language), _DESCRIPTION),
    )
