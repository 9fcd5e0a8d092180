"""Word documents: the only import of docx.

python-docx opens the package and knows the styles; the text is read from its XML, because its own ``text`` leaves out
what tracked changes inserted and what stands in content controls. Deleted and hidden text, field codes, headers,
footers, comments and tables of contents are left out; macros are data nobody runs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import docx.package
from docx.document import Document as WordDocument
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from lxml import etree

from index.loading.content import Composer, Content
from index.loading.embedded import include_embedded
from index.loading.equations import EQUATION, equation
from index.loading.means import Means
from index.loading.notes import Note
from index.loading.packages import open_package
from index.loading.table_shape import compose_table
from index.loading.tables import CELL_BREAK, Row
from index.loading.word_numbers import Numbers
from index.model import BlockKind
from index.paragraphs.lines import SPACE

_P, _TBL, _TR, _TC, _R, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "t"))
_VAL = qn("w:val")
_DROPPED = frozenset(
    qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent", "rt")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_TEXT_BOX = qn("w:txbxContent")
_TEMPLATE_DAYS = frozenset((date(2013, 12, 23),))  # python-docx's own template, kept by files made from it
_CONTENTS_STYLE = re.compile(r"(?i)toc \d|toc heading|table of figures|目录")
_CONTENTS_HEADING = re.compile(r"目\s*[录錄次]")
_TO_PAGES = re.compile(r"\s*PAGEREF\s+_Toc")
_LEADERS = frozenset(("dot", "middleDot"))
_SIGNS = {
    **dict.fromkeys((("wingdings", 0xFE), ("wingdings 2", 0x52)), "☑"),
    **dict.fromkeys((("wingdings", 0xFD), ("wingdings 2", 0x54)), "☒"),
    **dict.fromkeys((("wingdings", 0xA8), ("wingdings", 0x6F), ("wingdings 2", 0xA3), ("wingdings 2", 0x2A)), "□"),
    **dict.fromkeys((("wingdings", 0xFC), ("wingdings 2", 0x50)), "✓"),
    **dict.fromkeys((("wingdings", 0xFB), ("wingdings 2", 0x4F)), "✗"),
}
"""What the marks in forms show, by their fonts, which have letters in their places."""
_HEADING_STYLE = re.compile(r"(?i)(?:heading|标题|標題)\s*(\d)")
_DEEPEST = 9
_MOST_COLUMNS = 63  # that Word itself allows
# python-docx refuses files that may hold macros, and templates, though they are read alike; nothing runs the macros
for _kind in ("document.macroEnabled", "template.macroEnabledTemplate"):
    PartFactory.part_type_for[f"application/vnd.ms-word.{_kind}.main+xml"] = DocumentPart


def load_docx(data: bytes, means: Means) -> Content:
    """The blocks of a Word document.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
    """
    open_package(data).close()
    document = docx.package.Package.open(io.BytesIO(data)).main_document_part.document
    composer = Composer()
    _Reader(document, composer).read()
    include_embedded(data, composer, means)
    properties = document.core_properties
    title, created = properties.title or None, _created(properties.created)
    scanned = not composer.blocks and any("image" in part.content_type for part in document.part.package.iter_parts())
    return composer.content(title, created, (Note.SCANNED_PAGES.saying("1"),) if scanned else ())


def _created(moment: datetime | None) -> date | None:
    return moment.date() if moment and moment.date() not in _TEMPLATE_DAYS else None


class _Reader:
    """Walks the body of a document."""

    def __init__(self, document: WordDocument, composer: Composer) -> None:
        self._body = document.element.body
        self._composer = composer
        self._styles = {style.style_id: style for style in document.styles if style.type == 1}
        self._numbers = Numbers(document)
        self._notes = dict(_footnotes(document))

    def read(self) -> None:
        self._blocks(self._body)

    def _blocks(self, container: etree._Element, context: str = "") -> None:
        for element in _children(container):
            if element.tag == _TBL:
                self._table(element, context)
            else:
                self._paragraph(element, context)

    def _paragraph(self, paragraph: etree._Element, context: str) -> None:
        style = _value(paragraph, "w:pPr/w:pStyle")
        name = self._styles[style].name or "" if style in self._styles else ""
        if not (_CONTENTS_STYLE.match(name) or _is_of_contents(paragraph)):
            text = self._numbers.before(paragraph, style) + _text(paragraph, has_leaders=_has_leaders(paragraph))
            level = self._heading_level(paragraph, style, name)
            kind = BlockKind.HEADING if level else BlockKind.TEXT
            if not level and (depth := self._numbers.bullet_level(paragraph, style)) is not None:
                kind, level = BlockKind.ITEM, depth
            lines = [" ".join(text.split("\n"))] if kind is BlockKind.HEADING else text.split("\n")
            for line in lines:
                self._composer.add(line, kind, level=level, context=context)
        for box in _text_boxes(paragraph):
            self._blocks(box)
        for reference in paragraph.iter(qn("w:footnoteReference"), qn("w:endnoteReference")):
            for line in self._notes.get((str(reference.tag), reference.get(qn("w:id"))), ()):
                self._composer.add(line)

    def _heading_level(self, paragraph: etree._Element, style: str | None, name: str) -> int:
        """1 to 9, 0 for what is no heading: by outline level, set directly or by the style and those it builds on."""
        outline = _value(paragraph, "w:pPr/w:outlineLvl")
        seen: set[str] = set()
        while outline is None and style is not None and style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style].element
            outline = _value(element, "w:pPr/w:outlineLvl")
            style = _value(element, "w:basedOn")
        if outline is not None and outline.isdecimal() and int(outline) < _DEEPEST:
            return int(outline) + 1
        if found := _HEADING_STYLE.match(name):
            return int(found.group(1)) or 1
        return 1 if name.lower() in {"title", "标题", "標題"} else 0

    def _table(self, table: etree._Element, context: str) -> None:
        rows = [row for row in _children(table, _TR) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]
        if all(len(list(_children(row, _TC))) == 1 for row in rows):
            # a frame around text, not a table
            for row in rows:
                for cell in _children(row, _TC):
                    self._blocks(cell, context)
            return
        inner: list[tuple[etree._Element, str]] = []
        compose_table(self._rows(rows, inner), self._composer, context=context)
        for nested, words in inner:
            self._table(nested, " ".join(filter(None, [context, words])))

    def _rows(self, rows: Sequence[etree._Element], inner: list[tuple[etree._Element, str]]) -> Iterator[Row]:
        """The rows of a table; the tables inside its cells are put on ``inner``, with the first cell of their row."""
        above: dict[int, str] = {}
        for row in rows:
            texts: list[str] = []
            beside: set[int] = set()
            carried: set[int] = set()
            texts += [""] * _count(_value(row, "w:trPr/w:gridBefore"), 0)
            for cell in _children(row, _TC):
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                column = len(texts)
                if merge is not None and merge.get(_VAL) != "restart":
                    text = above.get(column, "")
                    carried.add(column)
                else:
                    text = self._cell(cell)
                for covered in range(_count(_value(cell, "w:tcPr/w:gridSpan"), 1)):
                    above[column + covered] = text
                    texts.append(text)
                    if covered:
                        beside.add(column + covered)
                inner += [(nested, texts[0]) for nested in _children(cell, _TBL)]
            is_header = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            yield Row(tuple(texts), frozenset(beside), frozenset(carried), is_header)

    def _cell(self, cell: etree._Element) -> str:
        lines = [self._numbers.before(p, _value(p, "w:pPr/w:pStyle")) + _text(p) for p in _children(cell, _P)]
        return CELL_BREAK.join(line for text in lines if (line := text.strip(SPACE)))


def _count(value: str | None, otherwise: int) -> int:
    return min(int(value), _MOST_COLUMNS) if value and value.isdecimal() else otherwise


def _children(container: etree._Element, tag: str | None = None) -> Iterator[etree._Element]:
    """Paragraphs and tables (or rows, or cells) of a container, also those in content controls and insertions."""
    for child in container:
        if child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")}:
            yield from _children(child, tag)
        elif child.tag == tag or (tag is None and child.tag in {_P, _TBL}):
            yield child


def _is_of_contents(paragraph: etree._Element) -> bool:
    """Whether a paragraph is the heading of a table of contents, or an entry that asks for the page of another."""
    asks = any(_TO_PAGES.match(code.text or "") for code in paragraph.iter(qn("w:instrText")))
    return asks or _CONTENTS_HEADING.fullmatch(_text(paragraph).strip()) is not None


def _has_leaders(paragraph: etree._Element) -> bool:
    """Whether dots run to what stands behind a tab."""
    return any(tab.get(qn("w:leader")) in _LEADERS for tab in paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/*"))


def _text(element: etree._Element, *, has_leaders: bool = False) -> str:
    pieces: list[str] = []
    for child in element:
        if child.tag in _DROPPED or (child.tag == _R and child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None):
            continue
        if child.tag == _T:
            pieces.append(child.text or "")
        elif child.tag == EQUATION:
            pieces.append(equation(child))
        elif child.tag == qn("w:tab"):
            pieces.append("……" if has_leaders else " ")
        elif child.tag == qn("w:sym"):
            pieces.append(_sign(child))
        elif child.tag == qn("w:br") and child.get(qn("w:type")) in {None, "textWrapping"}:
            pieces.append("\n")
        elif child.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif len(child):
            pieces.append(_text(child, has_leaders=has_leaders))
    return "".join(pieces)


def _sign(element: etree._Element) -> str:
    code = element.get(qn("w:char")) or ""
    # symbols stand in the private area, their letters 0xF000 below
    place = int(code, 16) % 0xF000 if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
    return _SIGNS.get(((element.get(qn("w:font")) or "").lower(), place), "")


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes anchored in a paragraph; the copy for programs that know none is skipped."""
    for box in paragraph.iter(_TEXT_BOX):
        above = {ancestor.tag for ancestor in box.iterancestors()}
        inner = [ancestor for ancestor in box.iterancestors(_TEXT_BOX) if paragraph in ancestor.iterancestors()]
        if not inner and not any(tag.endswith("}Fallback") for tag in above if isinstance(tag, str)):
            yield box


def _footnotes(document: WordDocument) -> Iterator[tuple[tuple[str, str | None], tuple[str, ...]]]:
    """The lines of each footnote and endnote by the element that refers to it."""
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2].removesuffix("s")
        if kind not in {"footnote", "endnote"} or relation.is_external:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        for note in etree.fromstring(relation.target_part.blob, parser):
            lines = tuple(text for paragraph in note.iter(_P) if (text := _text(paragraph).strip()))
            if note.get(qn("w:type")) in {None, "normal"}:
                yield (qn(f"w:{kind}Reference"), note.get(qn("w:id"))), lines


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return None if found is None else found.get(_VAL)
