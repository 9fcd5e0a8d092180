"""Fetched updates: none is lost, none is handled twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.ledger import Ledger, Stored, Unfinished
from bot.ledger.updates import MOST_TRIES
from tests.bot.ledger.written import DAY, Clock, asked


def test_an_update_is_taken_up_again_until_it_is_finished(ledger: Ledger, file: Path) -> None:
    """A crash loses no question."""
    ten, eleven = Stored(10, "ten"), Stored(11, "eleven")
    assert ledger.updates.add([ten]) == {10}
    assert ledger.updates.add([ten, eleven]) == {11}
    ledger.updates.finish(10)
    ledger.close()
    again = Ledger(file)
    assert again.updates.take_up() == Unfinished((), (eleven,), ())
    assert again.updates.waiting() == 1
    assert again.updates.add([ten]) == frozenset()
    again.close()


def test_another_bots_numbers_are_not_taken_for_this_ones(ledger: Ledger) -> None:
    """A new token on the old ledger: Telegram counts from the beginning, and new questions are no old ones."""
    ledger.belong_to(4242)
    number = ledger.questions.add(asked(), [])
    ledger.questions.sent(number, 6)
    ledger.updates.add([Stored(1, "{}")])
    ledger.belong_to(4242)
    assert ledger.questions.by_question_message(7, 5)
    assert ledger.updates.waiting() == 1
    ledger.belong_to(4343)
    assert not ledger.questions.by_question_message(7, 5)
    assert ledger.questions.by_answer_message(7, 6) is None
    assert ledger.updates.add([Stored(1, "{}")]) == {1}
    assert ledger.questions.find(number) is not None, "what was asked still counts"


def test_what_was_being_worked_on_is_suspected_and_only_what_was_alone_is_given_up(ledger: Ledger) -> None:
    """One message must not keep the bot from starting for ever, and none is given up for standing beside it."""
    ten, eleven = Stored(10, "ten"), Stored(11, "eleven")
    ledger.updates.add([ten, eleven])
    for _ in range(MOST_TRIES + 2):
        ledger.updates.begin(10)
        ledger.updates.begin(11)
        assert ledger.updates.take_up() == Unfinished((ten, eleven), (), ())
    for tries in range(1, MOST_TRIES):
        ledger.updates.begin(10, alone=True)
        left = Unfinished((eleven, replace(ten, tries=tries)), (), ())
        assert ledger.updates.take_up() == left, "the worst comes last"
        assert ledger.updates.take_up() == left, "an end is counted once, however soon the next one comes"
    ledger.updates.begin(10, alone=True)
    assert ledger.updates.take_up() == Unfinished((eleven,), (), (replace(ten, tries=MOST_TRIES),))
    assert (ledger.updates.waiting(), ledger.updates.aside()) == (1, 1)


def test_what_waits_is_no_suspect(ledger: Ledger) -> None:
    """An update that waits for the line cannot be what ends the process."""
    ledger.updates.add([Stored(10, "ten")])
    ledger.updates.begin(10)
    ledger.updates.put_down(10)
    assert ledger.updates.take_up().suspects == ()


def test_the_age_of_an_update_counts_from_when_it_came(ledger: Ledger, clock: Clock) -> None:
    """A day is a day, however often the program is started anew; a clock that is set back makes nothing older."""
    ledger.updates.add([Stored(10, "ten")])
    clock.now += 60
    assert ledger.updates.begin(10) == 60
    clock.now -= 3600
    assert ledger.updates.begin(10) == 0


def test_finished_updates_are_dropped_after_some_days(ledger: Ledger, clock: Clock) -> None:
    """The file does not grow for ever; what was set aside stays longer, for whoever looks into it."""
    ledger.updates.add([Stored(10, "ten"), Stored(11, "eleven")])
    ledger.updates.finish(10)
    ledger.updates.set_aside(11)
    clock.now += 3 * DAY
    assert ledger.updates.prune() == 1
    clock.now += 30 * DAY
    assert ledger.updates.prune() == 1
