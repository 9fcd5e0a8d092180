"""A new catalog, written."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.model import DocumentInfo, Paragraph, TableRow
from index.store.catalog.records import DocumentRecord, FileRecord
from index.store.catalog.rows import packed
from index.store.catalog.schema import DOCUMENT, FILE, NAME, SCHEMA, STORED

_REMEMBERED = 10_000  # headers whose numbers are at hand while a catalog is written


class CatalogWriter:
    """Writes a new catalog; files may come in any order, documents by id.

    Args:
        folder: The snapshot under construction.
        earlier: The snapshot whose unchanged documents are copied.
    """

    def __init__(self, folder: Path, earlier: Path | None = None) -> None:
        self._connection = sqlite3.connect((folder / NAME).absolute().as_uri(), uri=True, isolation_level=None)
        # a killed build leaves a folder nobody points to: a journal would protect nothing
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
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

    def keep_files(self, first: str, last: str) -> None:
        """Take over what the earlier snapshot says of the files from one id to another: of all of them."""
        self._connection.execute(
            f"INSERT INTO files ({FILE}) SELECT {FILE} FROM earlier.files WHERE id BETWEEN ? AND ?",  # noqa: S608 - a constant of this module
            (first, last),
        )

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
                packed(paragraph.placement),
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
            f"INSERT INTO documents SELECT number + ?1, {DOCUMENT}, notes, first + ?2, paragraphs "  # noqa: S608 - constants of this module
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
            f"INSERT INTO paragraphs (number, document, {STORED}, columns) "  # noqa: S608 - constants of this module
            f"SELECT number + ?2, document + ?1, {STORED}, "
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
