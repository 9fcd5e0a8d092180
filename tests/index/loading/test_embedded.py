"""Files inside Office files, and files another program has to convert."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from index.errors import BrokenFile, UnknownFormat
from tests.index.loading.containers import container
from tests.index.loading.reading import document, paragraphs


def _word(text: str, **embedded: bytes) -> bytes:
    """A Word document with files embedded under these names, their last ``_`` standing for a dot."""
    word = docx.Document()
    word.add_paragraph(text)
    buffer = io.BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer, "a") as package:
        for name, data in embedded.items():
            package.writestr("word/embeddings/" + ".".join(name.rsplit("_", 1)), data)
    return buffer.getvalue()


def _book() -> bytes:
    book = openpyxl.Workbook()
    for row in (("站名", "电话"), ("东站", 7701)):
        book.worksheets[0].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_embedded_files_are_read_under_their_names(tmp_path: Path) -> None:
    """A sheet in a report answers as a sheet; what cannot be read costs nothing else."""
    note = "补充说明在此。".encode()
    native = (
        b"\0" * 6 + "说明.txt".encode() + b"\0C:\\x\0" + b"\0" * 8 + b"C:\\y\0" + struct.pack("<I", len(note)) + note
    )
    data = _word(
        "见附表。",
        表_xlsx=_book(),
        坏_xlsx=b"PK rubbish",
        object1_bin=container({"\x01Ole10Native": native}),
        object2_bin=container({"Package": _book()}),
        内_docx=_word("内层。", 更内_docx=_word("更内层。")),
    )
    found = {p.text: p for p in paragraphs(tmp_path, "文.docx", data)}
    assert found["东站 | 7701"].part == "Sheet"
    assert found["补充说明在此。"].part == "说明.txt"
    assert "更内层。" in found
    assert found["见附表。"].document.title == "文"


def test_files_for_libreoffice_say_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear reason, with both ways out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnknownFormat) as caught:
        document(tmp_path, "文.pages", b"x")
    assert (caught.value.facts["reason"], caught.value.facts["instead"]) == ("needs_program", ".docx")


@pytest.mark.skipif(os.name == "nt", reason="the program standing for LibreOffice is a shell script")
def test_files_are_converted_where_libreoffice_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it makes is read; where it makes nothing, its own words are the reason; secrets are not handed on."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (tmp_path / "made.docx").write_bytes(_word("转换后的正文。"))
    script = programs / "soffice"
    script.write_text(
        '#!/bin/sh\n[ -z "$YINJU_TELEGRAM_TOKEN" ] || exit 3\nfor last; do :; done\n'
        'grep -q broken "$last" && { echo "source file could not be loaded" >&2; exit 1; }\n'
        f'mkdir -p "$(dirname "$last")/out" && cp "{tmp_path}/made.docx" "$(dirname "$last")/out/document.docx"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setenv("YINJU_TELEGRAM_TOKEN", "1:secret")
    assert [p.text for p in paragraphs(tmp_path, "文.pages", b"x")] == ["转换后的正文。"]
    with pytest.raises(BrokenFile, match="could not be loaded"):
        document(tmp_path, "坏.pages", b"broken")
