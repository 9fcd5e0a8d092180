"""The questions the documents did not answer."""

from __future__ import annotations

from bot.ledger import Asked, Kept, Ledger, State
from tests.bot.ledger.written import Clock, asked, kept, paragraph


def test_unanswered_questions_name_what_was_nearest(ledger: Ledger) -> None:
    """Administrators see what the documents lack, the latest first."""
    ledger.questions.add(asked(answered=False), [Kept(paragraph(3), None, ())])
    ledger.questions.add(asked(answered=False), [])
    listed = ledger.backlog.all()
    assert [(one.title, one.ordinal) for one in listed] == [("", 0), ("年度报告", 3)]


def test_the_same_words_asked_again_are_one_open_question(ledger: Ledger, clock: Clock) -> None:
    """What many ask comes once, with how many ask it; each time stays in the export."""
    first = ledger.questions.add(asked(answered=False), [])
    clock.now += 60
    ledger.questions.add(asked(answered=False, message=6), [])
    other = Asked(7, 7, "7", "另一个问题", answered=False, confidence=0.1, elapsed_ms=1.0)
    last = ledger.questions.add(other, [])
    assert [(gap.question, gap.times) for gap in ledger.backlog.open(5)] == [("另一个问题", 1), ("发展多少？", 2)]
    assert [gap.id for gap in ledger.backlog.open(1, 1)] == [first + 1]
    assert ledger.backlog.settle(first, State.ANSWERED)
    assert [gap.id for gap in ledger.backlog.open(5)] == [last]
    assert (ledger.backlog.count(State.OPEN), ledger.backlog.count(State.ANSWERED)) == (1, 1)
    assert [(one.state, one.since) for one in ledger.backlog.all()] == [
        (State.OPEN, None),
        (State.ANSWERED, clock.now),
        (State.ANSWERED, clock.now),
    ]


def test_a_question_crossed_off_comes_back_when_it_is_asked_again(ledger: Ledger) -> None:
    """Whoever said it was answered learns that it is not; a slip of the finger is taken back."""
    number = ledger.questions.add(asked(answered=False), [])
    ledger.backlog.settle(number, State.DISMISSED)
    assert ledger.backlog.open(5) == []
    again = ledger.questions.add(asked(answered=False, message=6), [])
    assert [(gap.id, gap.times) for gap in ledger.backlog.open(5)] == [(again, 1)]
    assert ledger.backlog.reopen(number)
    assert not ledger.backlog.reopen(number)
    assert [gap.times for gap in ledger.backlog.open(5)] == [2]


def test_only_a_question_without_an_answer_is_crossed_off(ledger: Ledger) -> None:
    """The number in a button may be forged or long gone."""
    number = ledger.questions.add(asked(), [kept()])
    assert not ledger.backlog.settle(number, State.ANSWERED)
    assert not ledger.backlog.settle(999, State.ANSWERED)


def test_what_is_forgotten_leaves_the_backlog_too(ledger: Ledger) -> None:
    """/forgetme and the retention reach what was crossed off."""
    number = ledger.questions.add(asked(answered=False), [])
    ledger.backlog.settle(number, State.ANSWERED)
    ledger.questions.forget_person(7)
    assert ledger.backlog.all() == []
    assert ledger.backlog.count(State.ANSWERED) == 0


def test_what_the_same_person_asks_soon_after_is_told(ledger: Ledger, clock: Clock) -> None:
    """Another's question, one much later, and one without an answer say nothing of the first."""

    def ask(question: str, person: int, *, answered: bool) -> None:
        ledger.questions.add(
            Asked(person, person, "7", question, answered=answered, confidence=0.1, elapsed_ms=1.0), []
        )

    ask("寝舍几点关门", 7, answered=False)
    clock.now += 60
    ask("宿舍几点关门", 8, answered=True)
    ask("寝室几点关门", 7, answered=False)
    ask("宿舍几点锁门", 7, answered=True)
    clock.now += 3600
    ask("宿舍在哪里", 7, answered=True)
    assert ledger.backlog.reworded() == [("寝舍几点关门", "宿舍几点锁门"), ("寝室几点关门", "宿舍几点锁门")]
