"""The rights in force: read at the start, read again when the file changes, never less than before by mistake."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from bot.rights import rights_file
from bot.rights.errors import RightsError
from bot.rights.folders import Folders, Rule
from bot.rights.readable import EVERYTHING, Readable, Reader
from index.library import Library

_log = logging.getLogger(__name__)

_SETTLED = 2.0
"""Seconds a file has to be left alone before it is read again: half written it might close half of what it closes."""

_Signature = tuple[int, int, int]


class Rights:
    """Who may read which documents of a library.

    A file that cannot be used any more, or is gone, changes nothing: the last good one holds, and :attr:`trouble` says
    what is wrong. To open everything again, the setting is taken away and the program started anew.

    Args:
        file: The rights file; ``None`` where everything is open to whoever may use the bot.
        library: The documents.
        clock: Seconds since the epoch.

    Attributes:
        file: As given.

    Raises:
        RightsError: the file cannot be used.
    """

    def __init__(self, file: Path | None, library: Library, clock: Callable[[], float] = time.time) -> None:
        self.file = file
        self._library = library
        self._clock = clock
        self._lock = threading.RLock()
        self._signature = _signature(file) if file else None
        self._rules: tuple[Rule, ...] = rights_file.read(file, library.sources.paths) if file else ()
        self._trouble: RightsError | None = None
        self._version = ""
        self._folders = Folders(self._rules)
        self._over: Mapping[str, frozenset[str]] = {}
        self._readable: dict[frozenset[str], Readable] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force."""
        with self._lock:
            return self._rules

    @property
    def trouble(self) -> RightsError | None:
        """Why the file as it is now does not hold; ``None`` while it does."""
        with self._lock:
            return self._trouble

    def readable(self, reader: Reader) -> Readable:
        """The documents someone may read now."""
        if self.file is None:
            return EVERYTHING
        with self._lock:
            self.look()
            closed = frozenset(rule.name for rule in self._rules if not rule.allows(reader))
            self._keep_up()
            if closed not in self._readable:
                self._readable[closed] = self._of(closed)
            return self._readable[closed]

    def look(self) -> None:
        """Read the file again if it has changed since."""
        if self.file is None:
            return
        with self._lock:
            signature = _signature(self.file)
            if signature == self._signature:
                return
            if signature is not None and abs(self._clock() - signature[0] / 1e9) < _SETTLED:
                return
            self._signature = signature
            try:
                self._rules = rights_file.read(self.file, self._library.sources.paths)
            except RightsError as error:
                self._trouble = error
                _log.error("the rights file cannot be used, what it said before holds: %s", error)
                return
            self._trouble, self._version = None, ""
            _log.info("the rights file was read again: %d folders", len(self._rules))

    def _keep_up(self) -> None:
        """Find out for each document of the current index which rules hold for it."""
        version = self._library.version
        if version == self._version:
            return
        folders = Folders(self._rules)
        self._over = {one.info.id: folders.over(one.place) for one in self._library.documents()}
        self._folders, self._version, self._readable = folders, version, {}

    def _of(self, closed: frozenset[str]) -> Readable:
        if not closed:
            return EVERYTHING
        folders, sources = self._folders, self._library.sources

        def was_open(document: str) -> bool:
            place = sources.place_of(document)
            return place is not None and closed.isdisjoint(folders.over(place))

        @cache
        def may_name(folder: str) -> bool:
            return was_open(f"{folder}/_")

        documents = frozenset(one for one, over in self._over.items() if closed.isdisjoint(over))
        return Readable(documents, closed, was_open, may_name)


def _signature(file: Path) -> _Signature | None:
    """What tells one state of a file from another; ``None`` where it cannot be looked at."""
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
