from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BrokenFile
from index.loading.web import load_html
from index.model import DateSource
from tests.index.loading.reading import document, paragraphs, texts

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>水价调整通知_市供水公司</title>
<meta property="article:published_time" content="2024-12-10T08:00:00+08:00">
<style>p{color:red}</style><script>var a = "<p>脚本</p>";</script></head>
<body><header><a href="/">市供水公司</a></header><nav><ul><li>首页</li><li>通知</li></ul></nav>
<div id="wrap"><h1>水价调整通知</h1>
<p>自明年一月起，
居民用水<b>第一阶梯</b>每立方米<span style="display:none">隐藏</span>三元。</p>
<h2>适用范围</h2>
<div>本市全部<br>居民用户。<p>不含工业用水。</p>尾随的话。</div>
<ul><li>一户一表</li><li>合表用户<ul><li>学校</li></ul></li></ul>
<table><caption>价目</caption><thead><tr><th>阶梯</th><th>单价</th></tr></thead>
<tr><td>第一</td><td>3.00</td></tr><tr><td>第二</td><td>4.50</td></tr></table>
<pre>行一
  行二</pre>
<p>A &amp; B&nbsp;&lt;C&gt; <ruby>漢<rt>hàn</rt></ruby>字</p>
</div><footer>版权所有</footer></body></html>"""


def test_a_page_gives_its_words_without_its_frame(tmp_path: Path) -> None:
    """Menus, scripts and copyright lines would answer questions nobody asked."""
    assert texts(tmp_path, "页.html", PAGE) == [
        "自明年一月起，居民用水第一阶梯每立方米三元。",
        "本市全部",
        "居民用户。",
        "不含工业用水。",
        "尾随的话。",
        "一户一表",
        "合表用户",
        "学校",
        "第一 | 3.00",
        "第二 | 4.50",
        "价目",
        "行一\n  行二",
        "A & B\xa0<C> 漢字",
    ]


def test_headings_and_table_headers_go_along(tmp_path: Path) -> None:
    """``4.50`` is the 单价 of the second 阶梯, under 适用范围."""
    row = next(p for p in paragraphs(tmp_path, "页.html", PAGE) if p.text.startswith("第二"))
    assert (row.headings, row.context) == (("适用范围",), "价目 阶梯 单价")


def test_title_and_date_come_from_the_page(tmp_path: Path) -> None:
    """The name of the site is no part of the title."""
    info = document(tmp_path, "页.html", PAGE).info
    assert (info.title, str(info.date), info.date_source) == ("水价调整通知", "2024-12-10", DateSource.METADATA)


@pytest.mark.parametrize("name", ["gb2312", "gbk", "big5", "utf-8"])
def test_a_page_may_say_its_encoding(tmp_path: Path, name: str) -> None:
    """Many old pages do, and call GB18030 gb2312."""
    body = "<html><head><meta http-equiv='Content-Type' content='text/html; charset={}'></head><p>第一章</p></html>"
    assert texts(tmp_path, "页.htm", body.format(name).encode(name)) == ["第一章"]


def test_a_page_that_says_the_wrong_encoding_is_read_all_the_same(tmp_path: Path) -> None:
    """Servers rewrite pages and leave the label."""
    assert texts(tmp_path, "页.html", "<meta charset=gb2312><p>居民用水价格表，自一月起执行。</p>") == [
        "居民用水价格表，自一月起执行。"
    ]


def test_entities_name_no_files(tmp_path: Path) -> None:
    """A page must not be able to read /etc/passwd into the index, nor to fill the memory."""
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 20}">' for i in range(1, 12))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY a0 "哈">{bomb}]>'
        "<html><body><p>前&x;&a11;后</p></body></html>"
    )
    joined = "".join(texts(tmp_path, "页.xhtml", text))
    assert "机密" not in joined
    assert len(joined) < 10_000


@pytest.mark.parametrize("levels", [1500, 20_000])
@pytest.mark.parametrize("tag", ["div", "ul><li", "table><tr><td", "blockquote", "b", "span"])
def test_what_is_nested_deep_is_read_as_what_is_not(tmp_path: Path, tag: str, levels: int) -> None:
    """Generated pages nest deeper than Python recurses and than libxml2 follows: nothing of them may be lost."""
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    page = f"<p>前</p>{f'<{tag}>' * levels}底{closing * levels}<p>后</p>"
    assert texts(tmp_path, "深.html", page) == ["前", "底", "后"]


def test_paragraphs_at_every_depth_stay_apart(tmp_path: Path) -> None:
    """A reply to a reply, four thousand times: each is cited by itself."""
    page = "".join(f"<blockquote>{level}" for level in range(4000)) + "</blockquote>" * 4000 + "<h2>题</h2><p>后</p>"
    found = paragraphs(tmp_path, "深.html", page)
    assert [paragraph.text for paragraph in found] == [*map(str, range(4000)), "后"]
    assert found[-1].headings == ("题",)


def test_elements_never_closed_and_closed_without_end_do_no_harm(tmp_path: Path) -> None:
    """Ends without beginnings and beginnings without ends are what broken page builders write."""
    assert texts(tmp_path, "开.html", "<div>" * 5000 + "底") == ["底"]
    assert texts(tmp_path, "关.html", "<i>" * 5000 + "</div>" * 5000 + "底") == ["底"]
    assert texts(tmp_path, "本.html", "<div>" * 5000 + "<script>'<p>脚本'</script><!-- <p>注 -->底") == ["底"]


@pytest.mark.parametrize("page", ["<b></b>" * 1_000_001, f"{'<b>' * 400}<div>{'</b>' * 400}" * 10])
def test_a_page_built_to_harm_says_so(tmp_path: Path, page: str) -> None:
    """A tree of millions of elements, or one that hides its depth: refused with the reason, not half read."""
    with pytest.raises(BrokenFile) as caught:
        document(tmp_path, "页.html", page)
    assert caught.value.facts["reason"] == "bomb"


def test_only_the_subject_of_a_page_is_read_where_it_is_marked(tmp_path: Path) -> None:
    """Teasers beside an article are other documents."""
    page = "<body><div>热门推荐</div><article><h1>题</h1><p>正文很长很长很长。</p></article><div>相关阅读</div></body>"
    assert texts(tmp_path, "页.html", page) == ["正文很长很长很长。"]


@given(st.text(st.sampled_from("<>/pdivtablerh1 &;\"'=甲乙\n!-"), max_size=200))
def test_no_markup_breaks_the_reader(markup: str) -> None:
    """The web is not well formed."""
    content = load_html(("<html>" + markup).encode())
    assert all(block.span.end <= len(content.text) for block in content.blocks or ())


def test_what_explains_a_term_knows_it(tmp_path: Path) -> None:
    """``2.4米`` answers nobody who does not see of what; nor is it the number of a section."""
    page = (
        "<dl><dt>水深</dt><dd>2.4米左右</dd><dd>雨后更深</dd><dt>余氯</dt><dd>0.3至1毫克</dd></dl><p>以上每日公布。</p>"
    )
    found = paragraphs(tmp_path, "池.html", page)
    assert [(p.text, p.context, p.headings) for p in found if p.context] == [
        ("2.4米左右", "水深", ()),
        ("雨后更深", "水深", ()),
        ("0.3至1毫克", "余氯", ()),
    ]
