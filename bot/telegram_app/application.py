"""The handlers wired together. Order matters: access first; then the first handler that fits takes the update."""

from __future__ import annotations

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
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

from bot.telegram_app.handlers.access_check import AccessCheck
from bot.telegram_app.handlers.access_commands import AccessCommands
from bot.telegram_app.handlers.administration import Administration
from bot.telegram_app.handlers.backlog import Backlog
from bot.telegram_app.handlers.callbacks import Callbacks
from bot.telegram_app.handlers.commands import Commands
from bot.telegram_app.handlers.errors import Errors
from bot.telegram_app.handlers.inline import Inline
from bot.telegram_app.handlers.keyboards import Action
from bot.telegram_app.handlers.members import Members
from bot.telegram_app.handlers.menus import ADMIN, GROUP, PRIVATE, Menus
from bot.telegram_app.handlers.questions import Questions
from bot.telegram_app.handlers.uploads import Uploads
from bot.telegram_app.parts import App, Parts
from bot.telegram_app.state.update_processor import OrderedProcessor
from bot.telegram_app.transport.rate_limiter import RateLimiter

_KNOWN = frozenset({"start", "pair", *PRIVATE, *GROUP, *ADMIN})


def build(
    parts: Parts,
    token: str,
    base_url: str | None = None,
    *,
    request: BaseRequest | None = None,
    rate_limiter: RateLimiter | None = None,
) -> App:
    """The application with all its handlers, not yet connected.

    Args:
        parts: What the handlers work with.
        token: The bot's token.
        base_url: Bot API server in place of Telegram's own, without a path.
        request: What carries requests; HTTP unless given.
        rate_limiter: Holds requests back; Telegram's limits unless given.
    """
    previews = LinkPreviewOptions(is_disabled=True)
    processor = OrderedProcessor(parts.ledger.updates)
    builder = (
        Application.builder()
        .token(token)
        # Updates are fetched by bot.telegram_app.transport.polling or .webhook, which store them first.
        .updater(None)
        .concurrent_updates(processor)
        .rate_limiter(rate_limiter or RateLimiter())
        .defaults(Defaults(parse_mode=ParseMode.HTML, link_preview_options=previews))
        .job_queue(None)
    )
    if base_url is not None:
        builder = builder.base_url(f"{base_url}/bot").base_file_url(f"{base_url}/file/bot")
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    app: App = builder.build()
    _wire(app, parts, processor)
    return app


def _wire(app: App, parts: Parts, processor: OrderedProcessor) -> None:
    menus = Menus(parts.language)
    questions, commands, uploads = Questions(parts), Commands(parts, menus), Uploads(parts)
    access, administration, backlog = AccessCommands(parts, menus), Administration(parts), Backlog(parts)
    callbacks = Callbacks(
        parts,
        {
            Action.LANGUAGE: commands.on_language,
            Action.FORGET_ME: commands.on_forget_me,
            Action.FORGET: uploads.on_forget,
            Action.EXPORT: backlog.on_export,
            Action.UNANSWERED: backlog.on_page,
            Action.SETTLE: backlog.on_settle,
        },
    )

    app.add_handler(TypeHandler(Update, AccessCheck(parts, _KNOWN).on_update), group=-1)

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
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, Members(parts).on_migration))
    app.add_handler(MessageHandler(filters.Document.ALL & new, uploads.on_document))
    words = filters.TEXT | filters.CAPTION
    app.add_handler(MessageHandler(words & new, questions.on_message))
    app.add_handler(MessageHandler(words & filters.UpdateType.EDITED_MESSAGE, questions.on_edited))
    app.add_handler(MessageHandler(~filters.StatusUpdate.ALL & new, questions.on_other))
    app.add_handler(CallbackQueryHandler(callbacks.on_callback))
    app.add_handler(InlineQueryHandler(Inline(parts).on_query))
    app.add_error_handler(Errors(parts, processor).on_error)
