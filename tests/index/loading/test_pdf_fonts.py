"""PDF files read alike on every machine, whatever fonts it has."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas

from index.loading.pdf import make_font
from tests.index.loading.bare import composite, meanings, page, shown, simple
from tests.index.loading.papers import drawn
from tests.index.loading.reading import texts

WORDS = "城东泵站"
TURNED = b"0 1 -1 0 200 100"
UTF16 = WORDS.encode("utf-16-be")
CYRILLIC = b"<< /Type /Encoding /Differences [192 /afii10017 /afii10018 /alpha /uni5E74] >>"

# what is read of a file where pdfium finds no font at all; run apart, since its choice of fonts is for a whole process
BLIND = """
import ctypes, sys
import pypdfium2, pypdfium2.raw as pdfium
kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
none = {"Release", "DeleteFont", "EnumFonts"}
calls = [kinds[name](lambda *_: None if name in none else 0) for name, _ in pdfium.FPDF_SYSFONTINFO._fields_[1:]]
pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info := pdfium.FPDF_SYSFONTINFO(1, *calls)))
page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[0]
sys.stdout.buffer.write(page.get_textpage().get_text_range().encode())
"""


def _without_fonts(data: bytes) -> str:
    done = subprocess.run([sys.executable, "-c", BLIND], input=data, capture_output=True, check=True)  # noqa: S603 - this very program
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (page(shown(UTF16, TURNED), composite(b"SimSun", b"GB1", b"UniGB-UCS2-H")), WORDS),
        (page(shown(WORDS.encode("gbk"), TURNED), composite(b"SimHei", b"GB1", b"GBK-EUC-H")), WORDS),
        (page(shown("東門泵站".encode("big5"), TURNED), composite(b"MingLiU", b"CNS1", b"ETen-B5-H")), "東門泵站"),
        (page(shown("管理".encode("cp932"), TURNED), composite(b"MS-Mincho", b"Japan1", b"90ms-RKSJ-H")), "管理"),
        (
            page(
                shown(bytes([0, 1, 0, 2, 0, 3, 0, 4]), TURNED),
                composite(b"KaiTi", b"Identity", b"Identity-H", b"/ToUnicode 10 0 R"),
                {10: meanings(WORDS)},
            ),
            WORDS,
        ),
        (page(shown(b"\xc0\xc1\xc2\xc3", TURNED), simple(b"Fangsong", CYRILLIC, 192, 4)), "АБα年"),
    ],
    ids=["GB", "GBK", "Big5", "Shift JIS", "codes of a font", "letters by name"],
)
def test_text_in_fonts_no_machine_needs_to_have_is_read(tmp_path: Path, data: bytes, text: str) -> None:
    """Turned text whose font pdfium cannot find is dropped: a fresh server would read the file as empty."""
    assert text not in _without_fonts(data)
    assert texts(tmp_path, "字.pdf", data) == [text]


def test_single_characters_and_repeats_are_read(tmp_path: Path) -> None:
    """``无`` in every row of a table is as much an answer as a sentence is."""
    rows = [("阀门", "完好", "无"), ("水表", "完好", "无"), ("井盖", "缺失", "补")]

    def table(canvas: Canvas) -> None:
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                canvas.drawString(80 + 130 * column, 700 - 20 * row, cell)

    data = drawn(table)
    assert "无" not in _without_fonts(data)
    assert texts(tmp_path, "表.pdf", data) == [" | ".join(row) for row in rows]


def test_fonts_pdfium_has_itself_keep_their_widths(tmp_path: Path) -> None:
    """A file may leave out the widths of Helvetica; boxes of another size would run its words together."""

    def words(font: bytes) -> bytes:
        line = b"BT /F1 12 Tf 70 700 Td (Flow) Tj ET BT /F1 12 Tf 99 700 Td (rate) Tj ET"
        return page(line, b"<< /Type /Font /Subtype /Type1 /BaseFont /%s >>" % font)

    assert texts(tmp_path, "a.pdf", words(b"Helvetica")) == ["Flow rate"]
    assert texts(tmp_path, "b.pdf", words(b"Times-Roman")) == ["Flow rate"]


def test_the_font_shipped_is_the_one_its_program_makes() -> None:
    """Nobody can look into a binary file; whoever doubts it makes it again."""
    shipped, made = (
        TTFont(io.BytesIO(data))
        for data in (Path(make_font.__file__).with_name("boxes.ttf").read_bytes(), make_font.font())
    )
    assert shipped.getBestCmap() == made.getBestCmap()
    assert shipped["hmtx"].metrics == made["hmtx"].metrics
    for code in map(ord, "泵A，〇𠮷ａé①"):
        width, _ = shipped["hmtx"].metrics[shipped.getBestCmap()[code]]
        assert width == (make_font.NARROW if chr(code) in "Aé" else make_font.EM)
