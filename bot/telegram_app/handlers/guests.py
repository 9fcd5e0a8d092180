"""Mentions in chats the bot is not a member of. Its answer is read by everybody there."""

from __future__ import annotations

import asyncio

from telegram import Message, Update, User

from bot import messages
from bot.exchanges import Told
from bot.ledger import Asked
from bot.messages import Answered, Language, Said, Unanswered
from bot.render import telegram_html
from bot.render.marked import Marked
from bot.render.sayings import reason
from bot.rights.readable import ANYBODY
from bot.telegram_app.handlers.addressing import context_of, mentioning
from bot.telegram_app.handlers.questions import kept_of, outcome_of, result_of
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.links import Links
from bot.telegram_app.transport.guests import answer_guest
from bot.telegram_app.transport.sender import sentence


class Guests:
    """Handler of such mentions: a question of a person who was let in, with their own scope and language."""

    def __init__(self, parts: Parts, links: Links) -> None:
        self._parts = parts
        self._links = links

    async def on_message(self, update: Update, context: Context) -> None:
        """Answer it, once."""
        message = update.guest_message
        if message is None or message.from_user is None:
            return
        user = message.from_user
        language = await asyncio.to_thread(self._parts.language_of, user.id, user)
        text = await asyncio.to_thread(self._answer, message, user, language, context.bot.username)
        await answer_guest(context.bot, message, text, language)

    def _answer(self, message: Message, user: User, language: Language, bot: str) -> Marked:
        asked, before = mentioning(message, bot), context_of(message, bot, message.get_bot().id)
        if not asked and not before:
            return sentence("telegram_guest_usage", language, bot=bot)
        # A conversation of its own for each mention: what is said in one chat is not for another.
        conversation = f"guest:{message.guest_query_id}"
        # Nobody knows who reads there: only what anybody may read is told.
        dialogue = self._parts.dialogue_for(ANYBODY)
        dialogue.set_scope(conversation, self._parts.scope(user.id, None, ANYBODY))
        turn = dialogue.ask(
            messages.Message(asked or before, conversation, language, str(user.id), context=before if asked else "")
        )
        dialogue.forget(conversation)
        if isinstance(turn, Said):
            return telegram_html.whole(turn, language)
        self._write_down(turn, asked or before, user)
        understood = turn.understood_as or (None if asked else before)
        return self._shown(turn, understood, language)

    def _shown(self, turn: Answered | Unanswered, understood: str | None, language: Language) -> Marked:
        if isinstance(turn, Unanswered):
            # Not the nearest paragraphs: nobody there asked to read them.
            none = turn.no_answer
            why = reason(none, language)
            return telegram_html.nearest((), language, why, understood_as=understood, suggestion=none.suggestion)
        return telegram_html.whole(Answered(turn.answer, understood, turn.elapsed_ms), language, self._links)

    def _write_down(self, turn: Answered | Unanswered, question: str, user: User) -> None:
        """Under the person's own chat: the number of the other one may be that of a chat the bot is in."""
        outcome = outcome_of(turn, self._parts.chosen(user.id, None, ANYBODY))
        asked = Asked(user.id, user.id, str(user.id), question, *outcome)
        number = self._parts.ledger.questions.add(asked, kept_of(self._parts, turn, ANYBODY))
        self._parts.ledger.exchanges.keep(number, Told.of(result_of(turn)))
