"""Archives as folders: each file in one is a document, with its own path."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

import py7zr
import pytest

from index.errors import BrokenFile, MissingExtra, UnreadableFile
from index.loading import archives, load, measured
from index.loading.archives import load_archive
from index.loading.discovery import SkippedFile, SourceFile, discover
from index.loading.formats import format_of
from index.loading.means import Means
from index.loading.reading import read_bytes
from index.store.refresh import Sources, refresh
from tests.analysis import ANALYZER
from tests.index.loading.reading import MEANS, PROCESSES

FILES = {
    "通知.txt": "周二停水。",
    "附件/名单.csv": "姓名,电话\n李工,7701\n",
    "图/封面.bmp": "BM",
    "__MACOSX/._通知.txt": "x",
}


def _zip(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def _tar(path: Path, files: dict[str, str]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return path


def _seven(path: Path, files: dict[str, str]) -> Path:
    with py7zr.SevenZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(text, name)
    return path


@pytest.mark.parametrize(("suffix", "pack"), [(".zip", _zip), (".tar.gz", _tar), (".tgz", _tar), (".7z", _seven)])
def test_files_of_an_archive_are_documents(tmp_path: Path, suffix: str, pack: object) -> None:
    """Under the archive's name; what is no document is named, what systems leave behind is passed over."""
    pack(tmp_path / f"资料{suffix}", FILES)  # type: ignore[operator]
    found = list(discover([tmp_path]))
    assert [one.relative for one in found if isinstance(one, SourceFile)] == [
        f"资料{suffix}/通知.txt",
        f"资料{suffix}/附件/名单.csv",
    ]
    assert [one.relative for one in found if isinstance(one, SkippedFile)] == [f"资料{suffix}/图/封面.bmp"]
    first = next(one for one in found if isinstance(one, SourceFile))
    document = load(first.path, id="d", relative=first.relative)
    assert (document.text, document.info.title) == ("周二停水。", "通知")


def test_an_archive_is_refreshed_like_a_folder(tmp_path: Path) -> None:
    """Files added to it or taken out of it are noticed; one untouched is not read again."""
    docs = tmp_path / "docs"
    docs.mkdir()
    _zip(docs / "资料.zip", FILES)
    sources, index = Sources((docs,)), tmp_path / "index"
    assert refresh(index, sources, ANALYZER).added == ["资料.zip/通知.txt", "资料.zip/附件/名单.csv"]
    assert refresh(index, sources, ANALYZER).unchanged == 2
    _zip(docs / "资料.zip", {"通知.txt": "周三停水，请提前储水。", "新.txt": "又一份。"})
    report = refresh(index, sources, ANALYZER)
    assert (report.added, report.changed, report.removed) == (
        ["资料.zip/新.txt"],
        ["资料.zip/通知.txt"],
        ["资料.zip/附件/名单.csv"],
    )


