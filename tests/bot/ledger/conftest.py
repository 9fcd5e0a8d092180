"""A ledger in a real file, and a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ledger import Ledger
from tests.bot.ledger.written import Clock


@pytest.fixture
def clock() -> Clock:
    """The time the ledger is told."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the ledger lies."""
    return tmp_path / "data" / "ledger.sqlite3"


@pytest.fixture
def ledger(file: Path, clock: Clock) -> Iterator[Ledger]:
    """An open ledger."""
    ledger = Ledger(file, clock)
    yield ledger
    ledger.close()
