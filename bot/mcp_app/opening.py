"""The library opened and kept current behind the protocol: a client that connects must not wait for the index."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from bot.messages import Language
from bot.render.failures import failure
from bot.wording import say
from index.errors import YinjuError
from index.library import Library
from index.store.refresh.watching import Watch

_log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds a call waits for an index that is being built, before it is told to come again: clients give up at 60."""

REFRESH_PATIENCE = 5.0
"""Seconds a call waits for an index that answers to be brought up to date for the first time."""

_AGAIN = 5.0
"""Seconds until an index that could not be opened is tried again: another process may be building it."""


@dataclass(slots=True)
class _State:
    """How far it is.

    Attributes:
        ready: Whether the library answers.
        settled: Whether it has been brought up to date once, or cannot be.
        trouble: Why it could not be opened; ``None`` where nothing went wrong.
        done: Files dealt with.
        total: Files there are.
    """

    ready: bool = False
    settled: bool = False
    trouble: Exception | None = None
    done: int = 0
    total: int = 0


class Opening:
    """Opens a library in a thread of its own, brings it up to date, and goes on watching the files.

    The thread ends with the process, whatever it is doing: a build that is cut off leaves the index there was.

    Args:
        library: The library.
        language: Of :attr:`state`.
        log: Where the log is.
    """

    def __init__(self, library: Library, language: Language, log: str) -> None:
        self.library = library
        self._log = log
        self._language = language
        self._state = _State()
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="yinju-opening", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> bool:
        """Wait until the library answers, and a moment for the files to be taken up; whether it answers."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.ready or self._state.trouble is not None, PATIENCE)
            if self._state.ready:
                self._changed.wait_for(lambda: self._state.settled, REFRESH_PATIENCE)
            return self._state.ready

    @property
    def state(self) -> str:
        """Why the library does not answer yet, in a sentence."""
        state = self._state
        if isinstance(state.trouble, YinjuError):
            return failure(state.trouble, self._language)
        if state.trouble is not None:
            return say("error_unexpected", self._language, kind=type(state.trouble).__name__, log=self._log)
        return say("mcp_opening", self._language, done=state.done, total=state.total or "?")

    def waiting(self, holder: str) -> None:
        """Another process is building."""
        _log.info("process %s is building the index; waiting for it", holder)

    def advance(self, done: int, total: int, path: str) -> None:
        """``done`` of ``total`` files are dealt with."""
        del path
        self._state.done, self._state.total = done, total

    def _run(self) -> None:
        while not self._open():
            time.sleep(_AGAIN)
        try:
            if not self.library.is_current():
                self.library.refresh(self)
        except YinjuError as error:
            # the index of before still answers, and the watch tries again
            _log.warning("answering from the index as it was: %s", error)
        except Exception:  # noqa: BLE001 - were the thread to end, answers would grow old in silence
            _log.exception("answering from the index as it was")
        self._tell(settled=True)
        Watch(self.library, failed=lambda error: _log.warning("the files could not be taken up: %s", error)).start()

    def _open(self) -> bool:
        try:
            self.library.open(self)
        except Exception as error:  # noqa: BLE001 - were the thread to end, calls would wait for nothing
            if str(error) != str(self._state.trouble):
                _log.warning("the index cannot be opened", exc_info=None if isinstance(error, YinjuError) else error)
            self._tell(trouble=error)
            return False
        self._tell(ready=True)
        return True

    def _tell(self, *, ready: bool = False, settled: bool = False, trouble: Exception | None = None) -> None:
        """Note how far it is, for whoever waits."""
        with self._changed:
            self._state.ready |= ready
            self._state.settled |= settled
            self._state.trouble = trouble
            self._changed.notify_all()
