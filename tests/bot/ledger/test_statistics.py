"""Counts over the questions."""

from __future__ import annotations

from bot.ledger import Ledger
from tests.bot.ledger.written import DAY, Clock, asked, kept


def test_statistics_count_days_answers_times_and_opinions(ledger: Ledger, clock: Clock) -> None:
    """/stats says whether the bot is of use."""
    first = ledger.questions.add(asked(), [kept()])
    ledger.questions.add(asked(answered=False), [])
    clock.now += DAY
    ledger.questions.add(asked(), [kept()])
    ledger.questions.rate(first, 7, good=True)
    ledger.questions.rate(first, 7, good=False)
    summary = ledger.statistics.summary(7)
    assert [(day.asked, day.answered) for day in summary.days] == [(1, 1), (2, 1)]
    assert (summary.asked, summary.answered, summary.good, summary.bad) == (3, 2, 0, 1)
    assert summary.p50_ms == 12.5
