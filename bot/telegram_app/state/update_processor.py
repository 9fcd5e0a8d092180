"""Updates handled in order within a chat, crossed off when done."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.ledger import Updates

_AT_ONCE = 256


class OrderedProcessor(BaseUpdateProcessor):
    """Handles chats side by side and each chat's updates one after the other, and crosses them off."""

    def __init__(self, updates: Updates) -> None:
        super().__init__(_AT_ONCE)
        self._updates = updates
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}
        self._kept: set[int] = set()

    def keep(self, update_id: int) -> None:
        """Do not cross this update off though its handling ends: what it asked for could not be sent."""
        self._kept.add(update_id)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update when its chat's turn has come."""
        if not isinstance(update, Update):
            await coroutine
            return
        key = _key(update)
        lock, waiting = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (lock, waiting + 1)
        try:
            async with lock:
                await asyncio.to_thread(self._updates.begin, update.update_id)
                await coroutine
                if update.update_id in self._kept:
                    self._kept.remove(update.update_id)
                else:
                    await asyncio.to_thread(self._updates.finish, update.update_id)
        finally:
            lock, waiting = self._locks[key]
            if waiting == 1:
                del self._locks[key]
            else:
                self._locks[key] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _key(update: Update) -> int:
    """The chat; the person for an inline query, which belongs to no chat."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
