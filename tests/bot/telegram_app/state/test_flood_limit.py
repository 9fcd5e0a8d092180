"""How much one person may ask."""

from __future__ import annotations

import pytest

from bot.telegram_app.state.flood_limit import FloodLimit
from tests.bot.telegram_app.stage import Clock

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


def test_patience_counts_each_person_and_comes_back() -> None:
    """One flooding person does not silence another."""
    clock = Clock()
    patience = FloodLimit(clock, most=2, seconds=10.0)
    assert [patience.take(1) for _ in range(4)] == [0, 0, 10, None]
    assert patience.take(2) == 0
    clock.now += 10.5
    assert patience.take(1) == 0
