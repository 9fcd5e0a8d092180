"""Updates written down as they come, before anybody acknowledges, reads or handles them."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from telegram import Update

from bot.ledger import Stored, Updates
from bot.telegram_app.parts import App
from bot.telegram_app.state.update_processor import OrderedProcessor, Suspect

_log = logging.getLogger(__name__)

RawUpdate = dict[str, Any]
"""An update as Telegram sends it."""

CALM = (0.0, 10.0, 100.0)
"""Seconds for which the process has to live before an update is tried that ended it never, once, twice so far.

One that ends it always does not keep the others from their answers, and one that was only in hand whenever somebody
ended the process is not taken for it.
"""

Told = Callable[[RawUpdate], Coroutine[Any, Any, None]]
"""Tells the person behind an update that it will not be answered."""


class UpdateStore:
    """Takes updates in: stored first, then queued; those that nobody can handle are set aside.

    Args:
        app: Handles updates.
        updates: Where they are written down.
        processor: Tries alone what may have ended the process.
        told: Tells the person behind an update that is set aside.
    """

    def __init__(self, app: App, updates: Updates, processor: OrderedProcessor, told: Told) -> None:
        self._app = app
        self._updates = updates
        self._processor = processor
        self._told = told
        # What came in since the start, to be told from what an earlier run left: one handles it twice else.
        self._writing = asyncio.Lock()
        self._came: set[int] = set()
        self._telling: set[asyncio.Task[None]] = set()

    async def put(self, raw: Sequence[RawUpdate]) -> None:
        """Write updates down and queue them. Once this returns, a crash loses them no more."""
        known = [one for one in raw if isinstance(one.get("update_id"), int)]
        stored = [Stored(one["update_id"], json.dumps(one, ensure_ascii=False)) for one in known]
        async with self._writing:
            new = await asyncio.to_thread(self._updates.add, stored)
            self._came |= new
        for one in known:
            if one["update_id"] in new and (update := await self._read(one)) is not None:
                await self._app.update_queue.put(update)

    async def take_up(self) -> None:
        """Queue what an earlier run left unfinished; what was being worked on when it ended is tried alone."""
        async with self._writing:
            left = await asyncio.to_thread(self._updates.take_up)
            came = frozenset(self._came)
        for stored in left.poison:
            _log.error("update %d ended the program again and again and is set aside", stored.update_id)
            self._tell(_loaded(stored))
        if left.suspects or left.others:
            _log.info("taking up %d unfinished updates", len(left.suspects) + len(left.others))
        suspects = [
            Suspect(update, CALM[min(one.tries, len(CALM) - 1)])
            for one in left.suspects
            if (update := await self._read(_loaded(one))) is not None
        ]
        for one in left.others:
            if one.update_id not in came and (update := await self._read(_loaded(one))) is not None:
                await self._app.update_queue.put(update)
        await self._processor.try_alone(suspects, self._app.process_update)

    async def _read(self, raw: RawUpdate) -> Update | None:
        """The update; ``None`` for one that the library cannot read, which is set aside.

        Telegram's newest kinds of update come before the library knows them.
        """
        try:
            return Update.de_json(raw, self._app.bot)
        except Exception as error:  # noqa: BLE001 - whatever the library stumbles over
            number = raw["update_id"]
            kinds = ", ".join(sorted(raw.keys() - {"update_id"}))
            # Not the error's own words: what somebody wrote may stand in them.
            _log.error("update %d (%s) cannot be read (%s) and is set aside", number, kinds, type(error).__name__)
            await asyncio.to_thread(self._updates.set_aside, number)
            self._tell(raw)
            return None

    def _tell(self, raw: RawUpdate) -> None:
        """Tell whoever is behind an update, while the others go on: the line to them may be down for long."""
        task = asyncio.create_task(self._told(raw))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)


def _loaded(stored: Stored) -> RawUpdate:
    """The update; of one whose text was lost with a damaged ledger only the number, which nobody can handle."""
    try:
        raw = json.loads(stored.body)
    except ValueError:
        raw = None
    return raw if isinstance(raw, dict) else {"update_id": stored.update_id, "lost": True}
