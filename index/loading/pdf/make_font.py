"""Makes ``boxes.ttf``, the font that stands in for every font a PDF names and does not hold.

Run ``python -m index.loading.pdf.make_font`` where fontTools is installed; reading PDF files never needs it.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

EM = 1000
"""Units of an em."""

NARROW = EM // 2
"""Width of letters that are no Han characters: about what they take where a file does not say."""

_FIRST_WIDE = 0x1100  # Hangul; from here on nearly all letters are a full em wide
_LAST = 0x3FFFF  # of the planes that hold Han characters
_SURROGATES = range(0xD800, 0xE000)
_ASCENT, _DESCENT = 880, -120
_MANY_TO_ONE = 13  # the kind of character map that gives a whole range of characters one shape


def font() -> bytes:
    """A TrueType font in which every character is a box that fills its em, or half of it for Latin and its like."""
    builder = FontBuilder(EM, isTTF=True)
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    widths = {".notdef": EM, "narrow": NARROW, "wide": EM}
    builder.setupGlyphOrder(list(widths))
    builder.setupGlyf({name: _box(width) for name, width in widths.items()})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    builder.setupCharacterMap({ord(" "): "narrow"})
    builder.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT, usWinDescent=-_DESCENT)
    builder.setupNameTable({"familyName": "Yinju Boxes", "styleName": "Regular"})
    builder.setupPost()
    _map_all(builder.font)
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, _DESCENT))
    for corner in ((0, _ASCENT), (width, _ASCENT), (width, _DESCENT)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _map_all(made: TTFont) -> None:
    """Give every character its box; range by range, which takes some bytes where one by one would take 400 KB."""
    table = CmapSubtable.newSubtable(_MANY_TO_ONE)
    table.platformID, table.platEncID, table.language = 3, 10, 0  # Unicode in full, as Windows names it
    codes = (code for code in range(ord(" "), _LAST + 1) if code not in _SURROGATES)
    table.cmap = {code: "narrow" if code < _FIRST_WIDE else "wide" for code in codes}
    made["cmap"].tables = [table]


if __name__ == "__main__":
    Path(__file__).with_name("boxes.ttf").write_bytes(font())
