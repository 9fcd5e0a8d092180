"""The order in which updates are handled: by chat, suspects alone, none begun any more when it is to end."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.telegram_app.state.update_processor import OrderedProcessor, Suspect
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, Stage


def test_suspects_are_tried_one_after_the_other_before_anything_else(stage: Stage) -> None:
    """Whichever ends the process is known then."""
    running: set[int] = set()
    together: list[set[int]] = []

    async def handle(update: Update) -> None:
        running.add(update.update_id)
        await asyncio.sleep(0.01)
        together.append(set(running))
        running.discard(update.update_id)

    async def run() -> None:
        process, updates = stage.channel.processor, _updates(stage, 1, 2, 3)
        process.hold()
        later = asyncio.create_task(process.process_update(updates[2], handle(updates[2])))
        await asyncio.sleep(0.03)
        await process.try_alone([Suspect(one) for one in updates[:2]], handle)
        await later

    stage.runner.run(run())
    assert together == [{1}, {2}, {3}]


def test_what_ended_the_process_alone_is_tried_again_behind_the_others(stage: Stage) -> None:
    """One message that always ends it must not keep everybody else waiting; its own chat goes on behind it."""
    running: set[int] = set()
    together: list[set[int]] = []
    begun = asyncio.Event()

    async def handle(update: Update) -> None:
        running.add(update.update_id)
        begun.set()
        await asyncio.sleep(0.03)
        together.append(set(running))
        running.discard(update.update_id)

    async def until_another_is_in_hand(_: float) -> None:
        await begun.wait()

    async def run() -> None:
        process, updates = (
            OrderedProcessor(stage.parts.ledger.updates, until_another_is_in_hand),
            _updates(stage, 1, 2, 1),
        )
        process.hold()
        trial = asyncio.create_task(process.try_alone([Suspect(updates[0], calm=10.0)], handle))
        await asyncio.gather(trial, *(process.process_update(one, handle(one)) for one in updates[1:]))

    stage.runner.run(asyncio.wait_for(run(), 30))
    assert together == [{2}, {1}, {3}]


def test_a_chats_messages_are_answered_in_order_and_chats_side_by_side(stage: Stage) -> None:
    """A follow-up must not overtake its question; nobody waits for somebody else's upload."""
    order: list[int] = []
    other_is_done = asyncio.Event()

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await other_is_done.wait()
        order.append(update.update_id)
        if update.update_id == 3:
            other_is_done.set()

    async def run() -> None:
        process = stage.channel.processor.process_update
        updates = [
            Update.de_json({"update_id": n, "message": stage.message("x", person)}, stage.app.bot)
            for n, person in ((1, ADMIN), (2, ADMIN), (3, FRIEND))
        ]
        await asyncio.gather(*(process(one, handle(one)) for one in updates))

    stage.runner.run(asyncio.wait_for(run(), 30))
    assert order == [3, 1, 2]


def test_one_busy_group_takes_one_worker(stage: Stage) -> None:
    """Three hundred questions of a group are queued; the one asked in private after them waits for none of them."""
    begun: list[int] = []
    done = asyncio.Event()

    async def handle(update: Update) -> None:
        begun.append(update.update_id)
        if update.update_id != 301:
            await done.wait()
        else:
            done.set()

    async def run() -> None:
        process = stage.channel.processor.process_update
        group = [
            Update.de_json({"update_id": n, "message": stage.message("x", FRIEND, GROUP)}, stage.app.bot)
            for n in range(1, 301)
        ]
        private = Update.de_json({"update_id": 301, "message": stage.message("x", ADMIN)}, stage.app.bot)
        await asyncio.gather(*(process(update, handle(update)) for update in [*group, private]))

    stage.runner.run(asyncio.wait_for(run(), 60))
    # which of the two chats begins first is decided by the threads that write both down
    assert sorted(begun[:2]) == [1, 301]
    assert len(begun) == 301


def test_what_is_in_hand_is_finished_and_the_rest_left_for_the_next_start(stage: Stage) -> None:
    """Told to stop: no new update is begun, and none that is cut off counts as one that ended the process."""
    finished: list[int] = []

    async def handle(update: Update, seconds: float) -> None:
        await asyncio.sleep(seconds)
        finished.append(update.update_id)

    async def run() -> None:
        await stage.channel.store.put(
            [{"update_id": n, "message": stage.message("x", person)} for n, person in ((1, 1), (2, 2), (3, 2))]
        )
        queued = [stage.app.update_queue.get_nowait() for _ in range(3)]
        updates = [update for update in queued if isinstance(update, Update)]
        process = stage.channel.processor.process_update
        works = [
            asyncio.create_task(process(update, handle(update, seconds)))
            for update, seconds in zip(updates, (0.05, 60.0, 0.0), strict=True)
        ]
        await asyncio.sleep(0.02)
        await stage.channel.processor.close(0.2)
        await asyncio.gather(*works)

    stage.runner.run(asyncio.wait_for(run(), 30))
    assert finished == [1]
    left = stage.parts.ledger.updates.take_up()
    assert [one.update_id for one in left.others] == [2, 3]
    assert left.suspects == ()


def _updates(stage: Stage, *persons: int) -> list[Update]:
    return [
        Update.de_json({"update_id": n, "message": stage.message("x", person)}, stage.app.bot)
        for n, person in enumerate(persons, 1)
    ]
