"""The SQLite file itself: opened, checked, migrated, shared between threads.

A disk that refuses a write does not end the program: from then on the whole ledger is kept in memory, and written back
as soon as the disk takes it again. What can be read of a damaged file is carried over into a new one.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.ledger.rescue import copied, is_damaged, is_whole, read_into_memory, refuses_writing, rescued
from bot.ledger.schema import STEPS
from bot.private import make_private

Row = sqlite3.Row
Values = Sequence[Any]

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

_PATIENCE = 10.0
"""Seconds to wait for another program that is writing the file."""


class LedgerError(Exception):
    """The ledger file cannot be used.

    Attributes:
        key: The sentence about it, by its key in :mod:`bot.wording`.
        file: The file.
    """

    def __init__(self, key: str, file: Path) -> None:
        self.key = key
        self.file = file
        super().__init__(key, str(file))


@dataclass(frozen=True, slots=True)
class LedgerTrouble:
    """What is wrong with the file while the program goes on.

    Attributes:
        key: The sentence about it, by its key in :mod:`bot.wording`: ``ledger_damaged`` or ``ledger_unwritable``.
        file: The ledger's file, or the one a damaged ledger was put into.
        detail: In the system's words.
    """

    key: str
    file: Path
    detail: str


class DamagedError(sqlite3.DatabaseError):
    """SQLite's own check found the file damaged."""


