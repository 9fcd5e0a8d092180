"""Excel workbooks (.xlsx): a row is a paragraph, a sheet its part.

The parts of the package are read as streams. Values are those last computed and saved, shown by their formats; no
formula is run, and nothing a file says of its own size is believed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from posixpath import join, normpath
from typing import IO

from lxml import etree

from index.errors import BrokenFile
from index.loading.built_in_formats import BUILT_IN
from index.loading.content import Composer, Content
from index.loading.dates import first_date
from index.loading.embedded import include_embedded
from index.loading.means import Means
from index.loading.notes import Note
from index.loading.number_formats import plain, shown
from index.loading.packages import open_package
from index.loading.sheets import Merge, compose_sheet

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,10})")
_RANGE = re.compile(rb'mergeCell\s[^>]*?ref\s*=\s*["\']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["\']')
_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PICTURE = "[图片]"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def load_xlsx(data: bytes, means: Means) -> Content:
    """The rows of all visible sheets of a workbook.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
    """
    with open_package(data, streamed=True) as package:
        book = _Book(package)
        composer = Composer()
        skipped = []
        for name, state, target in book.sheets():
            if state != "visible":
                skipped.append(name)
                continue
            composer.end_headings()
            compose_sheet(book.rows(target), book.merges(target), composer, name)
        title, day = _properties(package)
    include_embedded(data, composer, means)
    notes = (Note.SKIPPED_PARTS.saying(", ".join(skipped)),) if skipped else ()
    return composer.content(title, day, notes)


class _Book:
    """The parts of a workbook by their names in its package."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {name.lower(): name for name in package.namelist()}
        root = self._targets("", "_rels/.rels")
        self._main = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        if self._main.lower() not in self._names:
            raise BrokenFile(reason="damaged", detail="the package holds no workbook")
        folder, _, name = self._main.rpartition("/")
        self._relations = self._targets(folder, f"{folder}/_rels/{name}.rels")
        self._tree = self._parsed(self._main)
        if not str(self._tree.tag).endswith("workbook"):
            raise BrokenFile(reason="damaged", detail=f"{self._main} is no workbook")
        properties = self._tree.find("{*}workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self._texts = self._shared_texts()
        self._formats = self._cell_formats()

    def sheets(self) -> Iterator[tuple[str, str, str]]:
        """Name, state and part of each sheet of cells, in order."""
        for sheet in self._tree.iterfind("{*}sheets/{*}sheet"):
            key = sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or ""
            kind, target = self._relations.get(key, ("", ""))
            if kind == "worksheet" and target.lower() in self._names:
                yield sheet.get("name") or "", sheet.get("state") or "visible", target

    def merges(self, part: str) -> list[Merge]:
        """The merged cells of a sheet."""
        found = []
        with self._open(part) as file:
            rest = b""
            while block := file.read(1 << 20):
                rest += block
                last = 0
                for one in _RANGE.finditer(rest):
                    left, top, right, bottom = one.groups()
                    found.append(Merge(int(top) - 1, _column(left.decode()), int(bottom) - 1, _column(right.decode())))
                    last = one.end()
                rest = rest[max(last, len(rest) - 256) :]
        return found

    def rows(self, part: str) -> Iterator[tuple[int, Mapping[int, str]]]:
        """The texts of each row's cells by column, rows and columns counted from 0."""
        number = -1
        with self._open(part) as file:
            for _, row in etree.iterparse(file, tag="{*}row", no_network=True, resolve_entities=False, huge_tree=True):
                said = row.get("r") or ""
                # a number no sheet can have says nothing: the row stands behind the one before
                counts = said.isdecimal() and len(said) <= len(str(_LAST_ROW)) and number < int(said) - 1 < _LAST_ROW
                number = int(said) - 1 if counts else number + 1
                yield number, self._cells(row)
                _forget(row)

    def _cells(self, row: etree._Element) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = -1
        for cell in row.iterfind("{*}c"):
            place = _PLACE.match(cell.get("r") or "")
            column = _column(place.group(1)) if place else column + 1
            if column < _LAST_COLUMN and (text := self._text(cell)):
                cells[column] = text
        return cells

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else _words(inline)
        value = cell.findtext("{*}v") or ""
        match kind:
            case "s":
                return self._texts[int(value)] if value.isdecimal() and int(value) < len(self._texts) else ""
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(value, value)
            case "n":
                return self._number(value, cell.get("s") or "0")
            case _:
                text = _tidy(value)
                return _PICTURE if text.startswith(("=DISPIMG(", "_xlfn.DISPIMG(")) else text

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
            code = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else ""
            return shown(number, code, since_1904=self._since_1904) if code else plain(number)
        except (ValueError, OverflowError):
            return _tidy(value)

    def _cell_formats(self) -> list[str]:
        part = self._part("styles")
        if part is None:
            return []
        tree = self._parsed(part)
        codes = dict(BUILT_IN)
        for one in tree.iterfind("{*}numFmts/{*}numFmt"):
            if (key := one.get("numFmtId") or "").isdecimal():
                codes[int(key)] = one.get("formatCode") or ""
        keys = [one.get("numFmtId") or "0" for one in tree.iterfind("{*}cellXfs/{*}xf")]
        return [codes.get(int(key), "") if key.isdecimal() else "" for key in keys]

    def _shared_texts(self) -> list[str]:
        part = self._part("sharedStrings")
        texts: list[str] = []
        if part is not None:
            with self._open(part) as file:
                for _, item in etree.iterparse(
                    file, tag="{*}si", no_network=True, resolve_entities=False, huge_tree=True
                ):
                    texts.append(_words(item))
                    _forget(item)
        return texts

    def _part(self, kind: str) -> str | None:
        found = (target for said, target in self._relations.values() if said == kind)
        return next((target for target in found if target.lower() in self._names), None)

    def _targets(self, folder: str, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relation of a part."""
        if part.lower() not in self._names:
            return {}
        found = {}
        for relation in self._parsed(part).iterfind("{*}Relationship"):
            target = relation.get("Target") or ""
            place = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[relation.get("Id") or ""] = ((relation.get("Type") or "").rpartition("/")[2], place)
        return found

    def _parsed(self, part: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        with self._open(part) as file:
            return etree.parse(file, parser).getroot()

    def _open(self, part: str) -> IO[bytes]:
        return self._package.open(self._names.get(part.lower(), part))


def _words(item: etree._Element) -> str:
    """The text of a shared or inline string, the readings above its characters left out."""
    pieces = []
    for text in item.iter("{*}t"):
        parent = text.getparent()
        if parent is None or not str(parent.tag).endswith("}rPh"):
            pieces.append(text.text or "")
    return _tidy("".join(pieces))


def _tidy(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(
            lambda found: chr(int(found.group(1), 16)) if int(found.group(1), 16) >= ord(" ") else " ", text
        )
    return " ".join(text.split())


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _forget(element: etree._Element) -> None:
    """Free what was read: the tree of a large sheet would fill the memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _properties(package: zipfile.ZipFile) -> tuple[str | None, date | None]:
    """Title and day from the metadata of an Office package."""
    name = "docProps/core.xml"
    if name not in package.namelist():
        return None, None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError:
        return None, None
    return tree.findtext("{*}title") or None, first_date(tree.findtext("{*}created") or "")
