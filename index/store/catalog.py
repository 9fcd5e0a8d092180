"""The catalog of a snapshot: which files were seen, which documents they hold, and the paragraphs with their text."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import DamagedIndex
from index.model import Box, DateSource, DocumentInfo, Paragraph, Placement, Span, TableRow

NAME = "catalog.sqlite"

_SCHEMA = """
CREATE TABLE files (
    id TEXT PRIMARY KEY,      -- identity of the file in the index
    path TEXT NOT NULL,       -- relative to the folder it was given by
    place BLOB NOT NULL,      -- absolute path, in the bytes of the file system
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    version TEXT,             -- hash of its bytes; NULL when it was not read
    document TEXT,            -- id of the document that holds its content; NULL when it was skipped
    problem TEXT,             -- key of the error it was skipped for
    facts TEXT                -- facts of that error, JSON
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,   -- by id, from 0
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    version TEXT NOT NULL,
    date TEXT,
    date_source TEXT,
    notes TEXT NOT NULL,          -- JSON
    first INTEGER NOT NULL,       -- number of its first paragraph
    paragraphs INTEGER NOT NULL   -- how many it has
) STRICT;
CREATE TABLE paragraphs (
    number INTEGER PRIMARY KEY,   -- by (document, ordinal), from 0
    document INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    begin INTEGER NOT NULL,       -- character offset in the document's text
    text TEXT NOT NULL,
    headings TEXT NOT NULL,       -- JSON
    article TEXT,
    page INTEGER,
    last_page INTEGER,
    part TEXT,
    context TEXT NOT NULL,
    columns INTEGER,              -- of a table row: number of its headers
    cells TEXT,                   -- and its label and the bounds of its cells, JSON
    placement TEXT                -- confidence and boxes, JSON
) STRICT;
CREATE TABLE headers (
    number INTEGER PRIMARY KEY,
    columns TEXT NOT NULL UNIQUE  -- headers of the cells of a row, JSON; the rows of a table share them
) STRICT;
"""

_STORED = "ordinal, begin, text, headings, article, page, last_page, part, context, cells, placement"
_PARAGRAPH = f"{_STORED}, (SELECT headers.columns FROM headers WHERE headers.number = paragraphs.columns)"  # noqa: S608 - constants of this module
_REMEMBERED = 10_000  # headers whose numbers are at hand while a catalog is written
_FILE = "id, path, place, size, mtime_ns, version, document, problem, facts"
_DOCUMENT = "id, path, title, version, date, date_source"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file that was seen, whether or not it could be used.

    Attributes:
        id: Its identity in the index.
        path: Relative to the folder it was given by, with ``/``.
        place: Where it lies.
        size: In bytes.
        mtime_ns: Time of its last change.
        version: Hash of its bytes; ``None`` when it was not read.
        document: Id of the document that holds its content (its own, or that of an equal file); ``None`` when skipped.
        problem: Key of the error it was skipped for.
        facts: Facts of that error.
    """

    id: str
    path: str
    place: Path
    size: int
    mtime_ns: int
    version: str | None = None
    document: str | None = None
    problem: str | None = None
    facts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document of a snapshot.

    Attributes:
        number: Its place in the order of ids, from 0.
        info: What is known of it.
        notes: Keys of what its loading left to say.
        first: Number of its first paragraph in the snapshot.
        paragraphs: How many it has.
    """

    number: int
    info: DocumentInfo
    notes: tuple[str, ...]
    first: int
    paragraphs: int


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
        for row in self._rows(f"SELECT {_FILE} FROM files ORDER BY id"):  # noqa: S608 - constants of this module
            yield _file(row)

    def file(self, key: str) -> FileRecord | None:
        """The file of that id, or ``None``."""
        rows = self._rows(f"SELECT {_FILE} FROM files WHERE id = ?", (key,))  # noqa: S608 - constants of this module
        return next(map(_file, rows), None)

    def documents(self) -> Iterator[DocumentRecord]:
        """Every document, by id."""
        for row in self._rows(f"SELECT number, notes, first, paragraphs, {_DOCUMENT} FROM documents ORDER BY number"):  # noqa: S608 - constants of this module
            yield DocumentRecord(row[0], _info(row[4:]), tuple(json.loads(row[1])), row[2], row[3])

    def document(self, key: str) -> DocumentRecord | None:
        """The document of that id, or ``None``."""
        query = f"SELECT number, notes, first, paragraphs, {_DOCUMENT} FROM documents WHERE id = ?"  # noqa: S608 - constants of this module
        for row in self._rows(query, (key,)):
            return DocumentRecord(row[0], _info(row[4:]), tuple(json.loads(row[1])), row[2], row[3])
        return None

    def chosen(self, numbers: Sequence[int]) -> dict[int, Paragraph]:
        """The paragraphs of these numbers, each once."""
        query = (
            f"SELECT paragraphs.number, {_DOCUMENT}, {_PARAGRAPH} FROM paragraphs "  # noqa: S608 - constants of this module
            "JOIN documents ON documents.number = document WHERE paragraphs.number IN (SELECT value FROM json_each(?))"
        )
        rows = self._rows(query, (json.dumps(list(numbers)),))
        return {row[0]: _paragraph(_info(row[1:7]), row[7:]) for row in rows}

    def paragraphs(self, first: int, last: int) -> Iterator[Paragraph]:
        """The paragraphs numbered ``first`` to ``last`` (exclusive), in order."""
        query = (
            f"SELECT {_DOCUMENT}, {_PARAGRAPH} FROM paragraphs JOIN documents ON documents.number = document "  # noqa: S608 - constants of this module
            "WHERE paragraphs.number >= ? AND paragraphs.number < ? ORDER BY paragraphs.number"
        )
        for row in self._rows(query, (first, last)):
            yield _paragraph(_info(row[:6]), row[6:])

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


class CatalogWriter:
    """Writes a new catalog; files may come in any order, documents by id.

    Args:
        folder: The snapshot under construction.
        earlier: The snapshot whose unchanged documents are copied.
    """

    def __init__(self, folder: Path, earlier: Path | None = None) -> None:
        self._connection = sqlite3.connect((folder / NAME).absolute().as_uri(), uri=True, isolation_level=None)
        # a killed build leaves a folder nobody points to: a journal would protect nothing
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        if earlier is not None:
            source = f"{(earlier / NAME).absolute().as_uri()}?mode=ro&immutable=1"
            self._connection.execute("ATTACH ? AS earlier", (source,))
        self._connection.execute("BEGIN")
        self.documents = 0
        self.paragraphs = 0
        self._last_id = ""
        self._headers: dict[str, int] = {}

    def add_file(self, record: FileRecord) -> None:
        """Note a file that was seen."""
        # a path may hold bytes that are no text, which only escapes can keep
        facts = None if record.facts is None else json.dumps(record.facts, sort_keys=True)
        values = (
            record.id,
            record.path,
            os.fsencode(record.place),
            record.size,
            record.mtime_ns,
            record.version,
            record.document,
            record.problem,
            facts,
        )
        self._connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def add(self, info: DocumentInfo, notes: Sequence[str], paragraphs: Sequence[Paragraph]) -> int:
        """Write a document that was read; the number of its first paragraph."""
        first = self._open(info, notes, len(paragraphs))
        rows = (
            (
                first + at,
                self.documents - 1,
                paragraph.ordinal,
                paragraph.span.start,
                paragraph.text,
                json.dumps(paragraph.headings, ensure_ascii=False),
                paragraph.article,
                paragraph.page,
                paragraph.last_page,
                paragraph.part,
                paragraph.context,
                self._header(paragraph.row),
                json.dumps([paragraph.row.label, *paragraph.row.bounds], ensure_ascii=False) if paragraph.row else None,
                _packed(paragraph.placement),
            )
            for at, paragraph in enumerate(paragraphs)
        )
        self._connection.executemany("INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return first

    def copy(self, first: DocumentRecord, last: DocumentRecord) -> int:
        """Take documents over from the earlier snapshot, from ``first`` to ``last`` in the order of their ids.

        Returns:
            The number of the first one's first paragraph here.
        """
        self._expect(first.info.id)
        begin, end = first.first, last.first + last.paragraphs
        shift = (self.documents - first.number, self.paragraphs - begin)
        self._connection.execute(
            f"INSERT INTO documents SELECT number + ?1, {_DOCUMENT}, notes, first + ?2, paragraphs "  # noqa: S608 - constants of this module
            "FROM earlier.documents WHERE number BETWEEN ?3 AND ?4",
            (*shift, first.number, last.number),
        )
        # numbered in the order in which they are first used, as in a catalog written from nothing
        self._connection.execute(
            "INSERT OR IGNORE INTO headers (columns) SELECT old.columns FROM earlier.headers AS old JOIN "
            "(SELECT columns, min(number) AS used FROM earlier.paragraphs "
            "WHERE number >= ? AND number < ? AND columns IS NOT NULL GROUP BY columns) AS taken "
            "ON taken.columns = old.number ORDER BY taken.used",
            (begin, end),
        )
        self._connection.execute(
            f"INSERT INTO paragraphs (number, document, {_STORED}, columns) "  # noqa: S608 - constants of this module
            f"SELECT number + ?2, document + ?1, {_STORED}, "
            "(SELECT new.number FROM headers AS new JOIN earlier.headers AS old ON old.columns = new.columns "
            "WHERE old.number = earlier.paragraphs.columns) FROM earlier.paragraphs WHERE number >= ?3 AND number < ?4",
            (*shift, begin, end),
        )
        at = self.paragraphs
        self._last_id = last.info.id
        self.documents += last.number - first.number + 1
        self.paragraphs += end - begin
        return at

    def finish(self) -> None:
        """Put everything on disk."""
        self._connection.execute("COMMIT")
        self._connection.close()

    def _header(self, row: TableRow | None) -> int | None:
        """The number of a row's headers, which are written once."""
        if row is None:
            return None
        columns = json.dumps(row.columns, ensure_ascii=False)
        if columns not in self._headers:
            self._connection.execute("INSERT OR IGNORE INTO headers (columns) VALUES (?)", (columns,))
            found = self._connection.execute("SELECT number FROM headers WHERE columns = ?", (columns,)).fetchone()
            if len(self._headers) >= _REMEMBERED:
                self._headers.clear()
            self._headers[columns] = found[0]
        return self._headers[columns]

    def _expect(self, key: str) -> None:
        if self.documents and key <= self._last_id:
            msg = f"documents come by id: {key!r} behind {self._last_id!r}"
            raise ValueError(msg)

    def _open(self, info: DocumentInfo, notes: Sequence[str], paragraphs: int) -> int:
        self._expect(info.id)
        day = None if info.date is None else info.date.isoformat()
        source = None if info.date_source is None else info.date_source.value
        tail = (json.dumps(list(notes)), self.paragraphs, paragraphs)
        self._connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.documents, info.id, info.path, info.title, info.version, day, source, *tail),
        )
        first = self.paragraphs
        self._last_id = info.id
        self.documents += 1
        self.paragraphs += paragraphs
        return first


