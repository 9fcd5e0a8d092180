"""What Telegram keeps of what was sent."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from bot.ledger import Ledger, SentAs, SentFile
from bot.ledger.schema import STEPS
from tests.bot.ledger.written import DAY, Clock

_PAGE = SentFile(SentAs.PHOTO, "AgAC1")


def test_what_was_sent_is_found_by_its_content(ledger: Ledger) -> None:
    """The same bytes are not uploaded twice; others never take their number."""
    ledger.sent_files.keep("page:v1:3", _PAGE)
    assert ledger.sent_files.find("page:v1:3") == _PAGE
    assert ledger.sent_files.find("page:v2:3") is None
    ledger.sent_files.forget("page:v1:3")
    assert ledger.sent_files.find("page:v1:3") is None


def test_another_bot_does_not_know_the_numbers(ledger: Ledger) -> None:
    """Under a new token every number would be refused."""
    ledger.belong_to(1)
    ledger.sent_files.keep("file:v1", _PAGE)
    ledger.belong_to(1)
    assert ledger.sent_files.find("file:v1") == _PAGE
    ledger.belong_to(2)
    assert ledger.sent_files.find("file:v1") is None


def test_what_nobody_asks_for_is_dropped(ledger: Ledger, clock: Clock) -> None:
    """The table does not grow with every file there ever was."""
    ledger.sent_files.keep("old", _PAGE)
    ledger.sent_files.keep("asked for again", _PAGE)
    clock.now += 80 * DAY
    ledger.sent_files.keep("asked for again", _PAGE)
    clock.now += 20 * DAY
    ledger.sent_files.prune()
    assert ledger.sent_files.find("old") is None
    assert ledger.sent_files.find("asked for again") == _PAGE


def test_a_ledger_from_before_files_were_sent_learns_them(file: Path) -> None:
    """An update of the program keeps the ledger and can send files."""
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript("\n".join(STEPS[:5]) + "\nPRAGMA user_version = 5;")
    with contextlib.closing(Ledger(file)) as ledger:
        ledger.sent_files.keep("file:v1", _PAGE)
        assert ledger.sent_files.find("file:v1") == _PAGE