class Database:
    """One connection behind one lock: a ledger writes a few rows a second at most, and never waits long.

    Args:
        file: Where it lies.
        as_copy: Read it into memory and leave the file alone: another process may be writing it.

    Attributes:
        trouble: What is wrong with the file; ``None`` while all is well. A damage that was mended stays named.

    Raises:
        LedgerError: the file was written by a newer version, is no SQLite file, or may not be read.
    """

    def __init__(self, file: Path, *, as_copy: bool = False) -> None:
        make_private(file.parent)
        self._file = file
        self._lock = threading.RLock()
        self.trouble: LedgerTrouble | None = None
        self._in_memory = False
        self._damaged = False
        if as_copy:
            self._connection = self._copied()
            return
        try:
            self._connection = self._opened()
        except sqlite3.DatabaseError as error:
            self._go_on_without(error)

    def _opened(self) -> sqlite3.Connection:
        """The file, checked and brought up to date."""
        connection = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
        try:
            connection.row_factory = sqlite3.Row
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _copied(self) -> sqlite3.Connection:
        """A copy of the file in memory, brought up to date; the file stays as it is."""
        memory = read_into_memory(self._file)
        if memory is None:
            key = "ledger_unreadable"
            raise LedgerError(key, self._file)
        (version,) = memory.execute("PRAGMA user_version").fetchone()
        if version > len(STEPS):
            memory.close()
            key = "ledger_newer"
            raise LedgerError(key, self._file)
        memory.row_factory = sqlite3.Row
        return memory

    def _prepare(self, connection: sqlite3.Connection) -> None:
        for pragma in (
            "journal_mode = WAL",
            "foreign_keys = ON",
            # What a person asks to be forgotten must not stay readable in freed pages.
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(STEPS):
            key = "ledger_newer"
            raise LedgerError(key, self._file)
        if not is_whole(connection):
            msg = "damaged"
            raise DamagedError(msg)
        for number, step in enumerate(STEPS[version:], version + 1):
            # executescript commits whatever is open, so the step brings its own transaction.
            connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")
        # A ledger that cannot be written is found out now, not with the first question.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")

    def _go_on_without(self, error: sqlite3.DatabaseError) -> None:
        """The file cannot be used as it is: what is in it goes into memory, and from there to the disk if it can."""
        if isinstance(error, DamagedError) or is_damaged(error):
            memory = rescued(self._file)
        elif refuses_writing(error):
            memory = read_into_memory(self._file)
        else:
            memory = None
        if memory is None:
            key = "ledger_unreadable"
            raise LedgerError(key, self._file) from error
        self._use_memory(memory, error)
        self.recover()

    def _use_memory(self, memory: sqlite3.Connection, error: sqlite3.DatabaseError) -> None:
        memory.row_factory = sqlite3.Row
        memory.execute("PRAGMA foreign_keys = ON")
        self._connection, self._in_memory = memory, True
        self._damaged = not refuses_writing(error)
        key = "ledger_damaged" if self._damaged else "ledger_unwritable"
        self.trouble = LedgerTrouble(key, self._file, str(error))
        _log.error("the ledger is kept in memory: %s", error)

    def recover(self) -> bool:
        """Write what is in memory back to the disk, if it can be; whether the ledger is on the disk now."""
        with self._lock:
            if not self._in_memory:
                return True
            try:
                aside = self._put_aside() if self._damaged else None
                copied(self._connection, self._file)
                connection = self._opened()
            except (OSError, sqlite3.DatabaseError) as error:
                _log.warning("the ledger stays in memory: %s", error)
                return False
            self._connection.close()
            self._connection, self._in_memory, self._damaged = connection, False, False
            make_private(self._file.parent)
            if aside is None:
                self.trouble = None
            elif self.trouble is not None:
                self.trouble = LedgerTrouble(self.trouble.key, aside, self.trouble.detail)
            return True

    def _put_aside(self) -> Path:
        """Move the damaged file, and what SQLite keeps beside it, out of the way."""
        aside = self._file.with_name(f"{self._file.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
        for suffix in ("-wal", "-shm", ""):
            part = self._file.with_name(self._file.name + suffix)
            if part.exists():
                part.replace(aside.with_name(aside.name + suffix))
        return aside

    def atomically(self, work: Callable[[], _T], *, lasting: bool = True) -> _T:
        """All of it or nothing. Nests: the outermost commits.

        Args:
            work: What is done; it may be done twice, where the disk refuses it at first.
            lasting: Whether it has to outlive a power cut, which takes some milliseconds, or only the process.
        """
        with self._lock:
            if self._connection.in_transaction:
                return work()
            return self._kept(lambda: self._committed(work, lasting=lasting))

    def _committed(self, work: Callable[[], _T], *, lasting: bool) -> _T:
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            result = work()
            self._connection.execute("COMMIT")
        except BaseException:
            # Where the disk is full SQLite has rolled back already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        return result

    def _kept(self, write: Callable[[], _T]) -> _T:
        """What ``write`` gives; a disk that refuses it costs nothing."""
        try:
            return write()
        except sqlite3.DatabaseError as error:
            if self._in_memory or not (refuses_writing(error) or is_damaged(error)):
                raise
            memory = copied(self._connection) if refuses_writing(error) else rescued(self._file)
            if memory is None:
                raise
            before = self._connection
            self._use_memory(memory, error)
            before.close()
        return write()

    def run(self, statement: str, values: Values = (), *, lasting: bool = True) -> int:
        """Execute one statement that changes something; the number of rows it touched."""
        return self.atomically(lambda: self._connection.execute(statement, values).rowcount, lasting=lasting)

    def insert(self, statement: str, values: Values) -> int:
        """Execute one INSERT; the id given to the row."""
        return self.atomically(lambda: int(self._connection.execute(statement, values).lastrowid or 0))

    def all(self, query: str, values: Values = ()) -> list[Row]:
        """Every row of ``query``."""
        with self._lock:
            return self._read(lambda: self._connection.execute(query, values).fetchall())

    def one(self, query: str, values: Values = ()) -> Row | None:
        """The first row of ``query``, or ``None``."""
        with self._lock:
            row: Row | None = self._read(lambda: self._connection.execute(query, values).fetchone())
            return row

    def _read(self, read: Callable[[], _T]) -> _T:
        """What ``read`` gives; inside of a change it is the change that is begun anew."""
        return read() if self._connection.in_transaction else self._kept(read)

    def close(self) -> None:
        """Fold the write-ahead log into the file and close it; what was kept in memory is written if it can be."""
        with self._lock:
            self.recover()
            self._connection.close()
