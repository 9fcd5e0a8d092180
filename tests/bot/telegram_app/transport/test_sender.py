"""Messages out."""

from __future__ import annotations

import pytest

from tests.bot.telegram_app.stage import FRIEND, Stage

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


def test_typing_is_shown_only_when_it_takes_long(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flicker of 「typing…」 before every answer is noise."""
    stage.write(_QUESTION, FRIEND)
    assert stage.recorder.of("sendChatAction") == []
    # The pause is what is tested, not how long it is.
    monkeypatch.setattr("bot.telegram_app.transport.sender._SLOW", -1.0)
    stage.write("年末常住人口多少？", FRIEND)
    assert stage.recorder.of("sendChatAction")[0].sent["action"] == "typing"
