from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from index.errors import SourceError, UnknownFormat
from index.loading import SkippedFile, SkipReason, SourceFile, discover, load
from index.loading.content import Content
from index.loading.patterns import Patterns
from index.loading.titles import title_of

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="names and links only POSIX systems allow")


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("内容。", encoding="utf-8")


def _taken(folder: Path, **options: list[str]) -> list[str]:
    return [found.relative for found in discover([folder], **options) if isinstance(found, SourceFile)]


def _skipped(*sources: Path) -> dict[str, SkipReason]:
    return {found.relative: found.reason for found in discover(sources) if isinstance(found, SkippedFile)}


def test_files_come_in_a_stable_order_with_slashes(tmp_path: Path) -> None:
    """The number of a document must not depend on the order a disk happens to list names in."""
    _write(tmp_path, "b.txt", "a.md", "丙/二.TXT", "丙/一.txt", "乙/深/三.txt")
    assert _taken(tmp_path) == ["a.md", "b.txt", "丙/一.txt", "丙/二.TXT", "乙/深/三.txt"]


def test_hidden_and_temporary_files_are_passed_over_in_silence(tmp_path: Path) -> None:
    """Word's lock files and the system's thumbnails are nobody's documents."""
    _write(
        tmp_path,
        "~$报告.docx",
        ".隐藏.txt",
        ".git/x.txt",
        "稿.txt~",
        "下载.txt.tmp",
        "Thumbs.db",
        "正文.txt",
    )
    assert [found.relative for found in discover([tmp_path])] == ["正文.txt"]


def test_unknown_suffixes_are_named(tmp_path: Path) -> None:
    """Who wonders where a file went can see why it is not there."""
    _write(tmp_path, "片.mp4", "文.txt", "无后缀")
    assert _skipped(tmp_path) == {"片.mp4": SkipReason.UNSUPPORTED, "无后缀": SkipReason.UNSUPPORTED}


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("文.caj", ".pdf"),
        ("书.mobi", ".epub"),
        ("包.rar", ".zip"),
    ],
)
def test_documents_of_other_formats_say_what_to_save_them_as(tmp_path: Path, name: str, instead: str) -> None:
    """Other programs can save what is not read here: its owner learns what to do, once."""
    _write(tmp_path, name)
    (found,) = discover([tmp_path])
    assert isinstance(found, SkippedFile)
    assert (found.reason, found.instead) == (SkipReason.CONVERTIBLE, instead)
    with pytest.raises(UnknownFormat) as caught:
        load(tmp_path / name, id="d", relative=name)
    assert caught.value.facts["instead"] == instead


def test_patterns_choose(tmp_path: Path) -> None:
    """A shared folder holds drafts and archives one does not want to ask."""
    _write(tmp_path, "通知.txt", "草稿/通知.txt", "归档/2019/旧.txt", "归档/2024/新.txt", "说明.md")
    assert _taken(tmp_path, include=["*.txt"], exclude=["草稿", "归档/2019/**"]) == ["通知.txt", "归档/2024/新.txt"]


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.txt", "深/处/文.TXT", True),
        ("归档/*.txt", "归档/一.txt", True),
        ("归档/*.txt", "归档/深/一.txt", False),
        ("归档/**/*.txt", "归档/一.txt", True),
        ("归档/**/*.txt", "归档/深/处/一.txt", True),
        ("第[0-9]章.md", "第3章.md", True),
        ("第[!0-9]章.md", "第3章.md", False),
        ("草稿/", "项目/草稿", True),
        ("a+b?.txt", "a+bc.txt", True),
    ],
)
def test_patterns_mean_what_they_mean_in_ignore_files(pattern: str, path: str, matches: bool) -> None:  # noqa: FBT001
    """People know these patterns from other tools."""
    assert Patterns([pattern]).match(path) is matches


@posix_only
def test_loops_of_links_end(tmp_path: Path) -> None:
    """A folder that links to its own parent would otherwise be walked for ever."""
    _write(tmp_path, "甲/文.txt")
    (tmp_path / "甲" / "回").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "别名").symlink_to(tmp_path / "甲", target_is_directory=True)
    (tmp_path / "断.txt").symlink_to(tmp_path / "没有.txt")
    assert _taken(tmp_path) == ["甲/文.txt"]
    assert _skipped(tmp_path) == {
        "断.txt": SkipReason.NOT_A_FILE,
        "别名": SkipReason.ALREADY_SEEN,
        "甲/回": SkipReason.ALREADY_SEEN,
    }


@posix_only
def test_pipes_are_not_opened(tmp_path: Path) -> None:
    """Reading a pipe nobody writes to would stop the whole run."""
    os.mkfifo(tmp_path / "管道.txt")
    assert _skipped(tmp_path) == {"管道.txt": SkipReason.NOT_A_FILE}


@posix_only
@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems refuse such names")
def test_names_that_are_no_text_are_shown_as_such(tmp_path: Path) -> None:
    """Archives packed on Chinese Windows unpack to names in GB18030; a name may even hold a newline."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "报告.txt".encode("gb18030"))).write_text(
        "内容。", encoding="utf-8"
    )
    for name in (b"\xff\xfe.txt", b"\xff.txt", b"\xe4\xb8\x8a\xff.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("内容。", encoding="utf-8")
    _write(tmp_path, "两\n行.txt")
    found = [entry for entry in discover([tmp_path]) if isinstance(entry, SourceFile)]
    assert sorted(entry.relative for entry in found) == ["上�.txt", "两␊行.txt", "报告.txt", "�.txt", "��.txt"]
    assert title_of(Content("内容。"), os.fsdecode(b"\xff\xfe.txt")) == "��"
    assert all(entry.path.read_text(encoding="utf-8") == "内容。" for entry in found)


def test_a_file_given_by_itself_goes_by_its_name(tmp_path: Path) -> None:
    """``--documents 纪要.txt`` cites 纪要.txt, wherever it lies."""
    _write(tmp_path, "深/纪要.txt")
    found = list(discover([tmp_path / "深" / "纪要.txt"]))
    assert [entry.relative for entry in found] == ["纪要.txt"]


def test_a_file_reached_twice_is_given_once(tmp_path: Path) -> None:
    """Naming a folder and a file in it must not count the file's paragraphs twice."""
    _write(tmp_path, "甲.txt", "乙.txt")
    both = discover([tmp_path / "甲.txt", tmp_path, tmp_path])
    assert [entry.relative for entry in both if isinstance(entry, SourceFile)] == ["甲.txt", "乙.txt"]


def test_a_missing_source_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    """A mistyped path must not quietly give an index without it."""
    with pytest.raises(SourceError):
        discover([tmp_path, tmp_path / "没有"])
