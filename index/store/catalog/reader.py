"""A finished catalog, read."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import DamagedIndex
from index.model import Paragraph
from index.store.catalog.records import DocumentRecord, FileRecord
from index.store.catalog.rows import file_of, info_of, paragraph_of
from index.store.catalog.schema import DOCUMENT, FILE, NAME, PARAGRAPH


class Catalog:
    """A finished catalog, read-only; safe to use from several threads.

    It was checked when it was opened; whatever reads it raises :class:`~index.errors.DamagedIndex` where its file was
    overwritten since.

    Args:
        folder: The snapshot.

    Attributes:
        folder: As given.
    """

    def __init__(self, folder: Path) -> None:
        # immutable: nobody writes it any more, so no locks are taken and no journal is looked for
        uri = f"{(folder / NAME).absolute().as_uri()}?mode=ro&immutable=1"
        self.folder = folder
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        # one connection: another one opened later would fail once a newer snapshot has taken this one's place on disk
        self._lock = threading.Lock()
        # a snapshot that was replaced lives on until its last question is answered
        self._finalizer = weakref.finalize(self, self._connection.close)

    def close(self) -> None:
        """Give the file back."""
        self._finalizer()

    def files(self) -> Iterator[FileRecord]:
        """Every file that was seen, by id."""
        for row in self._rows(f"SELECT {FILE} FROM files ORDER BY id"):  # noqa: S608 - constants of this module
            yield file_of(row)

    def file(self, key: str) -> FileRecord | None:
        """The file of that id, or ``None``."""
        rows = self._rows(f"SELECT {FILE} FROM files WHERE id = ?", (key,))  # noqa: S608 - constants of this module
        return next(map(file_of, rows), None)

    def documents(self) -> Iterator[DocumentRecord]:
        """Every document, by id."""
        for row in self._rows(f"SELECT number, notes, first, paragraphs, {DOCUMENT} FROM documents ORDER BY number"):  # noqa: S608 - constants of this module
            yield DocumentRecord(row[0], info_of(row[4:]), tuple(json.loads(row[1])), row[2], row[3])

    def document(self, key: str) -> DocumentRecord | None:
        """The document of that id, or ``None``."""
        query = f"SELECT number, notes, first, paragraphs, {DOCUMENT} FROM documents WHERE id = ?"  # noqa: S608 - constants of this module
        for row in self._rows(query, (key,)):
            return DocumentRecord(row[0], info_of(row[4:]), tuple(json.loads(row[1])), row[2], row[3])
        return None

    def chosen(self, numbers: Sequence[int]) -> dict[int, Paragraph]:
        """The paragraphs of these numbers, each once."""
        query = (
            f"SELECT paragraphs.number, {DOCUMENT}, {PARAGRAPH} FROM paragraphs "  # noqa: S608 - constants of this module
            "JOIN documents ON documents.number = document WHERE paragraphs.number IN (SELECT value FROM json_each(?))"
        )
        rows = self._rows(query, (json.dumps(list(numbers)),))
        return {row[0]: paragraph_of(info_of(row[1:7]), row[7:]) for row in rows}

    def paragraphs(self, first: int, last: int) -> Iterator[Paragraph]:
        """The paragraphs numbered ``first`` to ``last`` (exclusive), in order."""
        query = (
            f"SELECT {DOCUMENT}, {PARAGRAPH} FROM paragraphs JOIN documents ON documents.number = document "  # noqa: S608 - constants of this module
            "WHERE paragraphs.number >= ? AND paragraphs.number < ? ORDER BY paragraphs.number"
        )
        for row in self._rows(query, (first, last)):
            yield paragraph_of(info_of(row[:6]), row[6:])

    def _rows(self, query: str, values: Sequence[str | int] = ()) -> Iterator[tuple[Any, ...]]:
        with self._reading():
            cursor = self._connection.execute(query, values)
        while True:
            with self._reading():
                rows = cursor.fetchmany(256)
            if not rows:
                return
            yield from rows

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        except sqlite3.ProgrammingError:  # a fault of this program, such as a catalog closed too early
            raise
        except sqlite3.DatabaseError as error:
            raise DamagedIndex(folder=str(self.folder), file=NAME) from error
