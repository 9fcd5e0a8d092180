"""The records that travel through the library: frozen, slotted, checked when made.

Offsets are half-open character ranges into the text of the document *as loaded* (decoded, BOM dropped, CRLF turned
into LF). A quote is always a slice of a text, never an argument, so a citation cannot disagree with its source.
"""

from __future__ import annotations

from index.model.answers import Answer, Citation, Computed, NoAnswer, Reading, Reason
from index.model.documents import Block, BlockKind, DateSource, Document, DocumentInfo
from index.model.finding import Found, Hit, QueryTerm, TermKind
from index.model.paragraphs import Paragraph, ParagraphId, cut
from index.model.placement import Box, Placement
from index.model.queries import (
    AnswerType,
    CountedYear,
    EditionAsked,
    EditionKind,
    Figure,
    Identifier,
    Query,
    UnknownPerson,
)
from index.model.rows import Cell, TableRow
from index.model.several import Several, Together
from index.model.spans import Span

__all__ = [
    "Answer",
    "AnswerType",
    "Block",
    "BlockKind",
    "Box",
    "Cell",
    "Citation",
    "Computed",
    "CountedYear",
    "DateSource",
    "Document",
    "DocumentInfo",
    "EditionAsked",
    "EditionKind",
    "Figure",
    "Found",
    "Hit",
    "Identifier",
    "NoAnswer",
    "Paragraph",
    "ParagraphId",
    "Placement",
    "Query",
    "QueryTerm",
    "Reading",
    "Reason",
    "Several",
    "Span",
    "TableRow",
    "TermKind",
    "Together",
    "UnknownPerson",
    "cut",
]
