"""What must survive a restart, in real files."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.ledger import Asked, Kept, Ledger, LedgerError, Pairing, Principal, PrincipalKind, State
from bot.ledger.access import CODE_SECONDS
from bot.ledger.schema import STEPS
from bot.ledger.updates import MOST_TRIES
from index.model import Citation, DateSource, DocumentInfo, Paragraph, Span

_DAY = 24 * 3600


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_750_000_000.0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ledger.sqlite3"


@pytest.fixture
def ledger(file: Path, clock: Clock) -> Iterator[Ledger]:
    ledger = Ledger(file, clock)
    yield ledger
    ledger.close()


def paragraph(ordinal: int, text: str = "年内发展党员6202名。", version: str = "v1") -> Paragraph:
    info = DocumentInfo("报告", "报告.txt", "年度报告", version)
    start = ordinal * 100
    return Paragraph(
        info,
        ordinal,
        Span(start, start + len(text)),
        text,
        ("一、组织", "（一）发展"),
        "第三条",
        page=2,
        last_page=3,
        part="表一",
        context="部门 项目 <万元>",
    )


def asked(person: int = 7, chat: int = 7, *, answered: bool = True, message: int = 5) -> Asked:
    return Asked(chat, person, f"{chat}", "发展多少？", answered, 0.9, 12.5, question_message=message)


def kept(text: str = "年内发展党员6202名。") -> Kept:
    here = paragraph(12, text)
    citation = Citation(here, here.span, Span(1206, 1211), (Span(1206, 1208),))
    return Kept(here, citation, (paragraph(11), here, paragraph(13)))


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
    found = ledger.questions.by_question_message(7, 5)
    assert found is not None
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
    clock.now += 31 * _DAY
    young = ledger.questions.add(asked(), [kept()])
    assert ledger.questions.prune(30) == 1
    assert ledger.questions.find(old) is None
    assert ledger.questions.shown(young) == [kept()]


def test_statistics_count_days_answers_times_and_opinions(ledger: Ledger, clock: Clock) -> None:
    """/stats says whether the bot is of use."""
    first = ledger.questions.add(asked(), [kept()])
    ledger.questions.add(asked(answered=False), [])
    clock.now += _DAY
    ledger.questions.add(asked(), [kept()])
    ledger.questions.rate(first, 7, good=True)
    ledger.questions.rate(first, 7, good=False)
    summary = ledger.statistics.summary(7)
    assert [(day.asked, day.answered) for day in summary.days] == [(1, 1), (2, 1)]
    assert (summary.asked, summary.answered, summary.good, summary.bad) == (3, 2, 0, 1)
    assert summary.p50_ms == 12.5


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


def test_the_day_a_document_speaks_from_is_kept_with_what_was_cited(ledger: Ledger) -> None:
    """Beside another figure, the old answer still says of which day it is."""
    here = paragraph(12, "年内发展党员6202名。")
    day = dataclasses.replace(here.document, date=dt.date(2025, 1, 17), date_source=DateSource.TEXT)
    dated = Kept(dataclasses.replace(here, document=day), None, ())
    number = ledger.questions.add(asked(), [dated])
    assert ledger.questions.shown(number) == [dated]


def test_a_ledger_of_the_first_version_is_taken_over_with_everything_in_it(file: Path) -> None:
    """An update of the program loses no citation."""
    file.parent.mkdir()
    connection = sqlite3.connect(file)
    connection.executescript(f"{STEPS[0]}\nPRAGMA user_version = 1;")
    connection.executescript(
        "INSERT INTO asked (id, chat, person, conversation, at, question, answered, confidence, elapsed_ms)"
        " VALUES (5, 7, 7, '7', 1.0, '几册？', 0, 0.2, 3.0);"
        "INSERT INTO paragraph (id, document, version, ordinal, span_start, span_end, path, title, text, digest,"
        " headings) VALUES (1, 'd', 'v1', 3, 0, 3, 'd.txt', '旧', '旧段落', 'x', '[]');"
        "INSERT INTO cited (asked, place, paragraph) VALUES (5, 0, 1);"
    )
    connection.close()
    with contextlib.closing(Ledger(file)) as ledger:
        found = ledger.questions.find(5)
        assert found is not None
        assert (found.question, found.suggestion, found.narrowed) == ("几册？", None, None)
        assert [one.paragraph.document.date for one in ledger.questions.shown(5)] == [None]
        assert [gap.question for gap in ledger.backlog.open(5)] == ["几册？"]


def test_a_ledger_from_before_headers_were_kept_opens_and_learns_them(file: Path) -> None:
    """An update of the program loses no citation, and the row asked for again gets its header under old buttons too."""
    here = paragraph(3, "购书 | 120")
    digest = hashlib.sha256(here.text.encode()).hexdigest()
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript("\n".join(STEPS[:3]) + "\nPRAGMA user_version = 3;")
        connection.executescript(
            "INSERT INTO asked (id, chat, person, conversation, at, question, answered, confidence, elapsed_ms)"
            " VALUES (5, 7, 7, '7', 1.0, '购书多少？', 0, 0.2, 3.0);"
        )
        connection.execute(
            "INSERT INTO paragraph (id, document, version, ordinal, span_start, span_end, path, title, text, digest,"
            " headings) VALUES (1, '报告', 'v1', 3, 300, 308, '报告.txt', '年度报告', ?, ?, '[]')",
            (here.text, digest),
        )
        connection.execute("INSERT INTO cited (asked, place, paragraph) VALUES (5, 0, 1)")
        connection.commit()
    with contextlib.closing(Ledger(file)) as ledger:
        assert [(one.paragraph.text, one.paragraph.context) for one in ledger.questions.shown(5)] == [(here.text, "")]
        ledger.questions.add(asked(message=6), [Kept(here, None, ())])
        assert [one.paragraph.context for one in ledger.questions.shown(5)] == ["部门 项目 <万元>"]


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
    clock.now += 3 * _DAY
    assert ledger.updates.prune() == 1


def test_the_pairing_code_makes_one_administrator_and_is_void(ledger: Ledger) -> None:
    """Whoever reads the terminal is the operator; a code seen later is worth nothing."""
    code = ledger.access.open_pairing()
    assert code is not None
    assert ledger.access.pair(7, "a", "WRONG") is Pairing.WRONG
    assert ledger.access.pair(7, "a", f" {code.lower()} ") is Pairing.PAIRED
    assert ledger.access.pair(8, "b", code) is Pairing.NOT_WANTED
    assert ledger.access.admins() == [7]
    assert ledger.access.open_pairing() is None


def test_the_code_itself_is_not_in_the_file(ledger: Ledger, file: Path) -> None:
    """Who can read a backup cannot become administrator."""
    code = ledger.access.open_pairing() or ""
    assert all(code.encode() not in path.read_bytes() for path in file.parent.iterdir())


def test_a_pairing_code_runs_out(ledger: Ledger, clock: Clock) -> None:
    """A code left on a screen does not stay a key."""
    code = ledger.access.open_pairing() or ""
    clock.now += CODE_SECONDS + 1
    assert ledger.access.pair(7, "a", code) is Pairing.NOT_WANTED


def test_the_last_administrator_cannot_be_revoked(ledger: Ledger) -> None:
    """Nobody locks everybody out by mistake."""
    ledger.access.allow(Principal(PrincipalKind.PERSON, 7, is_admin=True), None)
    assert not ledger.access.revoke(PrincipalKind.PERSON, 7)
    ledger.access.allow(Principal(PrincipalKind.PERSON, 8, is_admin=True), 7)
    assert ledger.access.revoke(PrincipalKind.PERSON, 7)
    assert not ledger.access.is_admin(7)


def test_allowing_an_administrator_again_keeps_the_administration(ledger: Ledger) -> None:
    """/allow on an administrator is no demotion."""
    ledger.access.allow(Principal(PrincipalKind.PERSON, 7, is_admin=True, name="甲"), None)
    ledger.access.allow(Principal(PrincipalKind.PERSON, 7), 7)
    assert ledger.access.principals() == [Principal(PrincipalKind.PERSON, 7, is_admin=True, name="甲")]


def test_a_group_that_gets_another_number_keeps_its_access_and_choices(ledger: Ledger) -> None:
    """Telegram renumbers a group when it grows; nobody should notice."""
    ledger.access.allow(Principal(PrincipalKind.GROUP, -5, name="群"), 7)
    ledger.chats.set_language(-5, "en")
    ledger.chats.set_scope(-5, frozenset({"d1"}))
    ledger.access.moved(-5, -1005)
    ledger.chats.moved(-5, -1005)
    assert ledger.access.find(PrincipalKind.GROUP, -1005) is not None
    assert ledger.access.find(PrincipalKind.GROUP, -5) is None
    assert ledger.chats.language(-1005) == "en"
    assert ledger.chats.scope(-1005) == frozenset({"d1"})


def test_a_chat_without_a_scope_searches_everything(ledger: Ledger) -> None:
    """An empty choice is no choice."""
    assert ledger.chats.scope(1) is None
    ledger.chats.set_scope(1, frozenset({"b", "a"}))
    assert ledger.chats.scope(1) == frozenset({"a", "b"})
    ledger.chats.set_scope(1, None)
    assert ledger.chats.scope(1) is None
    ledger.chats.set_language(1, "en")
    ledger.chats.forget(1)
    assert ledger.chats.language(1) is None


def test_documents_are_left_out_and_taken_back(ledger: Ledger) -> None:
    """/forget on an operator's document touches no file."""
    ledger.documents.exclude("d1", 7)
    assert ledger.documents.excluded() == frozenset({"d1"})
    assert ledger.documents.include("d1")
    assert not ledger.documents.include("d1")
    ledger.documents.uploaded("a.txt", 7, 10)
    note = ledger.documents.upload("a.txt")
    assert note is not None
    assert note.bytes == 10
    ledger.documents.forget_upload("a.txt")
    assert ledger.documents.upload("a.txt") is None


def test_many_threads_write_at_once(ledger: Ledger) -> None:
    """Searches run in threads, several at a time."""
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: ledger.questions.add(asked(message=n), [kept()]), range(80)))
    assert len(set(numbers)) == 80
    assert all(ledger.questions.shown(number) == [kept()] for number in numbers)


def test_a_newer_ledger_is_left_alone(file: Path) -> None:
    """An older program must not write into what it does not understand."""
    Ledger(file).close()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LedgerError, match="ledger_newer"):
        Ledger(file)


def test_a_file_that_is_no_ledger_is_told_as_such(file: Path) -> None:
    """A wrong path is a clear sentence, not a database error."""
    file.parent.mkdir()
    file.write_text("not a database, but long enough to be taken for one at first sight" * 20)
    with pytest.raises(LedgerError, match="ledger_unreadable"):
        Ledger(file)
