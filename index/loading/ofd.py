"""OFD, the national format of fixed pages (GB/T 33190): its text objects, line by line in reading order."""

from __future__ import annotations

import contextlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from index.errors import BrokenFile
from index.loading.content import Composer, Content
from index.loading.dates import first_date
from index.loading.notes import Note, ranges
from index.loading.packages import open_package
from index.paragraphs.lines import ends_sentence

_SAME_LINE = 0.6  # of a text's height: how far the middles of one line's texts may lie apart
_GAP = 0.5  # of a text's height: a wider one between two texts is a space
_FULL = 0.88  # of the widest line: a line that reaches so far goes on in the next
_OTHER_SIZE = 0.2  # of a text's height: by how much that of the next line of a paragraph differs at the most
_LEADING = 3.0  # heights from one line of a paragraph to the next at the most
_SHORT = 16  # characters of a line that was not broken for want of room
_ENTRY = re.compile(r"[^：:，。\s]{1,10}\s?[：:]")
_MOST_PAGES = 20_000


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    left: float
    top: float
    right: float
    height: float


def load_ofd(data: bytes) -> Content:
    """The pages of an OFD document.

    Raises:
        BrokenFile: damaged, encrypted, or a bomb.
    """
    with open_package(data, doctype_allowed=True) as package:
        names = {name.lower(): name for name in package.namelist()}
        root = _xml(package, names, "ofd.xml")
        composer = Composer()
        pictures: list[int] = []
        number = 0
        for body in root.iterfind("{*}DocBody"):
            place = (body.findtext("{*}DocRoot") or "").strip()
            for page, is_picture in _pages(package, names, place):
                number += 1
                if is_picture and not page:
                    pictures.append(number)
                for line in _paragraphs(page):
                    composer.add(line, page=number)
        title, day = _info(root)
    notes = (Note.SCANNED_PAGES.saying(ranges(pictures)),) if pictures else ()
    return composer.content(title, day, notes)


def _info(root: etree._Element) -> tuple[str | None, date | None]:
    info = root.find("{*}DocBody/{*}DocInfo")
    if info is None:
        return None, None
    return (info.findtext("{*}Title") or "").strip() or None, first_date(info.findtext("{*}CreationDate") or "")


def _xml(package: zipfile.ZipFile, names: dict[str, str], place: str) -> etree._Element:
    name = names.get(posixpath.normpath(place).lstrip("/").lower())
    if name is None:
        raise BrokenFile(reason="damaged", detail=f"{place} is missing")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(name), parser)


def _pages(package: zipfile.ZipFile, names: dict[str, str], place: str) -> Iterator[tuple[list[_Piece], bool]]:
    """Of each page its texts, and whether it holds pictures.

    A form has its labels in a template. What a template repeats is left out behind the first page, unless it stands
    beside words of the page's own.
    """
    document = _xml(package, names, place)
    folder = posixpath.dirname(place)
    templates = {
        template.get("ID"): template.get("BaseLoc") or ""
        for template in document.iterfind("{*}CommonData/{*}TemplatePage")
    }
    used: set[str | None] = set()
    for page in list(document.iterfind("{*}Pages/{*}Page"))[:_MOST_PAGES]:
        tree = _xml(package, names, posixpath.join(folder, page.get("BaseLoc") or ""))
        own = [piece for one in tree.iter("{*}TextObject") if (piece := _piece(one))]
        shown = [template.get("TemplateID") for template in tree.iterfind("{*}Template")]
        under: list[_Piece] = []
        for name in (name for name in shown if name in templates):
            with contextlib.suppress(BrokenFile):
                behind = _xml(package, names, posixpath.join(folder, templates[name]))
                pieces = [piece for one in behind.iter("{*}TextObject") if (piece := _piece(one))]
                under += [piece for piece in pieces if name not in used or any(_are_level(piece, one) for one in own)]
        used.update(shown)
        yield [*under, *own], next(tree.iter("{*}ImageObject"), None) is not None


def _piece(element: etree._Element) -> _Piece | None:
    text = "".join("".join(code.itertext()) for code in element.iterfind("{*}TextCode"))
    bounds = [float(part) for part in (element.get("Boundary") or "").split()]
    if not text.strip() or len(bounds) != 4:  # noqa: PLR2004 - left, top, width, height
        return None
    left, top, width, height = bounds
    return _Piece(text, left, top, left + width, max(height, 0.1))


def _paragraphs(pieces: list[_Piece]) -> Iterator[str]:
    """The lines of a page from top to bottom, those that were only wrapped joined."""
    lines = _lines(pieces)
    widest = max((line[-1].right for line in lines), default=0.0)
    held = ""
    last: _Piece | None = None
    for line in lines:
        text = _line(line)
        starts_in = line[0].left > min(one[0].left for one in lines) + line[0].height
        # the next line of a paragraph is of its size and just below it
        is_near = last is not None and (
            abs(last.height - line[0].height) < last.height * _OTHER_SIZE
            and line[0].top - last.top < last.height * _LEADING
        )
        last = line[0]
        if held and not starts_in and is_near and not _ENTRY.match(text):
            held += text
        else:
            if held:
                yield held
            held = text
        if len(text) < _SHORT or line[-1].right < widest * _FULL or ends_sentence(text):
            yield held
            held = ""
    if held:
        yield held


def _lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.height / 2, one.left)):
        if lines and _are_level(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _are_level(one: _Piece, other: _Piece) -> bool:
    off = one.top + one.height / 2 - other.top - other.height / 2
    return abs(off) < _SAME_LINE * min(one.height, other.height)


def _line(pieces: list[_Piece]) -> str:
    text = ""
    reached: float | None = None
    for piece in pieces:
        if reached is not None and piece.left - reached > _GAP * piece.height:
            text += " "
        text += piece.text
        reached = piece.right
    return text
