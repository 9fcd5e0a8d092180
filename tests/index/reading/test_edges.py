"""Spans made whole: a quote must never say what its sentence does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from index.reading import edges
from index.text import fold, sentences
from tests.analysis import ANALYZER


def made_whole(text: str, picked: str, question: str = "") -> str:
    folded = fold(text).text
    at = folded.index(fold(picked).text)
    return whole(folded, Span(at, at + len(picked)), question).of(folded)


def whole(folded: str, span: Span, question: str = "") -> Span:
    sentence = edges.lies_in(span, sentences.split(folded))
    words = [Span(start, start + len(word)) for word, start, _ in ANALYZER.bare_tokens(folded)]
    return edges.whole(folded, sentence, span, words, question)


@pytest.mark.parametrize(
    ("text", "picked", "expected"),
    [
        ("本品不得用于食品车间。", "食品车间", "不得用于食品车间"),
        ("严禁在库房内吸烟。", "吸烟", "严禁在库房内吸烟"),
        ("外卖平台的订单不参加满减。", "外卖平台的订单", "外卖平台的订单不参加满减"),
        ("凡会员均可退换，但生鲜和现做糕点除外。", "生鲜和现做糕点", "生鲜和现做糕点除外"),
        ("青竹三号的防水试验没有通过。", "青竹三号", "青竹三号的防水试验没有通过"),
        ("馆长是简宁，副馆长空缺，不设秘书。", "简宁", "简宁"),
        ("货车总高不得超过4.2米。", "4.2", "不得超过4.2米"),
        ("押金至少300元。", "300", "至少300元"),
        ("每人最多借8册。", "8", "8册"),
        ("年满60周岁以上的老人免票。", "60", "年满60周岁以上"),
        ("每月15日前交表。", "每月15", "每月15日前"),
    ],
)
def test_what_limits_or_denies_stays_in_the_quote(text: str, picked: str, expected: str) -> None:
    """「食品车间」 out of 「不得用于食品车间」 tells people the opposite."""
    assert made_whole(text, picked) == expected


def test_what_the_question_denies_itself_need_not_be_repeated() -> None:
    """Asked where it must not be used, the place is the answer."""
    assert made_whole("本品不得用于食品车间。", "食品车间", "不得用在哪里?") == "食品车间"


@pytest.mark.parametrize(
    ("question", "expected"),
    [("展厅面积是多少?", "820平方米"), ("展厅面积是多少,其中库房多少?", "820平方米,其中库房140平方米")],
)
def test_a_figure_stands_without_its_parts_unless_they_are_asked_for(question: str, expected: str) -> None:
    """Who asks for the whole must not take a part of it for the answer."""
    assert made_whole("展厅面积为820平方米,其中库房140平方米。", "820平方米,其中库房140平方米", question) == expected


@pytest.mark.parametrize(
    ("text", "picked", "expected"),
    [
        ("全年接待游客12,306人次。", "12", "12,306人次"),
        ("面积为38.6平方公里。", "38", "38.6平方公里"),
        ("开馆时间为9:30。", "9", "9:30"),
        ("由财务部负责人签字。", "责人", "负责人"),
        ("渔政科对“三无船只”逐艘登记。", "对“三无船只", '对"三无船只"'),
        ("渔政科对“三无船只”逐艘登记。", "船只”逐艘登记", '"三无船只"逐艘登记'),
        ("押金200元(含钥匙押金50元)。", "200元(含钥匙", "200元(含钥匙押金50元)"),
        ("施行《白鹭洲湿地保护办法》。", "《白鹭洲湿地保护", "《白鹭洲湿地保护办法》"),
    ],
)
def test_no_word_number_or_pair_of_brackets_is_cut(text: str, picked: str, expected: str) -> None:
    """Half a number is a wrong number."""
    assert made_whole(text, picked) == expected


@pytest.mark.parametrize(
    ("quote", "question", "label"),
    [
        ("第五条", "迟到怎么处理?", True),
        ("主持人:", "谁来主持?", True),
        ("(三)", "要带什么?", True),
        ("一、", "要求是什么?", True),
        ("第五条", "迟到写在第几条?", False),
        ("15", "有几个人?", False),
        ("陆青禾", "谁来主持?", False),
    ],
)
def test_a_label_is_no_answer(quote: str, question: str, label: bool) -> None:  # noqa: FBT001 - a table of cases
    """What a line begins with says nothing by itself, unless that was asked."""
    assert edges.is_label(quote, question) is label


_SUBJECTS = st.sampled_from(["本产品", "一号楼电梯", "学徒工", "临时证件", "外来车辆", "生鲜商品"])
_DENIALS = st.sampled_from(["不得", "不能", "严禁", "禁止", "不准", "未经批准不得", "不予"])
_ACTIONS = st.sampled_from(["用于运送货物", "进入厂区", "享受八折优惠", "在夜间使用", "办理退换", "单独上岗操作"])
_TAILS = st.sampled_from(["", "，违者罚款50元", "，但持证者除外", "；具体办法另行通知"])


@given(_SUBJECTS, _DENIALS, _ACTIONS, _TAILS, st.data())
def test_a_span_of_a_prohibition_keeps_it(
    subject: str, denial: str, action: str, tail: str, data: st.DataObject
) -> None:
    """Whatever is picked out of a prohibition, the quote still forbids."""
    text = fold(f"{subject}{denial}{action}{tail}。").text
    begin = len(subject) + len(denial)
    start = data.draw(st.integers(begin, begin + len(action) - 1))
    end = data.draw(st.integers(start + 1, begin + len(action)))
    quote = whole(text, Span(start, end)).of(text)
    assert edges.denies(quote), quote


_TEXTS = st.text(alphabet="甲乙丙丁的不得超过以上前（）《》“”0123456789.,，。年月日元%人abc ", min_size=1, max_size=60)


@given(_TEXTS, st.data())
def test_a_whole_span_lies_in_its_sentence_and_holds_what_was_picked(text: str, data: st.DataObject) -> None:
    """Mending an edge never loses what was found, and never leaves the evidence."""
    folded = fold(text).text
    parts = sentences.split(folded)
    if not parts:
        return
    part = data.draw(st.sampled_from(parts))
    start = data.draw(st.integers(part.start, part.end - 1))
    end = data.draw(st.integers(start + 1, part.end))
    sentence = edges.lies_in(Span(start, end), parts)
    found = whole(folded, Span(start, end))
    assert sentence.contains(found)
    assert found.overlaps(Span(start, end)) or not any(c.isalnum() for c in folded[start:end])


@given(_TEXTS)
def test_numbers_are_whole_at_both_ends(text: str) -> None:
    """A digit of the sentence next to a digit of the quote would be a number cut in two."""
    folded = fold(text).text
    for part in sentences.split(folded):
        for start in range(part.start, part.end):
            found = whole(folded, Span(start, start + 1))
            if found == part:
                continue
            before, behind = folded[max(part.start, found.start - 1) : found.start], folded[found.end : found.end + 1]
            assert not (before.isdecimal() and folded[found.start].isdecimal())
            assert not (behind.isdecimal() and found.end < part.end and folded[found.end - 1].isdecimal())


def test_the_words_of_the_question_are_no_answer() -> None:
    """「四证」 does not say what 四证 means."""
    assert edges.is_echo("渡口票价", "渡口票价是多少?")
    assert edges.is_echo("“四证”", "四证指的是哪四证吧") is False  # which of several may be in the question
    assert edges.is_echo("四证", "四证指什么?")
    assert not edges.is_echo("东门", "走东门还是西门?")
    assert not edges.is_echo("每张18元", "渡口票价是多少?")
    assert not edges.is_echo("", "渡口票价是多少?")


def test_a_line_that_asks_is_told_from_one_that_answers() -> None:
    """Of a question and its answer the answer is quoted."""
    assert edges.is_question("渡船停航了怎么办?")
    assert not edges.is_question("停航可退票。还有什么要问的?")
    assert not edges.is_question("渡船停航可退票。")


@pytest.mark.parametrize(
    ("text", "picked", "expected"),
    [
        ("渡轮自2031年3月5日(星期三)上午8时起停航。", "上午8时", "2031年3月5日(星期三)上午8时起"),
        ("三月五日晚7点开船。", "7点", "三月五日晚7点"),
        ("售票处每天上午8时开门。", "8时", "上午8时"),
        ("3月5日停航,上午8时开船。", "上午8时", "上午8时"),
    ],
)
def test_a_time_of_day_keeps_the_day_right_before_it(text: str, picked: str, expected: str) -> None:
    """「上午八点」 of which day? Who misses the day misses the boat."""
    assert made_whole(text, picked) == expected
