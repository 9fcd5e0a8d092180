"""A whole bot in process: real library, real ledger, real handlers; only Telegram itself is played by the recorder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.telegram_app.stage import Stage, open_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A bot whose first administrator is person 1; group -100 may use it."""
    with open_stage(tmp_path) as stage:
        yield stage
        assert stage.recorder.broken == []
