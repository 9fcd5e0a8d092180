"""The machine's clock is set back under the running bot."""

from __future__ import annotations

import pytest

from bot.telegram_app.housekeeping import Housekeeping
from tests.bot.telegram_app.stage import ADMIN, FRIEND, Stage

_QUESTION = "每张借书证一次可借多少册？"
_DAY = 86_400


@pytest.mark.parametrize("back", [60, _DAY, 400 * _DAY])
def test_a_clock_that_is_set_back_costs_nothing(stage: Stage, back: int) -> None:
    """A battery is empty, a time server was wrong: old answers, new questions and what waits stay what they are."""
    stage.clock.now = 1000 * _DAY
    (before,) = stage.write(_QUESTION, FRIEND)
    left = {"update_id": 1, "message": stage.message(_QUESTION, ADMIN)}
    stage.runner.run(stage.channel.store.put([left]))
    stage.clock.now -= back

    housekeeping = Housekeeping(stage.parts, 365)
    stage.runner.run(housekeeping.look_after_ledger(stage.app.bot))
    housekeeping._prune()  # noqa: SLF001 - what the running bot does each hour
    (waiting,) = stage.deliver("message", stage.message(_QUESTION, ADMIN))[:1]
    assert "10册" in waiting.text
    assert stage.parts.ledger.updates.waiting() == 0
    (after,) = stage.write("本馆周几开放周几闭馆？", FRIEND)
    assert "周一闭馆" in after.text
    assert any("借期30天" in call.text for call in stage.press(before, "原文", FRIEND))
