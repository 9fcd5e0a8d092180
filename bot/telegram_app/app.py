"""The handlers wired together. Order matters: the gate comes first, and the first handler that fits takes an update."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram import LinkPreviewOptions, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.telegram_app.access_commands import AccessCommands
from bot.telegram_app.administration import Administration
from bot.telegram_app.backlog import Backlog
from bot.telegram_app.buttons import Press
from bot.telegram_app.commands import Commands
from bot.telegram_app.gate import Gate
from bot.telegram_app.inline import Inline
from bot.telegram_app.journal import InOrder
from bot.telegram_app.menus import ADMIN, GROUP, PRIVATE, Menus
from bot.telegram_app.pacing import Pacing, was_never_sent
from bot.telegram_app.parts import App, Context, Parts, asker_of
from bot.telegram_app.posting import Poster, answer, quoted
from bot.telegram_app.pressing import Pressing
from bot.telegram_app.questions import Questions
from bot.telegram_app.uploads import Uploads
from bot.wording import say

_log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query")
"""What Telegram is asked to send; the rest is none of the bot's business."""

_KNOWN = frozenset({"start", "pair", *PRIVATE, *GROUP, *ADMIN})


def build(
    parts: Parts,
    token: str,
    base_url: str | None = None,
    *,
    request: BaseRequest | None = None,
    pacing: Pacing | None = None,
) -> App:
    """The application with all its handlers, not yet connected.

    Args:
        parts: What the handlers work with.
        token: The bot's token.
        base_url: Bot API server in place of Telegram's own, without a path.
        request: What carries requests; HTTP unless given.
        pacing: Holds requests back; Telegram's limits unless given.
    """
    previews = LinkPreviewOptions(is_disabled=True)
    order = InOrder(parts.ledger.updates)
    builder = (
        Application.builder()
        .token(token)
        # Updates are fetched by bot.telegram_app.polling or .webhook, which store them first.
        .updater(None)
        .concurrent_updates(order)
        .rate_limiter(pacing or Pacing())
        .defaults(Defaults(parse_mode=ParseMode.HTML, link_preview_options=previews))
        .job_queue(None)
    )
    if base_url is not None:
        builder = builder.base_url(f"{base_url}/bot").base_file_url(f"{base_url}/file/bot")
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    app: App = builder.build()
    _wire(app, parts, order)
    return app


def _wire(app: App, parts: Parts, order: InOrder) -> None:
    menus = Menus(parts.language)
    questions, commands, uploads = Questions(parts), Commands(parts, menus), Uploads(parts)
    access, administration, backlog = AccessCommands(parts, menus), Administration(parts), Backlog(parts)
    pressing = Pressing(
        parts,
        {
            Press.LANGUAGE: commands.on_language,
            Press.FORGET_ME: commands.on_forget_me,
            Press.FORGET: uploads.on_forget,
            Press.EXPORT: backlog.on_export,
            Press.UNANSWERED: backlog.on_page,
            Press.SETTLE: backlog.on_settle,
        },
    )

    app.add_handler(TypeHandler(Update, Gate(parts, _KNOWN).on_update), group=-1)

    new = filters.UpdateType.MESSAGE
    for name, callback in (
        ("start", commands.start),
        ("help", commands.help),
        ("language", commands.language),
        ("forgetme", commands.forget_me),
        ("pair", access.pair),
        ("allow", access.allow),
        ("revoke", access.revoke),
        ("stats", administration.stats),
        ("unanswered", backlog.unanswered),
        ("reload", administration.reload),
        ("health", administration.health),
        ("forget", uploads.forget),
    ):
        app.add_handler(CommandHandler(name, callback, new))
    app.add_handler(CommandHandler("scope", commands.scope, new, has_args=False))
    app.add_handler(CommandHandler("ask", questions.on_message, new))
    app.add_handler(MessageHandler(filters.COMMAND & new, questions.on_command))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, _Migration(parts).on_message))
    app.add_handler(MessageHandler(filters.Document.ALL & new, uploads.on_document))
    words = filters.TEXT | filters.CAPTION
    app.add_handler(MessageHandler(words & new, questions.on_message))
    app.add_handler(MessageHandler(words & filters.UpdateType.EDITED_MESSAGE, questions.on_edited))
    app.add_handler(MessageHandler(~filters.StatusUpdate.ALL & new, _TextOnly(parts).on_message))
    app.add_handler(CallbackQueryHandler(pressing.on_press))
    app.add_handler(InlineQueryHandler(Inline(parts).on_query))
    app.add_error_handler(_Trouble(parts, order).on_error)


class _Migration:
    """A group became a supergroup: everything under its old number goes to the new one."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def on_message(self, update: Update, context: Context) -> None:
        """Move it. Both the old and the new group tell; the old one's message is enough."""
        del context
        message = update.message
        if message is not None and message.migrate_to_chat_id is not None:
            await asyncio.to_thread(self._move, message.chat_id, message.migrate_to_chat_id)

    def _move(self, old: int, new: int) -> None:
        ledger = self._parts.ledger
        ledger.access.moved(old, new)
        ledger.chats.moved(old, new)
        ledger.questions.moved(old, new)


class _TextOnly:
    """Stickers, voices, photos: a polite word in private, silence in groups."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def on_message(self, update: Update, context: Context) -> None:
        """Say that only text is understood."""
        message = update.message
        if message is None:
            return
        asker = await asyncio.to_thread(asker_of, self._parts, message)
        if asker.is_private:
            await Poster(context.bot, asker).say("telegram_only_text")


class _Trouble:
    """What no handler expected: logged, and the person told that something went wrong, never what."""

    def __init__(self, parts: Parts, order: InOrder) -> None:
        self._parts = parts
        self._order = order

    async def on_error(self, update: object, context: Context) -> None:
        """Log first; telling may fail as well."""
        error = context.error
        # The library counts a request Telegram calls wrong among the troubles of the network; it is one of ours.
        if isinstance(error, Forbidden | NetworkError) and not isinstance(error, BadRequest):
            _log.warning("Telegram refused or was away: %s", error)
        else:
            _log.error("an update could not be handled", exc_info=error)
        if isinstance(error, Forbidden) or not isinstance(update, Update):
            return
        if was_never_sent(error) and isinstance(update.effective_message, Message) and not update.callback_query:
            # Nothing can be told now either. The next start takes it up again.
            self._order.keep(update.update_id)
            return
        if query := update.callback_query:
            language = await asyncio.to_thread(self._parts.language_of, query.from_user.id, query.from_user)
            with contextlib.suppress(TelegramError):
                await answer(query, say("telegram_trouble", language))
            return
        message = update.effective_message
        if not isinstance(message, Message):
            return
        with contextlib.suppress(TelegramError):
            asker = await asyncio.to_thread(asker_of, self._parts, message)
            to = quoted(message, is_private=asker.is_private)
            await Poster(context.bot, asker).say("telegram_trouble", to)
