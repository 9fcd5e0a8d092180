"""An article or chapter asked for by its number, and things of another number kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.model import Answer, NoAnswer
from index.store.refresh import Sources
from tests.shipped import components

RULES = """渡口管理办法
第一章 总则
第一条 为了规范渡口管理，制定本办法。
第二条 渡口由镇人民政府管理。
第二章 船只
第三条 船只应当具备下列证书：
（一）检验证书；
（二）船员证书。
第四条 违反第三条规定的，责令停航。
第十三条 每年十一月停航检修。
第二十三条 违反第十三条规定的，处五百元罚款。
"""
PIER = """码头管理办法
第一条 本办法适用于货运码头。
第四条 码头夜间应当照明。
"""
MODELS = """船用电台说明
TR-208B 的电池容量为 5200 毫安时，充电四小时。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("文件")
    for name, text in (("渡口管理办法", RULES), ("码头管理办法", PIER), ("电台", MODELS)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return Library(tmp_path_factory.mktemp("index"), Sources((Path(folder),)), components())


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("渡口办法第四条怎么规定的？", ["第四条 违反第三条规定的，责令停航。"]),
        ("码头管理办法第4条是什么", ["第四条 码头夜间应当照明。"]),
        ("第十三条的内容", ["第十三条 每年十一月停航检修。"]),
        ("第三条", ["第三条 船只应当具备下列证书：", "（一）检验证书；", "（二）船员证书。"]),
    ],
)
def test_an_article_asked_for_by_number_is_told_whole(library: Library, question: str, quotes: list[str]) -> None:
    """第十三条 is not the article that speaks of it, nor 第二十三条."""
    result = library.ask(question)
    assert isinstance(result, Answer)
    assert [citation.quote for citation in result.citations] == quotes


def test_an_article_of_several_documents_is_shown_of_each(library: Library) -> None:
    """Who does not say which regulation sees both."""
    result = library.ask("第四条是什么")
    assert isinstance(result, Answer)
    assert {citation.paragraph.document.title for citation in result.citations} == {"渡口管理办法", "码头管理办法"}


def test_a_chapter_asked_for_by_number_is_told_from_its_own_paragraphs(library: Library) -> None:
    """The first chapter is none of the second."""
    result = library.ask("渡口管理办法第一章讲什么")
    assert isinstance(result, Answer)
    assert {citation.paragraph.headings[-1] for citation in result.citations} == {"第一章 总则"}


@pytest.mark.parametrize("question", ["TR-208C的电池容量是多少？", "渡口管理办法第九条怎么规定的？"])
def test_a_thing_that_is_not_there_gets_no_neighbours_answer(library: Library, question: str) -> None:
    """Another model's battery is a wrong answer, however near its name."""
    result = library.ask(question)
    assert isinstance(result, NoAnswer)
    assert result.nearest


def test_silence_names_the_code_as_it_was_typed(library: Library) -> None:
    """The asker sees what the documents do not speak of."""
    result = library.ask("TR-208C的电池容量是多少？")
    assert isinstance(result, NoAnswer)
    assert "TR-208C" in result.missing
