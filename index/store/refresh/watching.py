"""A watch that keeps a running program's answers current with the files and with what other processes built.

It looks at names, sizes and times every few seconds rather than asking the system for events: those do not reach
network folders and containers, and differ from system to system.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol

from index.errors import DamagedIndex, NoIndex, OutdatedIndex, YinjuError
from index.store.refresh.report import RefreshReport

_log = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks at a small folder."""

SHARE = 20
"""A look is followed by at least this many times its own length of rest: a huge folder is not scanned all day."""


class Refreshable(Protocol):
    """What can be kept current: :class:`index.library.Library` for one."""

    def is_current(self) -> bool:
        """Whether the files are those the index was made of."""
        ...

    def catch_up(self) -> bool:
        """Take over what another process built; whether there was anything."""
        ...

    def refresh(self) -> RefreshReport:
        """Bring the index up to date with the files."""
        ...


class Watch:
    """Refreshes a library in a thread of its own while it runs.

    Questions go on being answered from the snapshot there is until the new one is whole.

    Args:
        library: What is kept current.
        changed: Told each refresh that changed something, from the watching thread.
        failed: Told each error that kept the files from being taken up; told once until it is another one.
        pause: Seconds between two looks at a small folder.
    """

    def __init__(
        self,
        library: Refreshable,
        changed: Callable[[RefreshReport], None] | None = None,
        failed: Callable[[YinjuError], None] | None = None,
        pause: float = PAUSE,
    ) -> None:
        self._library = library
        self._changed = changed
        self._failed = failed
        self._pause = pause
        self._ended = threading.Event()
        self._trouble = ""
        self._failure: YinjuError | None = None
        self._thread = threading.Thread(target=self._run, name="yinju-watch", daemon=True)

    @property
    def failure(self) -> YinjuError | None:
        """The error that keeps the files from being taken up now; ``None`` where none does."""
        return self._failure

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the watch, after the refresh that is under way."""
        self._ended.set()
        self._thread.join()

    def look(self) -> RefreshReport | None:
        """Look once; the report of the refresh, where one was needed.

        Raises:
            YinjuError: the files or the index cannot be used.
        """
        try:
            if self._library.catch_up() or self._library.is_current():
                return None
        except (NoIndex, DamagedIndex, OutdatedIndex) as error:
            # under the running program; one that is gone is held open and may still answer until the new one is there
            _log.error("the index cannot be used and is built anew: %s", error)
        return self._library.refresh()

    def _run(self) -> None:
        rest = self._pause
        while not self._ended.wait(rest):
            began = time.monotonic()
            try:
                report = self.look()
                self._trouble, self._failure = "", None
                if report is not None and report.touched and self._changed is not None:
                    self._changed(report)
            except YinjuError as error:
                if str(error) != self._trouble and self._failed is not None:
                    self._failed(error)
                self._trouble, self._failure = str(error), error
            except Exception as error:  # noqa: BLE001 - were the watch to end, answers would grow old in silence
                if repr(error) != self._trouble:
                    _log.exception("the documents could not be looked at; trying again")
                self._trouble = repr(error)
            rest = max(self._pause, SHARE * (time.monotonic() - began))
