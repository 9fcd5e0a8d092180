"""The handlers wired together. Order matters: access first; then the first handler that fits takes the update."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.telegram_app.handlers.access_check import AccessCheck
from bot.telegram_app.handlers.access_commands import AccessCommands
from bot.telegram_app.handlers.administration import Administration
from bot.telegram_app.handlers.backlog import Backlog
from bot.telegram_app.handlers.callback_data import Action
from bot.telegram_app.handlers.callbacks import Callbacks
from bot.telegram_app.handlers.commands import Commands
from bot.telegram_app.handlers.errors import Errors
from bot.telegram_app.handlers.exporting import TYPED as TYPED_EXPORT
from bot.telegram_app.handlers.exporting import Exporting
from bot.telegram_app.handlers.guests import Guests
from bot.telegram_app.handlers.inline import Inline
from bot.telegram_app.handlers.linked import Linked
from bot.telegram_app.handlers.members import Members
from bot.telegram_app.handlers.menus import ADMIN, GROUP, PRIVATE, Menus
from bot.telegram_app.handlers.originals import Originals
from bot.telegram_app.handlers.photos import Photos
from bot.telegram_app.handlers.questions import Questions
from bot.telegram_app.handlers.typed import Typed
from bot.telegram_app.handlers.unanswerable import Unanswerable
from bot.telegram_app.handlers.uploads import Uploads
from bot.telegram_app.handlers.watched import UNWATCH_TYPED, WATCH_TYPED, WatchedQuestions
from bot.telegram_app.parts import App, Parts
from bot.telegram_app.state.access import GroupAdministrators
from bot.telegram_app.state.links import Links
from bot.telegram_app.state.update_processor import OrderedProcessor
from bot.telegram_app.state.update_store import UpdateStore
from bot.telegram_app.transport.bot import make_bot
from bot.telegram_app.transport.rate_limiter import RateLimiter

_KNOWN = frozenset({"start", "pair", "unwatch", *PRIVATE, *GROUP, *ADMIN})


@dataclass(frozen=True, slots=True)
class Channel:
    """The channel put together.

    Attributes:
        app: The application with all its handlers, not connected yet.
        processor: Handles its updates.
        store: Takes its updates in.
    """

    app: App
    processor: OrderedProcessor
    store: UpdateStore


def build(
    parts: Parts,
    token: str,
    base_url: str | None = None,
    *,
    request: BaseRequest | None = None,
    rate_limiter: RateLimiter | None = None,
) -> Channel:
    """The channel, not connected yet.

    Args:
        parts: What the handlers work with.
        token: The bot's token.
        base_url: Bot API server in place of Telegram's own, without a path.
        request: What carries requests; HTTP unless given.
        rate_limiter: Holds requests back; Telegram's limits unless given.
    """
    bot = make_bot(token, base_url, rate_limiter or RateLimiter(), request, guests=parts.guests)
    processor = OrderedProcessor(parts.ledger.updates)
    # Updates are fetched by bot.telegram_app.transport, which stores them first: the library has no updater.
    # The builder knows the kind of bot, not that of the contexts made for it.
    builder = Application.builder().bot(bot).updater(None).concurrent_updates(processor).job_queue(None)
    app = cast("App", builder.build())
    _wire(app, parts, processor)
    store = UpdateStore(app, parts.ledger.updates, processor, Unanswerable(parts, bot).tell)
    return Channel(app, processor, store)


def _wire(app: App, parts: Parts, processor: OrderedProcessor) -> None:
    menus, administrators = Menus(parts.language), GroupAdministrators(parts)
    links = Links(parts.ledger.link_key.get, lambda: app.bot.username)
    linked = Linked(parts, links)
    questions, commands = Questions(parts, administrators, links), Commands(parts, menus, administrators, linked)
    uploads, originals, exporting = Uploads(parts), Originals(parts), Exporting(parts)
    watched = WatchedQuestions(parts, administrators)
    access, administration, backlog = AccessCommands(parts, menus), Administration(parts), Backlog(parts)
    callbacks = Callbacks(
        parts,
        administrators,
        links,
        {
            Action.LANGUAGE: commands.on_language,
            Action.FORGET_ME: commands.on_forget_me,
            Action.FORGET: uploads.on_forget,
            Action.EXPORT: backlog.on_export,
            Action.UNANSWERED: backlog.on_page,
            Action.SETTLE: backlog.on_settle,
            Action.PAGE: originals.on_page,
            Action.FILE: originals.on_file,
            Action.TAKE_AWAY: exporting.on_export,
            Action.UNWATCH: watched.on_unwatch,
            Action.LINKED: linked.on_button,
        },
    )

    app.add_handler(TypeHandler(Update, AccessCheck(parts, _KNOWN).on_update), group=-1)
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, Guests(parts, links).on_message))

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
        ("export", exporting.export),
        ("watch", watched.watch),
        ("unwatch", watched.unwatch),
    ):
        app.add_handler(CommandHandler(name, callback, new))
    app.add_handler(CommandHandler("scope", commands.scope, new, has_args=False))
    app.add_handler(CommandHandler("ask", questions.on_message, new))
    app.add_handler(MessageHandler(filters.COMMAND & new, questions.on_command))
    members = Members(parts)
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, members.on_migration))
    app.add_handler(ChatMemberHandler(members.on_my_status, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(filters.Document.ALL & new, uploads.on_document))
    app.add_handler(MessageHandler(filters.PHOTO & new, Photos(parts, uploads, questions.on_message).on_photo))
    words = filters.TEXT | filters.CAPTION
    app.add_handler(MessageHandler(words & new & Typed(TYPED_EXPORT), exporting.export))
    app.add_handler(MessageHandler(words & new & Typed(WATCH_TYPED), watched.watch))
    app.add_handler(MessageHandler(words & new & Typed(UNWATCH_TYPED), watched.unwatch))
    app.add_handler(MessageHandler(words & new, questions.on_message))
    app.add_handler(MessageHandler(words & filters.UpdateType.EDITED_MESSAGE, questions.on_edited))
    app.add_handler(MessageHandler(~filters.StatusUpdate.ALL & new, questions.on_other))
    app.add_handler(CallbackQueryHandler(callbacks.on_callback))
    app.add_handler(InlineQueryHandler(Inline(parts, links).on_query))
    app.add_error_handler(Errors(parts, processor).on_error)
