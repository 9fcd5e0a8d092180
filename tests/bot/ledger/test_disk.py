"""A ledger on a disk that is full, may not be written, or has damaged it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ledger import Ledger, LedgerError, Principal, PrincipalKind, Stored, database, rescue
from tests.bot.ledger.written import asked, kept

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits on file sizes are POSIX's")


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """No file grows any more, as on a full disk."""
    import resource  # noqa: PLC0415 - not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _filled(file: Path, questions: int = 0) -> None:
    with contextlib.closing(Ledger(file)) as ledger:
        ledger.access.allow(Principal(PrincipalKind.PERSON, 7, is_admin=True, name="阿一"), None)
        ledger.updates.add([Stored(1, "{}")])
        for number in range(questions):
            ledger.questions.add(asked(message=number), [kept()])


def _trouble(ledger: Ledger) -> str | None:
    return ledger.trouble.key if ledger.trouble else None


def _damage(file: Path) -> None:
    """Overwrite two pages of the file, among those that hold questions."""
    size = file.stat().st_size
    with file.open("r+b") as whole:
        whole.seek(size * 3 // 4 // 4096 * 4096)
        whole.write(os.urandom(8192))


@_POSIX
def test_a_disk_that_fills_up_costs_nothing_once_it_has_room_again(file: Path) -> None:
    """Updates are taken in, questions written down, access looked up: in memory until the disk takes it."""
    _filled(file)
    with contextlib.closing(Ledger(file)) as ledger:
        with full_disk():
            assert ledger.updates.add([Stored(2, "{}")]) == {2}
            number = ledger.questions.add(asked(), [kept()])
            assert [one.paragraph.ordinal for one in ledger.questions.shown(number)] == [12]
            assert ledger.access.is_admin(7)
            assert _trouble(ledger) == "ledger_unwritable"
            assert not ledger.recover()
        assert ledger.recover()
        assert _trouble(ledger) is None
    with contextlib.closing(Ledger(file)) as again:
        assert again.updates.waiting() == 2
        assert again.questions.find(number) is not None


@_POSIX
def test_a_change_that_the_disk_refuses_half_way_is_whole_in_memory(file: Path) -> None:
    """A question with many paragraphs is many rows; all of them or none."""
    _filled(file)
    with contextlib.closing(Ledger(file)) as ledger, full_disk():
        number = ledger.questions.add(asked(), [kept(f"年内发展党员62{n:02}名。") for n in range(50)])
        assert len(ledger.questions.shown(number)) == 50


@_POSIX
def test_a_ledger_is_opened_on_a_disk_that_takes_nothing(file: Path) -> None:
    """Whoever may ask may ask; what is written is in memory."""
    _filled(file)
    with full_disk(), contextlib.closing(Ledger(file)) as ledger:
        assert ledger.trouble is not None
        assert ledger.access.is_admin(7)
        assert ledger.updates.add([Stored(2, "{}")]) == {2}
    with contextlib.closing(Ledger(file)) as again:
        assert again.updates.waiting() == 1, "nobody could write it"


@_POSIX
def test_what_was_kept_in_memory_is_written_when_the_ledger_is_closed(file: Path) -> None:
    """The disk got room between the last look and the end of the program."""
    _filled(file)
    ledger = Ledger(file)
    with full_disk():
        ledger.updates.add([Stored(2, "{}")])
    ledger.close()
    with contextlib.closing(Ledger(file)) as again:
        assert again.updates.waiting() == 2


def test_another_program_that_does_not_let_go_of_the_file_ends_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup, or a change begun by hand and left open: the bot goes on, and its ledger is written once it may be."""
    for part in (database, rescue):
        monkeypatch.setattr(part, "_PATIENCE", 0.05)
    _filled(file)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with contextlib.closing(Ledger(file)) as started:
            assert started.access.is_admin(7)
            assert _trouble(started) == "ledger_unwritable"
        other.execute("ROLLBACK")
        with contextlib.closing(Ledger(file)) as ledger:
            other.execute("BEGIN IMMEDIATE")
            assert ledger.updates.add([Stored(2, "{}")]) == {2}
            assert _trouble(ledger) == "ledger_unwritable"
            assert not ledger.recover(), "it does not wait for the other one"
            other.execute("COMMIT")
            assert ledger.recover()
            assert _trouble(ledger) is None
    with contextlib.closing(Ledger(file)) as again:
        assert again.updates.waiting() == 2


def test_of_a_damaged_ledger_what_can_be_read_is_carried_over(file: Path) -> None:
    """SQLite's own check at the start finds it; the damaged file is kept, and named."""
    _filled(file, questions=100)
    _damage(file)
    with contextlib.closing(Ledger(file)) as ledger:
        trouble = ledger.trouble
        assert trouble is not None
        assert trouble.key == "ledger_damaged"
        assert trouble.file.name.startswith("ledger.sqlite3.damaged-")
        assert trouble.file.exists()
        assert ledger.access.is_admin(7)
        assert ledger.updates.add([Stored(9, "{}")]) == {9}
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (left,) = connection.execute("SELECT COUNT(*) FROM asked").fetchone()
    assert 0 < left <= 100
    with contextlib.closing(Ledger(file)) as again:
        assert again.trouble is None


def test_a_damage_that_shows_while_the_program_runs_ends_nothing(file: Path) -> None:
    """The file is overwritten under the open ledger."""
    _filled(file, questions=100)
    with contextlib.closing(Ledger(file)) as ledger:
        _damage(file)
        ledger.backlog.all()
        for number in range(100):
            ledger.questions.find(number)
        ledger.questions.add(asked(), [kept()])
        ledger.statistics.summary(1)
        assert ledger.access.is_admin(7)


def test_a_file_nobody_may_read_is_no_reason_to_let_everybody_in(file: Path) -> None:
    """Without its access list the bot had better not run."""
    file.parent.mkdir()
    file.mkdir()
    with pytest.raises(LedgerError, match="ledger_unreadable"):
        Ledger(file)


@_POSIX
def test_a_ledger_is_its_owners_alone(file: Path) -> None:
    """What people ask is nobody else's business; a ledger of an earlier version is mended."""
    file.parent.mkdir(mode=0o755)
    file.touch(0o644)
    file.chmod(0o644)
    stranger = file.parent / "documents"
    stranger.mkdir()
    stranger.chmod(0o755)
    with contextlib.closing(Ledger(file)) as ledger:
        ledger.updates.add([Stored(2, "{}")])
        modes = {path.name: path.stat().st_mode & 0o777 for path in (file.parent, *file.parent.iterdir())}
    assert modes.pop("documents") == 0o755, "what is not the program's is left as it is"
    assert modes.pop("data") == 0o700
    assert set(modes.values()) == {0o600}
