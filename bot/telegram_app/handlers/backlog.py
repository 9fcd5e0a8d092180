"""What the documents could not answer: /unanswered, its buttons, and all of it as CSV."""

from __future__ import annotations

import asyncio
import datetime as dt

from telegram import CallbackQuery, InlineKeyboardMarkup, InputFile, Update

from bot.ledger import State
from bot.render.excerpts import one_line
from bot.render.export.unanswered import table
from bot.render.marked import Marked, Tag, marked
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.handlers.callback_data import CallbackData
from bot.telegram_app.handlers.incoming import read_of_admin
from bot.telegram_app.parts import Context, Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.transport.sender import edit_under
from bot.wording import say

PAGE = 5
"""Questions on one page: as many buttons as fit a row of a telephone."""

_QUESTION_UNITS = 200

_Screen = tuple[Marked, InlineKeyboardMarkup | None]


class Backlog:
    """Handlers of the command and its buttons: for administrators, in private, for the questions are other people's."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def unanswered(self, update: Update, context: Context) -> None:
        """The open questions, the latest first."""
        incoming = await read_of_admin(self._parts, update, context)
        if incoming is None:
            return
        if not incoming.asker.is_private:
            await incoming.sender.say("telegram_private_only", incoming.to)
            return
        await incoming.sender.send(*await asyncio.to_thread(self._screen, incoming.asker, 1))

    async def on_page(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """Another page of them."""
        del context
        if not _may(asker):
            return say("telegram_admin_only", asker.language)
        await edit_under(query, *await asyncio.to_thread(self._screen, asker, data.number(0)))
        return ""

    async def on_settle(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """A question is crossed off, or taken back.

        Raises:
            ValueError: the button was forged.
        """
        del context
        if not _may(asker):
            return say("telegram_admin_only", asker.language)
        number, page = data.number(0), data.number(2)
        state = State(data.fields[1])
        if not await asyncio.to_thread(self._settle, number, state):
            return say("telegram_settled_gone", asker.language)
        undo = None if state is State.OPEN else number
        await edit_under(query, *await asyncio.to_thread(self._screen, asker, page, undo))
        return say(f"telegram_settled_{state.value}", asker.language)

    async def on_export(self, query: CallbackQuery, data: CallbackData, asker: Asker, context: Context) -> str:
        """All questions without an answer as CSV, each with how it stands with it."""
        del query, data
        if not _may(asker):
            return say("telegram_admin_only", asker.language)
        table = await asyncio.to_thread(self._csv)
        await context.bot.send_document(asker.chat, InputFile(table, "unanswered.csv"), message_thread_id=asker.thread)
        return ""

    def _settle(self, number: int, state: State) -> bool:
        backlog = self._parts.ledger.backlog
        return backlog.reopen(number) if state is State.OPEN else backlog.settle(number, state)

    def _screen(self, asker: Asker, page: int, undo: int | None = None) -> _Screen:
        backlog, language = self._parts.ledger.backlog, asker.language
        count = backlog.count(State.OPEN)
        settled = backlog.count(State.ANSWERED) + backlog.count(State.DISMISSED)
        if not count and not settled:
            return marked(say("telegram_unanswered_none", language)), None
        pages = max(1, -(-count // PAGE))
        page = min(max(page, 1), pages)
        gaps = backlog.open(PAGE, (page - 1) * PAGE)
        head = say("telegram_unanswered", language, count=count) if count else say("telegram_unanswered_done", language)
        text = marked(head, Tag.BOLD)
        for number, gap in enumerate(gaps, 1):
            times = f" ×{gap.times}" if gap.times > 1 else ""
            text += marked(f"\n{number}. {_day(gap.at)}　{one_line(gap.question, _QUESTION_UNITS)}{times}")
        if page == 1 and (suggested := self._parts.house_words()):
            text += marked("\n\n") + marked(say("telegram_unanswered_words", language))
            for pair in suggested:
                text += marked("\n") + marked(f"{pair.written} = {pair.said}", Tag.CODE) + marked(f" ×{pair.times}")
        hints = [say("telegram_unanswered_hint", language)] if count else []
        hints += [say("telegram_unanswered_settled", language, count=settled)] if settled else []
        text += marked("\n\n") + marked("\n".join(hints), Tag.ITALIC)
        return text, keyboards.under_unanswered(gaps, page, pages, language, undo)

    def _csv(self) -> bytes:
        return table(self._parts.ledger.backlog.all()).encode("utf-8", "replace")


def _may(asker: Asker) -> bool:
    return asker.is_admin and asker.is_private


def _day(at: float) -> str:
    return dt.datetime.fromtimestamp(at).astimezone().strftime("%m-%d %H:%M")
