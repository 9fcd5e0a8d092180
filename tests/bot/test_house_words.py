"""Pairs of words suggested for the operator's list."""

from __future__ import annotations

from bot.house_words import Pair, pairs
from index.model import Span
from tests.analysis import ANALYZER

KNOWN = frozenset({"考勤机", "考勤", "会议室", "宿舍", "办公自动化"})


def words(folded: str) -> list[Span]:
    return [Span(at, at + len(word)) for word, at, _ in ANALYZER.bare_tokens(folded)]


def suggested(*reworded: tuple[str, str], asked: tuple[tuple[str, int], ...] = ()) -> tuple[Pair, ...]:
    return pairs(reworded, asked or tuple((one, 1) for one, _ in reworded), words, KNOWN.__contains__)


def test_a_word_that_was_put_in_place_of_an_unknown_one_is_suggested() -> None:
    """What people call a thing is learned from how they help themselves."""
    found = suggested(
        ("怎么登录OA系统？", "怎么登录办公自动化系统"),
        asked=(("怎么登录OA系统？", 2), ("OA系统密码忘了", 3), ("食堂几点开", 4)),
    )
    assert found == (Pair("oa", "办公自动化", 5),)


def test_pairs_that_are_asked_for_more_often_come_first() -> None:
    """The operator reads the first lines."""
    found = suggested(
        ("寝舍几点关门？", "宿舍几点关门？"),
        ("打卡机放在哪里", "考勤机放在哪里？"),
        asked=(("寝舍几点关门？", 1), ("打卡机放在哪里", 3)),
    )
    assert [(pair.said, pair.written, pair.times) for pair in found] == [
        ("打卡机", "考勤机", 3),
        ("寝舍", "宿舍", 1),
    ]


def test_a_word_the_documents_know_is_not_paired() -> None:
    """会议室 and 宿舍 are two things, however alike the questions are."""
    assert suggested(("会议室几点关门？", "宿舍几点关门？")) == ()


def test_a_word_no_document_has_stands_in_no_ones_place() -> None:
    """An answer found by chance vouches for nothing."""
    assert suggested(("寝舍几点关门？", "食堂几点关门？")) == ()


def test_questions_that_differ_in_more_than_a_word_say_nothing() -> None:
    """They may be about anything."""
    assert suggested(("寝舍几点关门？", "宿舍的押金是多少钱？")) == ()
    assert suggested(("寝舍？", "宿舍？")) == ()


def test_a_word_that_people_replace_in_two_ways_is_left_alone() -> None:
    """Where they do not agree, neither pair is sure."""
    assert suggested(("打卡室几点关门？", "会议室几点关门？"), ("打卡室几点关门？", "宿舍几点关门？")) == ()
