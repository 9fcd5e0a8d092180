import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reader.question import Kind, Question, parse
from index.reader.words import words
from index.text import Analyzer, fold

ANALYZER = Analyzer()


def taken_apart(text: str) -> Question:
    folded = fold(text).text
    return parse(folded, words(folded, ANALYZER))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("会议由谁主持?", Kind.WHO),
        ("哪位球员入选?", Kind.WHO),
        ("省委检查委员会副主任是何人?", Kind.WHO),
        ("决议是哪天通过的?", Kind.WHEN),
        ("何時舉行？", Kind.WHEN),
        ("70周年是哪一年?", Kind.WHEN),
        ("什么时候播", Kind.WHEN),
        ("春水站坐落在何處？", Kind.WHERE),
        ("学校位于哪里?", Kind.WHERE),
        ("他在哪个国家出生?", Kind.WHICH),
        ("发展了多少名党员?", Kind.HOW_MANY),
        ("有几个支部?", Kind.HOW_MANY),
        ("达到目标的百分之多少?", Kind.HOW_MANY),
        ("要提高哪些指数?", Kind.WHICH),
        ("首都是什么?", Kind.WHAT),
        ("千叶县的最高民意机关为?", Kind.WHAT),
        ("卢安达人口最多的城市为何?", Kind.WHAT),
        ("蒙古人称之为什么?", Kind.WHAT),
        ("因为什么天灾而报废?", Kind.WHAT),
        ("为什么叫天数?", Kind.WHY),
        ("為何停課？", Kind.WHY),
        ("打嗝是什么原因", Kind.WHY),
        ("如何连接数据库?", Kind.HOW),
        ("要以怎样的方法落实原则?", Kind.HOW),
        ("可以上高铁吗", Kind.YES_NO),
        ("是否加入?", Kind.YES_NO),
        ("920-TB/TU", Kind.KEYWORDS),
        ("郑州小鸭售后服务电话", Kind.KEYWORDS),
    ],
)
def test_the_wording_tells_what_is_asked_for(text: str, kind: Kind) -> None:
    """A date answers when, a person answers who: the answer's kind starts here."""
    assert taken_apart(text).kind is kind


def test_head_and_measure_are_parted() -> None:
    """哪个国家 asks for a country, not for a 个."""
    question = taken_apart("哪个国家在1973年发行了唱片邮票?")
    assert (question.measure, question.head) == ("个", "国家")
    assert taken_apart("江西省的首府是什么?").head == "首府"


def test_noun_at_the_end_of_a_description_is_found() -> None:
    """哪一座位于南方的岛屿 asks for an island."""
    assert taken_apart("哪一座位于韩国的岛屿最大?").noun == "岛屿"


def test_several_things_are_asked_for() -> None:
    """A list is answered by a list."""
    assert taken_apart("要提高哪些指数?").lists
    assert not taken_apart("首都是什么?").lists


@given(st.text(max_size=60))
def test_any_question_can_be_taken_apart(text: str) -> None:
    """Whatever is typed has a kind and a place of the interrogative inside it."""
    question = taken_apart(text)
    start, end = question.asking
    assert 0 <= start <= end <= len(question.text) == len(question.masked)
