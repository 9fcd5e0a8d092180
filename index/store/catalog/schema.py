"""The tables of a catalog, and the columns that make up a record."""

from __future__ import annotations

NAME = "catalog.sqlite"

SCHEMA = """
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

STORED = "ordinal, begin, text, headings, article, page, last_page, part, context, cells, placement"
PARAGRAPH = f"{STORED}, (SELECT headers.columns FROM headers WHERE headers.number = paragraphs.columns)"  # noqa: S608 - constants of this module
FILE = "id, path, place, size, mtime_ns, version, document, problem, facts"
DOCUMENT = "id, path, title, version, date, date_source"
