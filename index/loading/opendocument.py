"""OpenDocument texts, sheets and slides (.odt, .ods, .odp): what WPS, LibreOffice and many offices save."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from lxml import etree

from index.errors import BrokenFile
from index.loading.content import Composer, Content
from index.loading.dates import first_date
from index.loading.packages import open_package
from index.loading.sheets import Merge, compose_sheet
from index.loading.table_shape import compose_table
from index.loading.tables import CELL_BREAK, Grid, Row
from index.model import BlockKind
from index.paragraphs.lines import SPACE

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
_MOST_REPEATED = 1000  # cells or rows said to be alike; sheets end in a million empty ones
_SILENT = frozenset(
    {
        f"{_TEXT}{name}"
        for name in ("tracked-changes", "table-of-content", "note-citation", "sequence-decls", "bookmark")
    }
    | {f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_DRAW}object-ole", f"{_PRESENTATION}notes"}
)
_NOTES = "备注"
_DEEPEST = 200  # elements inside each other; no program writes a tenth of that


def load_opendocument(data: bytes) -> Content:
    """The blocks of an OpenDocument text, the rows of a sheet, or the slides of a presentation.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
    """
    with open_package(data, doctype_allowed=True) as package:
        names = package.namelist()
        if "content.xml" not in names:
            raise BrokenFile(reason="damaged", detail="the package holds no content")
        if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise BrokenFile(reason="encrypted", detail="protected by a password")
        tree = _parsed(package.read("content.xml"))
        meta = _parsed(package.read("meta.xml")) if "meta.xml" in names else None
    body = tree.find(f"{_OFFICE}body")
    if body is None or not len(body):
        raise BrokenFile(reason="damaged", detail="no body")
    composer = Composer()
    for kind in body:
        match str(kind.tag).removeprefix(_OFFICE):
            case "spreadsheet":
                _sheets(kind, composer)
            case "presentation" | "drawing":
                _slides(kind, composer)
            case _:
                _Reader(composer).read(kind)
    title, day = _properties(meta)
    return composer.content(title, day)


def _properties(meta: etree._Element | None) -> tuple[str | None, date | None]:
    if meta is None:
        return None, None
    return meta.findtext(".//{*}title") or None, first_date(meta.findtext(".//{*}creation-date") or "")


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


class _Reader:
    """Walks a text, or the shapes of a slide."""

    def __init__(self, composer: Composer, page: int | None = None, part: str | None = None) -> None:
        self._composer = composer
        self._page = page
        self._part = part

    def read(self, container: etree._Element, items: int = 0, depth: int = 0) -> None:
        """Append what stands in ``container``.

        Args:
            container: A body, section, list or frame.
            items: Lists it stands in.
            depth: Elements it stands in.
        """
        if depth > _DEEPEST:
            raise BrokenFile(reason="bomb", detail="elements without a bottom")
        for child in container:
            if not isinstance(child.tag, str) or child.tag in _SILENT:
                continue
            if child.tag == f"{_TEXT}h":
                level = child.get(f"{_TEXT}outline-level") or "1"
                words = " ".join(_words(child).split())
                self._add(words, BlockKind.HEADING, int(level) if level.isdecimal() else 1)
            elif child.tag == f"{_TEXT}p":
                self._paragraph(child, items, depth)
            elif child.tag == f"{_TABLE}table":
                compose_table(_table_rows(child), self._composer, page=self._page, part=self._part)
            else:
                self.read(child, items + (child.tag == f"{_TEXT}list"), depth + 1)

    def _paragraph(self, element: etree._Element, items: int, depth: int) -> None:
        kind = BlockKind.ITEM if items else BlockKind.TEXT
        for line in _words(element).split("\n"):
            self._add(line, kind, max(0, items - 1))
        # text boxes anchored in the paragraph, and its notes, come behind it
        inner = (f"{_DRAW}text-box", f"{_TEXT}note-body")
        for box in element.iter(*inner):
            if not any(element in outer.iterancestors() for outer in box.iterancestors(*inner)):
                self.read(box, 0, depth + 1)

    def _add(self, text: str, kind: BlockKind, level: int) -> None:
        self._composer.add(text, kind, level=level, page=self._page, part=self._part)


def _words(element: etree._Element) -> str:
    """The text of a paragraph, its boxes and notes left out."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            name = child.tag
            if name == f"{_TEXT}s":
                repeated = child.get(f"{_TEXT}c") or "1"
                pieces.append(" " * min(int(repeated), 100) if repeated.isdecimal() else " ")
            elif name == f"{_TEXT}tab":
                pieces.append(" ")
            elif name == f"{_TEXT}line-break":
                pieces.append("\n")
            elif name not in {f"{_TEXT}note", f"{_DRAW}frame", f"{_DRAW}custom-shape"}:
                pieces.append(_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces).replace("\t", " ")


