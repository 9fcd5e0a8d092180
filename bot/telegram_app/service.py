"""The bot started, kept running and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import re
import signal
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from telegram.error import Conflict, InvalidToken, TelegramError

from bot import bootstrap
from bot.dialogue import Dialogue
from bot.ledger import Ledger, LedgerError
from bot.messages import Language
from bot.settings import Settings
from bot.telegram_app.application import build
from bot.telegram_app.errors import CannotGoOnError
from bot.telegram_app.handlers.menus import Menus
from bot.telegram_app.log_redaction import redact_logs
from bot.telegram_app.parts import App, Bot, Parts
from bot.telegram_app.state.answer_cache import CachedShelf
from bot.telegram_app.state.update_store import UpdateStore
from bot.telegram_app.transport.polling import ALLOWED_UPDATES, Polling, server_of
from bot.telegram_app.transport.rate_limiter import RateLimiter
from bot.wording import say
from index.watching import Watch

if TYPE_CHECKING:
    from bot.telegram_app.transport.webhook import WebhookServer

_log = logging.getLogger(__name__)

LEDGER = "ledger.sqlite3"

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_OK, _FAILED = 0, 2
_ATTEMPTS = 3
_BETWEEN = 2.0
_PRUNING = 3600.0


@dataclass(frozen=True, slots=True)
class _Hook:
    """How updates come by webhook: the address, the secret, where to listen."""

    url: str
    secret: str
    host: str
    port: int


def run(settings: Settings, language: Language) -> int:
    """Run the bot until it is stopped; the exit code, 0 after Ctrl-C or SIGTERM, 2 where it cannot go on.

    Args:
        settings: The settings.
        language: The language of the person at the terminal.

    Raises:
        YinjuError: the documents cannot be searched.
    """
    try:
        return _run(settings, language)
    except CannotGoOnError as error:
        click.echo(say(error.key, language, **error.facts), err=True)
    except LedgerError as error:
        click.echo(say(error.key, language, file=str(error.file)), err=True)
    return _FAILED


def _run(settings: Settings, language: Language) -> int:
    token = settings.telegram_token.get_secret_value().strip() if settings.telegram_token else ""
    if not token:
        key = "telegram_no_token"
        raise CannotGoOnError(key)
    if not _TOKEN.fullmatch(token):
        # What else stands there may not even fit an address; the errors about that would repeat it.
        key = "telegram_wrong_token"
        raise CannotGoOnError(key)
    hook = _hook(settings)
    bootstrap.log_to_file(settings)
    redact_logs([token, hook.secret if hook else ""])
    library = bootstrap.open_library(settings, with_uploads=True)
    bootstrap.bring_up_to_date(library)
    with contextlib.closing(Ledger(settings.data / LEDGER)) as ledger:
        parts = Parts(
            Dialogue(CachedShelf(library), bootstrap.complete),
            library,
            ledger,
            settings.language or language,
            settings.telegram_access == "open",
            settings.data / bootstrap.UPLOADS_NAME,
            settings.data / LEDGER,
            time.monotonic,
        )
        rate_limiter = RateLimiter()
        app = build(parts, token, settings.telegram_server, rate_limiter=rate_limiter)
        watch = Watch(library, failed=lambda error: _log.error("the documents cannot be taken up: %s", error))
        watch.start()
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve(app, parts, language, hook, settings.retention_days, rate_limiter))
        watch.stop()
    return _OK


def _hook(settings: Settings) -> _Hook | None:
    if settings.telegram_webhook_url is None:
        return None
    if importlib.util.find_spec("tornado") is None:
        key = "telegram_webhook_extra"
        raise CannotGoOnError(key)
    secret = settings.telegram_webhook_secret
    if secret is None:
        key = "telegram_webhook_secret"
        raise CannotGoOnError(key)
    host, _, port = settings.telegram_listen.rpartition(":")
    return _Hook(str(settings.telegram_webhook_url), secret.get_secret_value(), host.strip("[]"), int(port))


async def _serve(  # noqa: PLR0913, PLR0917 - everything there is, once
    app: App, parts: Parts, language: Language, hook: _Hook | None, retention_days: int, rate_limiter: RateLimiter
) -> None:
    """Connect, run until told to stop, and finish what was begun.

    Raises:
        CannotGoOnError: it cannot start, or cannot go on.
    """
    stop = _stop_on_signals()
    server: WebhookServer | None = None
    tasks: list[asyncio.Task[object]] = []
    try:
        await _connect(app)
        await asyncio.to_thread(parts.ledger.belong_to, app.bot.id)
        await app.start()
        parts.pulse.started = parts.pulse.heard = parts.clock()
        store = UpdateStore(app, parts.ledger.updates)
        await store.take_up()
        if hook is None:
            await app.bot.delete_webhook()
        else:
            server = await _hooked(app.bot, store, parts, hook)
        ends: list[Coroutine[Any, Any, object]] = [stop.wait()]
        if hook is None:
            ends.append(Polling(app.bot, store, parts.pulse, parts.clock).run())
        tasks = [asyncio.create_task(end) for end in ends]
        background = [_keep_house(parts, retention_days), Menus(parts.language).set_all(app.bot)]
        tasks += [asyncio.create_task(task) for task in background]
        _announce(parts, app.bot.username, language, hook)
        done, _ = await asyncio.wait(tasks[: len(ends)], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except TelegramError as error:
        raise _reason(error, app.bot) from error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if server is not None:
            await server.close()
        rate_limiter.hurry()
        if app.running:
            # Waits for what is being answered.
            await app.stop()
        await app.shutdown()


async def _connect(app: App) -> None:
    """Make Telegram's acquaintance; a network that is just coming up gets a few attempts."""
    for attempt in range(_ATTEMPTS):
        try:
            await app.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            _log.warning("Telegram cannot be reached: %s", error)
            if attempt == _ATTEMPTS - 1:
                raise
            await asyncio.sleep(_BETWEEN)
        else:
            return


