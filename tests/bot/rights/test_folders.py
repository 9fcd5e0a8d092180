"""Which rules hold for a document, by whatever way it was found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.rights.folders import Folders, Rule, folds_case
from bot.rights.readable import ANYBODY, Reader

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights of their own there")


def rules(folder: Path, *names: str, folds: bool = False) -> Folders:
    return Folders([Rule(name, (folder / name,), folds=folds) for name in names])


def test_the_deepest_named_folder_rules(tmp_path: Path) -> None:
    """What lies in an open folder inside a closed one is the open one's."""
    folders = rules(tmp_path, "a", "a/b/c")
    over = {path: folders.over(tmp_path / path) for path in ("x.txt", "a/x.txt", "a/b/x.txt", "a/b/c/d/x.txt", "ab/x")}
    assert over == {
        "x.txt": frozenset(),
        "a/x.txt": {"a"},
        "a/b/x.txt": {"a"},
        "a/b/c/d/x.txt": {"a/b/c"},
        "ab/x": frozenset(),
    }


def test_what_lies_in_an_archive_lies_in_its_folder(tmp_path: Path) -> None:
    """The archive is a folder, and so are those in it."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.zip").write_bytes(b"")
    folders = rules(tmp_path, "a", "a/z.zip/in")
    assert folders.over(tmp_path / "a/z.zip/x.txt") == {"a"}
    assert folders.over(tmp_path / "a/z.zip/in/x.txt") == {"a/z.zip/in"}


@needs_links
def test_a_link_out_of_a_closed_folder_stays_closed(tmp_path: Path) -> None:
    """Who closed the folder meant all that is found in it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "link").symlink_to(tmp_path / "elsewhere")
    assert rules(tmp_path, "a").over(tmp_path / "a/link/x.txt") == {"a"}


@needs_links
def test_a_link_into_a_closed_folder_opens_nothing(tmp_path: Path) -> None:
    """Neither one to the folder nor one to a file."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "folder").symlink_to(tmp_path / "a")
    (tmp_path / "open" / "file.txt").symlink_to(tmp_path / "a" / "x.txt")
    folders = rules(tmp_path, "a", "open")
    assert folders.over(tmp_path / "open/folder/x.txt") == {"a"}
    assert folders.over(tmp_path / "open/file.txt") == {"a", "open"}
    assert folders.over(tmp_path / "open/../a/x.txt") == {"a"}


@needs_links
def test_a_folder_that_is_a_link_stays_closed_when_it_leads_elsewhere(tmp_path: Path) -> None:
    """A link called current is moved with every release."""
    for name in ("v1", "v2"):
        (tmp_path / name).mkdir()
    link = tmp_path / "a"
    link.symlink_to(tmp_path / "v1")
    assert rules(tmp_path, "a").over(tmp_path / "v1/x.txt") == {"a"}
    link.unlink()
    link.symlink_to(tmp_path / "v2")
    assert rules(tmp_path, "a").over(tmp_path / "a/x.txt") == {"a"}


def test_case_counts_as_on_the_disk(tmp_path: Path) -> None:
    """Where two spellings are one folder, both are closed; where they are two, only the one."""
    assert rules(tmp_path, "HR", folds=True).over(tmp_path / "hr/x.txt") == {"HR"}
    assert rules(tmp_path, "HR").over(tmp_path / "hr/x.txt") == frozenset()


@needs_links
def test_a_disk_that_takes_no_account_of_case_is_noticed(tmp_path: Path) -> None:
    """Two spellings that lead to one folder are how it shows."""
    (tmp_path / "hr").mkdir()
    (tmp_path / "hr" / "工资").mkdir()
    assert not folds_case(tmp_path / "hr" / "工资")
    (tmp_path / "HR").symlink_to(tmp_path / "hr")
    assert folds_case(tmp_path / "hr" / "工资")


def test_a_group_counts_for_itself_and_a_person_for_themselves() -> None:
    """In a group everybody reads along: neither a member's rights nor an administrator's count there."""
    rule = Rule("a", (), frozenset({5}), frozenset({-100}))
    assert [
        rule.allows(reader)
        for reader in (
            Reader(person=5),
            Reader(person=6),
            Reader(person=6, is_admin=True),
            Reader(group=-100),
            Reader(group=-200),
            Reader(group=-200, is_admin=True),
            ANYBODY,
            Reader(is_admin=True),
        )
    ] == [True, False, True, True, False, False, False, False]