def _cell(cell: etree._Element) -> str:
    lines = [_words(paragraph).strip(SPACE) for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h")]
    return CELL_BREAK.join(filter(None, lines))


def _repeated(element: etree._Element, name: str) -> int:
    said = element.get(f"{_TABLE}{name}") or "1"
    return min(int(said), _MOST_REPEATED) if said.isdecimal() and len(said) < 9 else 1  # noqa: PLR2004 - a figure that fits


def _table_rows(table: etree._Element) -> Iterator[Row]:
    grid = Grid()
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table"), None) is not table:
            continue
        for cell in row.iterfind(f"{_TABLE}table-cell"):
            columns, rows = _repeated(cell, "number-columns-spanned"), _repeated(cell, "number-rows-spanned")
            for _ in range(_repeated(cell, "number-columns-repeated")):
                grid.put(_cell(cell), columns, rows)
        parent = row.getparent()
        yield grid.end_row(is_header=parent is not None and parent.tag == f"{_TABLE}table-header-rows")


def _sheets(book: etree._Element, composer: Composer) -> None:
    for sheet in book.iterfind(f"{_TABLE}table"):
        composer.end_headings()
        rows: list[tuple[int, dict[int, str]]] = []
        merges: list[Merge] = []
        number = count()
        for row in sheet.iter(f"{_TABLE}table-row"):
            cells, merged = _sheet_row(row)
            times = _repeated(row, "number-rows-repeated")
            for _ in range(times if cells else min(times, 2)):
                at = next(number)
                rows.append((at, cells))
                merges += [Merge(at, left, at + down, left + right) for left, right, down in merged]
        compose_sheet(rows, merges, composer, sheet.get(f"{_TABLE}name"))


def _sheet_row(row: etree._Element) -> tuple[dict[int, str], list[tuple[int, int, int]]]:
    """The texts of a row by column, and of its merged cells the column, and how far right and down they reach."""
    cells: dict[int, str] = {}
    merged: list[tuple[int, int, int]] = []
    column = 0
    for cell in row.iterfind("*"):
        text = _cell(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        right, down = _repeated(cell, "number-columns-spanned") - 1, _repeated(cell, "number-rows-spanned") - 1
        if text and (right or down):
            merged.append((column, right, down))
        said = _repeated(cell, "number-columns-repeated")
        if text:
            cells.update(dict.fromkeys(range(column, column + said), text))
        column += said
    return cells, merged


def _slides(deck: etree._Element, composer: Composer) -> None:
    for number, slide in enumerate(deck.iterfind(f"{_DRAW}page"), start=1):
        composer.end_headings()
        frames = list(slide)
        titles = [one for one in frames if one.get(f"{_PRESENTATION}class") == "title"]
        for frame in titles:
            composer.add(" ".join(_cell(frame).split()), BlockKind.HEADING, level=1, page=number)
        for frame in frames:
            if frame not in titles and frame.tag != f"{_PRESENTATION}notes":
                holder = etree.Element("holder")
                holder.append(frame)
                _Reader(composer, number).read(holder)
        notes = slide.find(f"{_PRESENTATION}notes")
        if notes is not None:
            _Reader(composer, number, _NOTES).read(notes)
