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
from bot.telegram_app.state.update_processor import OrderedProcessor
from bot.telegram_app.state.update_store import CALM, UpdateStore
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
            {"update_id": 12, "message": stage.message("本馆周几开放周几闭馆？", FRIEND)},
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


def test_what_waits_behind_suspects_in_their_chats_goes_on_when_they_are_done(tmp_path: Path) -> None:
    """Two chats with questions in hand and more behind them when the process ended: all are answered, in order."""
    with open_stage(tmp_path) as stage:
        people = (ADMIN, FRIEND, FRIEND, ADMIN)
        updates = [{"update_id": n, "message": stage.message(_QUESTION, who)} for n, who in enumerate(people, 1)]
        stage.runner.run(stage.channel.store.put(updates))
        for number in (1, 2):
            stage.parts.ledger.updates.begin(number)
    with open_stage(tmp_path) as stage:

        async def start() -> None:
            stage.channel.processor.hold()
            newer = stage.message("本馆周几开放周几闭馆？", FRIEND)
            await stage.channel.store.put([{"update_id": 5, "message": newer}])
            queued = asyncio.create_task(stage.handle_queued())
            await asyncio.sleep(0.02)
            await stage.channel.store.take_up()
            assert stage.app.update_queue.qsize() == 2, "what came meanwhile is queued already"
            await asyncio.gather(queued, stage.handle_queued())

        stage.runner.run(asyncio.wait_for(start(), 30))
        assert len(stage.recorder.of("sendMessage")) == 5
        assert stage.parts.ledger.updates.waiting() == 0


def test_ten_thousand_updates_at_once_are_stored_whole_and_in_order(stage: Stage) -> None:
    """After a day without the bot much has come together; a crash now loses none of it."""
    updates = [{"update_id": n, "message": stage.message("x", FRIEND)} for n in range(1, 10_001)]
    stage.runner.run(stage.channel.store.put(updates))
    queue = stage.app.update_queue
    queued = [queue.get_nowait() for _ in range(queue.qsize())]
    assert [one.update_id for one in queued if isinstance(one, Update)] == list(range(1, 10_001))
    assert stage.parts.ledger.updates.waiting() == 10_000


def test_an_innocent_update_outlives_a_process_that_is_ended_again_and_again(stage: Stage) -> None:
    """Twice it was in hand alone when somebody ended the process; a third time is not risked before that has lived."""
    updates = stage.parts.ledger.updates
    asked: list[float] = []

    async def start() -> None:
        waits = asyncio.Event()

        async def ended_meanwhile(seconds: float) -> None:
            asked.append(seconds)
            waits.set()
            await asyncio.Event().wait()

        processor = OrderedProcessor(updates, ended_meanwhile)
        store = UpdateStore(stage.app, updates, processor, _nobody_told)
        processor.hold()
        begun = asyncio.create_task(store.take_up())
        await waits.wait()
        begun.cancel()

    body = {"update_id": 1, "message": stage.message(_QUESTION, FRIEND)}
    stage.runner.run(stage.channel.store.put([body]))
    for _ in range(MOST_TRIES - 1):
        updates.begin(1, alone=True)
        updates.take_up()
    for _ in range(MOST_TRIES):
        stage.runner.run(asyncio.wait_for(start(), 30))
    assert asked == [CALM[MOST_TRIES - 1]] * MOST_TRIES
    left = updates.take_up()
    assert ([(one.update_id, one.tries) for one in left.suspects], left.poison) == ([(1, MOST_TRIES - 1)], ())


async def _nobody_told(raw: object) -> None:
    raise AssertionError(raw)
