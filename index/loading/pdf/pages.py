"""The whole way from the bytes of a PDF to its paragraphs, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.loading.content import Composer
from index.loading.notes import Note, ranges
from index.loading.pdf.elements import Marks, Page, shifted
from index.loading.pdf.entries import entries
from index.loading.pdf.flow import Piece, flow
from index.loading.pdf.glyphs import read_pages
from index.loading.pdf.heads import without_running_heads
from index.loading.pdf.layout import reading_order
from index.loading.pdf.messages import Reply
from index.loading.pdf.placing import placement
from index.loading.pdf.recognised import page_of
from index.loading.seen import SeenPage
from index.loading.table_shape import Role, placed_rows
from index.loading.tables import Patterns, written
from index.model import BlockKind, TableRow


def read_pdf(data: bytes, seen: Mapping[int, SeenPage] = {}) -> Reply:
    """The paragraphs of a PDF; what a file built to harm does is not held off here.

    Args:
        data: The file.
        seen: What was recognised on pages that are pictures of text, by number; it stands for all that is on them.

    Raises:
        BrokenFile: damaged, or protected by a password.
    """
    file = read_pages(data)
    recognised = [page_of(number, page) for number, page in seen.items() if page.lines]
    known = {page.number for page in recognised}
    pages = sorted(
        [*recognised, *(page for page in file.pages if page.number not in known)], key=lambda page: page.number
    )
    composer = Composer()
    compose(pages, composer)
    notes = [Note.OCR_PAGES.saying(ranges(sorted(known)))] if known else []
    for note, numbers in ((Note.SCANNED_PAGES, file.scanned), (Note.GARBLED_PAGES, file.garbled)):
        for kind, left in (
            (note, set(numbers) - set(seen)),
            (Note.UNRECOGNISED_PAGES, set(numbers) & set(seen) - known),
        ):
            if left:
                notes.append(kind.saying(ranges(sorted(left))))
    unread = tuple(sorted({*file.scanned, *file.garbled} - set(seen)))
    return Reply(content=composer.content(file.title, file.day, tuple(notes)), unread=unread)


def compose(pages: Sequence[Page], composer: Composer) -> None:
    """Append the paragraphs and tables of these pages to ``composer``."""
    by_number = {page.number: page for page in pages}
    for pieces in _tables(entries(flow(reading_order(without_running_heads(pages))))):
        if pieces[0].table is None:
            _add(composer, pieces[0], by_number)
        else:
            _add_table(composer, pieces, by_number)


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


def _add(composer: Composer, piece: Piece, pages: Mapping[int, Page]) -> None:
    composer.add(
        piece.text,
        piece.kind,
        level=piece.level,
        page=piece.page,
        last_page=piece.last_page,
        context=piece.context,
        placement=placement(piece.marks, pages, piece.confidence),
    )


def _add_table(composer: Composer, pieces: list[Piece], pages: Mapping[int, Page]) -> None:
    patterns: Patterns = {}
    rows = (piece.table.row for piece in pieces if piece.table is not None)
    for piece, placed in zip(pieces, placed_rows(rows), strict=True):
        # only rows that share their headers can share the record of them
        remembered = patterns if placed.role is Role.DATA else {}
        text, cells = written(placed.row, placed.columns, placed.label, remembered)
        kind = BlockKind.TEXT if placed.role is Role.TITLE else BlockKind.ROW
        composer.add(
            text,
            kind,
            page=piece.page,
            context=placed.context,
            row=cells if placed.has_cells else None,
            placement=placement(_cell_marks(piece, cells), pages, piece.confidence),
        )


def _cell_marks(piece: Piece, cells: TableRow) -> Marks:
    """Where the words of a row's cells stand, counted in the row."""
    if piece.table is None:
        return ()
    shown = zip(piece.table.row.shown(), cells.bounds[::2], strict=True)
    return tuple(mark for column, start in shown for mark in shifted(piece.table.marks[column], start))
