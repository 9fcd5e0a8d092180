"""Updates: written down first, answered in order, none lost, none that ends the bot for good."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.ledger.updates import MOST_TRIES
from bot.telegram_app.transport.polling import Polling
from tests.bot.telegram_app.recorder import Call
from tests.bot.telegram_app.stage import ADMIN, FRIEND, GROUP, STRANGER, Stage, open_stage

_QUESTION = "每张借书证一次可借多少册？"


def _unreadable(stage: Stage, person: int, chat: int | None = None) -> dict[str, Any]:
    """A message of a kind that the library does not know yet: a poll without what it takes for a matter of course."""
    poll = {"id": "1", "question": "机密的问题", "options": [], "is_closed": False}
    return stage.message("", person, chat, poll=poll)


def _take_up(stage: Stage) -> list[Call]:
    """Start as after a crash; what the bot did then."""
    before = len(stage.recorder.calls)

    async def start() -> None:
        stage.channel.processor.hold()
        await stage.channel.store.take_up()
        await stage.handle_queued()

    stage.runner.run(start())
    return stage.recorder.calls[before:]


def test_a_fetched_question_survives_a_crash(tmp_path: Path) -> None:
    """Telegram forgets an update as soon as a later one is asked for; the ledger does not."""
    with open_stage(tmp_path) as stage:
        update = {"update_id": 900, "message": stage.message(_QUESTION, FRIEND)}
        stage.runner.run(stage.channel.store.put([update]))
    with open_stage(tmp_path) as stage:
        (call,) = _take_up(stage)
        assert "10册" in call.text
        stage.runner.run(stage.channel.store.put([update]))
        assert stage.app.update_queue.qsize() == 0
        assert stage.parts.ledger.updates.waiting() == 0


def test_an_update_the_library_cannot_read_is_set_aside_and_the_rest_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram's newest inventions come before the library knows them; one of them must not end the bot for good."""
    with open_stage(tmp_path) as stage:
        updates = [
            {"update_id": 10, "message": stage.message(_QUESTION, FRIEND)},
            {"update_id": 11, "message": _unreadable(stage, FRIEND)},
            {"update_id": 12, "message": stage.message("几点开放？", FRIEND)},
        ]

        async def run() -> None:
            await stage.channel.store.put(updates)
            await stage.handle_queued()

        stage.runner.run(run())
        texts = [call.text for call in stage.recorder.of("sendMessage")]
        assert len(texts) == 3
        assert all(any(words in text for text in texts) for words in ("没能处理", "10册", "周一闭馆"))
        assert stage.parts.ledger.updates.aside() == 1
        assert "机密" not in caplog.text
        assert "update 11 (message) cannot be read" in caplog.text
        assert "另存待查的消息：1" in stage.write("/health")[-1].text
    with open_stage(tmp_path) as stage:
        assert _take_up(stage) == [], "after a restart it is not tried again"


@pytest.mark.parametrize(("person", "chat"), [(STRANGER, None), (FRIEND, GROUP)])
def test_nobody_hears_of_what_was_not_theirs_to_ask(stage: Stage, person: int, chat: int | None) -> None:
    """To a stranger the bot says nothing, and in a group nobody knows whether it was asked."""
    assert stage.deliver("message", _unreadable(stage, person, chat)) == []


def test_polling_goes_on_behind_an_update_nobody_can_read(stage: Stage) -> None:
    """It is acknowledged like the others: Telegram would send it again for ever, and nothing after it."""
    stage.recorder.updates = [
        {"update_id": 70, "message": _unreadable(stage, FRIEND)},
        {"update_id": 71, "message": stage.message(_QUESTION, FRIEND)},
    ]

    async def run() -> None:
        task = asyncio.create_task(Polling(stage.app.bot, stage.channel.store, stage.parts.pulse, stage.clock).run())
        while not any(call.sent.get("offset") == 72 for call in stage.recorder.of("getUpdates")):
            await asyncio.sleep(0.02)
            if task.done():
                task.result()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await stage.handle_queued()

    stage.runner.run(asyncio.wait_for(run(), 30))
    assert "10册" in stage.recorder.of("sendMessage")[-1].text


def test_what_only_stood_beside_a_poisonous_update_is_answered(tmp_path: Path) -> None:
    """However often the process ends: only what was tried alone when it ended counts."""
    for _ in range(MOST_TRIES + 3):
        with open_stage(tmp_path) as stage:
            updates = [{"update_id": n, "message": stage.message(_QUESTION, person)} for n, person in ((1, 1), (2, 2))]
            stage.runner.run(stage.channel.store.put(updates))
            stage.parts.ledger.updates.take_up()
            # Both are being worked on when the process ends.
            stage.parts.ledger.updates.begin(1)
            stage.parts.ledger.updates.begin(2)
    with open_stage(tmp_path) as stage:
        assert ["10册" in call.text for call in _take_up(stage)] == [True, True]


def test_an_update_that_ends_the_process_alone_again_and_again_is_given_up_and_told(tmp_path: Path) -> None:
    """One message must not keep the bot from starting for ever, and whoever wrote it is told."""
    with open_stage(tmp_path) as stage:
        updates = [{"update_id": n, "message": stage.message(_QUESTION, person)} for n, person in ((1, 1), (2, 2))]
        stage.runner.run(stage.channel.store.put(updates))
        stage.parts.ledger.updates.begin(1)
    for _ in range(MOST_TRIES):
        with open_stage(tmp_path) as stage:
            stage.parts.ledger.updates.take_up()
            stage.parts.ledger.updates.begin(1, alone=True)
    with open_stage(tmp_path) as stage:
        told, answer = sorted(_take_up(stage), key=lambda call: int(call.sent["chat_id"]))
        assert (told.sent["chat_id"], "没能处理" in told.text) == (ADMIN, True)
        assert (answer.sent["chat_id"], "10册" in answer.text) == (FRIEND, True)
        assert json.loads(_raw(tmp_path))["message"]["text"] == _QUESTION, "it is kept for whoever looks into it"


def _raw(folder: Path) -> str:
    with contextlib.closing(sqlite3.connect(folder / "ledger.sqlite3")) as connection:
        (body,) = connection.execute("SELECT body FROM received WHERE aside IS NOT NULL").fetchone()
    return str(body)


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
        await process.try_alone(updates[:2], handle)
        await later

    stage.runner.run(run())
    assert together == [{1}, {2}, {3}]


def test_a_chats_messages_are_answered_in_order_and_chats_side_by_side(stage: Stage) -> None:
    """A follow-up must not overtake its question; nobody waits for somebody else's upload."""
    order: list[int] = []

    async def handle(update: Update, seconds: float) -> None:
        await asyncio.sleep(seconds)
        order.append(update.update_id)

    async def run() -> None:
        process = stage.channel.processor.process_update
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
    assert begun[:2] == [1, 301]
    assert len(begun) == 301


def test_ten_thousand_updates_at_once_are_stored_whole_and_in_order(stage: Stage) -> None:
    """After a day without the bot much has come together; a crash now loses none of it."""
    updates = [{"update_id": n, "message": stage.message("x", FRIEND)} for n in range(1, 10_001)]
    stage.runner.run(stage.channel.store.put(updates))
    queue = stage.app.update_queue
    queued = [queue.get_nowait() for _ in range(queue.qsize())]
    assert [one.update_id for one in queued if isinstance(one, Update)] == list(range(1, 10_001))
    assert stage.parts.ledger.updates.waiting() == 10_000


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
