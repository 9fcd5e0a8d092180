"""Zip packages (Word, Excel, PowerPoint, EPUB) looked over before a library opens them.

A file of some kilobytes can unpack to gigabytes, and XML can define entities that grow without bound or name files
and hosts. Neither has a place in these formats, so both are refused here, whatever the library behind would do.
"""

from __future__ import annotations

import io
import re
import zipfile

from index.errors import BrokenFile

_MEBIBYTE = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_ENTRIES = 50_000
_LARGEST_ENTRY = 256 * _MEBIBYTE
_LARGEST_TREE = 64 * _MEBIBYTE  # XML that is held as a tree takes ten times as much; the longest real books have ten
_LARGEST_XML = 256 * _MEBIBYTE  # all of it; the largest real sheets have some hundred, and are read row by row
_RATIO = 300  # unpacked to packed; sheets of equal rows reach about 100
_RATIO_COUNTS_FROM = 8 * _MEBIBYTE
_XML = (".xml", ".rels", ".opf", ".ncx", ".vml")
_TEXT = (*_XML, ".xhtml", ".html", ".htm")
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def open_package(data: bytes, *, streamed: bool = False, doctype_allowed: bool = False) -> zipfile.ZipFile:
    """The package in ``data``, safe to read.

    Args:
        data: The file.
        streamed: Whether its largest parts are read piece by piece rather than held whole.
        doctype_allowed: Whether its XML may name its document type, as XHTML does; it may never define entities.

    Raises:
        BrokenFile: not a package, encrypted, of an old format, or unpacking to more than it should (``bomb``).
    """
    if data.startswith(_OLE):
        # Office wraps encrypted documents, and only these, in a container of the old formats
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise BrokenFile(
            reason="encrypted" if encrypted else "old_format",
            detail="protected by a password" if encrypted else "a file of the formats before 2007",
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
        _check_sizes(entries, _LARGEST_XML if streamed else _LARGEST_TREE)
        pattern = _ENTITY if doctype_allowed else _DECLARATION
        for entry in entries:
            # UTF-16 would hide the words from a search over bytes
            if entry.filename.lower().endswith(_XML) and pattern.search(package.read(entry).replace(b"\0", b"")):
                raise BrokenFile(reason="bomb", detail=f"{entry.filename} defines its own entities")  # noqa: TRY301
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        encrypted = "encrypted" in str(error)
        raise BrokenFile(reason="encrypted" if encrypted else "damaged", detail=str(error)) from error
    except Exception as error:
        # zlib.error and lzma.LZMAError have no common base
        if type(error).__module__ in {"zlib", "lzma", "_lzma", "bz2"}:
            raise BrokenFile(reason="damaged", detail=str(error)) from error
        raise
    return package


def _check_sizes(entries: list[zipfile.ZipInfo], most: int) -> None:
    """Refuse what unpacks to too much, at most ``most`` bytes of text in all.

    Declared sizes suffice: zipfile never unpacks more of an entry than its declared size.
    """
    if len(entries) > _MOST_ENTRIES:
        raise BrokenFile(reason="bomb", detail=f"{len(entries)} entries")
    text = 0
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _LARGEST_ENTRY or (entry.file_size > _RATIO_COUNTS_FROM and ratio > _RATIO):
            raise BrokenFile(reason="bomb", detail=f"{entry.filename} unpacks to {entry.file_size // _MEBIBYTE} MiB")
        text += entry.file_size if entry.filename.lower().endswith(_TEXT) else 0
    if text > most:
        raise BrokenFile(reason="bomb", detail=f"unpacks to {text // _MEBIBYTE} MiB of text")
