"""Several questions of one message: one that means what was spoken of before is not asked of other documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.model import Answer, NoAnswer
from index.store.refresh import Sources
from tests.shipped import components

BOATS = """游船租赁须知
游船租赁处每天9:00至17:00营业。
游船须由成人驾驶。
"""
BIKES = """单车租赁须知
单车每天收费15元，押金100元。
单车租赁点周一休息。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("文件")
    for name, text in (("游船", BOATS), ("单车", BIKES)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    opened = Library(tmp_path_factory.mktemp("index"), Sources((Path(folder),)), components())
    opened.open()
    return opened


def test_what_is_meant_of_the_thing_before_is_not_answered_of_another(library: Library) -> None:
    """A day with a boat does not cost what a bicycle does."""
    result = library.ask("游船租赁处几点开门，一天收多少钱？")
    assert isinstance(result, Answer)
    assert "9:00" in result.citations[0].quote
    assert len(result.citations) == 1
    assert result.missing == ("一天收多少钱",)


def test_what_names_its_own_thing_is_answered_from_wherever_it_stands(library: Library) -> None:
    """Two questions of one message need not be about one document."""
    result = library.ask("游船租赁处几点开门，单车押金多少钱？")
    assert isinstance(result, Answer)
    assert [("9:00" in each.quote, "100元" in each.quote) for each in result.citations] == [
        (True, False),
        (False, True),
    ]


def test_what_else_answers_is_told_without_what_was_told(library: Library) -> None:
    """Who asks for more does not want the same again."""
    first = library.ask("单车租赁点周几休息？")
    assert isinstance(first, Answer)
    told = frozenset(each.paragraph.id for each in first.citations)
    further = library.ask_further("单车租赁点周几休息？", told)
    near = further.nearest if isinstance(further, NoAnswer) else [each.paragraph for each in further.citations]
    assert near
    assert not told & {each.id for each in near}
