"""Several questions of one message are taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Together
from index.query import parse
from index.query.several import MOST, several
from tests.analysis import ANALYZER


def taken(question: str) -> tuple[Together, tuple[str, ...]] | None:
    found = several(parse(question, ANALYZER), ANALYZER)
    return None if found is None else (found.together, found.questions)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("渡口几点开船？票价多少？", ("渡口几点开船", "票价多少")),
        ("谁值夜班，值班电话是多少？", ("谁值夜班", "值班电话是多少")),
        ("东门和西门分别几点关？", ("东门几点关", "西门几点关")),
        ("成人票、儿童票各多少钱", ("成人票多少钱", "儿童票多少钱")),
        ("馆长是谁？副馆长呢？", ("馆长是谁", "副馆长呢")),
        ("渡口的地址和联系方式？", ("渡口的地址是什么", "渡口的联系方式是什么")),
    ],
)
def test_questions_side_by_side_are_asked_in_turn(question: str, parts: tuple[str, ...]) -> None:
    """Nobody wants to send two messages for two questions."""
    assert taken(question) == (Together.EACH, parts)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("2023年的游客比2022年多了多少人？", ("2023年的游客多少人", "2022年的游客多少人")),
        ("大船票和小船票差多少钱", ("大船票多少钱", "小船票多少钱")),
        ("今年招的新人比去年多几个", ("今年招的新人几个", "去年招的新人几个")),
        ("东岸仓库和西岸仓库哪个大？", ("东岸仓库是多少", "西岸仓库是多少")),
        ("甲镇比乙镇多种了多少亩", ("甲镇种了多少亩", "乙镇种了多少亩")),
        ("东馆比西馆早开几分钟", ("东馆什么时候开", "西馆什么时候开")),
        ("借五天的人比借两天的人多付几元押金", ("借五天的人付几元押金", "借两天的人付几元押金")),
        ("东镇居民比西镇居民收入高多少", ("东镇居民收入是多少", "西镇居民收入是多少")),
        ("月票比日票贵多少？", ("月票多少钱", "日票多少钱")),
    ],
)
def test_a_comparison_asks_for_both_figures(question: str, parts: tuple[str, ...]) -> None:
    """The difference stands in no document; its two figures do."""
    assert taken(question) == (Together.DIFFERENCE, parts)


def test_a_sum_asks_for_every_figure() -> None:
    """Three figures of three lines make one total."""
    assert taken("甲班、乙班和丙班一共多少人？") == (
        Together.TOTAL,
        ("甲班多少人", "乙班多少人", "丙班多少人"),
    )


@pytest.mark.parametrize(
    "question",
    [
        "渡口几点开船？",
        "比赛几点开始？",
        "水的比热容是多少",
        "祥和小区有几栋楼？",
        "张望和李舟谁是站长？",
        "我和家人想坐船，几岁的孩子免票？",
        "一共有多少人？",
        "",
        "？？？",
        "🙂🙂",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    """A question taken apart by mistake is answered beside the point."""
    assert taken(question) is None


def test_a_page_of_questions_is_answered_up_to_a_number() -> None:
    """Thirty questions in one message neither hang the program nor vanish without a word."""
    found = several(parse("票价多少？" * 30, ANALYZER), ANALYZER)
    assert found is not None
    assert len(found.questions) == MOST
    assert found.left == 30 - MOST


@given(st.text(alphabet="甲乙丙和与比、，？多少几差各谁的年2023一共", max_size=40))
def test_anything_can_be_asked(question: str) -> None:
    """No wording makes the rules fail, and each part is a question with words."""
    found = several(parse(question, ANALYZER), ANALYZER)
    assert found is None or (len(found.questions) == len(found.names) >= 2 and all(found.questions))
