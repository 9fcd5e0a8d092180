"""The bot killed while it answers many people; ``kills.py`` does it for longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.telegram.kills import run

pytestmark = pytest.mark.e2e


def test_nothing_is_lost_or_given_up_however_often_it_is_killed(tmp_path: Path) -> None:
    """A burst of 64, killed at random moments: twice only in the moment between Telegram's taking and our noting."""
    outcome = run(tmp_path, kills=2, burst=64, most=64, seed=7)
    assert (outcome.lost, outcome.given_up) == (0, 0)
    assert outcome.answered == outcome.asked == 64
