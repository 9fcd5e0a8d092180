"""The update that is being worked on, as whoever sends its answer knows it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextvars import ContextVar

from bot.ledger import Updates

CURRENT: ContextVar[InHand | None] = ContextVar("CURRENT", default=None)
"""The update whose handler is running; ``None`` outside of handlers."""


class InHand:
    """One update while it is worked on.

    Args:
        updates: Where updates are written down.
        update_id: Its number.
        age: Seconds since it was written down.

    Attributes:
        age: As given.
        waits: Set while it is put down, waiting for the line: then it cannot be what ends the process.
    """

    def __init__(self, updates: Updates, update_id: int, age: float) -> None:
        self._updates = updates
        self._update_id = update_id
        self.age = age
        self.waits = asyncio.Event()

    @contextlib.asynccontextmanager
    async def put_down(self) -> AsyncIterator[None]:
        """Wait for the line within the block."""
        if self.waits.is_set():
            yield
            return
        self.waits.set()
        await asyncio.to_thread(self._updates.put_down, self._update_id)
        yield
        await asyncio.to_thread(self._updates.begin, self._update_id)
        self.waits.clear()


@contextlib.asynccontextmanager
async def waiting() -> AsyncIterator[None]:
    """Put down what is in hand, if anything is, for the time of the block."""
    current = CURRENT.get()
    if current is None:
        yield
        return
    async with current.put_down():
        yield
