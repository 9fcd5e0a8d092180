"""Updates: written down first, answered in order, none lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from telegram import Update

from bot.telegram_app.state.update_store import UpdateStore
from tests.bot.telegram_app.stage import ADMIN, FRIEND, Stage, open_stage

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


def test_a_fetched_question_survives_a_crash(tmp_path: Path) -> None:
    """Telegram forgets an update as soon as a later one is asked for; the ledger does not."""
    with open_stage(tmp_path) as stage:
        update = Update.de_json({"update_id": 900, "message": stage.message(_QUESTION, FRIEND)}, stage.app.bot)
        stage.runner.run(UpdateStore(stage.app, stage.parts.ledger.updates).put(update))
    with open_stage(tmp_path) as stage:

        async def again() -> None:
            store = UpdateStore(stage.app, stage.parts.ledger.updates)
            assert await store.take_up() == 1
            await store.put(update)
            assert stage.app.update_queue.qsize() == 1
            queued = await stage.app.update_queue.get()
            await stage.app.update_processor.process_update(queued, stage.app.process_update(queued))

        stage.runner.run(again())
        (call,) = stage.recorder.of("sendMessage")
        assert "10册" in call.text
        assert stage.parts.ledger.updates.unfinished() == []


def test_a_chats_messages_are_answered_in_order_and_chats_side_by_side(stage: Stage) -> None:
    """A follow-up must not overtake its question; nobody waits for somebody else's upload."""
    order: list[int] = []

    async def handle(update: Update, seconds: float) -> None:
        await asyncio.sleep(seconds)
        order.append(update.update_id)

    async def run() -> None:
        process = stage.app.update_processor.process_update
        updates = [
            Update.de_json({"update_id": n, "message": stage.message("x", person)}, stage.app.bot)
            for n, person in ((1, ADMIN), (2, ADMIN), (3, FRIEND))
        ]
        await asyncio.gather(
            process(updates[0], handle(updates[0], 0.05)),
            process(updates[1], handle(updates[1], 0.0)),
            process(updates[2], handle(updates[2], 0.0)),
        )

    stage.runner.run(run())
    assert order == [3, 1, 2]
