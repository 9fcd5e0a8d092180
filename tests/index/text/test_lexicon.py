"""Words that mean the same: the operator's own, and those of Taiwan and Hong Kong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import TermKind
from index.query import parse
from index.text import Lexicon, fold, group_of, regional
from tests.analysis import ANALYZER

_WORDS = [word for group in regional.GROUPS for word in group]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("計程車費怎麼算", "出租车费按里程计算。"),
        ("出租车费怎么算", "計程車費按里程計算。"),
        ("软件", "軟體更新說明"),
        ("公司的資訊網路由誰管理?", "公司的信息网络由技术部管理。"),
        ("沙乌地阿拉伯的首都", "沙特阿拉伯首都利雅得。"),
    ],
)
def test_words_of_taiwan_and_the_mainland_meet(question: str, text: str) -> None:
    """Who asks in the words of one side finds what is written in those of the other."""
    asked = set(parse(question, ANALYZER).terms[TermKind.WORD])
    plain = {"费", "首都", "公司", "管理"}
    met = asked & set(ANALYZER.index_terms(text)[TermKind.WORD])
    assert met - plain, "they meet in the word itself, not only in what stands around it"


def test_the_text_keeps_its_own_words() -> None:
    """A part of a word is asked for as it is written there."""
    assert {"捷运", "地铁"} <= set(ANALYZER.index_terms("台北捷運")[TermKind.WORD])


@pytest.mark.parametrize(
    "text",
    [
        "软体动物",
        "同志工作",
        "我的士兵",
        "快捷运输",
        "投资讯息",
        "四川普通话",
        "水晶片",
        "越南韩国",
        "公分母",
        "menu盘",
        "手机率先上市",
        "司机率队",
        "首航太原",
        "收录影片",
        "茶叶门店",
        "恋爱滋味",
        "即食面包",
        "四川普光气田",
        "台式机床",
        "售货柜台",
        "卫生棉条",
        "记忆体现",
        "软体家具",
        "劳模组成",
        "铁路网路线",
        "旋转帐篷",
        "土豆和公务人员",
    ],
)
def test_what_only_looks_like_such_a_word_is_left_alone(text: str) -> None:
    """Where two words meet, a third may seem to stand."""
    assert Lexicon().canonical(text) == text


def test_the_list_is_folded_and_names_every_word_once() -> None:
    """A word of two groups, or one that folding changes, would never be met as it is written there."""
    assert [word for word in _WORDS if fold(word).text != word] == []
    assert len(set(_WORDS)) == len(_WORDS)


@given(st.lists(st.sampled_from(_WORDS), max_size=5).map("。".join))
def test_what_stands_for_all_stands_for_itself(text: str) -> None:
    """A replaced word must not be replaced again: question and paragraph would part."""
    canonical = Lexicon().canonical(text)
    assert Lexicon().canonical(canonical) == canonical


def test_the_groups_of_the_operator_come_before_ours() -> None:
    """Who calls taxis 小黄, or the underground MRT, finds them under all their names."""
    lexicon = Lexicon(groups=(("计程车", "小黄"), ("MRT", "地铁")))
    assert len({lexicon.canonical(each) for each in ("计程车", "小黄", "出租车")}) == 1
    assert {lexicon.canonical(each) for each in ("mrt", "地铁", "捷运")} == {"mrt"}


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("乂安,义安", ("乂安", "义安")),
        ("乂安 义安", ("乂安", "义安")),
        ("纽约，New York、大苹果", ("纽约", "New York", "大苹果")),
        ("乂安, ,", ("乂安",)),
    ],
)
def test_a_line_of_synonyms_is_read_with_commas_or_spaces(line: str, group: tuple[str, ...]) -> None:
    """People write lists with commas; a group that is not understood does nothing, and nobody notices."""
    assert group_of(line) == group
