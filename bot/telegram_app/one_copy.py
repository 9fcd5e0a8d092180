"""One copy of the bot on a data folder."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from bot.telegram_app.errors import CannotGoOnError

_log = logging.getLogger(__name__)

_LOCK = "telegram.lock"
_REPLACING = 6.0
"""Seconds given to a copy that is just being replaced: it ends within five."""


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other copies of the bot away from a data folder: both would answer what the ledger holds.

    Raises:
        CannotGoOnError: one is there.
    """
    lock = FileLock(folder / _LOCK, timeout=_REPLACING)
    try:
        lock.acquire()
    except Timeout as error:
        key = "telegram_same_folder"
        raise CannotGoOnError(key, folder=str(folder)) from error
    except OSError as error:
        # On a disk that takes nothing the ledger is in memory, and no other's concern.
        _log.warning("the folder cannot be kept from others: %s", error)
    try:
        yield
    finally:
        lock.release()
