"""What no handler expected: told in a sentence, logged, and never the end."""

from __future__ import annotations

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.telegram_app.parts import Context
from index.errors import ClusterLost, DamagedIndex
from tests.bot.telegram_app.stage import FRIEND, Stage


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DamagedIndex(folder="x", file="y"), "正在重建"),
        (ClusterLost(address="机密:9200", detail="503"), "搜索集群现在连不上"),
        (RuntimeError("机密"), "出了点问题"),
    ],
)
def test_trouble_is_told_and_the_next_question_answered(stage: Stage, error: Exception, words: str) -> None:
    """A damage under the open index is named, and not answered from; what went wrong inside stays inside."""

    async def fail(update: Update, context: Context) -> None:
        del update, context
        raise error

    stage.app.add_handler(MessageHandler(filters.Regex("^坏$"), fail), group=-2)
    # The library goes on with the other handlers.
    call, *_ = stage.write("坏", FRIEND)
    assert words in call.text
    assert "机密" not in call.text
    assert "10册" in stage.write("每张借书证一次可借多少册？", FRIEND)[0].text
