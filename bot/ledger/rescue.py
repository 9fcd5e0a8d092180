"""A ledger on a disk that cannot be trusted: told, read into memory, carried over."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bot.ledger.schema import STEPS

_log = logging.getLogger(__name__)

_HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_REFUSALS = _HELD | {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}
_PATIENCE = 1.0
"""Seconds to wait for another program; whoever asks the ledger something waits meanwhile."""

_PRIMARY = 0xFF
"""SQLite's error codes carry details above these bits."""


def refuses_writing(error: sqlite3.Error) -> bool:
    """Whether the disk is full, read-only or failing, or another program does not let go of the file."""
    return _code(error) in _REFUSALS


def is_damaged(error: sqlite3.Error) -> bool:
    """Whether SQLite came upon a page that makes no sense."""
    return _code(error) == sqlite3.SQLITE_CORRUPT


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether SQLite's quick check finds nothing wrong.

    Raises:
        DatabaseError: it cannot even be carried out.
    """
    return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]


def copied(connection: sqlite3.Connection, file: Path | None = None) -> sqlite3.Connection:
    """Everything of an open database, in memory, or written to ``file`` whole or not at all.

    Raises:
        DatabaseError: the file cannot be written, or the database cannot be read.
    """
    place = ":memory:" if file is None else file
    target = sqlite3.connect(place, isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
    try:
        connection.backup(target, progress=_unless_held)
    except BaseException:
        target.close()
        raise
    if file is not None:
        target.close()
    return target


def _unless_held(status: int, *_: int) -> None:
    """End a copy that another program keeps from going on: left alone, it would wait for ever."""
    if status in _HELD:
        msg = "another program does not let go of the file"
        raise sqlite3.OperationalError(msg)


def read_into_memory(file: Path) -> sqlite3.Connection | None:
    """A ledger that cannot be written; a new one where there is none, ``None`` where it may not be read."""
    if not file.exists():
        return _empty()
    # Where nothing at all can be written, not even the file that readers agree by, SQLite wants to be told so.
    for mode in ("mode=ro", "immutable=1"):
        try:
            with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True)) as source:
                memory = copied(source)
        except sqlite3.DatabaseError as error:
            _log.warning("the ledger cannot be read as %s: %s", mode, error)
            continue
        (version,) = memory.execute("PRAGMA user_version").fetchone()
        for number, step in enumerate(STEPS[version:], version + 1):
            memory.executescript(f"BEGIN;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")
        return memory
    return None


def rescued(file: Path) -> sqlite3.Connection | None:
    """What can still be read of a damaged ledger, in memory; ``None`` where it cannot even be opened."""
    memory = _empty()
    tables = [row[0] for row in memory.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    try:
        with contextlib.closing(sqlite3.connect(file)) as source:
            for table in tables:
                if not table.startswith("sqlite_"):
                    _carry_over(source, memory, table)
    except sqlite3.DatabaseError:
        memory.close()
        return None
    for table, rowid, *_ in memory.execute("PRAGMA foreign_key_check").fetchall():
        # What it belonged to is lost.
        memory.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608 - a table of the schema
    return memory


def _carry_over(source: sqlite3.Connection, memory: sqlite3.Connection, table: str) -> None:
    """Copy the rows of a table that can be read, from both ends up to where it is damaged."""
    wanted = [row[1] for row in memory.execute(f"PRAGMA table_info({table})")]
    columns = [row[1] for row in source.execute(f"PRAGMA table_info({table})") if row[1] in wanted]
    if not columns:
        return
    names = ", ".join(columns)
    places = ", ".join("?" * len(columns))
    for order in ("ASC", "DESC"):
        query = f"SELECT {names} FROM {table} ORDER BY rowid {order}"  # noqa: S608 - names of the schema
        insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - the same
        whole = True
        for row in _readable(source, query):
            if row is None:
                whole = False
            else:
                with contextlib.suppress(sqlite3.IntegrityError):
                    memory.execute(insert, row)
        if whole:
            return


def _readable(source: sqlite3.Connection, query: str) -> Iterator[tuple[object, ...] | None]:
    """The rows up to the damage; ``None`` in its place."""
    try:
        yield from source.execute(query)
    except sqlite3.DatabaseError as error:
        _log.warning("a table of the ledger cannot be read to its end: %s", error)
        yield None


def _empty() -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    memory.executescript("\n".join(STEPS) + f"\nPRAGMA user_version = {len(STEPS)};")
    return memory


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY
