"""The running bot when things go wrong: too fast, cut off, killed; every question is answered, and once."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import TOKEN, until

pytestmark = pytest.mark.e2e

_QUESTION = "每张借书证一次可借多少册？"
_OPEN = {"YINJU_TELEGRAM_ACCESS": "open"}

_EVERYTHING_IS_LOGGED = """
import logging
logging.basicConfig(level=logging.DEBUG)
logging.Logger.isEnabledFor = lambda self, level: True
"""


def ledger(folder: Path, query: str) -> list[Any]:
    """What stands in the ledger of the running bot."""
    with contextlib.closing(sqlite3.connect(folder / "data" / "ledger.sqlite3", timeout=10)) as connection:
        return connection.execute(query).fetchall()


def answers(api: BotApi) -> list[str]:
    """The answers that arrived."""
    return [call.text for call in api.of("sendMessage") if "10册" in call.text]


def test_too_many_requests_are_waited_out(api: BotApi, folder: Path) -> None:
    """Telegram says how long; then the answer comes, once."""
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person = Person(api, 42)
        api.refuse("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        person.write(_QUESTION)
        person.read("10册")
        assert len(answers(api)) == 2
        assert [message["text"] for message in api.messages.values()].count(answers(api)[0]) == 1
        assert bot.stop() == 0


def test_a_line_that_breaks_between_question_and_answer_costs_nothing(api: BotApi, folder: Path) -> None:
    """The question had arrived; the answer waits until the network is back."""
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person = Person(api, 42)
        person.write(_QUESTION, then_cut=True)
        until(lambda: "did not arrive" in bot.everything_written)
        api.connect()
        person.read("10册")
        person.write("周几闭馆？")
        person.read("周一闭馆")
        assert len(answers(api)) == 1
        assert bot.stop() == 0
        assert "Traceback" not in bot.everything_written


def test_a_bot_that_is_stopped_while_the_line_is_broken_answers_at_its_next_start(api: BotApi, folder: Path) -> None:
    """An operator restarts what seems to hang; the question is in the ledger."""
    person = Person(api, 42)
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person.write(_QUESTION, then_cut=True)
        until(lambda: "did not arrive" in bot.everything_written)
        assert bot.stop() == 0
    api.connect()
    with servers.bot(folder, api.url, **_OPEN) as bot:
        person.read("10册")
        assert bot.stop() == 0
    assert len(answers(api)) == 1
    assert ledger(folder, "SELECT COUNT(*) FROM asked") == [(1,)]


def test_a_bot_killed_before_its_answer_is_out_answers_at_its_next_start(api: BotApi, folder: Path) -> None:
    """Kill -9 between update and answer: Telegram counts the update as delivered, the ledger does not."""
    person = Person(api, 42)
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        api.swallow("sendMessage")
        person.write(_QUESTION)
        assert api.swallowed.wait(servers.PATIENCE)
        bot.stop(signal.SIGKILL)
    api.release("sendMessage")
    with servers.bot(folder, api.url, **_OPEN) as bot:
        person.read("10册")
        person.write("周几闭馆？")
        person.read("周一闭馆")
        assert bot.stop() == 0
    assert len(answers(api)) == 1
    assert ledger(folder, "SELECT COUNT(*) FROM asked") == [(2,)]


def test_a_bot_killed_after_its_answer_is_out_does_not_answer_again(api: BotApi, folder: Path) -> None:
    """Killed before the update was crossed off: the ledger knows the number of the answer."""
    person = Person(api, 42)
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person.write(_QUESTION)
        person.read("10册")
        until(lambda: ledger(folder, "SELECT 1 FROM asked WHERE answer_message IS NOT NULL"))
        body = until(lambda: ledger(folder, "SELECT update_id FROM received"))
        bot.stop(signal.SIGKILL)
    with contextlib.closing(sqlite3.connect(folder / "data" / "ledger.sqlite3", isolation_level=None)) as connection:
        # As if it had been killed a moment earlier.
        update = api.updates[-1]
        change = "UPDATE received SET finished = NULL, body = ? WHERE update_id = ?"
        connection.execute(change, (json.dumps(update), body[-1][0]))
    with servers.bot(folder, api.url, **_OPEN) as bot:
        person.write("周几闭馆？")
        person.read("周一闭馆")
        assert bot.stop() == 0
    assert len(answers(api)) == 1
    assert ledger(folder, "SELECT COUNT(*) FROM received WHERE finished IS NULL") == [(0,)]


def test_the_token_is_in_no_log_however_much_is_logged(api: BotApi, folder: Path) -> None:
    """Every logger of every library at its most talkative, a refusal and a broken line included."""
    with servers.bot(folder, api.url, first=_EVERYTHING_IS_LOGGED, **_OPEN) as bot:
        bot.wait_for("已启动")
        person = Person(api, 42)
        api.refuse("sendMessage", 400, "Bad Request: chat not found")
        person.write(_QUESTION)
        person.write("周几闭馆？", then_cut=True)
        until(lambda: "did not arrive" in bot.everything_written)
        api.connect()
        person.read("周一闭馆")
        person.send("游泳馆.txt", "游泳馆规定\n".encode())
        person.read("只有管理员可以添加文档")
        assert bot.stop() == 0
        written = bot.everything_written
        assert "httpcore" in written
        assert "getUpdates" in written
        assert "Traceback" in written
        assert TOKEN not in written
        assert TOKEN.partition(":")[2] not in written


@pytest.mark.parametrize("token", ["nonsense", "123:has a space", "123456:\x01control", "https://example.org/1:x"])
def test_what_is_no_token_is_told_without_repeating_it(api: BotApi, folder: Path, token: str) -> None:
    """A wrong paste must not end in a traceback with an address in it."""
    with servers.bot(folder, api.url, YINJU_TELEGRAM_TOKEN=token) as bot:
        assert bot.ended() == 2
        assert "Telegram 不认这个令牌" in bot.lines[-1]
        assert token not in bot.everything_written
        assert api.calls == []