def test_a_file_of_an_archive_is_listed_as_it_is(tmp_path: Path) -> None:
    """Its state goes by the archive: neither missing nor changed while that stays, missing without it."""
    docs = tmp_path / "docs"
    docs.mkdir()
    packed = _zip(docs / "资料.zip", {"通知.txt": "周二停水。"})
    size, mtime_ns = measured(packed / "通知.txt")
    assert (size, mtime_ns) == (len("周二停水。".encode()), packed.stat().st_mtime_ns)
    assert measured(packed)[0] == packed.stat().st_size
    for gone in (packed / "没有.txt", docs / "没有.txt"):
        with pytest.raises(FileNotFoundError):
            measured(gone)


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has such archives learns what to install; the others go on."""
    _seven(tmp_path / "资料.7z", {"通知.txt": "周二停水。"})
    monkeypatch.setitem(sys.modules, "py7zr", None)
    archives._members.cache_clear()  # noqa: SLF001 - another test may have looked into it
    (found,) = discover([tmp_path])
    with pytest.raises(MissingExtra) as caught:
        # here, for the process it is read in otherwise has its own idea of what is installed
        format_of(found.path.name).load(found.path.read_bytes(), Means(PROCESSES, is_elsewhere=True))
    assert caught.value.facts["extra"] == "archives"


def test_names_cannot_lead_out_of_an_archive(tmp_path: Path) -> None:
    """A file beside it must not be read in its name."""
    (tmp_path / "secret.txt").write_text("机密", encoding="utf-8")
    names = ("../secret.txt", "/etc/hosts.txt", "C:/a.txt", "甲/../../secret.txt", "..\\secret.txt")
    _zip(tmp_path / "资料.zip", dict.fromkeys((*names, "好.txt"), "内容。"))
    found = [one.relative for one in discover([tmp_path]) if isinstance(one, SourceFile)]
    assert found == ["secret.txt", "资料.zip/好.txt"]
    with pytest.raises(UnreadableFile):
        read_bytes(tmp_path / "资料.zip" / "没有.txt", 100)


def test_names_packed_on_chinese_windows_are_read(tmp_path: Path) -> None:
    """They are written in GB18030, which the archive does not say."""
    path = _zip(tmp_path / "资料.zip", {"aaaa.txt": "内容。"})
    path.write_bytes(path.read_bytes().replace(b"aaaa", "通知".encode("gb18030")))
    assert [one.relative for one in discover([tmp_path])] == ["资料.zip/通知.txt"]


def test_what_an_archive_says_of_sizes_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so much of a file is unpacked, only so many are taken."""
    _zip(tmp_path / "大.zip", {"长.txt": "很长" * 5000})
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(tmp_path / "大.zip" / "长.txt", 1000)
    assert caught.value.facts["reason"] == "too_large"
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    _zip(tmp_path / "多.zip", {f"{number}.txt": "甲" for number in range(9)})
    found = {one.relative: one for one in discover([tmp_path])}
    assert sum(name.startswith("多.zip/") for name in found) == 3


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz", ".7z"])
def test_an_archive_inside_an_archive_is_one_document(tmp_path: Path, suffix: str) -> None:
    """People pack what they were sent packed; its files are told by their names."""
    pack = {".zip": _zip, ".tar.gz": _tar, ".7z": _seven}[suffix]
    inner = pack(tmp_path / f"里{suffix}", {"甲/文.txt": "密码箱在二楼。", "乙.txt": "钥匙在门卫。"})
    with zipfile.ZipFile(tmp_path / "外.zip", "w") as archive:
        archive.write(inner, inner.name)
    inner.unlink()
    (found,) = discover([tmp_path])
    assert found.relative == f"外.zip/里{suffix}"
    document = load(found.path, id="d", relative=found.relative, processes=PROCESSES)
    said = {block.part: block.span.of(document.text) for block in document.blocks or () if block.part}
    assert said == {"乙.txt": "钥匙在门卫。", "甲/文.txt": "密码箱在二楼。"}


def test_archives_in_archives_end_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However deep they go and however many they are; what is left out is named."""
    data = _zip(tmp_path / "0.zip", {"文.txt": "最里面。"}).read_bytes()
    for _ in range(5):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr("里.zip", data)
            archive.writestr("外.txt", "一层。")
        data = held.getvalue()
    content = load_archive(data, ".zip", MEANS)
    assert content.text.count("一层。") == 4
    assert content.notes == ("skipped_parts=里.zip/里.zip/里.zip/里.zip",)
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    assert load_archive(data, ".zip", MEANS).text.count("一层。") < 4


def test_an_archive_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    """Damaged, protected, empty: each by itself, and nothing else is stopped."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "坏.zip").write_bytes(b"PK\x03\x04 rubbish")
    (docs / "坏.tar.gz").write_bytes(b"\x1f\x8b rubbish")
    _zip(docs / "空.zip", {})
    locked = _zip(docs / "密.zip", {"文.txt": "内容。"})
    data = bytearray(locked.read_bytes())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    locked.write_bytes(data)
    (docs / "好.txt").write_text("内容在此。", encoding="utf-8")
    report = refresh(tmp_path / "index", Sources((docs,)), ANALYZER)
    assert report.documents == 1
    assert {one.path: one.facts.get("reason") for one in report.skipped} == {
        "坏.zip": "damaged",
        "坏.tar.gz": "damaged",
        "空.zip": "empty",
        "密.zip/文.txt": "encrypted",
    }


def test_an_archive_given_by_itself_is_read_file_by_file(tmp_path: Path) -> None:
    """Each under its name, so that one sees where an answer stands."""
    content = load_archive(_zip(tmp_path / "a.zip", FILES).read_bytes(), ".zip", MEANS)
    assert "周二停水。" in content.text
    assert {block.part for block in content.blocks or () if block.part} == {"通知.txt", "附件/名单.csv"}
    with pytest.raises(BrokenFile):
        load_archive(b"rubbish" * 100, ".tar", MEANS)
