"""The interrogative tells what is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import AnswerType
from index.query.interrogatives import asks_for_several, asks_to_calculate, interrogative, measured
from index.text import fold


@pytest.mark.parametrize(
    ("question", "answer_type"),
    [
        ("会议由谁主持?", AnswerType.WHO),
        ("哪位球员入选?", AnswerType.WHO),
        ("省委检查委员会副主任是何人?", AnswerType.WHO),
        ("决议是哪天通过的?", AnswerType.WHEN),
        ("何時舉行？", AnswerType.WHEN),
        ("70周年是哪一年?", AnswerType.WHEN),
        ("什么时候播", AnswerType.WHEN),
        ("春水站坐落在何處？", AnswerType.WHERE),
        ("学校位于哪里?", AnswerType.WHERE),
        ("他在哪个国家出生?", AnswerType.WHICH),
        ("发展了多少名党员?", AnswerType.HOW_MANY),
        ("有几个支部?", AnswerType.HOW_MANY),
        ("达到目标的百分之多少?", AnswerType.HOW_MANY),
        ("要提高哪些指数?", AnswerType.WHICH),
        ("首都是什么?", AnswerType.WHAT),
        ("千叶县的最高民意机关为?", AnswerType.WHAT),
        ("卢安达人口最多的城市为何?", AnswerType.WHAT),
        ("蒙古人称之为什么?", AnswerType.WHAT),
        ("因为什么天灾而报废?", AnswerType.WHAT),
        ("为什么叫天数?", AnswerType.WHY),
        ("為何停課？", AnswerType.WHY),
        ("打嗝是什么原因", AnswerType.WHY),
        ("如何连接数据库?", AnswerType.HOW),
        ("要以怎样的方法落实原则?", AnswerType.HOW),
        ("可以上高铁吗", AnswerType.YES_NO),
        ("是否加入?", AnswerType.YES_NO),
        ("920-TB/TU", AnswerType.KEYWORDS),
        ("郑州小鸭售后服务电话", AnswerType.KEYWORDS),
    ],
)
def test_the_wording_tells_what_is_asked_for(question: str, answer_type: AnswerType) -> None:
    """A date answers when, a person answers who: the answer's kind starts here."""
    assert interrogative(fold(question).text).answer_type is answer_type


@pytest.mark.parametrize(
    ("question", "span", "measure"),
    [
        ("哪个国家在1973年发行了唱片邮票?", "哪个", "个"),
        ("发展了多少名党员?", "多少名", "名"),
        ("决议是哪天通过的?", "哪天", "日"),
        ("成立于哪一年?", "哪一年", "年"),
        ("首都是什么?", "什么", ""),
        ("920-TB/TU", "", ""),
    ],
)
def test_the_measure_word_belongs_to_the_interrogative(question: str, span: str, measure: str) -> None:
    """哪个国家 asks for a country, not for a 个; 哪天 asks for a day."""
    folded = fold(question).text
    place, found = measured(folded, interrogative(folded))
    assert (place.of(folded), found) == (span, measure)


def test_several_things_are_asked_for() -> None:
    """A list is answered by a list."""
    assert asks_for_several("要提高哪些指数?")
    assert asks_for_several("考船员证分几步?")
    assert asks_for_several("什么样的人不能上船?")
    assert asks_for_several("判决结果讲讲")
    assert asks_for_several("what documents must i bring?")
    assert not asks_for_several("首都是什么?")
    assert not asks_for_several("舵盘是个什么东西?")


@pytest.mark.parametrize(
    ("question", "calculates"),
    [
        ("大船比小船贵多少？", True),
        ("两种票相差几元？", True),
        ("船票和车票加起来多少钱？", True),
        ("哪种船票更贵？", True),
        ("船票的比例是多少？", False),
        ("今晚多少人值班？", False),
        ("船最重多少吨？", False),
        ("首重多少钱？", False),
    ],
)
def test_figures_to_be_compared_or_added_up_are_told_from_one(question: str, calculates: bool) -> None:  # noqa: FBT001 - a case
    """Who compares wants both figures before his eyes, who asks for one wants that one."""
    assert asks_to_calculate(fold(question).text) is calculates


@given(st.text(max_size=60))
def test_any_question_has_a_place_of_its_interrogative(text: str) -> None:
    """Whatever is typed has a type of answer and a place inside it."""
    found = interrogative(text)
    span, _ = measured(text, found)
    assert found.span.start == span.start
    assert found.span.end <= span.end <= len(text)
