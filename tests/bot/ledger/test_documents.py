"""Uploads, and documents left out."""

from __future__ import annotations

from bot.ledger import Ledger


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
