"""The whole way from the bytes of a PDF to its paragraphs, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.loading.content import Composer, Content
from index.loading.notes import Note, ranges
from index.loading.pdf.entries import entries
from index.loading.pdf.flow import Piece, flow
from index.loading.pdf.glyphs import read_pages
from index.loading.pdf.heads import without_running_heads
from index.loading.pdf.layout import reading_order
from index.loading.table_shape import Role, placed_rows
from index.loading.tables import Patterns, written
from index.model import BlockKind


def read_pdf(data: bytes) -> Content:
    """The paragraphs of a PDF's text layer; what a file built to harm does is not held off here.

    Raises:
        BrokenFile: damaged, or protected by a password.
    """
    file = read_pages(data)
    composer = Composer()
    for pieces in _tables(entries(flow(reading_order(without_running_heads(file.pages))))):
        if pieces[0].table is None:
            _add(composer, pieces[0])
        else:
            _add_table(composer, pieces)
    unread = ((Note.SCANNED_PAGES, file.scanned), (Note.GARBLED_PAGES, file.garbled))
    notes = tuple(note.saying(ranges(list(numbers))) for note, numbers in unread if numbers)
    return composer.content(file.title, file.day, notes)


def _tables(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces one by one, but the rows of a table, which may go on over several pages, together."""
    group: list[Piece] = []
    for piece in pieces:
        if group and not _is_next_row(group[-1], piece):
            yield group
            group = []
        # a table that goes on has its header once more
        if not group or piece.table is None or piece.page == group[0].page or not _is_same_row(group[0], piece):
            group.append(piece)
    if group:
        yield group


def _is_next_row(before: Piece, piece: Piece) -> bool:
    if before.table is None or piece.table is None:
        return False
    if before.page == piece.page:
        return before.table.table == piece.table.table
    return piece.page == before.page + 1 and len(before.table.row.cells) == len(piece.table.row.cells)


def _is_same_row(one: Piece, other: Piece) -> bool:
    return one.table is not None and other.table is not None and one.table.row.cells == other.table.row.cells


def _add(composer: Composer, piece: Piece) -> None:
    composer.add(
        piece.text,
        piece.kind,
        level=piece.level,
        page=piece.page,
        last_page=piece.last_page,
        context=piece.context,
    )


def _add_table(composer: Composer, pieces: list[Piece]) -> None:
    patterns: Patterns = {}
    rows = (piece.table.row for piece in pieces if piece.table is not None)
    for piece, placed in zip(pieces, placed_rows(rows), strict=True):
        is_data = placed.role is Role.DATA
        text, cells = written(placed.row, placed.columns, placed.label, patterns if is_data else {})
        kind = BlockKind.TEXT if placed.role is Role.TITLE else BlockKind.ROW
        composer.add(text, kind, page=piece.page, context=placed.context, row=cells if is_data else None)
