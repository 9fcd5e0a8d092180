"""A small real file of every format, made here: what programs that spoil files begin with."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage

import docx
import openpyxl
import pptx
import py7zr
import xlwt
from PIL import Image, ImageDraw

from tests.index.loading.containers import container, record, word
from tests.index.loading.papers import pdf, ruled

LINES = (
    "泵房管理规定",
    "第一条 泵房每日巡查两次，早晚各一次。",
    "第二条 水位超过4.2米时开启二号闸门，并报值班室。",
    "值班电话为7701，由李工负责。",
)
ROWS = (("站名", "电话", "启用日期"), ("东站", "7701", "2024年3月8日"), ("西站", "7702", "2023年11月20日"))
_TABLE = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
_PAGE = f"<h1>{LINES[0]}</h1>{''.join(f'<p>{line}</p>' for line in LINES[1:])}<table>{_TABLE}</table>"


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _zip(entries: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _docx() -> bytes:
    made = docx.Document()
    made.add_heading(LINES[0], 1)
    for line in LINES[1:]:
        made.add_paragraph(line, style="List Number")
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for cells, words in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, words, strict=True):
            cell.text = text
    return _saved(made.save)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet.cell(4, 3, 45396).number_format = 'yyyy"年"m"月"d"日"'
    sheet.merge_cells("A2:A3")
    return _saved(book.save)


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            sheet.write(at, column, text)
    return _saved(book.save)


def _pptx() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = LINES[0]
    slide.placeholders[1].text = "\n".join(LINES[1:])
    return _saved(deck.save)


def _ppt() -> bytes:
    boxes = b"".join(record(0xF00D, record(0x0FA0, line.encode("utf-16-le")), holds_records=True) for line in LINES)
    slide = record(0x03EE, record(0x040C, boxes, holds_records=True), holds_records=True)
    return container({"PowerPoint Document": record(0x03E8, b"", holds_records=True) + slide})


def _open_document(kind: str, body: str) -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
    )
    content = f"<office:document-content{names}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return _zip(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content + "</office:document-content>",
        }
    )


def _sheet() -> str:
    cells = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(f"<table:table-row>{''.join(cells.format(text) for text in row)}</table:table-row>" for row in ROWS)
    return f'<table:table table:name="台账">{rows}</table:table>'


def _epub() -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    holder = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="a.opf"/></rootfiles></container>'
    )
    return _zip({"META-INF/container.xml": holder, "a.opf": package, "a.xhtml": f"<html><body>{_PAGE}</body></html>"})


def _ofd() -> bytes:
    ns = 'xmlns="http://www.ofdspec.org/2016"'
    texts = "".join(
        f'<TextObject Boundary="20 {20 + 10 * at} 150 5"><TextCode X="0" Y="4">{line}</TextCode></TextObject>'
        for at, line in enumerate(LINES)
    )
    return _zip(
        {
            "OFD.xml": f"<OFD {ns}><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
            "D/Document.xml": f'<Document {ns}><Pages><Page ID="1" BaseLoc="P/C.xml"/></Pages></Document>',
            "D/P/C.xml": f"<Page {ns}><Content><Layer>{texts}</Layer></Content></Page>",
        }
    )


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", LINES[0]
    mail["Date"] = "Fri, 08 Mar 2024 14:05:00 +0800"
    mail.set_content("\n".join(LINES[1:]))
    mail.add_attachment(_docx(), maintype="application", subtype="octet-stream", filename="规定.docx")
    return mail.as_bytes()


def _msg() -> bytes:
    return container(
        {
            "__properties_version1.0": b"\0" * 32,
            "__substg1.0_0037001F": LINES[0].encode("utf-16-le"),
            "__substg1.0_1000001F": "\r\n".join(LINES[1:]).encode("utf-16-le"),
        }
    )


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        data = "\n".join(LINES).encode()
        entry = tarfile.TarInfo("规定.txt")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def _seven() -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as archive:
        archive.writestr("\n".join(LINES), "规定.txt")
    return buffer.getvalue()


def _picture() -> bytes:
    image = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(image).text((40, 60), "Pump station 7701", fill="black")
    return _saved(lambda buffer: image.save(buffer, "PNG"))


def _rtf() -> bytes:
    words = "".join(f"\\u{ord(char) if ord(char) < 1 << 15 else ord(char) - (1 << 16)}?" for char in LINES[1])
    return f"{{\\rtf1\\ansi {words}\\par end.\\par}}".encode()


_CHAT = {
    "name": "抢修群",
    "type": "private_group",
    "messages": [
        {"id": at, "type": "message", "date": f"2024-03-08T14:0{at}:00", "from": "张工", "text": line}
        for at, line in enumerate(LINES)
    ],
}

FILES: Mapping[str, Callable[[], bytes]] = {
    "文.txt": lambda: "\n".join(LINES).encode(),
    "旧文.txt": lambda: "\n".join(LINES).encode("gb18030"),
    "文.md": f"# {LINES[0]}\n\n{LINES[1]}\n\n| a | b |\n|---|---|\n| 甲 | 7701 |\n".encode,
    "表.csv": lambda: "\n".join(",".join(row) for row in ROWS).encode(),
    "幕.srt": lambda: "".join(
        f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{line}\n\n" for at, line in enumerate(LINES)
    ).encode(),
    "本.ipynb": lambda: json.dumps({"cells": [{"cell_type": "markdown", "source": list(LINES)}]}).encode(),
    "result.json": lambda: json.dumps(_CHAT).encode(),
    "录.jsonl": lambda: "\n".join(json.dumps(dict(zip(ROWS[0], row, strict=True))) for row in ROWS[1:]).encode(),
    "页.html": f"<html><body>{_PAGE}</body></html>".encode,
    "书.epub": _epub,
    "文.docx": _docx,
    "表.xlsx": _xlsx,
    "片.pptx": _pptx,
    "文.odt": lambda: _open_document("text", "".join(f"<text:p>{line}</text:p>" for line in LINES)),
    "表.ods": lambda: _open_document("spreadsheet", _sheet()),
    "文.rtf": _rtf,
    "文.doc": lambda: word("\r".join(LINES) + "\r"),
    "表.xls": _xls,
    "片.ppt": _ppt,
    "文.ofd": _ofd,
    "信.eml": _mail,
    "箱.mbox": lambda: b"From a@example.org Fri Mar  8 14:05:00 2024\n" + _mail(),
    "信.msg": _msg,
    "文.tex": f"\\section{{{LINES[0]}}}\n{LINES[1]} $h=\\frac{{1}}{{2}}$\n".encode,
    "包.zip": lambda: _zip({"规定.txt": "\n".join(LINES), "表.xlsx": _xlsx()}),
    "包.tar.gz": _tar,
    "包.7z": _seven,
    "文.pdf": lambda: pdf(LINES),
    "表.pdf": lambda: ruled(ROWS, (90, 90, 120)),
    "图.png": _picture,
}
"""What makes the file of each name."""
