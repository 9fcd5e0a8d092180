"""Who wrote a document and when, told by the lines it begins and ends with."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.library import Library
from index.model import Answer, NoAnswer
from index.store.refresh import Sources
from tests.shipped import components

SURVEY = """河口渔业普查报告
编制单位：河口县渔政大队
执笔人：闻笛
发布日期：2031年4月2日
一、普查范围
普查覆盖全县九个渡口，走访渔民四百户。
二、普查结果
登记渔船一百二十艘，其中七艘没有证书。
"""
NOTICE = """关于冬季休渔的通知
各渡口：
自十二月起休渔三个月，由渔政大队负责巡查。
渔船应当停泊在指定水域。
河口县人民政府办公室
二〇三一年十一月八日
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("文件")
    for name, text in (("河口渔业普查报告", SURVEY), ("关于冬季休渔的通知", NOTICE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return Library(tmp_path_factory.mktemp("index"), Sources((Path(folder),)), components())


def said(library: Library, question: str) -> tuple[str, str] | None:
    result = library.ask(question)
    if isinstance(result, NoAnswer):
        return None
    assert isinstance(result, Answer)
    first = result.citations[0]
    return first.paragraph.quote(first.span), first.paragraph.document.title


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("那份报告由谁执笔？", "闻笛"),
        ("河口渔业普查报告的作者是谁", "闻笛"),
        ("河口渔业普查报告是哪个单位编制的？", "河口县渔政大队"),
        ("普查报告什么时候发布的？", "2031年4月2日"),
        ("这份通知是什么时候印发的？", "二〇三一年十一月八日"),
        ("《关于冬季休渔的通知》是哪个部门发的", "河口县人民政府办公室"),
    ],
)
def test_a_document_says_itself_who_wrote_it_and_when(library: Library, question: str, answer: str) -> None:
    """Before people pass a paper on they ask whose it is and how old."""
    found = said(library, question)
    assert found is not None
    assert found[0] == answer


def test_what_no_line_says_is_not_made_up(library: Library) -> None:
    """A notice without an author has none, whoever patrols."""
    found = said(library, "这份通知是谁写的？")
    assert found is None or found[0] not in {"闻笛", "渔政大队"}
