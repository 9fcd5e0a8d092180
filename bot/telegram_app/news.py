"""What the documents newly say to watched questions: looked for after each change of them, and told once.

People's own questions come first: one watched question is asked at a time, and only while nobody is being answered.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.ledger import PrincipalKind, Watched
from bot.messages import Language
from bot.render import watched as render
from bot.rights.readable import Reader
from bot.telegram_app.handlers import keyboards
from bot.telegram_app.parts import Bot, Parts
from bot.telegram_app.state.chats import Asker
from bot.telegram_app.state.update_processor import OrderedProcessor
from bot.telegram_app.transport.sender import Sender
from bot.watched import Known, news
from index.errors import YinjuError

_log = logging.getLogger(__name__)

_EVERY = 5.0
"""Seconds between two looks whether the documents have changed."""

_AFTER_TROUBLE = 60.0
"""Seconds until what could not be told is tried again."""

_PATIENCE = 60.0
"""Seconds for telling one person: others wait for it."""

_LAST_MOMENT = 2.0
"""Seconds a message that is on its way gets to arrive when the bot is told to stop."""

_GLANCE = 0.05
"""Seconds between two looks whether people are being answered."""

_GLANCES = 200
"""Looks after which a watched question is asked all the same: where somebody always asks, it would never be."""

_MOST_FAILURES = 3
"""In a row, after which the line is taken to be down."""


class News:
    """Looks for news while the bot runs.

    Args:
        parts: What the handlers work with.
        processor: Knows whether anybody is being answered.
    """

    def __init__(self, parts: Parts, processor: OrderedProcessor) -> None:
        self._parts = parts
        self._processor = processor

    async def run(self, bot: Bot) -> None:
        """Look and tell until cancelled.

        Raises:
            InvalidToken: the bot's token is no longer good.
        """
        while True:
            rest = _EVERY
            try:
                if not await self.look(bot):
                    rest = _AFTER_TROUBLE
            except InvalidToken:
                raise
            except Exception:  # noqa: BLE001 - a disk that is full for an hour must not end it for good
                _log.exception("watched questions could not be looked after; trying again")
                rest = _AFTER_TROUBLE
            await asyncio.sleep(rest)

    async def look(self, bot: Bot) -> bool:
        """Tell what an earlier run left, ask what is due, tell what is new; whether all of it went well."""
        ledger = self._parts.ledger.watched
        left = await asyncio.to_thread(ledger.untold)
        due = await asyncio.to_thread(ledger.due, self._parts.version)
        well, failures = True, 0
        for watched in (*left, *due):
            if watched.news is None:
                await self._let_others_first()
                if not await asyncio.to_thread(self._ask, watched):
                    continue
            if await self._tell(bot, watched.id):
                failures = 0
                continue
            well, failures = False, failures + 1
            if failures == _MOST_FAILURES:
                break
        return well

    async def _let_others_first(self) -> None:
        for _ in range(_GLANCES):
            if not self._processor.is_busy:
                return
            await asyncio.sleep(_GLANCE)

    def _ask(self, watched: Watched) -> bool:
        """Ask a question and note what came of it; whether there are news."""
        parts, snapshot = self._parts, self._parts.version
        found: Known | None = None
        if _may_be_told(parts, watched):
            try:
                reader = _reader(parts, watched)
                topic = None if watched.chat > 0 else watched.thread
                result = parts.shelf_for(reader).ask(watched.question, parts.scope(watched.chat, topic, reader))
            except YinjuError as error:
                # Of an index that is being mended; that makes another snapshot.
                _log.warning("a watched question could not be asked: %s", error)
            else:
                found = news(watched.known, result, self._language(watched))
        parts.ledger.watched.looked(watched.id, snapshot, found)
        return found is not None

    async def _tell(self, bot: Bot, number: int) -> bool:
        """Tell the news of a question; ``False`` where that has to be tried again."""
        ledger = self._parts.ledger.watched
        # It may have been dropped, or its chat moved, since it was asked.
        watched = await asyncio.to_thread(ledger.find, number)
        if watched is None or watched.news is None:
            return True
        told = await asyncio.to_thread(_as_readable, self._parts, watched)
        if told is None or told.news is None:
            await asyncio.to_thread(ledger.drop_news, number)
            return True
        language = await asyncio.to_thread(self._language, watched)
        text = render.news(told.question, told.known, told.news, language)
        asker = Asker(
            watched.chat, watched.thread, watched.person, language, "", is_private=watched.chat > 0, is_admin=False
        )
        sending = asyncio.create_task(
            Sender(bot, asker).send(text, keyboards.under_news(number, language), watched.message)
        )
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._let_arrive(sending, number)
        except InvalidToken:
            raise
        except Forbidden:
            await asyncio.to_thread(self._lost, watched)
            return True
        except BadRequest as error:
            if "chat not found" in error.message.casefold():
                await asyncio.to_thread(self._lost, watched)
                return True
            # It would be refused again: that it is not told at all is the lesser loss.
            _log.error("news of a watched question were refused: %s", error)
        except (TelegramError, TimeoutError) as error:
            _log.warning("news of a watched question could not be sent: %s", error)
            return False
        # At once, not behind questions in the threads: ended between the two, it would be told again.
        ledger.told(number)
        return True

    async def _let_arrive(self, sending: asyncio.Task[int], number: int) -> None:
        """Wait for news to be sent; where the bot is told to stop, a moment longer: what has arrived is noted first.

        Raises:
            asyncio.CancelledError: the bot was told to stop.
        """
        try:
            await asyncio.shield(sending)
        except asyncio.CancelledError:
            await asyncio.wait({sending}, timeout=_LAST_MOMENT)
            if sending.done() and not sending.cancelled() and sending.exception() is None:
                self._parts.ledger.watched.told(number)
            sending.cancel()
            raise

    def _lost(self, watched: Watched) -> None:
        """The bot was blocked or removed: nobody there can be told anything any more."""
        count = self._parts.ledger.watched.forget_chat(watched.chat)
        _log.info("%d watched questions of a chat that is closed to the bot are dropped", count)

    def _language(self, watched: Watched) -> Language:
        return Language(self._parts.ledger.chats.language(watched.chat) or watched.language)


def _reader(parts: Parts, watched: Watched) -> Reader:
    """Who reads the news of a question: the person in private, in a group everybody there."""
    if watched.chat > 0:
        return Reader(person=watched.person, is_admin=parts.ledger.access.is_admin(watched.person))
    return Reader(group=watched.chat)


def _as_readable(parts: Parts, watched: Watched) -> Watched | None:
    """A watched question as its reader may read it now; ``None`` where its news must not be told: rights may change."""
    if watched.news is None or not _may_be_told(parts, watched):
        return None
    includes = parts.rights.readable(_reader(parts, watched)).includes
    if watched.news.as_far_as(includes) != watched.news:
        return None
    return dataclasses.replace(watched, known=watched.known.as_far_as(includes))


def _may_be_told(parts: Parts, watched: Watched) -> bool:
    """Whether the person or the group may still use the bot."""
    if parts.is_open:
        return True
    kind = PrincipalKind.PERSON if watched.chat > 0 else PrincipalKind.GROUP
    return parts.ledger.access.find(kind, watched.chat) is not None
