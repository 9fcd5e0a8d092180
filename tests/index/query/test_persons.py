"""The persons a question names, and whom a name that stands nowhere may mean."""

import pytest

from index.model import TermKind
from index.query import parse
from index.query.persons import persons, unknown
from tests.analysis import ANALYZER

TEXTS = ("沈岚,内科医师。", "沈澜,护士长。", "顾明远,外科医师。", "顾铭远,科长。", "戴静仪,技师。", "陆晓霖,司机。")


class Held:
    """What some texts hold."""

    def frequency(self, term: str, kind: TermKind) -> int:
        """In how many of them a term stands, of whatever kind."""
        assert kind is TermKind.BIGRAM
        return sum(term in text for text in TEXTS)

    def holds(self, run: str) -> bool:
        """Whether one of them holds the run."""
        return any(run in text for text in TEXTS)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("沈岚的工号是多少", ("沈岚",)),
        ("沈岚工号多少", ("沈岚",)),
        ("顾明远值班电话", ("顾明远",)),
        ("找贺子安有什么事", ("贺子安",)),
        ("欧阳静在哪里办公", ("欧阳静",)),
        ("沈岚和顾明远谁值班", ("沈岚", "顾明远")),
    ],
)
def test_names_are_seen_in_a_question(question: str, expected: tuple[str, ...]) -> None:
    """Who is asked about must be known before anything is said of somebody else."""
    assert persons(question, ANALYZER) == expected


@pytest.mark.parametrize(
    "question",
    [
        "高铁票多少钱",
        "方便面怎么煮",
        "金银花茶怎么泡",
        "何时开门",
        "周末开放吗",
        "黄山票价多少",
        "王主任的电话",
        "管理费多少",
        "米糕怎么做",
    ],
)
def test_words_that_begin_like_a_surname_are_no_names(question: str) -> None:
    """Else a question about a thing would be kept from its answer for the sake of nobody."""
    assert persons(question, ANALYZER) == ()


@pytest.mark.parametrize(
    ("question", "alike", "surely"),
    [
        ("顾鸣远的工号", ("顾明远", "顾铭远"), False),
        ("顾名远的工号", ("顾明远", "顾铭远"), False),
        ("沈兰的工号", ("沈岚", "沈澜"), False),
        ("戴静宜的工号", ("戴静仪",), True),
        # seen in what is found, and as likely another person
        ("陆晓平的工号", ("陆晓霖",), False),
    ],
)
def test_a_name_that_stands_nowhere_may_mean_those_nearly_like_it(
    question: str, alike: tuple[str, ...], *, surely: bool
) -> None:
    """Of two the one who asked has to choose; one long name is mistyped, a short one may be another person's."""
    found = unknown(parse(question, ANALYZER), ANALYZER, Held(), lambda: TEXTS)
    assert found is not None
    assert (set(found.alike), found.surely) == (set(alike), surely)


@pytest.mark.parametrize("question", ["沈岚的工号", "贺子安的工号", "工号是多少"])
def test_a_name_that_stands_there_and_one_like_nobodys_are_left_alone(question: str) -> None:
    """Who is there is meant; who is like nobody is told as missing."""
    assert unknown(parse(question, ANALYZER), ANALYZER, Held(), lambda: TEXTS) is None
