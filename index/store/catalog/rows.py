"""Rows of the tables to records, and what of a record is packed into one column."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date
from typing import Any

from index.model import Box, DateSource, DocumentInfo, Paragraph, Placement, Span, TableRow
from index.store.catalog.records import FileRecord


def file_of(row: Sequence[Any]) -> FileRecord:
    """The file in the columns :data:`FILE`."""
    place, facts = os.fsdecode(row[2]), json.loads(row[8]) if row[8] else None
    return FileRecord(row[0], row[1], place, row[3], row[4], row[5], row[6], row[7], facts)


def info_of(row: Sequence[Any]) -> DocumentInfo:
    """What is known of a document, in the columns :data:`DOCUMENT`."""
    key, path, title, version, day, source = row
    return DocumentInfo(
        str(key),
        str(path),
        str(title),
        str(version),
        None if day is None else date.fromisoformat(str(day)),
        None if source is None else DateSource(str(source)),
    )


def paragraph_of(info: DocumentInfo, row: Sequence[Any]) -> Paragraph:
    """The paragraph of a document in the columns :data:`PARAGRAPH`."""
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


def packed(placement: Placement | None) -> str | None:
    """Where a paragraph stands on its page, as it is stored."""
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
