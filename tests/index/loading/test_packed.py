from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from index.errors import BrokenFile
from index.loading import load
from index.loading.packages import open_package
from tests.index.loading.reading import PROCESSES


def _bytes(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _word() -> bytes:
    word = docx.Document()
    word.add_paragraph("正文。")
    return _bytes(word.save)


def _book() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "正文"  # type: ignore[index]  # a new workbook has a sheet
    return _bytes(book.save)


def _deck() -> bytes:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "正文"
    return _bytes(deck.save)


PACKAGES: Mapping[str, tuple[bytes, str]] = {
    "文.docx": (_word(), "word/document.xml"),
    "表.xlsx": (_book(), "xl/worksheets/sheet1.xml"),
    "片.pptx": (_deck(), "ppt/slides/slide1.xml"),
}


def _with(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one entry changed, as an attacker would."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == name else data)
    return buffer.getvalue()


def _refused(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    with pytest.raises(BrokenFile) as caught:
        load(folder / name, id="d", relative=name, processes=PROCESSES)
    assert caught.value.facts["path"] == str(folder / name)
    return caught.value.facts["reason"]


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_open_as_they_are(tmp_path: Path, name: str) -> None:
    """The checks below must not keep out what Office writes."""
    (tmp_path / name).write_bytes(PACKAGES[name][0])
    assert load(tmp_path / name, id="d", relative=name, processes=PROCESSES).text.startswith("正文")


@pytest.mark.parametrize(
    ("name", "plain", "macros"),
    [
        ("文.docx", "vnd.openxmlformats-officedocument.wordprocessingml.document", "vnd.ms-word.document.macroEnabled"),
        ("表.xlsx", "vnd.openxmlformats-officedocument.spreadsheetml.sheet", "vnd.ms-excel.sheet.macroEnabled"),
        (
            "片.pptx",
            "vnd.openxmlformats-officedocument.presentationml.presentation",
            "vnd.ms-powerpoint.presentation.macroEnabled",
        ),
    ],
)
def test_files_with_macros_are_read_like_those_without(tmp_path: Path, name: str, plain: str, macros: str) -> None:
    """Forms of offices are often saved so; the macros are data nobody runs."""
    package = _with(
        PACKAGES[name][0], "[Content_Types].xml", lambda data: data.replace(plain.encode(), macros.encode())
    )
    assert package != PACKAGES[name][0]
    with_macros = tmp_path / f"{name[:-1]}m"
    with_macros.write_bytes(package)
    assert load(with_macros, id="d", relative="d", processes=PROCESSES).text.startswith("正文")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    """A few kilobytes that would fill the memory."""
    package, entry = PACKAGES[name]
    assert _refused(tmp_path, name, _with(package, entry, lambda data: data + b" " * (20 << 20))) == "bomb"


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, name: str, encoding: str) -> None:
    """They grow without bound, or read the owner's files into an answer."""
    package, entry = PACKAGES[name]
    evil = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b SYSTEM "file:///etc/passwd">]><x>&a;&b;</x>'
    assert _refused(tmp_path, name, _with(package, entry, lambda _: evil.encode(encoding))) == "bomb"


@pytest.mark.parametrize("name", PACKAGES)
def test_damaged_packages_say_so(tmp_path: Path, name: str) -> None:
    """Half a download, rubbish inside, the part that matters missing."""
    package, entry = PACKAGES[name]
    assert _refused(tmp_path, name, package[: len(package) // 2]) == "damaged"
    assert _refused(tmp_path, name, b"PK\x03\x04 rubbish") == "damaged"
    assert _refused(tmp_path, name, _with(package, entry, lambda _: b"<no")) == "damaged"
    main = {"表.xlsx": "_rels/.rels"}.get(name, "[Content_Types].xml")
    assert _refused(tmp_path, name, _with(package, main, lambda _: b"<Types")) == "damaged"


def test_passwords_and_old_formats_are_told_apart(tmp_path: Path) -> None:
    """One is the owner's to remove, the other to save anew."""
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    encrypted = container + "EncryptedPackage".encode("utf-16-le")
    assert _refused(tmp_path, "密.docx", encrypted) == "encrypted"
    assert _refused(tmp_path, "旧.docx", container) == "old_format"


def test_too_many_entries_are_refused() -> None:
    """Every one of them costs a look."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for number in range(50_001):
            package.writestr(str(number), b"")
    with pytest.raises(BrokenFile):
        open_package(buffer.getvalue())


@pytest.mark.parametrize("name", ["文.docx", "片.pptx"])
def test_xml_nested_deeper_than_its_parser_follows_is_no_empty_document(tmp_path: Path, name: str) -> None:
    """Half a tree would be an answer lost in silence; so the file is skipped with the reason."""
    package, entry = PACKAGES[name]
    deep = _with(package, entry, lambda data: data.replace(b"</", b"<x>" * 5000 + b"</x>" * 5000 + b"</", 1))
    assert _refused(tmp_path, name, deep) == "damaged"


def test_cells_nested_a_hundred_deep_are_read(tmp_path: Path) -> None:
    """Word itself nests tables; what its own parser follows, the reader does."""
    package, entry = PACKAGES["文.docx"]
    opening = b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>"
    tables = opening * 60 + b"</w:tc></w:tr></w:tbl>" * 60
    (tmp_path / "文.docx").write_bytes(_with(package, entry, lambda data: data.replace(b"<w:p>", tables + b"<w:p>", 1)))
    assert load(tmp_path / "文.docx", id="d", relative="文.docx", processes=PROCESSES).text.count("x") == 60


def test_much_text_in_many_parts_is_a_bomb_too(tmp_path: Path) -> None:
    """Each part below every limit, all together more than the memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for number in range(12):
            book.writestr(f"{number}.xhtml", b"<p>x</p>" * 1_000_000)
    (tmp_path / "书.epub").write_bytes(buffer.getvalue())
    assert _refused(tmp_path, "书.epub", buffer.getvalue()) == "bomb"


def test_a_sheet_of_a_last_row_alone_is_read_at_once(tmp_path: Path) -> None:
    """A cell in row 1,048,576 makes no million paragraphs."""
    book = openpyxl.Workbook()
    book.active.cell(1_048_576, 16_384, "角落")  # type: ignore[union-attr]  # a new workbook has a sheet
    (tmp_path / "表.xlsx").write_bytes(_bytes(book.save))
    assert load(tmp_path / "表.xlsx", id="d", relative="表.xlsx", processes=PROCESSES).text == "角落"
