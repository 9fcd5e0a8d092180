"""Records of the library as JSON, and back."""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.model import Box, DateSource, DocumentInfo, Paragraph, Placement, Span, TableRow
from index.search.cluster.client import Json
from index.store.catalog import FileRecord


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """One document of the cluster's index.

    Attributes:
        info: What is known of it.
        notes: What its loading left to say.
        paragraphs: How many it has.
    """

    info: DocumentInfo
    notes: tuple[str, ...]
    paragraphs: int


def document_json(info: DocumentInfo, notes: Sequence[str], paragraphs: int) -> Json:
    """A document; equal to what was kept of it before exactly while its paragraphs are."""
    return {"info": _info_json(info), "notes": list(notes), "paragraphs": paragraphs}


def document_from(record: Json) -> HeldDocument:
    """The document kept so."""
    return HeldDocument(_info_from(record["info"]), tuple(record["notes"]), record["paragraphs"])


def paragraph_json(paragraph: Paragraph) -> Json:
    """A paragraph with its document."""
    row, placement = paragraph.row, paragraph.placement
    return {
        "info": _info_json(paragraph.document),
        "ordinal": paragraph.ordinal,
        "begin": paragraph.span.start,
        "text": paragraph.text,
        "headings": list(paragraph.headings),
        "article": paragraph.article,
        "page": paragraph.page,
        "last_page": paragraph.last_page,
        "part": paragraph.part,
        "context": paragraph.context,
        "row": row and {"columns": list(row.columns), "label": row.label, "bounds": list(row.bounds)},
        "placement": placement
        and {
            "confidence": placement.confidence,
            "boxes": [
                [box.start, box.end, box.page, box.left, box.top, box.right, box.bottom, box.down]
                for box in placement.boxes
            ],
        },
    }


def paragraph_from(record: Json) -> Paragraph:
    """The paragraph kept so."""
    row, placement = record["row"], record["placement"]
    begin, text = record["begin"], record["text"]
    return Paragraph(
        _info_from(record["info"]),
        record["ordinal"],
        Span(begin, begin + len(text)),
        text,
        tuple(record["headings"]),
        record["article"],
        record["page"],
        record["last_page"],
        record["part"],
        record["context"],
        TableRow(tuple(row["columns"]), row["label"], tuple(row["bounds"])) if row else None,
        _placement_from(placement) if placement else None,
    )


def file_json(file: FileRecord) -> Json:
    """A file that was seen; its path may hold bytes that are no text."""
    return {
        "id": file.id,
        "path": file.path,
        "place": base64.b64encode(os.fsencode(file.place)).decode("ascii"),
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "version": file.version,
        "document": file.document,
        "problem": file.problem,
        "facts": None if file.facts is None else dict(file.facts),
    }


def file_from(record: Json) -> FileRecord:
    """The file kept so."""
    place = os.fsdecode(base64.b64decode(record["place"]))
    return FileRecord(**{**record, "place": place})


def _placement_from(record: Json) -> Placement:
    boxes = (
        Box(start, end, page, left, top, right, bottom, down=down)
        for start, end, page, left, top, right, bottom, down in record["boxes"]
    )
    return Placement(tuple(boxes), record["confidence"])


def _info_json(info: DocumentInfo) -> Json:
    return {
        "id": info.id,
        "path": info.path,
        "title": info.title,
        "version": info.version,
        "date": info.date and info.date.isoformat(),
        "date_source": info.date_source and info.date_source.value,
    }


def _info_from(record: Json) -> DocumentInfo:
    day, source = record["date"], record["date_source"]
    return DocumentInfo(
        record["id"],
        record["path"],
        record["title"],
        record["version"],
        date.fromisoformat(day) if day else None,
        DateSource(source) if source else None,
    )
