"""What keeps the bot running, and what ends it: the journal, polling, pacing, secrets."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import httpx
import pytest
from telegram import LinkPreviewOptions, Update
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.telegram_app.app import build
from bot.telegram_app.journal import Journal
from bot.telegram_app.pacing import Pacing, Patience
from bot.telegram_app.polling import Polling
from bot.telegram_app.secrecy import Redacting
from bot.telegram_app.stopping import CannotGoOnError
from tests.bot.telegram_app.recorder import TOKEN, Recorder
from tests.bot.telegram_app.stage import ADMIN, FRIEND, Clock, Stage, open_stage

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


def test_a_fetched_question_survives_a_crash(tmp_path: Path) -> None:
    """Telegram forgets an update as soon as a later one is asked for; the ledger does not."""
    with open_stage(tmp_path) as stage:
        update = Update.de_json({"update_id": 900, "message": stage.message(_QUESTION, FRIEND)}, stage.app.bot)
        stage.runner.run(Journal(stage.app, stage.parts.ledger.updates).put(update))
    with open_stage(tmp_path) as stage:

        async def again() -> None:
            journal = Journal(stage.app, stage.parts.ledger.updates)
            assert await journal.take_up() == 1
            await journal.put(update)
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
    journal = Journal(stage.app, stage.parts.ledger.updates)
    polling = Polling(stage.app.bot, journal, stage.parts.pulse, ticking, patience=0.1, rivals=0.1)
    with pytest.raises(CannotGoOnError) as caught:
        stage.runner.run(polling.run())
    assert caught.value.key == key
    assert TOKEN not in str(caught.value.facts)


def test_a_rival_that_lets_an_answer_through_now_and_then_is_still_a_rival(stage: Stage) -> None:
    """Two copies throw each other out by turns; both would answer, or neither."""
    clock = Clock()
    journal = Journal(stage.app, stage.parts.ledger.updates)
    polling = Polling(stage.app.bot, journal, stage.parts.pulse, clock, rivals=0.2)

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
        journal = Journal(stage.app, stage.parts.ledger.updates)
        task = asyncio.create_task(Polling(stage.app.bot, journal, stage.parts.pulse, stage.clock).run())
        while not any(call.sent.get("offset") == 71 for call in stage.recorder.of("getUpdates")):
            await asyncio.sleep(0.02)
            if task.done():
                task.result()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stage.runner.run(asyncio.wait_for(run(), 30))
    assert stage.parts.ledger.updates.waiting() == 1
    assert "timeout" in stage.recorder.of("getUpdates")[0].sent


@_OF_429
def test_a_429_is_waited_out_and_the_message_sent(stage: Stage) -> None:
    """Telegram says how long to wait; then the answer comes."""
    stage.recorder.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    calls = stage.write(_QUESTION, FRIEND)
    assert [call.method for call in calls] == ["sendMessage", "sendMessage"]
    assert "10册" in calls[1].text


class BadLine(BaseRequest):
    """A line to the recorder on which the first messages get lost.

    Args:
        recorder: What is at its other end.
        error: What happens to a message.
        times: To how many.
    """

    def __init__(self, recorder: Recorder, error: Exception, times: int) -> None:
        self._recorder = recorder
        self._error = error
        self._times = times
        self.tried = 0

    @property
    def read_timeout(self) -> float | None:
        """Seconds; never waited for here."""
        return self._recorder.read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: object,  # noqa: ARG002 - the library's interface
        **more: object,  # noqa: ARG002 - the same
    ) -> tuple[int, bytes]:
        """Pass on, or lose."""
        if url.endswith("/sendMessage"):
            self.tried += 1
            if self.tried <= self._times:
                msg = "away"
                raise NetworkError(msg) from self._error
        return await self._recorder.do_request(url, method, request_data)


def test_an_answer_waits_for_the_network(stage: Stage) -> None:
    """A line that is down for a moment costs nobody an answer."""
    line = BadLine(stage.recorder, httpx.ConnectError("no route"), 3)
    app = build(stage.parts, TOKEN, request=line, pacing=Pacing(burst=9, first_wait=0.01))

    async def run() -> None:
        await app.initialize()
        await app.bot.send_message(5, "x", link_preview_options=LinkPreviewOptions(is_disabled=True))
        await app.shutdown()

    stage.runner.run(run())
    assert line.tried == 4
    assert len(stage.recorder.of("sendMessage")) == 1


def test_what_may_have_arrived_is_not_sent_twice(stage: Stage) -> None:
    """After a time-out while Telegram answers nobody knows."""
    line = BadLine(stage.recorder, httpx.ReadTimeout("slow"), 1)
    app = build(stage.parts, TOKEN, request=line)

    async def run() -> None:
        await app.initialize()
        with pytest.raises(NetworkError):
            await app.bot.send_message(5, "x")
        await app.shutdown()

    stage.runner.run(run())
    assert line.tried == 1


def test_a_question_whose_answer_could_not_be_sent_is_taken_up_by_the_next_start(stage: Stage) -> None:
    """The network stays away until the program ends: the question is still written down."""
    line = BadLine(stage.recorder, httpx.ConnectError("no route"), 99)
    app = build(stage.parts, TOKEN, request=line, pacing=Pacing(patience=0.0))

    async def run() -> None:
        await app.initialize()
        journal = Journal(app, stage.parts.ledger.updates)
        await journal.put(Update.de_json({"update_id": 7000, "message": stage.message(_QUESTION, FRIEND)}, app.bot))
        queued = await app.update_queue.get()
        await app.update_processor.process_update(queued, app.process_update(queued))
        await app.shutdown()

    stage.runner.run(run())
    assert line.tried == 1
    assert len(stage.parts.ledger.updates.unfinished()) == 1


def test_one_chat_gets_a_burst_then_a_message_a_second(stage: Stage) -> None:
    """More is answered by Telegram with 429; other chats do not wait."""

    async def run() -> tuple[int, int]:
        app = build(stage.parts, TOKEN, request=stage.recorder, pacing=Pacing(burst=2, seconds=60.0))
        await app.initialize()
        same = [asyncio.create_task(app.bot.send_message(5, "x")) for _ in range(3)]
        other = asyncio.create_task(app.bot.send_message(6, "x"))
        done, pending = await asyncio.wait([*same, other], timeout=0.5)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        await app.shutdown()
        return len(done), len(pending)

    assert stage.runner.run(run()) == (3, 1)


def test_patience_counts_each_person_and_comes_back() -> None:
    """One flooding person does not silence another."""
    clock = Clock()
    patience = Patience(clock, most=2, seconds=10.0)
    assert [patience.take(1) for _ in range(4)] == [0, 0, 10, None]
    assert patience.take(2) == 0
    clock.now += 10.5
    assert patience.take(1) == 0


def test_typing_is_shown_only_when_it_takes_long(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flicker of 「typing…」 before every answer is noise."""
    stage.write(_QUESTION, FRIEND)
    assert stage.recorder.of("sendChatAction") == []
    # The pause is what is tested, not how long it is.
    monkeypatch.setattr("bot.telegram_app.posting._SLOW", -1.0)
    stage.write("年末常住人口多少？", FRIEND)
    assert stage.recorder.of("sendChatAction")[0].sent["action"] == "typing"


