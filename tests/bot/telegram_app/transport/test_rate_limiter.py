"""Telegram's limits kept, and answers that wait for the line."""

from __future__ import annotations

import asyncio
import itertools

import httpx
import pytest
from telegram import LinkPreviewOptions
from telegram.error import BadRequest, NetworkError
from telegram.request import BaseRequest, RequestData

from bot.telegram_app.application import build
from bot.telegram_app.transport import retries
from bot.telegram_app.transport.rate_limiter import RateLimiter
from tests.bot.telegram_app.recorder import TOKEN, Recorder
from tests.bot.telegram_app.stage import FRIEND, GROUP, Clock, Stage

_QUESTION = "每张借书证一次可借多少册？"

# The library warns of a coming change of its own each time Telegram says 429.
_OF_429 = pytest.mark.filterwarnings("ignore:.*retry_after")


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


def _sent_over(stage: Stage, line: BadLine, limiter: RateLimiter | None = None) -> None:
    """A message sent over a bad line."""
    channel = build(stage.parts, TOKEN, request=line, rate_limiter=limiter or RateLimiter(burst=99, first_pause=0.001))

    async def run() -> None:
        await channel.app.initialize()
        await channel.app.bot.send_message(5, "x", link_preview_options=LinkPreviewOptions(is_disabled=True))
        await channel.app.shutdown()

    stage.runner.run(run())


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("no route"), httpx.ReadError("reset"), httpx.ReadTimeout("slow"), httpx.WriteError("")]
)
def test_an_answer_waits_for_the_network(stage: Stage, error: Exception) -> None:
    """A line that is down, breaks or stalls costs nobody an answer, whether or not the request was written."""
    line = BadLine(stage.recorder, error, 6)
    _sent_over(stage, line)
    assert line.tried == 7
    assert len(stage.recorder.of("sendMessage")) == 1


@pytest.mark.parametrize(("code", "text"), [(502, "Bad Gateway"), (500, "Internal Server Error")])
def test_an_answer_outlasts_a_server_in_trouble(stage: Stage, code: int, text: str) -> None:
    """Storms of 502 come with every release of Telegram's."""
    for _ in range(6):
        stage.recorder.fail("sendMessage", code, text)
    _sent_over(stage, BadLine(stage.recorder, httpx.ReadError(""), 0))
    assert len(stage.recorder.of("sendMessage")) == 7


def test_the_pauses_grow(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Who hammers at a server in trouble keeps it there."""
    line = BadLine(stage.recorder, httpx.ConnectError("no route"), 5)
    _sent_over(stage, line, RateLimiter(burst=99, first_pause=0.01))
    pauses = [record.args[2] for record in caplog.records if isinstance(record.args, tuple)]
    assert pauses == [0.01, 0.02, 0.04, 0.08, 0.16]
    assert list(itertools.islice(retries.pauses(), 8)) == [1, 2, 4, 8, 16, 32, 60, 60]


def test_after_a_day_it_is_given_up_and_the_person_told(stage: Stage) -> None:
    """Apologies come only then; the update is finished."""
    clock = Clock()

    def hours_later() -> float:
        clock.now += 4 * 3600
        return clock.now

    line = BadLine(stage.recorder, httpx.ConnectError("no route"), 6)
    limiter = RateLimiter(burst=99, first_pause=0.001, clock=hours_later)
    channel = build(stage.parts, TOKEN, request=line, rate_limiter=limiter)

    async def run() -> None:
        await channel.app.initialize()
        await channel.store.put([{"update_id": 7000, "message": stage.message(_QUESTION, FRIEND)}])
        queued = channel.app.update_queue.get_nowait()
        await channel.processor.process_update(queued, channel.app.process_update(queued))
        await channel.app.shutdown()

    stage.runner.run(run())
    (call,) = stage.recorder.of("sendMessage")
    assert "出了点问题" in call.text
    assert stage.parts.ledger.updates.waiting() == 0


def test_what_telegram_calls_wrong_is_not_sent_again(stage: Stage) -> None:
    """It would be wrong each time."""
    stage.recorder.fail("sendMessage", 400, "Bad Request: chat not found")
    with pytest.raises(BadRequest):
        _sent_over(stage, BadLine(stage.recorder, httpx.ReadError(""), 0))
    assert len(stage.recorder.of("sendMessage")) == 1


def test_an_answer_follows_its_group_when_that_becomes_another(stage: Stage) -> None:
    """A group becomes a supergroup between question and answer."""
    stage.recorder.fail("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100777)
    calls = stage.write(f"/ask {_QUESTION}", FRIEND, GROUP)
    assert [call.sent["chat_id"] for call in calls] == [GROUP, -100777]
    assert "10册" in calls[1].text


@_OF_429
def test_patience_asked_for_in_one_chat_is_not_had_with_the_others(stage: Stage) -> None:
    """One group over its limit must not silence everybody."""
    stage.recorder.fail("sendMessage", 429, "Too Many Requests: retry after 60", retry_after=60)

    async def run() -> tuple[bool, bool]:
        channel = build(stage.parts, TOKEN, request=stage.recorder)
        await channel.app.initialize()
        send = channel.app.bot.send_message
        group = asyncio.create_task(send(GROUP, "x"))
        await asyncio.sleep(0.05)
        other = asyncio.create_task(send(6, "x"))
        await asyncio.wait([other], timeout=10)
        result = (group.done(), other.done())
        group.cancel()
        await asyncio.gather(group, return_exceptions=True)
        await channel.app.shutdown()
        return result

    assert stage.runner.run(run()) == (False, True)


def test_what_waits_for_the_line_does_not_count_as_what_ended_the_process(stage: Stage) -> None:
    """Killed while it waits for the network, an update is no suspect at the next start."""
    line = BadLine(stage.recorder, httpx.ConnectError("no route"), 99)
    channel = build(stage.parts, TOKEN, request=line)

    async def run() -> None:
        await channel.app.initialize()
        await channel.store.put([{"update_id": 7000, "message": stage.message(_QUESTION, FRIEND)}])
        queued = channel.app.update_queue.get_nowait()
        task = asyncio.create_task(channel.processor.process_update(queued, channel.app.process_update(queued)))
        while not line.tried:  # noqa: ASYNC110 - the line knows no loop
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        left = stage.parts.ledger.updates.take_up()
        assert (len(left.suspects), len(left.others)) == (0, 1)
        await channel.processor.close(0.0)
        await task
        await channel.app.shutdown()

    stage.runner.run(asyncio.wait_for(run(), 30))


def test_few_messages_are_on_their_way_at_the_same_moment(stage: Stage) -> None:
    """What is on its way when the process is killed comes twice: of sixty answers found together not thirty."""
    under_way: list[int] = []

    async def never_answered(chat: int) -> bool:
        under_way.append(chat)
        await asyncio.Event().wait()
        return True

    async def run() -> None:
        send = RateLimiter().process_request
        tasks = [
            asyncio.create_task(send(never_answered, (chat,), {}, "sendMessage", {"chat_id": chat}, None))
            for chat in range(1, 61)
        ]
        for _ in range(10):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    stage.runner.run(asyncio.wait_for(run(), 30))
    assert 0 < len(under_way) < 30


def test_one_chat_gets_a_burst_then_a_message_a_second(stage: Stage) -> None:
    """More is answered by Telegram with 429; other chats do not wait."""

    async def run() -> tuple[int, int]:
        limiter = RateLimiter(burst=2, seconds=60.0)
        app = build(stage.parts, TOKEN, request=stage.recorder, rate_limiter=limiter).app
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
