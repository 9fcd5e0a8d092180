"""One text in several formats: the reader must not notice which."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import pytest

from index.library import Library
from index.model import Answer
from index.store.refresh import Sources
from tests.index.loading.papers import pdf, style
from tests.index.loading.reading import texts
from tests.shipped import components

REPORT = """市水务局主持召开二〇二四年度供水管网漏损控制工作总结会议。

11月26日下午,市水务局领导班子召开总结会议。局长周立民同志出席并讲话。
副局长何秀兰同志主持会议。

出席会议的有:供水科科长吴大伟,管网科科长郑小梅,计划科副科长钱国栋。
重视方法,讲求实效。
全年共检修阀门6318只,为近年最多(达到年度计划的121.4%,达到第17号文件目标的103.6%)。其中,城东泵站2105只,城西泵站1877只。

按照第08-KH/SW号计划,管网科对“老旧小区”逐户排查;查出漏点412处,当月修复398处,其余限期在2025年3月31日前完成……
突出抓好夜间值班和应急抢修
周立民同志强调:“漏损控制是供水工作的基础,基础不牢,其他都谈不上。”会议还就2025-2030年规划听取了意见,要求各科室在12月20日前报送书面材料。
"""
LINES = [line for line in REPORT.split("\n") if line]


def _docx(lines: list[str]) -> bytes:
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _html(lines: list[str]) -> bytes:
    return ("<meta charset=utf-8>" + "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)).encode()


MADE: Mapping[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "GB18030": ("文.txt", lambda _: REPORT.encode("gb18030")),
    "UTF-16": ("文.txt", lambda _: REPORT.encode("utf-16")),
    "Markdown": ("文.md", lambda lines: "\n\n".join(lines).encode()),
    "Word": ("文.docx", _docx),
    "HTML": ("文.html", _html),
    "PDF indented": ("文.pdf", lambda lines: pdf(lines, style(indent=21), head="")),
    "PDF spaced": ("文.pdf", lambda lines: pdf(lines, style(after=6), head="")),
    "PDF plain, larger": ("文.pdf", lambda lines: pdf(lines, style(14), head="")),
    "PDF with running heads": ("文.pdf", lambda lines: pdf(lines, style(24, indent=48))),
}
_NAME = "供水管网"
QUESTIONS = (
    "全年检修了多少只阀门？",
    "城东泵站检修了多少只？",
    "总结会议由谁主持？",
    "副局长是谁？",
    "哪些科长出席了会议？",
    "查出漏点多少处？",
    "其余漏点限期到什么时候修复？",
    "管网科按照第几号计划逐户排查老旧小区？",
    "周立民怎样评价漏损控制工作？",
    "书面材料什么时候报送？",
    "会议是什么时候召开的？",
    "明年的水价是多少？",
)


@pytest.mark.parametrize(("name", "made"), MADE.values(), ids=MADE)
def test_paragraphs_are_the_same_in_every_format(tmp_path: Path, name: str, made: Callable[[list[str]], bytes]) -> None:
    """A citation means the same paragraph, by number and text, after a file was converted."""
    assert texts(tmp_path, name, made(LINES)) == LINES


def _answers(folder: Path, name: str, data: bytes) -> list[tuple[str, int, str] | None]:
    """The first citation of each question: quote, number and text of its paragraph."""
    (folder / "文件").mkdir(parents=True)
    (folder / "文件" / name).write_bytes(data)
    library = Library(folder / "index", Sources((folder / "文件",)), components())
    library.open()
    found: list[tuple[str, int, str] | None] = []
    for question in QUESTIONS:
        result = library.ask(question)
        first = result.citations[0] if isinstance(result, Answer) else None
        found.append((first.quote, first.paragraph.ordinal, first.paragraph.text) if first else None)
    return found


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Sequence[tuple[str, int, str] | None]:
    """The answers of the text file."""
    # the reader sees the title too, which is the file's name where the format has none: it is the same in all
    found = _answers(tmp_path_factory.mktemp("text"), f"{_NAME}.txt", REPORT.encode())
    # silence on everything would be the same everywhere as well
    assert sum(answer is not None for answer in found) > len(QUESTIONS) / 2
    assert found[-1] is None
    return found


@pytest.mark.parametrize("form", MADE)
def test_answers_and_their_citations_are_the_same_in_every_format(
    tmp_path: Path, form: str, expected: Sequence[tuple[str, int, str] | None]
) -> None:
    """Whoever converts a folder to Word or PDF gets the answers of the text files, at the same places."""
    name, made = MADE[form]
    other = _answers(tmp_path / "other", f"{_NAME}{Path(name).suffix}", made(LINES))
    assert [answer and answer[1:] for answer in other] == [answer and answer[1:] for answer in expected]
    # a PDF file has a date of its own, which the reader sees: 2105只 there, 城东泵站2105只 here
    assert all(one[0] in two[0] or two[0] in one[0] for one, two in zip(other, expected, strict=True) if one and two)
