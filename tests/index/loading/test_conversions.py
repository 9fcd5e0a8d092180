"""One text in several formats: the reader must not notice which."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.index.loading.papers import pdf, style
from tests.index.loading.reading import texts

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


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("文.txt", lambda _: REPORT.encode("gb18030")),
        ("文.txt", lambda _: REPORT.encode("utf-16")),
        ("文.md", lambda lines: "\n\n".join(lines).encode()),
        ("文.docx", _docx),
        ("文.html", _html),
        ("文.pdf", lambda lines: pdf(lines, style(indent=21), head="")),
        ("文.pdf", lambda lines: pdf(lines, style(after=6), head="")),
        ("文.pdf", lambda lines: pdf(lines, style(14), head="")),
    ],
    ids=["GB18030", "UTF-16", "Markdown", "Word", "HTML", "PDF indented", "PDF spaced", "PDF plain, larger"],
)
def test_paragraphs_are_the_same_in_every_format(tmp_path: Path, name: str, made: Callable[[list[str]], bytes]) -> None:
    """A citation means the same paragraph, by number and text, after a file was converted."""
    assert texts(tmp_path, name, made(LINES)) == LINES
