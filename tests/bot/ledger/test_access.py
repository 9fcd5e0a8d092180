"""Who may use the bot."""

from __future__ import annotations

from pathlib import Path

from bot.ledger import Ledger, Pairing, Principal, PrincipalKind
from bot.ledger.access import CODE_SECONDS
from tests.bot.ledger.written import Clock


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
