"""Updates handled in order within a chat, chats side by side, crossed off when done."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.ledger import Updates
from bot.telegram_app.state.in_hand import CURRENT, InHand

_AT_ONCE = 256
"""Chats that are worked on side by side."""

_NO_LIMIT = 1_000_000
"""To the library: a place among its own is taken before the chat's turn has come, so that one busy chat takes all."""

_LOOK = 0.02
"""Seconds between two looks whether anything is in hand."""

_MOST_LOOKS = 500
"""Looks after which a trial is put off: what is in hand may be a file that takes minutes."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """An update that may have ended the process.

    Attributes:
        update: The update.
        calm: Seconds for which the process has to live before it is tried.
    """

    update: Update
    calm: float = 0.0


class OrderedProcessor(BaseUpdateProcessor):
    """Takes the chat's turn first, a worker after: however much one chat asks, the others wait for one update of it.

    Args:
        updates: Where updates are written down.
        live: Lets so many seconds of the process's life go by.
    """

    def __init__(self, updates: Updates, live: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        super().__init__(_NO_LIMIT)
        self._updates = updates
        self._live = live
        self._workers = asyncio.Semaphore(_AT_ONCE)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}
        # Turns are given out once those of the suspects are: their chats go on behind them.
        self._turns_open = asyncio.Event()
        self._turns_open.set()
        self._nobody_alone = asyncio.Event()
        self._nobody_alone.set()
        self._wanting_alone = 0
        self._alone = asyncio.Lock()
        self._at_work: dict[asyncio.Task[Any], InHand] = {}
        self._kept: set[int] = set()
        self._closing = False

    @property
    def is_busy(self) -> bool:
        """Whether anything is being worked on that does not merely wait for the line."""
        return any(not in_hand.waits.is_set() for in_hand in self._at_work.values())

    def keep(self, update_id: int) -> None:
        """Do not cross this update off though its handling ends: the next start takes it up again."""
        self._kept.add(update_id)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update when its chat's turn has come."""
        if not isinstance(update, Update):
            await coroutine
            return
        try:
            await self._turns_open.wait()
            async with self._turn(update), self._workers:
                while not self._nobody_alone.is_set():
                    await self._nobody_alone.wait()
                await self._work(update, coroutine)
        finally:
            if isinstance(coroutine, Coroutine):
                # Of an update that is left for the next start.
                coroutine.close()

    def hold(self) -> None:
        """Begin with nothing yet: :meth:`try_alone` comes first."""
        self._turns_open.clear()
        self._nobody_alone.clear()

    async def try_alone(
        self, suspects: Sequence[Suspect], handle: Callable[[Update], Coroutine[Any, Any, None]]
    ) -> None:
        """Handle updates one after the other with nothing beside them, each until it is done or waits for the line.

        Those that need no calm come before everything else; what came later in the chat of another waits for that.
        """
        self._wanting_alone = sum(not one.calm for one in suspects)
        trials = [asyncio.create_task(self._try(one, handle)) for one in suspects]
        # Now each has its chat's turn: a chat has one update in hand at a time, so no two of them wait for the same.
        await asyncio.sleep(0)
        self._turns_open.set()
        if not self._wanting_alone:
            self._nobody_alone.set()
        if trials:
            await asyncio.wait(trials)

    async def close(self, seconds: float) -> None:
        """Begin with nothing more, and finish what is in hand within that time; the rest waits for the next start."""
        self._closing = True
        self._turns_open.set()
        self._nobody_alone.set()
        for task, in_hand in list(self._at_work.items()):
            if in_hand.waits.is_set():
                task.cancel()
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=seconds)
        for task in list(self._at_work):
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def _try(self, suspect: Suspect, handle: Callable[[Update], Coroutine[Any, Any, None]]) -> None:
        async with self._turn(suspect.update):
            work = None if suspect.calm else await self._begin_alone(suspect.update, handle)
            while work is None:
                await self._live(suspect.calm)
                if self._closing:
                    return
                self._wanting_alone += 1
                self._nobody_alone.clear()
                work = await self._begin_alone(suspect.update, handle)
            await asyncio.wait([work])

    async def _begin_alone(
        self, update: Update, handle: Callable[[Update], Coroutine[Any, Any, None]]
    ) -> asyncio.Task[None] | None:
        """Handle an update alone until it is done or waits for the line; ``None`` where others are in hand for long."""
        try:
            async with self._alone:
                looks = 0
                while self.is_busy and not self._closing:
                    looks += 1
                    if looks > _MOST_LOOKS:
                        return None
                    await asyncio.sleep(_LOOK)
                waits = asyncio.Event()
                work = asyncio.create_task(self._work(update, handle(update), waits))
                await _either(work, waits)
                return work
        finally:
            self._wanting_alone -= 1
            if not self._wanting_alone:
                self._nobody_alone.set()

    async def _work(self, update: Update, coroutine: Awaitable[Any], waits: asyncio.Event | None = None) -> None:
        """Handle an update and cross it off; with ``waits``, alone, until that is set."""
        if self._closing:
            if isinstance(coroutine, Coroutine):
                coroutine.close()
            return
        number = update.update_id
        age = await asyncio.to_thread(self._updates.begin, number, alone=waits is not None)
        in_hand = InHand(self._updates, number, age)
        if waits is not None:
            in_hand.waits = waits
        # In a task of its own, so that it alone can be cancelled.
        task = asyncio.ensure_future(_with(in_hand, coroutine))
        self._at_work[task] = in_hand
        done = False
        try:
            await task
            done = number not in self._kept
        except asyncio.CancelledError:
            # By close: the next start takes it up.
            if not self._closing:
                raise
        finally:
            del self._at_work[task]
            self._kept.discard(number)
            after = self._updates.finish if done else self._updates.put_down
            await asyncio.to_thread(after, number)

    @contextlib.asynccontextmanager
    async def _turn(self, update: Update) -> AsyncIterator[None]:
        """The turn of the update's chat."""
        key = _key(update)
        lock, waiting = self._turns.get(key, (asyncio.Lock(), 0))
        self._turns[key] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._turns[key]
            if waiting == 1:
                del self._turns[key]
            else:
                self._turns[key] = (lock, waiting - 1)


async def _with(in_hand: InHand, coroutine: Awaitable[Any]) -> None:
    CURRENT.set(in_hand)
    await coroutine


async def _either(task: asyncio.Task[None], event: asyncio.Event) -> None:
    """Wait until the task is done or the event is set."""
    waiter = asyncio.create_task(event.wait())
    await asyncio.wait((task, waiter), return_when=asyncio.FIRST_COMPLETED)
    waiter.cancel()


def _key(update: Update) -> int:
    """The chat; the person for an inline query, which belongs to no chat."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
