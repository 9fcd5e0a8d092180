"""The tools of an assistant, without the protocol: exact quotes, honest silence, clear troubles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import one_off_library
from bot.mcp_app.records import AskInput, FindInput, ListInput, ReadInput
from bot.mcp_app.tools import Tools, ToolTrouble
from bot.messages import Language
from bot.settings import Settings
from index.library import Library
from tests.bot.conftest import DOCUMENTS

ANSWERED = "每人最多可借图书多少册？"


@pytest.fixture
def tools(library: Library) -> Tools:
    return Tools(library, Language.HANS)


@pytest.fixture
def of_folders(tmp_path: Path) -> Tools:
    """Tools over two folders that hold a file of the same path, and one that cannot be read."""
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "规定.txt").write_text(f"{name}馆规定\n{name}馆每天九点开门。\n", encoding="utf-8")
    (tmp_path / "乙" / "坏了.txt").write_bytes(b"\x00\x01\x02" * 200)
    settings = Settings(data=tmp_path / "data", cache=tmp_path / "cache")
    library = one_off_library(settings, [tmp_path / "甲", tmp_path / "乙"])
    library.open()
    return Tools(library, Language.HANS)


def text_of(document: str) -> str:
    return (DOCUMENTS / document).read_text(encoding="utf-8")


def test_an_answer_is_cited_at_its_exact_place(tools: Tools) -> None:
    """An assistant copies what it is given; where it stands must hold in the file."""
    asked = tools.ask(AskInput(question=ANSWERED))
    assert (asked.status, asked.note) == ("answered", None)
    first = asked.citations[0]
    assert text_of(first.document)[first.start : first.end] == first.quote == asked.answer
    assert first.quote in first.paragraph_text


def test_where_there_is_no_answer_that_is_said(tools: Tools) -> None:
    """Else the assistant makes one up."""
    asked = tools.ask(AskInput(question="火星上有几座环形山？"))
    assert (asked.status, asked.answer, asked.citations) == ("no_answer", None, ())
    assert asked.note


def test_paragraphs_found_are_whole_and_at_their_place(tools: Tools) -> None:
    """Who wants to read for itself gets the text of the file, the likeliest first."""
    found = tools.find(FindInput(question=ANSWERED, top=4))
    assert 1 <= len(found.paragraphs) <= 4
    for one in found.paragraphs:
        assert text_of(one.document)[one.start : one.end] == one.paragraph_text
    assert found.paragraphs[0].paragraph_text == tools.ask(AskInput(question=ANSWERED)).nearest[0].paragraph_text


def test_a_question_can_be_kept_to_documents(of_folders: Tools) -> None:
    """By path, or by folder and path where two folders hold the same one."""
    question = "馆几点开门？"
    for name in ("甲", "乙"):
        found = of_folders.find(FindInput(question=question, documents=(f"{name}/规定.txt",)))
        assert {one.title for one in found.paragraphs} == {f"{name}馆规定"}
    with pytest.raises(ToolTrouble, match=r"有几篇文档叫 规定\.txt，请写明是哪一篇：乙/规定\.txt、甲/规定\.txt。"):
        of_folders.ask(AskInput(question=question, documents=("规定.txt",)))


def test_a_paragraph_is_read_with_those_around_it(tools: Tools) -> None:
    """A quote without what stands around it is how things are misread."""
    document = tools.ask(AskInput(question=ANSWERED)).citations[0].document
    passage = tools.read_paragraph(ReadInput(document=document, paragraph=2, before=5, after=1))
    assert [one.paragraph for one in passage.paragraphs] == [1, 2, 3]
    assert passage.total >= 3
    for one in passage.paragraphs:
        assert text_of(document)[one.start : one.end] == one.paragraph_text


def test_what_is_not_there_is_said_with_what_is(tools: Tools) -> None:
    """An assistant corrects itself when it is told how."""
    (first, *_) = tools.list_documents(ListInput()).documents
    with pytest.raises(ToolTrouble, match=f"没有第 999 段，共有 {first.paragraphs} 段"):
        tools.read_paragraph(ReadInput(document=first.path, paragraph=999))
    with pytest.raises(ToolTrouble, match=f"是不是 {first.path}？"):
        tools.read_paragraph(ReadInput(document=first.path[1:], paragraph=1))
    with pytest.raises(ToolTrouble, match="没有文档 /etc/passwd；"):
        tools.read_paragraph(ReadInput(document="/etc/passwd", paragraph=1))


def test_documents_are_listed_a_part_at_a_time(of_folders: Tools) -> None:
    """Ten thousand titles would leave an assistant no room to think; files that failed are among them, with why."""
    first = of_folders.list_documents(ListInput(limit=2))
    assert ([one.title for one in first.documents], first.total, first.next) == (["乙馆规定", "甲馆规定"], 3, 3)
    (last,) = of_folders.list_documents(ListInput(start=3, limit=2)).documents
    assert (last.path, last.state, last.reason) == ("坏了.txt", "failed", "不是文本，或编码无法识别")
    assert [one.title for one in of_folders.list_documents(ListInput(words="甲馆 txt")).documents] == ["甲馆规定"]
    assert of_folders.list_documents(ListInput(start=9)).documents == ()
