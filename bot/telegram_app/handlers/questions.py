"""Questions: asked, answered, written down; answered anew where they are edited."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Message, Update

from bot import messages, requests
from bot.exchanges import Told
from bot.ledger import Asked, Kept
from bot.messages import Answered, DocumentList, Reply, Said, Scope, Unanswered
from bot.render import telegram_html
from bot.render.marked import Marked
from bot.requests import Command
from bot.rights.readable import Reader
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.addressing import context_of, question_of
from bot.telegram_app.handlers.answers import Answers
from bot.telegram_app.handlers.documents import as_chosen
from bot.telegram_app.handlers.scoping import choose_folder
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.access import GroupAdministrators
from bot.telegram_app.state.albums import Albums, words_follow
from bot.telegram_app.state.chats import Asker, asker_of
from bot.telegram_app.state.links import Links
from bot.telegram_app.transport.sender import Sender, quoted, sentence
from bot.wording import say
from index.model import Answer, Citation, NoAnswer, Paragraph

_AROUND = 3
"""Paragraphs kept before and behind each cited one, for 上文 and 下文 after the document has changed."""

_MOST_CITED = 5
_MOST_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is to be sent.

    Attributes:
        text: The text.
        keyboard: The buttons under it.
        asked: The number of the question in the ledger, if it was one.
    """

    text: Marked
    keyboard: InlineKeyboardMarkup | None = None
    asked: int | None = None


class Questions:
    """Handlers of everything that is, or may be, a question."""

    def __init__(self, parts: Parts, administrators: GroupAdministrators, links: Links) -> None:
        self._parts = parts
        self._administrators = administrators
        self._links = links
        self._answers = Answers(parts, links)
        self._albums: Albums[bool] = Albums()

    async def on_message(self, update: Update, context: Context) -> None:
        """A text, or a picture with one: a question, a reply in words, a command typed in Chinese."""
        message = update.message
        if message is None or self._albums.of(message):
            return
        if not (message.text or message.caption):
            await self.on_other(update, context)
            return
        self._albums.keep(message, what=True)
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        sender = Sender(context.bot, asker)
        to = quoted(message, is_private=asker.is_private)
        text = question_of(message, context.bot.username, context.bot.id)
        if text is None:
            if asker.is_private:
                await sender.say("telegram_only_text")
            return
        if not text and not self._context(message):
            await sender.say("telegram_ask_usage", to)
            return
        questions = self._parts.ledger.questions
        # There are some where the program was ended while it answered this; Telegram's numbers come only once.
        for before in await asyncio.to_thread(questions.by_question_message, message.chat_id, message.message_id):
            if before.answer_message is not None:
                return
            await asyncio.to_thread(questions.delete, before.id)
        if await self._may_not(text, asker, context):
            await sender.say("telegram_group_admins_only", message.message_id)
            return
        async with sender.typing():
            outcome = await asyncio.to_thread(self._reply, text, message, asker)
        await self._send(sender, outcome, to)

    async def on_command(self, update: Update, context: Context) -> None:
        """A command the dialogue itself understands: handed on in its own words."""
        message = update.message
        if message is None or message.text is None:
            return
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        name, _, argument = message.text.partition(" ")
        text = f"{name.partition('@')[0]} {argument}".strip()
        sender = Sender(context.bot, asker)
        if await self._may_not(text, asker, context):
            await sender.say("telegram_group_admins_only", message.message_id)
            return
        outcome = await asyncio.to_thread(self._reply, text, message, asker)
        await self._send(sender, outcome, quoted(message, is_private=asker.is_private))

    async def on_edited(self, update: Update, context: Context) -> None:
        """A question was edited: its answer is replaced where it stands."""
        message = update.edited_message
        if message is None:
            return
        text = question_of(message, context.bot.username, context.bot.id)
        if text is None or not (text or self._context(message)):
            return
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        questions = self._parts.ledger.questions
        asked = await asyncio.to_thread(questions.by_question_message, message.chat_id, message.message_id)
        before = next((one for one in asked if one.answer_message is not None), None)
        # Telegram calls it an edit too when only a reaction or a preview changed.
        if before is not None and before.question == (text or self._context(message)):
            return
        sender = Sender(context.bot, asker)
        if await self._may_not(text, asker, context):
            await sender.say("telegram_group_admins_only", message.message_id)
            return
        async with sender.typing():
            outcome = await asyncio.to_thread(self._reply, text, message, asker)
        number = before.answer_message if before else None
        if number is not None and await sender.edit(number, outcome.text, outcome.keyboard):
            if outcome.asked is not None:
                questions.sent(outcome.asked, number)
        else:
            await self._send(sender, outcome, quoted(message, is_private=asker.is_private))
        for one in asked:
            await asyncio.to_thread(questions.delete, one.id)

    async def on_other(self, update: Update, context: Context) -> None:
        """Stickers, voices, photos: a polite word in private, silence in groups and where words come in its album."""
        message = update.message
        if message is None or self._albums.of(message):
            return
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        if asker.is_private and not await asyncio.to_thread(words_follow, self._parts.ledger.updates, message):
            self._albums.keep(message, what=True)
            await Sender(context.bot, asker).say("telegram_only_text")

    async def _may_not(self, text: str, asker: Asker, context: Context) -> bool:
        """Whether a text chooses the documents of a whole group, and the person has no say in that."""
        request = requests.parse(text)
        sets = request.command is Command.SCOPE and bool(request.argument)
        return sets and not await self._administrators.may_set(context.bot, asker)

    async def _send(self, sender: Sender, outcome: _Outcome, to: int | None) -> None:
        number = await sender.send(outcome.text, outcome.keyboard, to)
        if outcome.asked is not None:
            # At once, not behind other questions in the threads: ended between the two, it would be answered again.
            self._parts.ledger.questions.sent(outcome.asked, number)

    def _reply(self, text: str, message: Message, asker: Asker) -> _Outcome:
        if chosen_folder := choose_folder(self._parts, asker, text):
            return _Outcome(chosen_folder)
        conversation = self._conversation(message, asker)
        dialogue = self._parts.dialogue_for(asker.reader)
        dialogue.set_scope(conversation, self._parts.scope(asker.chat, asker.topic, asker.reader))
        context = self._context(message)
        asked = messages.Message(text, conversation, asker.language, str(asker.person), asker.is_admin, context)
        if text:
            reply = dialogue.reply(asked)
        else:
            # Nothing but the bot's name: what somebody wrote is the question, and never a command of theirs.
            text = context
            reply = dialogue.ask(dataclasses.replace(asked, text=context, context=""))
            if isinstance(reply, Answered | Unanswered) and reply.understood_as is None:
                reply = dataclasses.replace(reply, understood_as=context)
        match reply:
            case Answered() | Unanswered():
                return self._write_down(reply, text, message, asker, conversation)
            case DocumentList():
                reply = as_chosen(self._parts, asker, reply)
                return _Outcome(self._shown(reply, asker), keyboards.under_documents(reply))
            case Scope(changed=True):
                chosen = None if reply.documents is None else frozenset(info.id for info in reply.documents)
                self._parts.ledger.chats.set_scope(asker.chat, chosen, asker.topic)
                return _Outcome(telegram_html.whole(reply, asker.language))
            case Said(key="help"):
                return _Outcome(help_text(asker, message.get_bot().username))
            case _:
                return _Outcome(self._shown(reply, asker))

    def _shown(self, reply: Reply, asker: Asker) -> Marked:
        return telegram_html.whole(reply, asker.language, self._links)

    @staticmethod
    def _context(message: Message) -> str:
        bot = message.get_bot()
        return context_of(message, bot.username, bot.id)

    def _conversation(self, message: Message, asker: Asker) -> str:
        """In a group, a reply to an answer goes on with that answer's conversation, whoever writes it."""
        replied = message.reply_to_message
        if replied is None or asker.is_private:
            return asker.conversation
        found = self._parts.ledger.questions.by_answer_message(asker.chat, replied.message_id)
        return found.conversation if found else asker.conversation

    def _write_down(
        self, turn: Answered | Unanswered, text: str, message: Message, asker: Asker, conversation: str
    ) -> _Outcome:
        shown = kept_of(self._parts, turn, asker.reader)
        chosen = self._parts.chosen(asker.chat, asker.topic, asker.reader)
        outcome = outcome_of(turn, chosen)
        asked = Asked(asker.chat, asker.person, conversation, text, *outcome, message.message_id)
        number = self._parts.ledger.questions.add(asked, shown)
        self._parts.ledger.exchanges.keep(number, Told.of(result_of(turn)))
        body, keyboard = self._answers.new(turn, dataclasses.replace(asked, id=number), shown, asker.language)
        return _Outcome(body, keyboard, number)


