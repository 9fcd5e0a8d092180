"""Questions and answers as a file: /export, its words and its buttons.

Only of the chat it is asked in: a person's own in private, in a group what was asked in that group.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from telegram import CallbackQuery, InputFile, Update

from bot.ledger import Carried
from bot.render import export
from bot.render.export import Format
from bot.render.marked import marked
from bot.requests import NAMES, Command
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.callback_data import CallbackData
from bot.telegram_app.handlers.incoming import Incoming, read
from bot.telegram_app.handlers.typed import typed_argument
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import Asker
from bot.wording import say

TYPED = tuple(name for names in NAMES[Command.EXPORT].values() for name in names if not name.isascii())
"""The command's Chinese names."""


class Period(StrEnum):
    """Which questions of a chat."""

    TODAY = "today"
    CHAT = "chat"


_QUESTION = "question"
_WORDS: dict[str, Period | Format | str] = {
    **dict.fromkeys(("今天", "今日", "today"), Period.TODAY),
    **dict.fromkeys(("全部", "聊天", "本群", "这个聊天", "這個聊天", "聊天室", "all", "chat", "group"), Period.CHAT),
    **dict.fromkeys(("这个问题", "這個問題", "问题", "問題", "本题", "本題", "question", "last"), _QUESTION),
    **dict.fromkeys(("word", "docx", ".docx"), Format.WORD),
    **dict.fromkeys(("markdown", "md", ".md"), Format.MARKDOWN),
}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for.

    Attributes:
        what: Which questions; the number of one; ``None`` where it was not said.
        kind: The kind of document.
    """

    what: Period | int | None
    kind: Format


class Exporting:
    """Handlers of the command and its buttons."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def export(self, update: Update, context: Context) -> None:
        """What the words behind the command ask for, the answer it replies to, or a choice of buttons."""
        incoming = await read(self._parts, update, context)
        words = typed_argument(incoming.message, context.bot, TYPED)
        wish = await asyncio.to_thread(self._wish, incoming, incoming.argument if words is None else words)
        if wish is None:
            await incoming.sender.say("telegram_export_usage", incoming.to)
            return
        asker = incoming.asker
        if wish.what is None:
            last = await asyncio.to_thread(self._parts.ledger.exchanges.last, asker.chat, asker.person)
            keyboard = keyboards.under_export(last, export.formats(), asker.language, with_table=_may_table(asker))
            await incoming.sender.send(marked(say("telegram_export", asker.language)), keyboard, incoming.to)
        elif problem := await self._send(wish, asker, context):
            await incoming.sender.say(problem, incoming.to)

    async def on_export(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """A button of the choice.

        Raises:
            ValueError: the button was forged.
        """
        del query
        kind = Format(data.fields[1] if len(data.fields) > 1 else "")
        first = data.fields[0] if data.fields else ""
        what = Period(first) if first in set(Period) else data.number(0)
        problem = await self._send(_Wish(what, kind), asker, context)
        return say(problem, asker.language) if problem else ""

    def _wish(self, incoming: Incoming, argument: str) -> _Wish | None:
        """What is asked for; ``None`` for words nobody knows."""
        what: Period | int | None = None
        kind = Format.MARKDOWN
        words = [_WORDS.get(word) for word in argument.casefold().split()]
        ledger, asker = self._parts.ledger, incoming.asker
        replied = incoming.message.reply_to_message
        if replied and (asked := ledger.questions.by_answer_message(asker.chat, replied.message_id)):
            what = asked.id
        for word in words:
            match word:
                case Format():
                    kind = word
                case Period():
                    what = word
                case str():
                    # 0 is nobody's: who has asked nothing exports nothing
                    what = what or ledger.exchanges.last(asker.chat, asker.person) or 0
                case _:
                    return None
        if what is None and words:
            what = Period.TODAY
        return _Wish(what, kind)

    async def _send(self, wish: _Wish, asker: Asker, context: Context) -> str:
        """Send the document; the key of the sentence that says why not, where there is none."""
        if wish.kind not in export.formats():
            return "export_word_extra"
        now = dt.datetime.now().astimezone()
        carried = await asyncio.to_thread(self._carried, wish.what, asker)
        if not carried.exchanges:
            return "export_nothing"
        data = await asyncio.to_thread(
            export.document, carried.exchanges, wish.kind, asker.language, now, carried.left_out
        )
        caption = say("telegram_export_done", asker.language, count=len(carried.exchanges))
        file = InputFile(data, export.name_of(wish.kind, now))
        await context.bot.send_document(asker.chat, file, caption=caption, message_thread_id=asker.thread)
        return ""

    def _carried(self, what: Period | int | None, asker: Asker) -> Carried:
        """What is asked for, without the questions of which a document may not be read here any more."""
        readable, found = self._parts.rights.readable(asker.reader), self._of_chat(what, asker)
        open_ones = tuple(one for one in found.exchanges if all(map(readable.includes, one.documents)))
        return Carried(open_ones, found.left_out)

    def _of_chat(self, what: Period | int | None, asker: Asker) -> Carried:
        exchanges = self._parts.ledger.exchanges
        if isinstance(what, Period):
            return exchanges.of_chat(asker.chat, exchanges.midnight() if what is Period.TODAY else 0.0)
        asked = self._parts.ledger.questions.find(what or 0)
        # What a button carries may be forged.
        if asked is None or asked.chat != asker.chat:
            return Carried()
        return exchanges.of_question(asked.id)


def _may_table(asker: Asker) -> bool:
    """Whether the table of what could not be answered is offered: it holds other people's questions."""
    return asker.is_admin and asker.is_private
