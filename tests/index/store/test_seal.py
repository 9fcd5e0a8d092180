"""Files of an open index overwritten under the program: named, and never answered from."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.answering import Reader
from index.errors import DamagedIndex
from index.library import Library
from index.model import Answer, Found, Query, Reading
from index.store.refresh import Sources
from index.store.refresh.watching import Watch
from tests.shipped import components

_QUESTION = "会议由谁主持？"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "甲.txt").write_text("会议由组织部主持。\n图书馆周一闭馆。", encoding="utf-8")
    (folder / "乙.txt").write_text("食堂每天开放。", encoding="utf-8")
    opened = Library(tmp_path / "index", Sources((folder,)), components())
    opened.open()
    return opened


def _files(library: Library) -> list[Path]:
    """The files of the open snapshot that hold anything, the manifest apart, which is not read any more."""
    (folder,) = library.folder.glob("snapshots/*")
    return sorted(file for file in folder.iterdir() if file.stat().st_size and file.name != "manifest.json")


def _file(library: Library, name: str) -> Path:
    """One of them; each refresh may put them elsewhere."""
    return next(file for file in _files(library) if file.name == name)


def _overwrite(file: Path, at: float = 0.5) -> bytes:
    """Turn a few bytes around in place; what stood there."""
    before = file.read_bytes()
    place = int(len(before) * at)
    with file.open("r+b") as whole:
        whole.seek(place)
        whole.write(bytes(byte ^ 0xFF for byte in before[place : place + 16]))
    return before


def _write_back(file: Path, data: bytes) -> None:
    with file.open("r+b") as whole:
        whole.write(data)


def test_whichever_file_is_overwritten_in_the_middle_is_named_and_not_answered_from(library: Library) -> None:
    """Answers, paragraphs and lists stop until the index is read in again."""
    (document, _) = (one.info.id for one in library.documents())
    names = [file.name for file in _files(library)]
    assert len(names) > 10
    for name in names:
        file = _file(library, name)
        assert isinstance(library.ask(_QUESTION), Answer)
        before = _overwrite(file)
        for look in (
            lambda: library.ask(_QUESTION),
            lambda: library.explain(_QUESTION, readable=frozenset({document})),
            library.documents,
            library.skipped,
            library.is_current,
            lambda: library.place(document),
        ):
            with pytest.raises(DamagedIndex) as damaged:
                look()
            assert damaged.value.facts["file"] == file.name
        # Put right again it may be, but nobody knows what was read meanwhile.
        _write_back(file, before)
        with pytest.raises(DamagedIndex):
            library.ask(_QUESTION)
        library.refresh()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps mapped files from being cut")
def test_a_file_cut_off_under_the_program_does_not_end_it(library: Library) -> None:
    """What is mapped and cut would end the process at the first look."""
    for name in [file.name for file in _files(library)]:
        file = _file(library, name)
        before = file.read_bytes()
        os.truncate(file, 0)
        with pytest.raises(DamagedIndex, match=file.name):
            library.ask(_QUESTION)
        _write_back(file, before)
        library.refresh()
    assert isinstance(library.ask(_QUESTION), Answer)


def test_what_was_only_touched_is_no_damage(library: Library) -> None:
    """A backup sets times, and a refresh of another process takes the files' names away: both are read on."""
    for file in _files(library):
        os.utime(file)
    assert isinstance(library.ask(_QUESTION), Answer)
    for file in _files(library):
        with file.open("r+b") as whole:
            whole.write(file.read_bytes())
    assert isinstance(library.ask(_QUESTION), Answer)
    if sys.platform != "win32":
        for file in _files(library):
            file.unlink()
        assert isinstance(library.ask(_QUESTION), Answer)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_a_file_that_was_overwritten_and_swept_away_is_damaged_all_the_same(library: Library) -> None:
    """Another process finds the damage and builds anew; this one still holds the damaged file open."""
    catalog = _file(library, "catalog.sqlite")
    _overwrite(catalog)
    catalog.unlink()
    with pytest.raises(DamagedIndex, match="catalog"):
        library.ask(_QUESTION)


def test_a_file_overwritten_while_an_answer_is_looked_for_takes_the_answer_back(tmp_path: Path) -> None:
    """What was read before the damage and what was read after it cannot be told apart."""
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "甲.txt").write_text("会议由组织部主持。", encoding="utf-8")
    whole = components()

    class Clumsy:
        """Reads as ever, and somebody writes into the catalog meanwhile."""

        def __init__(self, inner: Reader) -> None:
            self._inner = inner

        def read(self, query: Query, found: Found, top_k: int = 3) -> Sequence[Reading]:
            readings = self._inner.read(query, found, top_k)
            _overwrite(_file(opened, "catalog.sqlite"))
            return readings

    made = replace(whole, reader=lambda analyzer: Clumsy(whole.reader(analyzer)))
    opened = Library(tmp_path / "index", Sources((folder,)), made)
    opened.open()
    with pytest.raises(DamagedIndex, match="catalog"):
        opened.ask(_QUESTION)


def test_the_watch_names_the_damage_and_builds_anew(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """The operator finds the file in the log, and nobody has to do anything."""
    file = _files(library)[-1]
    _overwrite(file)
    assert Watch(library).look() is not None
    assert file.name in caplog.text
    assert isinstance(library.ask(_QUESTION), Answer)