def result_of(turn: Answered | Unanswered) -> Answer | NoAnswer:
    """What the library said."""
    return turn.answer if isinstance(turn, Answered) else turn.no_answer


def outcome_of(
    turn: Answered | Unanswered, chosen: frozenset[str] | None
) -> tuple[bool, float, float, str | None, str | None, int | None]:
    """What the ledger keeps of how a question was answered: the middle of :class:`~bot.ledger.Asked`."""
    result, narrowed = result_of(turn), len(chosen) if chosen else None
    is_answered = isinstance(turn, Answered)
    return is_answered, result.confidence, turn.elapsed_ms, turn.understood_as, result.suggestion, narrowed


def kept_of(parts: Parts, turn: Answered | Unanswered, reader: Reader) -> list[Kept]:
    """What is shown under a turn, with its surroundings, as it is now."""
    found: Sequence[tuple[Paragraph, Citation | None]]
    if isinstance(turn, Answered):
        # Items of a list are one answer together, and are few.
        most = None if turn.answer.is_several else _MOST_CITED
        found = [(citation.paragraph, citation) for citation in turn.answer.citations[:most]]
    else:
        found = [(paragraph, None) for paragraph in turn.no_answer.nearest[:_MOST_NEAREST]]
    shelf = parts.shelf_for(reader)
    return [
        Kept(paragraph, citation, shelf.neighbours(paragraph.id, _AROUND, _AROUND)) for paragraph, citation in found
    ]


def help_text(asker: Asker, bot: str) -> Marked:
    """What the bot can do, for this person."""
    text = sentence("telegram_help", asker.language, bot=bot)
    if asker.is_admin and asker.is_private:
        text += Marked("\n\n" + say("telegram_help_admin", asker.language))
    return text
