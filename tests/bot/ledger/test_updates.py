"""Fetched updates: none is lost, none is handled twice."""

from __future__ import annotations

from pathlib import Path

from bot.ledger import Ledger
from bot.ledger.updates import MOST_TRIES
from tests.bot.ledger.written import DAY, Clock, asked


def test_an_update_is_taken_up_again_until_it_is_finished(ledger: Ledger, file: Path) -> None:
    """A crash loses no question."""
    assert ledger.updates.add(10, "ten")
    assert not ledger.updates.add(10, "ten")
    ledger.updates.add(11, "eleven")
    ledger.updates.finish(10)
    ledger.close()
    again = Ledger(file)
    assert again.updates.unfinished() == ["eleven"]
    assert again.updates.waiting() == 1
    assert not again.updates.add(10, "ten")
    again.close()


def test_another_bots_numbers_are_not_taken_for_this_ones(ledger: Ledger) -> None:
    """A new token on the old ledger: Telegram counts from the beginning, and new questions are no old ones."""
    ledger.belong_to(4242)
    number = ledger.questions.add(asked(), [])
    ledger.questions.sent(number, 6)
    ledger.updates.add(1, "{}")
    ledger.belong_to(4242)
    assert ledger.questions.by_question_message(7, 5) is not None
    assert ledger.updates.unfinished() == ["{}"]
    ledger.belong_to(4343)
    assert ledger.questions.by_question_message(7, 5) is None
    assert ledger.questions.by_answer_message(7, 6) is None
    assert ledger.updates.add(1, "{}")
    assert ledger.questions.find(number) is not None, "what was asked still counts"


def test_an_update_that_ends_the_process_each_time_is_given_up(ledger: Ledger) -> None:
    """One message must not keep the bot from starting for ever."""
    ledger.updates.add(10, "ten")
    for _ in range(MOST_TRIES):
        assert ledger.updates.unfinished() == ["ten"]
        ledger.updates.begin(10)
    assert ledger.updates.unfinished() == []


def test_finished_updates_are_dropped_after_some_days(ledger: Ledger, clock: Clock) -> None:
    """The file does not grow for ever."""
    ledger.updates.add(10, "ten")
    ledger.updates.finish(10)
    clock.now += 3 * DAY
    assert ledger.updates.prune() == 1
