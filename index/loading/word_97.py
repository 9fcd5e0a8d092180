"""Word documents of the formats before 2007 (.doc), and WPS's .wps: the text by the file's own table of its pieces.

[MS-DOC] 2.4.1 says how: the header of the main stream points to a table of pieces, each of characters in one or two
bytes, which in order are the text. Paragraph styles are not read; headings are told by their look.
"""

from __future__ import annotations

import re
import struct
from itertools import pairwise

from index.errors import BrokenFile
from index.loading.containers import Container
from index.loading.content import Composer, Content
from index.loading.means import Means
from index.loading.rtf import load_rtf
from index.loading.table_shape import compose_table
from index.loading.tables import Row

_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_OTHER_TABLE = 0x0200
_COUNTS = 0x4C  # where the header counts the characters of the body
_PIECES = 0x01A2  # where the header says the place of the table of pieces
_COMPRESSED = 0x4000_0000
_CELL = "\x07"
_FIELD = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_DRAWN = re.compile("[\x00-\x06\x08\x0e-\x12\x16-\x1f]")
_DEEPEST = 20  # fields inside each other


def load_doc(data: bytes, means: Means) -> Content:
    """The paragraphs and table rows of a document's body.

    Raises:
        BrokenFile: damaged, encrypted, or of a format older than Word 97.
    """
    head = data.lstrip()[:100].lower()
    if head.startswith(b"{\\rtf"):
        return load_rtf(data)
    if data.startswith(b"PK\x03\x04"):
        from index.loading.word import load_docx  # noqa: PLC0415 - a new document under the old name

        return load_docx(data, means)
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")):
        from index.loading.web import load_html  # noqa: PLC0415 - a web page under the old name

        return load_html(data)
    container = Container(data)
    title, day = container.properties()
    composer = Composer()
    _compose(_text(container), composer)
    return composer.content(title, day)


def _text(container: Container) -> str:
    main = container.stream("WordDocument")
    if main is None or len(main) < _PIECES + 8:
        raise BrokenFile(reason="damaged", detail="no text of a Word document in it")
    magic, version, flags = struct.unpack_from("<HHxxxxxxH", main)
    if magic != _MAGIC:
        raise BrokenFile(reason="old_format", detail=f"a format before Word 97 ({version})")
    if flags & _ENCRYPTED:
        raise BrokenFile(reason="encrypted", detail="protected by a password")
    table = container.stream("1Table" if flags & _OTHER_TABLE else "0Table")
    place, size = struct.unpack_from("<II", main, _PIECES)
    body = struct.unpack_from("<I", main, _COUNTS)[0]
    if table is None or place + size > len(table):
        raise BrokenFile(reason="damaged", detail="the table of pieces is missing")
    text = "".join(_pieces(main, _piece_table(table[place : place + size])))
    return text[:body]


def _piece_table(clx: bytes) -> bytes:
    at = 0
    while at < len(clx) and clx[at] == 1:
        # formatting shared by pieces
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:  # noqa: PLR2004 - the mark of the table
        raise BrokenFile(reason="damaged", detail="no table of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    return clx[at + 5 : at + 5 + size]


def _pieces(main: bytes, table: bytes) -> list[str]:
    count = (len(table) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", table)
    pieces = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        where = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
        length = end - start
        if length < 0 or length > len(main):
            raise BrokenFile(reason="damaged", detail="pieces out of order")
        if where & _COMPRESSED:
            begin = (where & ~_COMPRESSED) // 2
            pieces.append(main[begin : begin + length].decode("cp1252", "replace"))
        else:
            pieces.append(main[where : where + 2 * length].decode("utf-16-le", "replace"))
    return pieces


def _compose(text: str, composer: Composer) -> None:
    for _ in range(_DEEPEST):
        # of a field its result is shown, not its code; inner ones first
        text, changed = _FIELD.subn(lambda found: found.group(1) or "", text)
        if not changed:
            break
    text = _DRAWN.sub("", text).replace("\x1e", "-").replace("\x1f", "").replace("\x0b", "\n")
    table: list[str] = []
    for paragraph in re.split("[\r\x0c]", text):
        # the cells of a row end in marks of their own, which end paragraphs too
        *cells, rest = paragraph.split(_CELL)
        table += cells
        if cells and not rest.strip():
            continue
        _table(table, composer)
        table = []
        for line in rest.split("\n"):
            composer.add(line)
    _table(table, composer)


def _table(cells: list[str], composer: Composer) -> None:
    """Rows of a table whose cells are given one after the other, each row ended by an empty one more."""
    if not cells:
        return
    width = next(
        (
            width
            for width in range(1, len(cells))
            if len(cells) % (width + 1) == 0
            and not any(cells[at].strip() for at in range(width, len(cells), width + 1))
        ),
        None,
    )
    if width is None:
        compose_table([Row.of([cell for cell in cells if cell.strip()])], composer)
        return
    rows = (Row.of(cells[at : at + width]) for at in range(0, len(cells), width + 1))
    compose_table(rows, composer)
