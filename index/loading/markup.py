"""HTML trees into blocks: what web pages and the chapters of e-books have in common.

The only import of ``lxml.html``. The parser reads no network, no files and no entities beyond HTML's own; scripts are
text to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from index.errors import BrokenFile
from index.loading.content import Composer
from index.loading.nesting import shallow
from index.loading.table_shape import compose_table
from index.loading.tables import CELL_BREAK, Grid, Row
from index.model import BlockKind

_SILENT = frozenset(
    """script style noscript template svg math head iframe object embed audio video canvas select option button input
    textarea datalist map nav aside rt rp dialog menu""".split()  # noqa: SIM905 - words read better than a list of them
)
_BLOCKS = frozenset(
    """address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer form header
    hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905 - words read better than a list of them
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp
    small span strike strong sub sup time tt u var""".split()  # noqa: SIM905 - words read better than a list of them
)
_MOST_TAGS = 2_000_000  # each becomes an object of some hundred bytes; the largest real pages have some 100,000
_WIDEST_SPAN = 200  # columns or rows; wider cells are frames
_LONGEST_CAPTION = 100
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "complementary"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAKING_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f\U00020000-\U0003ffff]"
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
_LEAVES = {
    name: f"\x00/{name}" for name in ("li", "dt", "dd")
}  # on the stack: the end of an item, a term, what it means
_LEAVING = frozenset(_LEAVES.values())
_LINE = "\x00"  # a forced line break inside a block, until its lines are told apart; HTML cannot hold this character


def parse(text: str) -> etree._Element:
    """The tree of an HTML text, however damaged.

    Raises:
        BrokenFile: not even a tree of one element, or built to harm: of millions of elements, or without a bottom.
    """
    if text.count("<") > _MOST_TAGS:
        raise BrokenFile(reason="bomb", detail=f"more than {_MOST_TAGS} tags")
    tree, ended = _parsed(text)
    if ended:
        # rare: what the parser can follow is not rewritten
        tree, ended = _parsed(shallow(text, _INLINE))
    if ended:
        raise BrokenFile(reason="bomb", detail=ended)
    return tree


def _parsed(text: str) -> tuple[etree._Element, str]:
    """The tree, and why the parser stopped before the end of the text, if it did."""
    # huge_tree lifts libxml2's limit on the length of texts, not one on entities: HTML expands none that grow
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise BrokenFile(reason="damaged", detail=str(error)) from error
    # it repairs all else and says so at lower levels
    ended = next((entry.message for entry in parser.error_log if entry.level_name == "FATAL"), "")
    return tree, ended


def body_of(tree: etree._Element) -> etree._Element:
    """The part of a page that is its subject: its only ``main`` or ``article`` if that holds most of the text."""
    whole = len(_plain(tree))
    for name in ("main", "article"):
        found = list(tree.iter(name))
        if len(found) == 1 and len(_plain(found[0])) * 2 >= whole:
            return found[0]
    body = tree.find("body")
    return tree if body is None else body


def compose(root: etree._Element, composer: Composer) -> None:
    """Append what stands in ``root`` to ``composer``, block by block."""
    _Reader(composer).read(root)


def text_of(element: etree._Element) -> str:
    """The text of an element on one line."""
    return _tidy("".join(_pieces(element))).replace(_LINE, " ")


class _Reader:
    """Walks a tree in document order; nested deeper than Python recurses, so with a stack of its own."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._pieces: list[str] = []
        self._items = 0  # items of lists open around the place reached
        self._term = ""  # of a list of terms, what was last to be explained
        self._context = ""

    def read(self, root: etree._Element) -> None:
        # entries are elements to enter, or what to do on leaving one
        stack: list[etree._Element | str] = [root]
        while stack:
            entry = stack.pop()
            if isinstance(entry, str):
                if entry and entry not in _LEAVING:
                    self._pieces.append(entry)
                else:
                    self._leave(entry)
                continue
            name = _name(entry)
            if not _silent(entry, name):
                if name == "table" and not _is_layout(entry):
                    self._end()
                    self._table(entry)
                elif name in _HEADINGS:
                    self._end()
                    self._composer.add(text_of(entry), BlockKind.HEADING, level=_HEADINGS[name])
                elif name == "pre":
                    self._end()
                    self._composer.add("".join(str(piece) for piece in entry.itertext()))
                else:
                    self._enter(entry, name, stack)
                    continue
            if entry is not root and entry.tail:
                self._pieces.append(entry.tail)
        self._end()

    def _enter(self, element: etree._Element, name: str, stack: list[etree._Element | str]) -> None:
        is_block = name in _BLOCKS
        # what is put on the stack last is read first
        if element.tail:
            stack.append(element.tail)
        if is_block:
            self._end()
            stack.append(_LEAVES.get(name, ""))
            self._items += name == "li"
            self._context = self._term if name == "dd" else self._context
        elif name == "br":
            self._pieces.append(_LINE)
        stack.extend(reversed(element))
        if element.text:
            self._pieces.append(element.text)

    def _leave(self, mark: str) -> None:
        if mark == _LEAVES["dt"]:
            self._term = _tidy("".join(self._pieces)).replace(_LINE, " ").strip()
        self._end()
        if mark == _LEAVES["dd"]:
            self._context = ""
        self._items -= mark == _LEAVES["li"]

    def _end(self) -> None:
        if self._pieces:
            kind = BlockKind.ITEM if self._items else BlockKind.TEXT
            for line in _tidy("".join(self._pieces)).split(_LINE):
                self._composer.add(line, kind, level=max(0, self._items - 1), context=self._context)
            self._pieces.clear()

    def _table(self, table: etree._Element) -> None:
        caption = table.find("caption")
        words = "" if caption is None else text_of(caption)
        compose_table(_placed(table), self._composer, context=words[:_LONGEST_CAPTION])
        self._composer.add(words)


