"""The bot started, kept running and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import time
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import click
from telegram.error import Conflict, InvalidToken, TelegramError

from bot import bootstrap
from bot.dialogue import Dialogue
from bot.ledger import Ledger, LedgerError
from bot.messages import Language
from bot.render.printable import printable
from bot.rights.rights import Rights
from bot.settings import Settings
from bot.telegram_app import systemd
from bot.telegram_app.application import Channel, build
from bot.telegram_app.errors import CannotGoOnError
from bot.telegram_app.handlers.administration import ledger_trouble
from bot.telegram_app.handlers.menus import Menus
from bot.telegram_app.housekeeping import Housekeeping
from bot.telegram_app.log_redaction import redact_logs
from bot.telegram_app.news import News
from bot.telegram_app.one_copy import alone
from bot.telegram_app.parts import App, Bot, Parts
from bot.telegram_app.state.answer_cache import CachedShelf
from bot.telegram_app.stopping import told_to_stop
from bot.telegram_app.transport.hook import Hook, hook_of
from bot.telegram_app.transport.polling import Polling, server_of
from bot.wording import say
from index.store.refresh.watching import Watch

if TYPE_CHECKING:
    from bot.telegram_app.transport.webhook import WebhookServer

_log = logging.getLogger(__name__)

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_OK, _FAILED = 0, 2
_ATTEMPTS = 3
_BETWEEN = 2.0
_FINISHING = 3.0
"""Seconds given to what is in hand when the program is told to stop."""


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
        click.echo(printable(say(error.key, language, **error.facts)), err=True)
    except LedgerError as error:
        click.echo(printable(say(error.key, language, file=str(error.file))), err=True)
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
    hook = hook_of(settings)
    files_kept = bootstrap.files_kept(settings)
    bootstrap.log_to_file(settings)
    redact_logs([token, hook.secret if hook else ""])
    library = bootstrap.open_library(settings, with_uploads=True)
    # Before the index is built: that takes its time, and what is wrong here is told at once.
    rights = Rights(settings.rights, library)
    bootstrap.bring_up_to_date(library)
    with alone(settings.data), contextlib.closing(Ledger(settings.data / bootstrap.LEDGER_NAME)) as ledger:
        parts = Parts(
            Dialogue(CachedShelf(library), bootstrap.completer(library), bootstrap.carry),
            library,
            ledger,
            settings.language or language,
            settings.telegram_access == "open",
            settings.data / bootstrap.UPLOADS_NAME,
            settings.data / bootstrap.LEDGER_NAME,
            time.monotonic,
            rights,
            files_kept=files_kept,
            guests=settings.telegram_guests,
        )
        watch = Watch(library, failed=lambda error: _log.error("the documents cannot be taken up: %s", error))
        watch.start()
        service = _Service(build(parts, token, settings.telegram_server), parts, language, hook)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(service.run(Housekeeping(parts, settings.retention_days, lambda: watch.failure)))
        watch.stop()
    return _OK


class _Service:
    """The channel while it runs."""

    def __init__(self, channel: Channel, parts: Parts, language: Language, hook: Hook | None) -> None:
        self._channel = channel
        self._app = channel.app
        self._parts = parts
        self._language = language
        self._hook = hook
        self._server: WebhookServer | None = None

    async def run(self, housekeeping: Housekeeping) -> None:
        """Connect, run until told to stop, and finish what is in hand.

        Raises:
            CannotGoOnError: it cannot start, or cannot go on.
        """
        stop = asyncio.create_task(told_to_stop().wait())
        work = asyncio.create_task(self._work(housekeeping))
        try:
            await asyncio.wait({stop, work}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                work.result()
        except TelegramError as error:
            raise _reason(error, self._app.bot) from error
        finally:
            systemd.notify(systemd.STOPPING)
            for task in (stop, work):
                task.cancel()
            await asyncio.gather(stop, work, return_exceptions=True)
            await self._stop()

    async def _work(self, housekeeping: Housekeeping) -> None:
        app, parts = self._app, self._parts
        await _connect(app)
        await asyncio.to_thread(parts.ledger.belong_to, app.bot.id)
        parts.pulse.started = parts.pulse.heard = parts.clock()
        # Nothing new is begun before what may have ended the program the last time has been tried alone.
        self._channel.processor.hold()
        await app.start()
        ways = []
        if self._hook is None:
            await app.bot.delete_webhook()
            ways.append(Polling(app.bot, self._channel.store, parts.pulse, parts.clock).run())
        else:
            await self._listen(self._hook)
        self._announce()
        systemd.notify(systemd.READY)
        await _together(
            self._channel.store.take_up(),
            *ways,
            housekeeping.run(app.bot),
            News(parts, self._channel.processor).run(app.bot),
            Menus(parts.language).set_all(app.bot),
            systemd.keep_alive(),
        )

    async def _listen(self, hook: Hook) -> None:
        """Listen first, then tell Telegram where: it may call at once."""
        from bot.telegram_app.transport.webhook import WebhookServer  # noqa: PLC0415 - needs the extra

        parts = self._parts
        self._server = WebhookServer(self._channel.store, parts.pulse, parts.clock, url=hook.url, secret=hook.secret)
        self._server.listen(hook.host, hook.port)
        await self._app.bot.set_webhook(
            hook.url, allowed_updates=self._app.bot.allowed_updates, secret_token=hook.secret
        )

    async def _stop(self) -> None:
        """Finish what is in hand; the rest waits in the ledger."""
        if self._server is not None:
            await self._server.close()
        await self._channel.processor.close(_FINISHING)
        if self._app.running:
            await self._app.stop()
        await self._app.shutdown()

    def _announce(self) -> None:
        parts, language, bot = self._parts, self._language, self._app.bot.username
        way = say("telegram_way_polling" if self._hook is None else "telegram_way_webhook", language)
        _show(say("telegram_running", language, bot=bot, way=way))
        if trouble := parts.ledger.trouble:
            _show(ledger_trouble(trouble, language))
        if parts.is_open:
            _show(say("telegram_open_access", language))
        if rules := parts.rights.rules:
            _show(say("rights_running", language, count=len(rules), file=str(parts.rights.file)))
        if parts.guests and not self._app.bot.bot.supports_guest_queries:
            _show(say("telegram_guests_botfather", language, bot=bot))
        if code := parts.ledger.access.open_pairing():
            _show(say("telegram_pairing_code", language, bot=bot, code=code))


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


async def _together(*works: Coroutine[Any, Any, object]) -> None:
    """Do everything at once until one of it fails."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _show(text: str) -> None:
    click.echo(printable(text))


def _reason(error: TelegramError, bot: Bot) -> CannotGoOnError:
    if isinstance(error, InvalidToken):
        return CannotGoOnError("telegram_wrong_token")
    if isinstance(error, Conflict):
        return CannotGoOnError("telegram_conflict")
    _log.error("Telegram: %s", error)
    return CannotGoOnError("telegram_no_network", server=server_of(bot))