async def _hooked(bot: Bot, store: UpdateStore, parts: Parts, hook: _Hook) -> WebhookServer:
    """Listen first, then tell Telegram where: it may call at once."""
    from bot.telegram_app.transport.webhook import WebhookServer  # noqa: PLC0415 - needs the extra

    server = WebhookServer(bot, store, parts.pulse, parts.clock, url=hook.url, secret=hook.secret)
    server.listen(hook.host, hook.port)
    await bot.set_webhook(hook.url, allowed_updates=ALLOWED_UPDATES, secret_token=hook.secret)
    return server


async def _keep_house(parts: Parts, retention_days: int) -> None:
    """Drop what is past its time, now and every hour."""
    while True:
        try:
            await asyncio.to_thread(parts.ledger.updates.prune)
            await asyncio.to_thread(parts.ledger.questions.prune, retention_days)
        except Exception:  # noqa: BLE001 - a disk that is full for an hour must not end it for good
            _log.exception("housekeeping failed; the next round tries again")
        await asyncio.sleep(_PRUNING)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    # Windows has none of this; there Ctrl-C ends the loop with KeyboardInterrupt.
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _announce(parts: Parts, bot: str, language: Language, hook: _Hook | None) -> None:
    way = say("telegram_way_polling" if hook is None else "telegram_way_webhook", language)
    click.echo(say("telegram_running", language, bot=bot, way=way))
    if parts.is_open:
        click.echo(say("telegram_open_access", language))
    if code := parts.ledger.access.open_pairing():
        click.echo(say("telegram_pairing_code", language, bot=bot, code=code))


def _reason(error: TelegramError, bot: Bot) -> CannotGoOnError:
    if isinstance(error, InvalidToken):
        return CannotGoOnError("telegram_wrong_token")
    if isinstance(error, Conflict):
        return CannotGoOnError("telegram_conflict")
    _log.error("Telegram: %s", error)
    return CannotGoOnError("telegram_no_network", server=server_of(bot))
