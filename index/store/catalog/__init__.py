"""The catalog of a snapshot: which files were seen, which documents they hold, and the paragraphs with their text."""

from __future__ import annotations

from index.store.catalog.reader import Catalog
from index.store.catalog.records import DocumentRecord, FileRecord
from index.store.catalog.schema import NAME
from index.store.catalog.writer import CatalogWriter

__all__ = ["NAME", "Catalog", "CatalogWriter", "DocumentRecord", "FileRecord"]
