from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from index.errors import BrokenFile
from tests.index.loading.reading import document, paragraphs

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
BOOK = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>水务手册</dc:title><dc:date>2024-12-10</dc:date></metadata>
<manifest><item id="b" href="text/%E7%AC%AC%E4%BA%8C%E7%AB%A0.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="x" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="x"/></spine></package>"""
CHAPTER = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd">'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{}</body></html>'
)


def _epub(**more: str) -> bytes:
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": BOOK,
        "OEBPS/nav.xhtml": CHAPTER.format("<ol><li>目录</li></ol>"),
        "OEBPS/text/one.xhtml": CHAPTER.format("<h1>第一章 泵站</h1><p>泵站位于城东。</p>"),
        "OEBPS/text/第二章.xhtml": CHAPTER.format("<p>无题的一章。</p>"),
    } | {name.replace("__", "/"): text for name, text in more.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for name, text in files.items():
            book.writestr(name, text)
    return buffer.getvalue()


def test_chapters_come_in_reading_order(tmp_path: Path) -> None:
    """The order of files in the package means nothing; a heading ends with its chapter."""
    found = paragraphs(tmp_path, "书.epub", _epub())
    assert [(p.text, p.headings) for p in found] == [("泵站位于城东。", ("第一章 泵站",)), ("无题的一章。", ())]
    info = found[0].document
    assert (info.title, str(info.date)) == ("水务手册", "2024-12-10")


def test_a_missing_chapter_is_noted(tmp_path: Path) -> None:
    """The rest of the book is still worth asking."""
    assert document(tmp_path, "书.epub", _epub()).notes == ("skipped_parts=OEBPS/gone.xhtml",)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"META-INF__container.xml": "<container/>"}, "damaged"),
        ({"META-INF__container.xml": "nothing"}, "damaged"),
        ({"META-INF__encryption.xml": '<e><EncryptionMethod Algorithm="aes256"/></e>'}, "encrypted"),
        ({"OEBPS__book.opf": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}, "bomb"),
    ],
    ids=["no book", "no XML", "copy protection", "entities"],
)
def test_books_that_cannot_be_read_say_why(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    """A protected book is not a broken one."""
    with pytest.raises(BrokenFile) as caught:
        document(tmp_path, "书.epub", _epub(**files))
    assert caught.value.facts["reason"] == reason


def test_mangled_fonts_are_no_protection(tmp_path: Path) -> None:
    """Publishers scramble fonts in books anyone may read."""
    mangled = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert len(paragraphs(tmp_path, "书.epub", _epub(**{"META-INF__encryption.xml": mangled}))) == 2


def test_a_chapter_named_a_thousand_times_is_read_once(tmp_path: Path) -> None:
    """A book of one page must not fill the memory by saying it again and again."""
    again = BOOK.replace("<spine>", "<spine>" + '<itemref idref="a"/>' * 1000)
    texts = [paragraph.text for paragraph in paragraphs(tmp_path, "书.epub", _epub(**{"OEBPS/book.opf": again}))]
    assert texts == ["泵站位于城东。", "无题的一章。"]


def test_a_chapter_nested_deep_is_read(tmp_path: Path) -> None:
    """Conversion programs wrap every line once more than the one before."""
    deep = CHAPTER.format("<div>" * 5000 + "底。" + "</div>" * 5000)
    texts = [paragraph.text for paragraph in paragraphs(tmp_path, "书.epub", _epub(**{"OEBPS/text/one.xhtml": deep}))]
    assert texts == ["底。", "无题的一章。"]
