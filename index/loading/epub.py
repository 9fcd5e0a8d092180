"""E-books: chapters in reading order, each read as a web page."""

from __future__ import annotations

import posixpath
import zipfile
from urllib.parse import unquote

from lxml import etree

from index.errors import BrokenFile
from index.loading.content import Composer, Content
from index.loading.dates import first_date
from index.loading.encoding import decode
from index.loading.markup import body_of, compose, parse
from index.loading.notes import Note
from index.loading.packages import open_package

_CONTAINER = "META-INF/container.xml"
_FONT_MANGLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def load_epub(data: bytes) -> Content:
    """The blocks of an e-book.

    Raises:
        BrokenFile: damaged, a bomb, or its chapters are encrypted (DRM).
    """
    with open_package(data, doctype_allowed=True) as package:
        _refuse_encrypted(package)
        container = _xml(package, _CONTAINER)
        root = next((str(path) for path in container.xpath("//*[local-name()='rootfile']/@full-path")), None)
        if root is None:
            raise BrokenFile(reason="damaged", detail="the container names no book")
        book = _xml(package, root)
        composer = Composer()
        skipped: list[str] = []
        for name in _spine(book, posixpath.dirname(root)):
            try:
                decoded = decode(package.read(name))
            except KeyError:
                decoded = None
            if decoded is None:
                skipped.append(name)
            elif decoded.text.strip():
                composer.end_headings()
                compose(body_of(parse(decoded.text)), composer)
    notes = (Note.SKIPPED_PARTS.saying(", ".join(skipped)),) if skipped else ()
    return composer.content(_first(book, "title"), first_date(_first(book, "date") or ""), notes)


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        tree = etree.fromstring(package.read(name), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise BrokenFile(reason="damaged", detail=f"{name}: {error}") from error
    # with recovery a text without any element gives nothing at all
    if tree is None:
        raise BrokenFile(reason="damaged", detail=f"{name} is no XML")
    return tree


def _spine(book: etree._Element, folder: str) -> list[str]:
    """Names of the chapters' files in reading order, each once, those set aside (``linear="no"``) left out."""
    files = {
        item.get("id"): item.get("href")
        for item in book.iterfind(".//{*}manifest/{*}item")
        if "html" in (item.get("media-type") or "") and "nav" not in (item.get("properties") or "").split()
    }
    chapters = [ref.get("idref") for ref in book.iterfind(".//{*}spine/{*}itemref") if ref.get("linear") != "no"]
    hrefs = [href for chapter in chapters if (href := files.get(chapter))]
    names = (posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))) for href in hrefs)
    return list(dict.fromkeys(names))


def _first(book: etree._Element, name: str) -> str | None:
    return book.findtext(f".//{{http://purl.org/dc/elements/1.1/}}{name}")


def _refuse_encrypted(package: zipfile.ZipFile) -> None:
    """Mangled fonts are no obstacle; anything else that is encrypted is the text."""
    if "META-INF/encryption.xml" not in package.namelist():
        return
    methods = _xml(package, "META-INF/encryption.xml").xpath("//*[local-name()='EncryptionMethod']/@Algorithm")
    if any(str(method) not in _FONT_MANGLING for method in methods):
        raise BrokenFile(reason="encrypted", detail="protected by digital rights management")
