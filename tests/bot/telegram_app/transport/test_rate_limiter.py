"""Telegram's limits kept, and answers that wait for the line."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from telegram import LinkPreviewOptions, Update
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.telegram_app.application import build
from bot.telegram_app.state.update_store import UpdateStore
from bot.telegram_app.transport.rate_limiter import RateLimiter
from tests.bot.telegram_app.recorder import TOKEN, Recorder
from tests.bot.telegram_app.stage import FRIEND, Stage

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


def test_an_answer_waits_for_the_network(stage: Stage) -> None:
    """A line that is down for a moment costs nobody an answer."""
    line = BadLine(stage.recorder, httpx.ConnectError("no route"), 3)
    app = build(stage.parts, TOKEN, request=line, rate_limiter=RateLimiter(burst=9, first_wait=0.01))

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
    app = build(stage.parts, TOKEN, request=line, rate_limiter=RateLimiter(patience=0.0))

    async def run() -> None:
        await app.initialize()
        store = UpdateStore(app, stage.parts.ledger.updates)
        await store.put(Update.de_json({"update_id": 7000, "message": stage.message(_QUESTION, FRIEND)}, app.bot))
        queued = await app.update_queue.get()
        await app.update_processor.process_update(queued, app.process_update(queued))
        await app.shutdown()

    stage.runner.run(run())
    assert line.tried == 1
    assert len(stage.parts.ledger.updates.unfinished()) == 1


def test_one_chat_gets_a_burst_then_a_message_a_second(stage: Stage) -> None:
    """More is answered by Telegram with 429; other chats do not wait."""

    async def run() -> tuple[int, int]:
        app = build(stage.parts, TOKEN, request=stage.recorder, rate_limiter=RateLimiter(burst=2, seconds=60.0))
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