def _file(row: Sequence[Any]) -> FileRecord:
    place, facts = Path(os.fsdecode(row[2])), json.loads(row[8]) if row[8] else None
    return FileRecord(row[0], row[1], place, row[3], row[4], row[5], row[6], row[7], facts)


def _info(row: Sequence[Any]) -> DocumentInfo:
    key, path, title, version, day, source = row
    return DocumentInfo(
        str(key),
        str(path),
        str(title),
        str(version),
        None if day is None else date.fromisoformat(str(day)),
        None if source is None else DateSource(str(source)),
    )


def _paragraph(info: DocumentInfo, row: Sequence[Any]) -> Paragraph:
    ordinal, begin, text, headings, article, page, last_page, part, context, cells, placement, columns = row
    return Paragraph(
        info,
        ordinal,
        Span(begin, begin + len(text)),
        text,
        tuple(json.loads(headings)),
        article,
        page,
        last_page,
        part,
        context,
        _row(cells, columns),
        _placement(placement),
    )


def _row(cells: str | None, columns: str | None) -> TableRow | None:
    if cells is None or columns is None:
        return None
    label, *bounds = json.loads(cells)
    return TableRow(tuple(json.loads(columns)), label, tuple(bounds))


def _packed(placement: Placement | None) -> str | None:
    if placement is None:
        return None
    boxes = [
        [box.start, box.end, box.page, box.left, box.top, box.right, box.bottom, int(box.down)]
        for box in placement.boxes
    ]
    return json.dumps([placement.confidence, boxes], separators=(",", ":"))


def _placement(packed: str | None) -> Placement | None:
    if packed is None:
        return None
    confidence, boxes = json.loads(packed)
    return Placement(
        tuple(
            Box(start, end, page, left, top, right, bottom, down=bool(down))
            for start, end, page, left, top, right, bottom, down in boxes
        ),
        confidence,
    )
