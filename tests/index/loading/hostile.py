"""PDF files made to harm, written byte by byte: no library makes them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping

_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 "
    b"/BaseFont /Helvetica >> >> /XObject << /X 10 0 R >> >> /Contents [%s] >>"
)
HELLO = b"BT /F1 12 Tf 70 700 Td (Hello, world.) Tj ET\n"
"""Drawing instructions of one line of text."""


def packed(unit: bytes, size: int) -> bytes:
    """``unit`` repeated to ``size`` bytes, compressed; never held whole."""
    compressor = zlib.compressobj(9)
    block = unit * ((1 << 20) // len(unit))
    return b"".join([*(compressor.compress(block) for _ in range(size // len(block))), compressor.flush()])


def pages(*contents: bytes, filters: bytes = b"/FlateDecode", times: int = 1, more: Mapping[int, bytes] = {}) -> bytes:
    """A file of one page.

    Args:
        contents: Streams the page is drawn by, one after the other.
        filters: How they are packed.
        times: How often the page names them.
        more: Further objects by number, from 10; 10 is the form ``/X``.
    """
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", **more}
    streams = range(4, 4 + len(contents))
    objects[3] = _PAGE % b" ".join([b"%d 0 R" % number for number in streams] * times)
    for number, content in zip(streams, contents, strict=True):
        objects[number] = stream(content, b"/Filter %s" % filters)
    return file(objects)


def forms(levels: int, times: int) -> bytes:
    """A page that draws a form, which draws another one ``times`` times, which …: nothing in it is compressed."""
    chain: dict[int, bytes] = {}
    for level in range(levels):
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
        chain[10 + level] = stream(b"/X Do " * times, entries % (11 + level))
    leaf = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << >>"
    chain[10 + levels] = stream(b"0 0 m 1 1 l S " * times, leaf)
    return pages(zlib.compress(b"/X Do " + HELLO), more=chain)


def stream(content: bytes, entries: bytes) -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def file(objects: Mapping[int, bytes]) -> bytes:
    """The whole file: its objects by number, 1 being the root, and the table of where each stands."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = {}
    for number in sorted(objects):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    table = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, table))
    return out.getvalue()
