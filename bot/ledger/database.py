"""The SQLite file itself: opened, migrated, shared between threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.ledger.schema import STEPS

Row = sqlite3.Row
Values = Sequence[Any]


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


class Database:
    """One connection behind one lock: a ledger writes a few rows a second at most, and never waits long.

    Raises:
        LedgerError: the file was written by a newer version, or is no SQLite file.
    """

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10)
        self._connection.row_factory = sqlite3.Row
        try:
            self._prepare(file)
        except sqlite3.DatabaseError as error:
            self._connection.close()
            key = "ledger_unreadable"
            raise LedgerError(key, file) from error
        except LedgerError:
            self._connection.close()
            raise

    def _prepare(self, file: Path) -> None:
        for pragma in (
            "journal_mode = WAL",
            # An update is acknowledged once it is stored: stored has to survive a power cut.
            "synchronous = FULL",
            "foreign_keys = ON",
            # What a person asks to be forgotten must not stay readable in freed pages.
            "secure_delete = ON",
        ):
            self._connection.execute(f"PRAGMA {pragma}")
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > len(STEPS):
            key = "ledger_newer"
            raise LedgerError(key, file)
        for number, step in enumerate(STEPS[version:], version + 1):
            # executescript commits whatever is open, so the step brings its own transaction.
            self._connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Nests: the outermost commits."""
        with self._lock:
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def run(self, statement: str, values: Values = ()) -> int:
        """Execute one statement that changes something; the number of rows it touched."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    def all(self, query: str, values: Values = ()) -> list[Row]:
        """Every row of ``query``."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def one(self, query: str, values: Values = ()) -> Row | None:
        """The first row of ``query``, or ``None``."""
        with self._lock:
            row: Row | None = self._connection.execute(query, values).fetchone()
            return row

    def close(self) -> None:
        """Fold the write-ahead log into the file and close it."""
        with self._lock:
            self._connection.close()
