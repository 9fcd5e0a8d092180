"""PDF files with fonts they name and do not hold, written byte by byte: each program makes PDF in its own way."""

from __future__ import annotations

from collections.abc import Mapping

from tests.index.loading.hostile import file, stream

_DESCRIPTOR = (
    b"<< /Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [0 -200 1000 900] /Ascent 880 /Descent -120 "
    b"/StemV 80 /ItalicAngle 0 /CapHeight 700 >>"
)


def page(content: bytes, font: bytes, more: Mapping[int, bytes] = {}, other: bytes = b"") -> bytes:
    """A file of one page.

    Args:
        content: What draws the page, with the font ``/F1``.
        font: The font's dictionary.
        more: Further objects by number, from 10.
        other: The dictionary of a second font, ``/F2``.
    """
    resources = b"<< /Font << /F1 5 0 R %s >> >>" % (b"/F2 6 0 R" if other else b"")
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents 4 0 R >>" % resources,
        4: stream(content, b""),
        5: font,
        **({6: other} if other else {}),
        **more,
    }
    return file(objects)


def composite(name: bytes, ordering: bytes, encoding: bytes, entries: bytes = b"") -> bytes:
    """A font of many characters, as Chinese needs it."""
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (%s) "
        b"/Supplement 0 >> /DW 1000 /FontDescriptor %s >>"
    ) % (name, ordering, _DESCRIPTOR % (name, 6))
    head = b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /%s %s " % (name, encoding, entries)
    return head + b"/DescendantFonts [%s] >>" % descendant


def simple(name: bytes, encoding: bytes, first: int, widths: int) -> bytes:
    """A font of at most 256 characters, all half an em wide."""
    entries = (name, encoding, first, first + widths - 1, b" 500" * widths, _DESCRIPTOR % (name, 32))
    return (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding %s /FirstChar %d /LastChar %d /Widths [%s] "
        b"/FontDescriptor %s >>" % entries
    )


def meanings(text: str) -> bytes:
    """A ``/ToUnicode`` table that says which characters the codes from 1 on stand for."""
    lines = [b"<%04X> <%s>" % (code, char.encode("utf-16-be").hex().encode()) for code, char in enumerate(text, 1)]
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar\n%s\nendbfchar endcmap end end"
    )
    return stream(table % (len(lines), b"\n".join(lines)), b"")


def shown(codes: bytes, placed: bytes = b"1 0 0 1 70 700") -> bytes:
    """Drawing instructions of one line: codes of characters, and the matrix that places it."""
    return b"BT /F1 12 Tf %s Tm <%s> Tj ET\n" % (placed, codes.hex().encode())
