"""Files of documents, made ready for other programs."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from bot.console.originals import Originals
from index.errors import DocumentError


def test_a_file_of_the_disk_is_opened_where_it_lies(tmp_path: Path) -> None:
    """Whoever edits it means the original."""
    file = tmp_path / "a.txt"
    originals = Originals(tmp_path / "data" / "files")
    assert not originals.is_there(file)
    file.write_text("a", encoding="utf-8")
    assert originals.is_there(file)
    assert originals.file(file) == file
    assert not (tmp_path / "data").exists()


def test_files_of_archives_are_taken_out_and_the_last_ones_kept(tmp_path: Path) -> None:
    """Files of one name do not take each other's place, and the folder does not grow for ever."""
    originals = Originals(tmp_path / "data" / "files")
    copies = []
    for number in range(25):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w") as archive:
            archive.writestr("内/a.txt", f"第{number}份")
        place = tmp_path / f"{number}.zip" / "内" / "a.txt"
        assert originals.is_there(place)
        copies.append(originals.file(place))
        os.utime(copies[-1].parent, (number, number))
    assert {copy.name for copy in copies} == {"a.txt"}
    assert [copy.exists() for copy in copies] == [False] * 5 + [True] * 20
    assert copies[-1].read_text(encoding="utf-8") == "第24份"


def test_a_file_no_longer_in_its_archive_is_gone(tmp_path: Path) -> None:
    """The archive was made anew without it, or is damaged now."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.txt", "b")
    originals = Originals(tmp_path / "files")
    gone = tmp_path / "a.zip" / "a.txt"
    assert not originals.is_there(gone)
    with pytest.raises(DocumentError):
        originals.file(gone)
