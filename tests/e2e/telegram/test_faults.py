"""The running bot on a line that goes wrong: each question is answered, twice only where nobody can know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.faults import Fault, proxy
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import until
from tests.e2e.telegram.test_trouble import ledger

pytestmark = pytest.mark.e2e

_QUESTION = "每张借书证一次可借多少册？"
_OPEN = {"YINJU_TELEGRAM_ACCESS": "open"}
_STORM = 4


def _answers(api: BotApi, person: int) -> int:
    return sum(m["chat_id"] == person and "10册" in m["text"] for m in api.messages.values())


def test_no_answer_is_lost_on_the_wire(api: BotApi, folder: Path) -> None:
    """Resets before, within and after the body, a stall, wrong lengths, then storms."""
    with proxy(api.port) as line, servers.bot(folder, line.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        early = [Fault.RESET_BEFORE, Fault.RESET_WITHIN]
        late = [fault for fault in Fault if fault not in early]
        times = {fault: _STORM if fault in {Fault.BAD_GATEWAY, Fault.TOO_MANY} else 1 for fault in Fault}
        askers = {fault: Person(api, person) for person, fault in enumerate(Fault, 100)}
        # Each of the others by itself, at the same time: most of it is waiting.
        for person, fault in enumerate(Fault, 100):
            if fault in late:
                line.script("sendMessage", *[fault] * times[fault], chat=person)
                askers[fault].write(_QUESTION)
        for fault in late:
            askers[fault].read("10册")
        for fault in early:
            line.script("sendMessage", fault)
            askers[fault].write(_QUESTION)
            askers[fault].read("10册")
        until(lambda: not ledger(folder, "SELECT 1 FROM received WHERE finished IS NULL"))
        for person, fault in enumerate(Fault, 100):
            assert _answers(api, person) == (1 + times[fault] if fault.arrives else 1), fault
            assert line.happened["sendMessage", fault] == times[fault]
        assert ledger(folder, "SELECT COUNT(*) FROM asked WHERE answer_message IS NULL") == [(0,)]
        assert bot.stop() == 0
        assert "Traceback" not in bot.everything_written


def test_no_question_is_lost_or_doubled_on_the_wire(api: BotApi, folder: Path) -> None:
    """The same with what the bot fetches: what was not acknowledged comes again, and is answered once."""
    with proxy(api.port) as line, servers.bot(folder, line.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        faults = [fault for fault in Fault if fault is not Fault.STALL]
        for person, fault in enumerate(faults, 100):
            line.script("getUpdates", fault)
            asker = Person(api, person)
            asker.write(_QUESTION)
            asker.read("10册")
        until(lambda: not ledger(folder, "SELECT 1 FROM received WHERE finished IS NULL"))
        assert [_answers(api, person) for person, _ in enumerate(faults, 100)] == [1] * len(faults)
        assert bot.stop() == 0


def test_a_button_under_a_bad_line_still_opens(api: BotApi, folder: Path) -> None:
    """An edit can be asked for again: Telegram says that nothing changed, and that is as good."""
    with proxy(api.port) as line, servers.bot(folder, line.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        asker = Person(api, 42)
        asker.write(_QUESTION)
        number = asker.read("10册")["message_id"]
        line.script("editMessageText", Fault.RESET_BEFORE, Fault.RESET_AFTER)
        asker.press(number, "原文")
        until(lambda: "借期30天" in api.messages[number]["text"])
        until(lambda: not ledger(folder, "SELECT 1 FROM received WHERE finished IS NULL"))
        assert len(api.of("sendMessage")) == 1
        assert bot.stop() == 0
        assert "Traceback" not in bot.everything_written
