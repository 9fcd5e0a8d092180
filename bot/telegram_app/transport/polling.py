"""Updates fetched from Telegram by asking for them again and again.

The library's own loop ends without a word when the token is revoked, and leaves the process alive and deaf; it also
acknowledges updates before anybody has handled them. So this one is the program's own: short, and it ends the program.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.telegram_app.errors import CannotGoOnError
from bot.telegram_app.parts import Bot, Pulse
from bot.telegram_app.state.update_store import UpdateStore
from bot.telegram_app.transport.retries import seconds_of

_log = logging.getLogger(__name__)

_PAUSE = 0.2
"""Seconds before asking again: enough that a server that answers at once is not overrun."""

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0

_RIVAL_GONE = 120.0
"""Seconds without a conflict after which the other copy is taken to have ended: two long polls and their pauses."""


class Polling:
    """Fetches updates until it is cancelled.

    Args:
        bot: Asks.
        store: Takes the updates in.
        pulse: Is told when Telegram answered.
        clock: Seconds that only go forward.
        patience: Seconds without an answer after which the program had better be started anew by whoever watches it.
        rivals: Seconds for which another copy of the bot is put up with: one that is just being replaced needs some.
    """

    def __init__(  # noqa: PLR0913 - its parts and its two limits
        self,
        bot: Bot,
        store: UpdateStore,
        pulse: Pulse,
        clock: Callable[[], float],
        *,
        patience: float = 600.0,
        rivals: float = 60.0,
    ) -> None:
        self._bot = bot
        self._store = store
        self._pulse = pulse
        self._clock = clock
        self._patience = patience
        self._rivals = rivals
        self._offset: int | None = None
        # When the present rivalry was first and last felt.
        self._conflict: tuple[float, float] | None = None

    async def run(self) -> None:
        """Fetch for ever.

        Raises:
            CannotGoOnError: the token was revoked, another copy runs, or Telegram has been away for too long.
        """
        wait = _FIRST_WAIT
        self._pulse.heard = self._clock()
        while True:
            try:
                updates = await self._bot.get_raw_updates(self._offset)
            except InvalidToken as error:
                key = "telegram_wrong_token"
                raise CannotGoOnError(key) from error
            except TimedOut:
                self._give_up_if_silent("telegram_no_network", self._patience)
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except Conflict:
                _log.warning("another copy of the bot is fetching updates")
                self._give_up_if_rivalled()
                await asyncio.sleep(min(wait, self._rivals / 4))
                wait = min(2 * wait, _LONGEST_WAIT)
            except TelegramError as error:
                _log.warning("Telegram is away: %s", error)
                self._give_up_if_silent("telegram_no_network", self._patience)
                await asyncio.sleep(min(wait, self._patience / 4))
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                self._pulse.heard, wait = self._clock(), _FIRST_WAIT
                await self._store.put(updates)
                # Asking for the next one is what acknowledges these; they are stored by now.
                numbers = [one["update_id"] for one in updates if isinstance(one.get("update_id"), int)]
                self._offset = max(numbers) + 1 if numbers else self._offset
                await asyncio.sleep(_PAUSE)

    def _give_up_if_rivalled(self) -> None:
        """Two copies throw each other out by turns, and each now and then gets an answer: that is no end of it."""
        now = self._clock()
        if self._conflict is None or now - self._conflict[1] > _RIVAL_GONE:
            self._conflict = (now, now)
        since, _ = self._conflict
        self._conflict = (since, now)
        if now - since > self._rivals:
            key = "telegram_conflict"
            raise CannotGoOnError(key)

    def _give_up_if_silent(self, key: str, patience: float) -> None:
        if self._clock() - self._pulse.heard > patience:
            raise CannotGoOnError(key, server=server_of(self._bot))


def server_of(bot: Bot) -> str:
    """The Bot API server, without the token that follows it in the library's address."""
    return bot.base_url.partition("/bot")[0]
