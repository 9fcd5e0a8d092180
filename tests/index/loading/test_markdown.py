from __future__ import annotations

from index.loading.markdown import load_markdown
from index.model import BlockKind, Document, DocumentInfo, Paragraph
from index.paragraphs import split

MANUAL = """---
title: 手册
date: 2024-12-10
---
# 水泵手册

引言第一行
引言第二行

## 安装 ##

1. 打开**包装**
2. 接通电源
   - 红线接正极

> 注意：先断电

| 项目 | 数值 |
|:-----|-----:|
| 电压 | 220V |
| 电流 | 5A |

~~~text
pump --start
~~~

维护
----

<!-- 待补 -->
"""


def _split(source: str) -> list[Paragraph]:
    content = load_markdown(source.encode())
    info = DocumentInfo("d", "手册.md", content.title or "手册", "v", content.day)
    return split(Document(info, content.text, content.blocks))


def test_structure_marks_are_not_part_of_paragraphs() -> None:
    """A citation shows words, and stands verbatim in the file all the same."""
    assert [paragraph.text for paragraph in _split(MANUAL)] == [
        "引言第一行\n引言第二行",
        "打开**包装**",
        "接通电源",
        "红线接正极",
        "注意：先断电",
        "电压 | 220V",
        "电流 | 5A",
        "pump --start",
        "维护",
    ]
    assert all(paragraph.span.of(MANUAL) == paragraph.text for paragraph in _split(MANUAL))


def test_headings_travel_with_what_follows() -> None:
    """A step of a list is found by the section it stands in; a heading over nothing is kept as a paragraph."""
    paragraphs = _split(MANUAL)
    assert paragraphs[0].headings == ("水泵手册",)
    assert paragraphs[3].headings == ("水泵手册", "安装")
    assert (paragraphs[-1].text, paragraphs[-1].headings) == ("维护", ("水泵手册",))


def test_a_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    """Who never heard of Markdown's empty lines still wrote paragraphs; who wrapped one wrote one."""
    assert [p.text for p in _split("前一段。\n后一段。\n尾句")] == ["前一段。", "后一段。", "尾句"]
    assert [p.text for p in _split("前半句，\n后半句。\n尾句")] == ["前半句，\n后半句。\n尾句"]


def test_rows_carry_the_header_of_their_table() -> None:
    """``220V`` answers a question about 数值 only with its column's name beside it."""
    rows = [paragraph for paragraph in _split(MANUAL) if "|" in paragraph.text and paragraph.context]
    assert [row.context for row in rows] == ["项目 数值", "项目 数值"]


def test_front_matter_gives_title_and_date_and_no_paragraph() -> None:
    """Its lines are about the document, not of it."""
    content = load_markdown(MANUAL.encode())
    assert content.title == "手册"
    assert str(content.day) == "2024-12-10"
    assert content.blocks is not None
    assert content.blocks[0].kind is BlockKind.HEADING
    assert content.text == MANUAL


def test_what_is_quoted_deep_is_read_all_the_same() -> None:
    """Mail threads quote quotes; the parser alone would drop what lies below its last level."""
    for depth in (1, 19, 59, 60, 200, 5000):
        found = _split("> " * depth + "底一。\n" + "> " * depth + "底二。\n\n后。\n")
        assert [paragraph.text for paragraph in found] == ["底一。", "底二。", "后。"]
    assert _split("- " * 300 + "底")[0].text == "底"


def test_a_footnote_is_read_and_the_target_of_a_link_is_not() -> None:
    """To the parser both define something and are no text; a reader sees the one below the page."""
    text = '水深见注[^1]，另见[公告][a]。\n\n[^1]: 枯水期以站长的通知为准。\n\n[a]: https://example.org/a "公告"\n'
    assert [p.text for p in _split(text)] == ["水深见注[^1]，另见[公告][a]。", "[^1]: 枯水期以站长的通知为准。"]
