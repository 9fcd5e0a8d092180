"""Questions read back whole, to be carried away."""

from __future__ import annotations

import contextlib
import dataclasses
import sqlite3
from pathlib import Path

import pytest

from bot.exchanges import Told
from bot.ledger import Kept, Ledger, LedgerError
from bot.ledger.exchanges import MOST
from bot.ledger.schema import STEPS
from index.model import Computed, Reason
from tests.bot.ledger.written import DAY, Clock, asked, kept, paragraph


def test_an_answer_comes_back_with_all_that_was_said(ledger: Ledger) -> None:
    """A result that was computed is still known as computed."""
    told = Told("馆：", Computed("3 − 1", "2", "个"), ("前年",), 2, None, ("去年", "今年"), "借阅规则（2024年版）")
    number = ledger.questions.add(asked(), [kept(), kept()])
    ledger.exchanges.keep(number, told)
    (exchange,) = ledger.exchanges.of_question(number).exchanges
    assert exchange.told == told
    assert [one.part for one in exchange.citations] == ["去年", "今年"]
    assert exchange.citations[0].quote == "6202名"
    assert exchange.nearest == ()
    assert exchange.is_several


def test_silence_comes_back_with_what_was_near(ledger: Ledger) -> None:
    """It cites nothing."""
    number = ledger.questions.add(asked(answered=False), [Kept(paragraph(3), None, ())])
    ledger.exchanges.keep(number, Told(missing=("馆长",), reason=Reason.NOT_CONFIDENT, alike=("馆员",)))
    (exchange,) = ledger.exchanges.of_question(number).exchanges
    assert exchange.citations == ()
    assert [one.ordinal for one in exchange.nearest] == [3]
    assert exchange.told.reason is Reason.NOT_CONFIDENT


def test_a_chat_gives_away_its_own_questions_only(ledger: Ledger, clock: Clock) -> None:
    """The oldest first, and from a day on where that is asked."""
    ledger.questions.add(asked(chat=7), [kept()])
    ledger.questions.add(asked(chat=8), [kept()])
    clock.now += DAY
    later = dataclasses.replace(asked(chat=7), question="后来？")
    ledger.questions.add(later, [kept()])
    assert [one.question for one in ledger.exchanges.of_chat(7).exchanges] == ["发展多少？", "后来？"]
    assert [one.question for one in ledger.exchanges.of_chat(7, clock.now).exchanges] == ["后来？"]
    assert clock.now - DAY <= ledger.exchanges.midnight() <= clock.now
    assert len(ledger.exchanges.of_all().exchanges) == 3
    assert ledger.exchanges.last(7, 7) == 3
    assert ledger.exchanges.last(9, 7) is None


def test_of_too_many_the_latest_are_given(ledger: Ledger) -> None:
    """And how many are not."""
    for number in range(MOST + 3):
        ledger.questions.add(dataclasses.replace(asked(), question=f"{number}？"), [])
    carried = ledger.exchanges.of_chat(7)
    assert carried.left_out == 3
    assert (carried.exchanges[0].question, carried.exchanges[-1].question) == ("3？", f"{MOST + 2}？")


def test_what_was_said_goes_with_its_question(ledger: Ledger, file: Path) -> None:
    """What a person asks to be forgotten is forgotten whole."""
    number = ledger.questions.add(asked(), [kept()])
    ledger.exchanges.keep(number, Told("馆："))
    ledger.questions.forget_person(7)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM told").fetchone() == (0,)


def test_a_ledger_from_before_gives_what_it_kept(file: Path) -> None:
    """An update of the program loses no question."""
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript("\n".join(STEPS[:5]) + "\nPRAGMA user_version = 5;")
        connection.executescript(
            "INSERT INTO asked (id, chat, person, conversation, at, question, answered, confidence, elapsed_ms)"
            " VALUES (5, 7, 7, '7', 1.0, '几册？', 0, 0.2, 3.0);"
        )
    with contextlib.closing(Ledger(file)) as ledger:
        (exchange,) = ledger.exchanges.of_chat(7).exchanges
        assert (exchange.question, exchange.told) == ("几册？", Told())


def test_a_copy_reads_beside_the_running_bot_and_changes_nothing(ledger: Ledger, file: Path) -> None:
    """The operator exports while people go on asking."""
    ledger.questions.add(asked(), [kept()])
    with contextlib.closing(Ledger(file, as_copy=True)) as copy:
        ledger.questions.add(asked(), [kept()])
        assert len(copy.exchanges.of_all().exchanges) == 1
        copy.questions.forget_person(7)
    assert len(ledger.exchanges.of_all().exchanges) == 2


def test_a_copy_of_what_is_no_ledger_or_a_newer_one_is_refused(file: Path) -> None:
    """In a sentence, and the file stays as it is."""
    Ledger(file).close()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match="ledger_newer"):
        Ledger(file, as_copy=True)
    file.write_text("not a database, but long enough to be taken for one at first sight" * 20)
    before = file.read_bytes()
    with pytest.raises(LedgerError, match="ledger_unreadable"):
        Ledger(file, as_copy=True)
    assert file.read_bytes() == before