def test_no_secret_leaves_through_the_log() -> None:
    """It stands in addresses, in messages of the library and in tracebacks."""
    make = Redacting(logging.LogRecord, [TOKEN, ""])
    error = ValueError(TOKEN)
    info = (type(error), error, None)
    record = make("x", logging.ERROR, "f", 1, "at %s", (f"/bot{TOKEN}/getMe",), info)
    line = logging.Formatter("%(message)s").format(record)
    assert "SECRET" not in line
    assert "ValueError: [secret]" in line


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("%s", (TOKEN.partition(":")[2],)),
        ("%s", ({"url": f"https://x/bot{TOKEN.replace(':', '%3A')}/getMe"},)),
        (f"%d {TOKEN}", ("no number",)),
        (f"{TOKEN} 100%", ()),
        (ValueError(TOKEN), ()),
    ],
)
def test_no_spelling_of_the_token_passes(message: object, arguments: tuple[object, ...]) -> None:
    """Quoted, without the bot's number, in an object, in a message whose arguments do not fit."""
    record = Redacting(logging.LogRecord, [TOKEN])("x", logging.DEBUG, "f", 1, message, arguments, None)
    assert "SECRET" not in logging.Formatter("%(message)s").format(record)


def test_what_holds_no_secret_is_logged_as_it_is() -> None:
    """Other libraries' handlers look at the arguments."""
    record = Redacting(logging.LogRecord, [TOKEN])("x", logging.INFO, "f", 1, "%s of %s", (1, 2), None)
    assert (record.msg, record.args) == ("%s of %s", (1, 2))


def test_menus_are_set_per_language_and_scope_and_never_fatal(stage: Stage) -> None:
    """Some servers lack the method; the library takes their 404 for a wrong token."""
    from bot.messages import Language  # noqa: PLC0415
    from bot.telegram_app.menus import Menus  # noqa: PLC0415

    stage.recorder.fail("setMyCommands", 404, "Not Found")
    stage.runner.run(Menus(Language.HANS).set_all(stage.app.bot))
    calls = stage.recorder.of("setMyCommands")
    told = {(call.sent["scope"]["type"], call.sent.get("language_code")) for call in calls}
    kinds = ("all_private_chats", "all_group_chats")
    assert told == {(kind, code) for kind in kinds for code in (None, "zh", "en")}
