"""The menus of commands."""

from __future__ import annotations

import pytest

from tests.bot.telegram_app.stage import Stage

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


def test_menus_are_set_per_language_and_scope_and_never_fatal(stage: Stage) -> None:
    """Some servers lack the method; the library takes their 404 for a wrong token."""
    from bot.messages import Language  # noqa: PLC0415
    from bot.telegram_app.handlers.menus import Menus  # noqa: PLC0415

    stage.recorder.fail("setMyCommands", 404, "Not Found")
    stage.runner.run(Menus(Language.HANS).set_all(stage.app.bot))
    calls = stage.recorder.of("setMyCommands")
    told = {(call.sent["scope"]["type"], call.sent.get("language_code")) for call in calls}
    kinds = ("all_private_chats", "all_group_chats")
    assert told == {(kind, code) for kind in kinds for code in (None, "zh", "en")}
