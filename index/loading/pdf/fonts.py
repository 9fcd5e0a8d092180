"""One font for every font that a PDF names and does not hold, on every machine the same.

pdfium drops text whose font it cannot find: turned lines, single characters, what repeats. A fresh server has no
Chinese font, and on two machines with different fonts one file would read differently. So pdfium is shown a single
font, which holds a box of the right size for every character (:mod:`index.loading.pdf.make_font`), and never looks at
those of the system. The widths still come from the PDF itself.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from importlib.resources import files
from typing import Any

import pypdfium2.raw as pdfium

_OWN = frozenset(
    f"{family}{style}"
    for family, styles in {
        "Courier": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Helvetica": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Times": ("-Roman", "-Bold", "-Italic", "-BoldItalic"),
    }.items()
    for style in styles
)
"""Fonts pdfium has itself; a file may leave out their widths."""

_HANDLE = 1  # names our only font
_DEFAULT_CHARSET = 1
_RECORD = 16  # bytes of an entry of a font's directory of tables
_DIRECTORY = 12  # bytes before the first


@cache
def use_own_font() -> None:
    """Let pdfium take the font of this package where a file brings none along; for this process, from now on."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_info()))


@cache
def _info() -> Any:  # noqa: ANN401 - a structure of pdfium's, which has no types
    """What pdfium asks for fonts; kept, since pdfium keeps only its address."""
    data = files(__package__).joinpath("boxes.ttf").read_bytes()
    tables = _tables(data)
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(_this: object, _weight: int, _italic: int, _charset: int, _pitch: int, face: Any, *_: object) -> Any:  # noqa: ANN401 - pdfium's
        name = ctypes.cast(face, ctypes.c_char_p).value if face else b""
        return None if (name or b"").decode("latin-1") in _OWN else _HANDLE

    def font_data(_this: object, _font: object, table: int, buffer: Any, size: int) -> int:  # noqa: ANN401 - an address
        """Hand over a table of the font, all of it for none; how long it is."""
        wanted = tables.get(table, b"") if table else data
        if buffer and size >= len(wanted):
            ctypes.memmove(buffer, wanted, len(wanted))
        return len(wanted)

    calls = {
        "Release": lambda _this: None,
        "EnumFonts": lambda _this, _mapper: None,
        "MapFont": map_font,
        "GetFont": lambda _this, _face: None,
        "GetFontData": font_data,
        "GetFaceName": lambda _this, _font, _buffer, _size: 0,
        "GetFontCharset": lambda _this, _font: _DEFAULT_CHARSET,
        "DeleteFont": lambda _this, _font: None,
    }
    return pdfium.FPDF_SYSFONTINFO(1, *(kinds[name](call) for name, call in calls.items()))


def _tables(data: bytes) -> dict[int, bytes]:
    """The tables of a TrueType font by their four letters, as pdfium asks for them: as a number."""
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">IIII", data, _DIRECTORY + _RECORD * number) for number in range(count))
    return {tag: data[start : start + length] for tag, _, start, length in entries}
