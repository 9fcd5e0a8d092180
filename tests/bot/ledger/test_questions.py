"""What was asked and cited, in a real file: kept by value, found again, forgotten."""

from __future__ import annotations

import dataclasses
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.ledger import Asked, Kept, Ledger
from index.model import DateSource
from tests.bot.ledger.written import DAY, Clock, asked, kept, paragraph


def test_what_was_cited_comes_back_as_it_was_after_a_restart(ledger: Ledger, file: Path) -> None:
    """A button under an old answer shows what the answer rested on, to the last field."""
    number = ledger.questions.add(asked(), [kept(), Kept(paragraph(40), None, ())])
    ledger.close()
    again = Ledger(file)
    assert again.questions.shown(number) == [kept(), Kept(paragraph(40), None, ())]
    again.close()


def test_another_version_of_a_document_does_not_touch_what_was_cited(ledger: Ledger) -> None:
    """The file changes; the old answer stays what it was."""
    old = ledger.questions.add(asked(), [kept()])
    new = paragraph(12, "改写过的内容。", "v2")
    ledger.questions.add(asked(message=6), [Kept(new, None, ())])
    assert ledger.questions.shown(old)[0].paragraph.text == "年内发展党员6202名。"


def test_a_question_is_found_by_its_messages(ledger: Ledger) -> None:
    """An edited question is answered in place; a reply to an answer goes on with it."""
    number = ledger.questions.add(asked(), [])
    ledger.questions.sent(number, 99)
    (found,) = ledger.questions.by_question_message(7, 5)
    assert found == ledger.questions.by_answer_message(7, 99)
    assert found == ledger.questions.find(number)
    assert ledger.questions.by_answer_message(8, 99) is None


def test_the_number_of_a_deleted_question_is_not_given_again(ledger: Ledger) -> None:
    """An old button must never open somebody else's question."""
    number = ledger.questions.add(asked(), [kept()])
    ledger.questions.delete(number)
    assert ledger.questions.add(asked(person=8), []) > number


def test_forgetting_a_person_leaves_nothing_of_theirs_in_the_file(ledger: Ledger, file: Path) -> None:
    """/forgetme means it: not even in the free pages of the file."""
    ledger.questions.add(
        Asked(7, 7, "7", "一个只问一次的问题", answered=True, confidence=0.9, elapsed_ms=1.0),
        [kept("独此一段的文字就在这里。")],
    )
    other = ledger.questions.add(asked(person=8), [kept()])
    ledger.questions.rate(other, 7, good=True)
    assert ledger.questions.forget_person(7) == 1
    assert ledger.statistics.summary(1).good == 0
    assert ledger.questions.shown(other) == [kept()]
    ledger.close()
    raw = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert "一个只问一次的问题".encode() not in raw
    assert "独此一段的文字".encode() not in raw


def test_retention_drops_what_is_older(ledger: Ledger, clock: Clock) -> None:
    """The operator decides how long questions are kept."""
    old = ledger.questions.add(asked(), [kept()])
    clock.now += 31 * DAY
    young = ledger.questions.add(asked(), [kept()])
    assert ledger.questions.prune(30) == 1
    assert ledger.questions.find(old) is None
    assert ledger.questions.shown(young) == [kept()]


def test_the_day_a_document_speaks_from_is_kept_with_what_was_cited(ledger: Ledger) -> None:
    """Beside another figure, the old answer still says of which day it is."""
    here = paragraph(12, "年内发展党员6202名。")
    day = dataclasses.replace(here.document, date=dt.date(2025, 1, 17), date_source=DateSource.TEXT)
    dated = Kept(dataclasses.replace(here, document=day), None, ())
    number = ledger.questions.add(asked(), [dated])
    assert ledger.questions.shown(number) == [dated]


def test_many_threads_write_at_once(ledger: Ledger) -> None:
    """Searches run in threads, several at a time."""
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: ledger.questions.add(asked(message=n), [kept()]), range(80)))
    assert len(set(numbers)) == 80
    assert all(ledger.questions.shown(number) == [kept()] for number in numbers)
