from hypothesis import given
from hypothesis import strategies as st

from index.reader.question import Question, parse
from index.reader.words import words
from index.text import Analyzer, fold

ANALYZER = Analyzer()


def taken_apart(text: str) -> Question:
    folded = fold(text).text
    return parse(folded, words(folded, ANALYZER))


def test_head_and_measure_are_parted() -> None:
    """哪个国家 asks for a country, not for a 个."""
    question = taken_apart("哪个国家在1973年发行了唱片邮票?")
    assert (question.measure, question.head) == ("个", "国家")
    assert taken_apart("江西省的首府是什么?").head == "首府"


def test_noun_at_the_end_of_a_description_is_found() -> None:
    """哪一座位于南方的岛屿 asks for an island."""
    assert taken_apart("哪一座位于韩国的岛屿最大?").noun == "岛屿"


@given(st.text(max_size=60))
def test_any_question_can_be_taken_apart(text: str) -> None:
    """Whatever is typed has a kind and a place of the interrogative inside it."""
    question = taken_apart(text)
    start, end = question.asking
    assert 0 <= start <= end <= len(question.text) == len(question.masked)