def _placed(table: etree._Element) -> Iterator[Row]:
    """The rows of a table, merged cells in each row and column they cover."""
    grid = Grid()
    for row in _rows(table):
        cells = [cell for cell in row if _name(cell) in {"td", "th"} and not _silent(cell, _name(cell))]
        for cell in cells:
            grid.put(_cell_text(cell), _span(cell, "colspan"), _span(cell, "rowspan"), is_label=_name(cell) == "th")
        is_header = _name(row.getparent()) == "thead" or (len(cells) > 1 and all(_name(c) == "th" for c in cells))
        yield grid.end_row(is_header=is_header)


def _span(cell: etree._Element, name: str) -> int:
    """How many rows or columns a cell covers; 0 means all there are, which nobody needs here."""
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), _WIDEST_SPAN)) if said.isdecimal() and len(said) < 10 else 1  # noqa: PLR2004 - a figure that fits


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table without those of tables inside it."""
    for child in table:
        if _name(child) == "tr":
            yield child
        elif _name(child) in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if _name(row) == "tr")


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: one cell a row, or cells that hold blocks of their own, even tables."""
    rows = list(_rows(table))
    if not any(sum(_name(cell) in {"td", "th"} for cell in row) > 1 for row in rows):
        return True
    return any(True for _ in table.iter("h1", "h2", "h3")) or any(
        inner is not table and len(list(_rows(inner))) > 1 for inner in table.iter("table")
    )


def _cell_text(cell: etree._Element) -> str:
    lines = _tidy("".join(_pieces(cell))).split(_LINE)
    return CELL_BREAK.join(filter(None, (line.strip() for line in lines)))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text below an element, with breaks where lines and inner blocks begin."""
    stack: list[etree._Element | str] = [element]
    while stack:
        entry = stack.pop()
        if isinstance(entry, str):
            yield entry
            continue
        name = _name(entry)
        if entry is not element and entry.tail:
            stack.append(entry.tail)
        if entry is not element and _silent(entry, name):
            continue
        if name == "br" or (name in _BLOCKS and entry is not element):
            yield _LINE
            stack.append(_LINE)
        stack.extend(reversed(entry))
        if entry.text:
            yield entry.text


def _tidy(text: str) -> str:
    """White space as a browser shows it: a line end between Han characters is nothing, any run is one space."""
    return _BREAKING_SPACE.sub(" ", _BETWEEN_WIDE.sub("", text))


def _plain(element: etree._Element) -> str:
    return "".join(_pieces(element)).replace(_LINE, "")


def _name(element: etree._Element | None) -> str:
    return element.tag.lower() if element is not None and isinstance(element.tag, str) else ""


def _silent(element: etree._Element, name: str) -> bool:
    if not name or name in _SILENT or element.get("hidden") is not None or element.get("role") in _ROLES:
        return True
    if name in {"header", "footer"} and not _inside_subject(element):
        # the head of a page is its site's; a title in it is the document's all the same
        return name == "footer" or element.find(".//h1") is None
    return bool(_HIDDEN.search(element.get("style") or ""))


def _inside_subject(element: etree._Element) -> bool:
    return any(_name(ancestor) in {"article", "main", "section"} for ancestor in element.iterancestors())
