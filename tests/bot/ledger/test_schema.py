"""Ledgers of older and newer programs, and files that are none."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path

import pytest

from bot.ledger import Kept, Ledger, LedgerError
from bot.ledger.schema import STEPS
from tests.bot.ledger.written import asked, paragraph


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


def test_a_ledger_from_before_links_gets_its_key_once(file: Path) -> None:
    """A link sent today opens after every update of the program."""
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript("\n".join(STEPS[:5]) + "\nPRAGMA user_version = 5;")
    with contextlib.closing(Ledger(file)) as ledger:
        key = ledger.link_key.get()
    assert len(key) == 32
    with contextlib.closing(Ledger(file)) as ledger:
        assert ledger.link_key.get() == key


def test_a_ledger_from_before_topics_keeps_what_its_groups_chose(file: Path) -> None:
    """A group that was set up for one document is not answered from all of them after an update."""
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript("\n".join(STEPS[:6]) + "\nPRAGMA user_version = 6;")
        connection.executescript("INSERT INTO chat_scope (chat, document) VALUES (-5, 'd1');")
    with contextlib.closing(Ledger(file)) as ledger:
        assert ledger.chats.scope(-5) == ledger.chats.scope(-5, 9) == frozenset({"d1"})
        assert not ledger.chats.was_greeted(-5)


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
