"""Watched questions in the ledger: kept, told once, forgotten."""

from __future__ import annotations

import contextlib
import dataclasses
import sqlite3
from pathlib import Path

from bot.ledger import Ledger, Watched
from bot.ledger.schema import STEPS
from bot.watched import Known, Quote

_TEN = Known((Quote("10册", "可借10册。", "甲.txt", "《甲》第1段"),))
_ONE = Watched(7, None, 7, None, "zh-hans", "可借几册？", _TEN)


def test_a_question_is_kept_once(ledger: Ledger) -> None:
    """By a person in a chat."""
    assert ledger.watched.add(_ONE, "s1")
    assert not ledger.watched.add(_ONE, "s2")
    assert ledger.watched.add(dataclasses.replace(_ONE, chat=-100, thread=4, message=9), "s1")
    (found,) = ledger.watched.of(7, 7)
    assert found == dataclasses.replace(_ONE, id=1)
    assert (ledger.watched.count(7), ledger.watched.count(7, -100), ledger.watched.count_all()) == (2, 1, 2)
    assert ledger.watched.of(7, 8) == []


def test_news_outlive_a_process_that_is_killed_before_they_are_told(file: Path) -> None:
    """And once told they are what is known."""
    with contextlib.closing(Ledger(file)) as ledger:
        ledger.watched.add(_ONE, "s1")
        assert ledger.watched.due("s1") == []
        (due,) = ledger.watched.due("s2")
        ledger.watched.looked(due.id, "s2", Known())
        assert ledger.watched.due("s3") == []
    with contextlib.closing(Ledger(file)) as ledger:
        (left,) = ledger.watched.untold()
        assert (left.known, left.news) == (_TEN, Known())
        ledger.watched.told(left.id)
        ledger.watched.told(left.id)
        (found,) = ledger.watched.of(7, 7)
        assert (found.known, found.news) == (Known(), None)
        assert ledger.watched.untold() == []


def test_news_that_may_not_be_told_are_dropped_and_looked_for_again(ledger: Ledger) -> None:
    """Whoever is let in again learns of them with the next change."""
    ledger.watched.add(_ONE, "s1")
    ledger.watched.looked(1, "s2", Known())
    ledger.watched.drop_news(1)
    assert ledger.watched.untold() == []
    assert [one.known for one in ledger.watched.due("s3")] == [_TEN]


def test_what_is_forgotten_is_gone(ledger: Ledger) -> None:
    """By its person, in one chat or everywhere; with its chat; by itself."""
    for chat, person in ((7, 7), (-100, 7), (-100, 8), (-200, 8)):
        ledger.watched.add(dataclasses.replace(_ONE, chat=chat, person=person), "s1")
    assert ledger.watched.remove(1)
    assert not ledger.watched.remove(1)
    assert ledger.watched.forget_person(8, -200) == 1
    assert ledger.watched.forget_person(7) == 1
    assert ledger.watched.forget_chat(-100) == 1
    assert ledger.watched.count_all() == 0


def test_an_id_is_never_given_again(ledger: Ledger) -> None:
    """A button under an old message must not drop another question."""
    ledger.watched.add(_ONE, "s1")
    ledger.watched.remove(1)
    ledger.watched.add(_ONE, "s1")
    assert [one.id for one in ledger.watched.of(7, 7)] == [2]


def test_questions_move_with_their_group(ledger: Ledger) -> None:
    """What is watched there already is not watched twice; old message numbers mean nothing."""
    for chat in (-5, -1005):
        ledger.watched.add(dataclasses.replace(_ONE, chat=chat, message=9), "s1")
    ledger.watched.moved(-5, -1005)
    assert [(one.chat, one.message) for one in ledger.watched.of(-1005, 7)] == [(-1005, None)]


def test_a_ledger_from_before_opens_and_takes_questions(file: Path) -> None:
    """After an update of the program."""
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript("\n".join(STEPS[:6]) + "\nPRAGMA user_version = 6;")
    with contextlib.closing(Ledger(file)) as ledger:
        assert ledger.watched.add(_ONE, "s1")


def test_under_another_bot_message_numbers_mean_nothing(ledger: Ledger) -> None:
    """Telegram counts messages for each bot from the beginning."""
    ledger.belong_to(1)
    ledger.watched.add(dataclasses.replace(_ONE, message=9), "s1")
    ledger.belong_to(2)
    assert [one.message for one in ledger.watched.of(7, 7)] == [None]
