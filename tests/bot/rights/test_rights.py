"""The rights in force: what they open, and that no mishap with the file opens more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.rights.errors import RightsError
from bot.rights.readable import ANYBODY, EVERYTHING, Reader
from bot.rights.rights import Rights
from index.library import Components, Library
from index.model import Answer, NoAnswer
from index.store.refresh import Sources
from tests.analysis import ANALYZER
from tests.bot.conftest import AsFound, PlainReader
from tests.bot.rights.settings import closed, write_rights

MEMBER = Reader(person=5)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    documents = tmp_path / "documents"
    for name in ("人事/工资.txt", "公开/通知.txt", "公告.txt"):
        (documents / name).parent.mkdir(parents=True, exist_ok=True)
        (documents / name).write_text(f"{name}的标题\n{name}里的一段话。\n", encoding="utf-8")
    made = Components(lambda: ANALYZER, lambda _: AsFound(), lambda _: PlainReader(), 0.6)
    opened = Library(tmp_path / "index", Sources((documents,)), made)
    opened.open()
    return opened


def paths(rights: Rights, reader: Reader, library: Library) -> set[str]:
    documents = rights.readable(reader).documents
    return {one.info.path for one in library.documents() if documents is None or one.info.id in documents}


def told(rights: Rights) -> bool:
    return isinstance(rights.trouble, RightsError)


def test_without_a_rights_file_everything_is_open(library: Library) -> None:
    """As it was before there were any."""
    assert Rights(None, library).readable(ANYBODY) is EVERYTHING


def test_a_closed_folder_is_for_those_named(library: Library, tmp_path: Path) -> None:
    """And for administrators, where nobody else reads along."""
    file = write_rights(tmp_path / "rights.toml", closed("人事", people=(5,), groups=(-100,)))
    rights = Rights(file, library)
    everything = {"人事/工资.txt", "公开/通知.txt", "公告.txt"}
    assert paths(rights, MEMBER, library) == everything
    assert paths(rights, Reader(group=-100), library) == everything
    assert paths(rights, Reader(person=6, is_admin=True), library) == everything
    for other in (Reader(person=6), Reader(group=-200), ANYBODY):
        assert paths(rights, other, library) == {"公开/通知.txt", "公告.txt"}


def test_documents_that_come_later_are_judged_too(library: Library, tmp_path: Path) -> None:
    """A folder is closed, not the files that were in it that day."""
    rights = Rights(write_rights(tmp_path / "rights.toml", closed("人事")), library)
    assert len(paths(rights, MEMBER, library)) == 2
    for name in ("人事/新来的.txt", "公开/新来的.txt"):
        (tmp_path / "documents" / name).write_text(f"{name}，另有内容。\n", encoding="utf-8")
    library.refresh()
    assert paths(rights, MEMBER, library) == {"公开/新来的.txt", "公开/通知.txt", "公告.txt"}


def test_what_is_gone_is_judged_by_where_it_lay(library: Library, tmp_path: Path) -> None:
    """An old answer from an open folder can still be opened, one from a closed folder cannot."""
    rights = Rights(write_rights(tmp_path / "rights.toml", closed("人事")), library)
    ids = {one.info.path: one.info.id for one in library.documents()}
    for name in ("人事/工资.txt", "公开/通知.txt"):
        (tmp_path / "documents" / name).unlink()
    library.refresh()
    readable = rights.readable(MEMBER)
    assert not readable.includes(ids["人事/工资.txt"])
    assert readable.includes(ids["公开/通知.txt"])
    assert not readable.includes("nobody knows/x.txt")


def test_a_changed_file_holds_without_a_new_start(library: Library, tmp_path: Path) -> None:
    """Who was let in by mistake has to be out at once."""
    file = write_rights(tmp_path / "rights.toml", closed("人事", people=(5,)))
    rights = Rights(file, library)
    assert "人事/工资.txt" in paths(rights, MEMBER, library)
    write_rights(file, closed("人事", "公开"))
    assert paths(rights, MEMBER, library) == {"公告.txt"}


@pytest.mark.parametrize("text", ["", "[folders", "[folders.'认事']\n", "[folders.'人事']\npeople = ['x']\n", None])
def test_a_file_that_becomes_wrong_opens_nothing(library: Library, tmp_path: Path, text: str | None) -> None:
    """Emptied, cut off, misspelt, gone: the last good one holds, and it is told."""
    file = write_rights(tmp_path / "rights.toml", closed("人事"))
    rights = Rights(file, library)
    if text is None:
        file.unlink()
    else:
        write_rights(file, text)
    assert "人事/工资.txt" not in paths(rights, MEMBER, library)
    assert told(rights)
    write_rights(file, closed("公开"))
    assert paths(rights, MEMBER, library) == {"人事/工资.txt", "公告.txt"}
    assert not told(rights)


def test_a_file_that_is_just_being_written_is_left_alone(library: Library, tmp_path: Path) -> None:
    """Its first half closes half of what it will close."""
    file = write_rights(tmp_path / "rights.toml", closed("人事", "公开"))
    now = 1_800_000_000.0
    rights = Rights(file, library, lambda: now)
    file.write_text(closed("人事"), encoding="utf-8")
    os.utime(file, (now - 1, now - 1))
    assert paths(rights, MEMBER, library) == {"公告.txt"}
    now += 5
    assert paths(rights, MEMBER, library) == {"公开/通知.txt", "公告.txt"}


def test_a_closed_word_is_not_known_to_stand_anywhere(library: Library, tmp_path: Path) -> None:
    """Whoever asks for a name learns nothing from what is said of it, and it mends no slip of theirs."""
    (tmp_path / "documents" / "人事" / "名单.txt").write_text("阮德忠任科长，负责海陵项目。\n", encoding="utf-8")
    (tmp_path / "documents" / "公告.txt").write_text("本月开会，科长出席。\n", encoding="utf-8")
    library.refresh()
    rights = Rights(write_rights(tmp_path / "rights.toml", closed("人事", people=(5,))), library)
    open_, closed_ = (rights.readable(one).documents for one in (MEMBER, Reader(person=6)))
    assert library.ask("阮德中任什么？", readable=open_).suggestion == "阮德忠任什么？"
    assert library.ask("阮德中任什么？", readable=closed_).suggestion is None
    terms = {term.text: term.idf for term in library.explain("海陵科长", readable=closed_).found.terms}
    assert terms["海陵"] == 0.0
    assert terms["科长"] > 0.0
    for question in ("海陵项目的科长是谁？", "阮德忠任什么？", "名单"):
        found = library.explain(question, readable=closed_).found
        assert not any("人事" in hit.paragraph.document.path for hit in found.hits)
        nothing = frozenset[str]()
        assert library.explain(question, readable=nothing).found.hits == ()


def test_neither_a_name_nor_a_newer_edition_is_told_of_what_is_closed(library: Library, tmp_path: Path) -> None:
    """Who is asked back „which of the two“ would learn who works there, and a title says what is being prepared."""
    (tmp_path / "documents" / "人事" / "名单.txt").write_text("沈岚，工号17。\n沈澜，工号71。\n", encoding="utf-8")
    for folder, year, hours in (("人事", 2024, "九点到五点"), ("公开", 2021, "八点到六点")):
        rules = f"开放办法（{year}年版）\n本馆每天从{hours}开放。\n读者应当安静。\n"
        (tmp_path / "documents" / folder / f"办法{year}.txt").write_text(rules, encoding="utf-8")
    library.refresh()
    rights = Rights(write_rights(tmp_path / "rights.toml", closed("人事", people=(5,))), library)
    open_, closed_ = (rights.readable(one).documents for one in (MEMBER, Reader(person=6)))
    asked = library.ask("沈兰的工号是多少", readable=open_)
    assert isinstance(asked, NoAnswer)
    assert set(asked.alike) == {"沈岚", "沈澜"}
    asked = library.ask("沈兰的工号是多少", readable=closed_)
    assert isinstance(asked, NoAnswer)
    assert asked.alike == ()
    (old,) = (one.info for one in library.documents() if one.info.path.endswith("2021.txt"))
    assert len(library.pipeline.search.editions(old)) == 2
    with_rights = library.ask("本馆每天几点开放", readable=closed_)
    assert isinstance(with_rights, Answer)
    assert {citation.paragraph.document.id for citation in with_rights.citations} == {old.id}
    assert with_rights.superseded_by == ""
