"""Fetching updates: what it outlives, and what ends it."""

from __future__ import annotations

import asyncio

import pytest

from bot.telegram_app.errors import CannotGoOnError
from bot.telegram_app.transport.polling import Polling
from tests.bot.telegram_app.recorder import TOKEN
from tests.bot.telegram_app.stage import FRIEND, Clock, Stage

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


@pytest.mark.parametrize(
    ("code", "description", "key"),
    [
        (401, "Unauthorized", "telegram_wrong_token"),
        (409, "Conflict: terminated by other getUpdates request", "telegram_conflict"),
        (500, "Internal Server Error", "telegram_no_network"),
    ],
)
def test_polling_that_cannot_go_on_says_why(stage: Stage, code: int, description: str, key: str) -> None:
    """A revoked token, a second copy, a network that stays away: never alive and deaf."""
    clock = Clock()

    def ticking() -> float:
        clock.now += 10
        return clock.now

    for _ in range(20):
        stage.recorder.fail("getUpdates", code, description)
    store = stage.channel.store
    polling = Polling(stage.app.bot, store, stage.parts.pulse, ticking, patience=0.1, rivals=0.1)
    with pytest.raises(CannotGoOnError) as caught:
        stage.runner.run(polling.run())
    assert caught.value.key == key
    assert TOKEN not in str(caught.value.facts)


def test_a_rival_that_lets_an_answer_through_now_and_then_is_still_a_rival(stage: Stage) -> None:
    """Two copies throw each other out by turns; both would answer, or neither."""
    clock = Clock()
    store = stage.channel.store
    polling = Polling(stage.app.bot, store, stage.parts.pulse, clock, rivals=0.2)

    async def run() -> None:
        task = asyncio.create_task(polling.run())
        while not task.done():
            stage.recorder.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
            clock.now += 0.05
            await asyncio.sleep(0.02)
        await task

    with pytest.raises(CannotGoOnError) as caught:
        stage.runner.run(asyncio.wait_for(run(), 30))
    assert caught.value.key == "telegram_conflict"


@_OF_429
def test_polling_outlives_a_short_trouble_and_acknowledges_after_storing(stage: Stage) -> None:
    """502, 429 and a rival that is just being replaced pass."""
    stage.recorder.fail("getUpdates", 502, "Bad Gateway")
    stage.recorder.fail("getUpdates", 429, "Too Many Requests: retry after 1", retry_after=1)
    stage.recorder.updates = [{"update_id": 70, "message": stage.message(_QUESTION, FRIEND)}]

    async def run() -> None:
        store = stage.channel.store
        task = asyncio.create_task(Polling(stage.app.bot, store, stage.parts.pulse, stage.clock).run())
        while not any(call.sent.get("offset") == 71 for call in stage.recorder.of("getUpdates")):
            await asyncio.sleep(0.02)
            if task.done():
                task.result()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stage.runner.run(asyncio.wait_for(run(), 30))
    assert stage.parts.ledger.updates.waiting() == 1
    assert "timeout" in stage.recorder.of("getUpdates")[0].sent
