"""The running service: told to stop, watched over, on a disk in trouble, fed with what nobody can read."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi, Person
from tests.e2e.telegram.faults import Fault, proxy
from tests.e2e.telegram.servers import until
from tests.e2e.telegram.test_trouble import ledger

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are POSIX's")]

_QUESTION = "每张借书证一次可借多少册？"
_OPEN = {"YINJU_TELEGRAM_ACCESS": "open"}

_ON_A_FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
from bot.cli import main
main(["telegram"])
"""


def test_an_update_nobody_can_read_ends_nothing_for_good(api: BotApi, folder: Path) -> None:
    """The rest goes on, after a restart too, and the log does not say what it said."""
    person = Person(api, 42)
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        chat = {"id": 42, "type": "private", "first_name": "甲"}
        who = {"id": 42, "is_bot": False, "first_name": "甲", "language_code": "zh-hans"}
        poll = {"id": "1", "question": "机密的问题", "options": [], "is_closed": False}
        number = api.next_number()
        api.push("message", {"message_id": number, "date": int(time.time()), "chat": chat, "from": who, "poll": poll})
        person.write(_QUESTION)
        person.read("10册")
        assert bot.stop() == 0
        assert "机密" not in bot.everything_written
        assert "is set aside" in bot.everything_written
    with servers.bot(folder, api.url, **_OPEN) as bot:
        person.write("周几闭馆？")
        person.read("周一闭馆")
        assert bot.stop() == 0


def test_told_to_stop_it_stops_though_the_line_is_broken(api: BotApi, folder: Path) -> None:
    """What waits for the line would wait for a day; it is left for the next start."""
    with proxy(api.port) as line:
        line.script("sendMessage", *[Fault.STALL] * 50)
        with servers.bot(folder, line.url, **_OPEN) as bot:
            bot.wait_for("已启动")
            person = Person(api, 42)
            person.write(_QUESTION)
            until(lambda: line.happened["sendMessage", Fault.STALL])
            assert bot.stop() == 0
    assert ledger(folder, "SELECT COUNT(*) FROM received WHERE finished IS NULL AND working = 0") == [(1,)]
    with servers.bot(folder, api.url, **_OPEN) as bot:
        person.read("10册")
        assert bot.stop() == 0


def test_a_second_copy_on_the_same_folder_is_refused(api: BotApi, folder: Path) -> None:
    """Both would answer what the ledger holds."""
    with servers.bot(folder, api.url, **_OPEN) as first:
        first.wait_for("已启动")
        with servers.bot(folder, api.url, **_OPEN) as second:
            assert second.ended() == 2
            assert "另有一个机器人正在用数据文件夹" in second.lines[-1]
        person = Person(api, 42)
        person.write(_QUESTION)
        person.read("10册")
        assert first.stop() == 0


def test_one_busy_group_does_not_hold_up_a_private_question(api: BotApi, folder: Path) -> None:
    """Three hundred questions of a group are waiting for Telegram's limit on groups; a private one does not."""
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        chat = {"id": -700, "type": "group", "title": "读书会"}
        for number in range(300):
            who = {"id": 5000 + number, "is_bot": False, "first_name": "甲", "language_code": "zh-hans"}
            text = {"text": f"/ask {_QUESTION}", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}
            head = {"message_id": api.next_number(), "date": int(time.time()), "chat": chat, "from": who}
            api.push("message", head | text)
        until(lambda: ledger(folder, "SELECT COUNT(*) FROM received WHERE finished IS NULL")[0][0] > 250)
        person = Person(api, 42)
        person.write(_QUESTION)
        person.read("10册")
        assert ledger(folder, "SELECT COUNT(*) FROM received WHERE finished IS NULL")[0][0] > 200
        assert bot.stop() == 0


def test_a_service_manager_is_told_how_it_is(api: BotApi, folder: Path) -> None:
    """Ready once it answers, alive while it does, stopping when told."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(folder / "notify"))
        manager.settimeout(servers.PATIENCE)
        watched = {"NOTIFY_SOCKET": str(folder / "notify"), "WATCHDOG_USEC": "200000"}
        with servers.bot(folder, api.url, **_OPEN, **watched) as bot:
            told = [manager.recv(100) for _ in range(4)]
            assert told[0] == b"READY=1"
            assert set(told[1:]) == {b"WATCHDOG=1"}
            assert bot.stop() == 0
            while (last := manager.recv(100)) == b"WATCHDOG=1":
                pass
            assert last == b"STOPPING=1"


def test_on_a_full_disk_it_goes_on_answering_and_says_so(api: BotApi, folder: Path) -> None:
    """From the last good index, what is new kept in memory; the operator and the administrators are told what to do."""
    admin = Person(api, 42)
    with servers.bot(folder, api.url) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        admin.write(f"/pair {code}")
        admin.read("配对成功")
        assert bot.stop() == 0
    with servers.bot(folder, api.url, program=("-c", _ON_A_FULL_DISK)) as bot:
        assert "先记在内存里" in bot.wait_for("账本")
        admin.write(_QUESTION)
        answer = admin.read("10册")
        admin.press(answer["message_id"], "原文")
        until(lambda: "借期30天。" in api.messages[answer["message_id"]]["text"])
        assert any("先记在内存里" in message["text"] for message in api.messages.values())
        assert bot.stop() == 0


def test_a_damaged_ledger_is_told_and_what_can_be_read_goes_on(api: BotApi, folder: Path) -> None:
    """Access is not lost with it, nor the questions that can be read."""
    admin = Person(api, 42)
    with servers.bot(folder, api.url) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        admin.write(f"/pair {code}")
        admin.read("配对成功")
        for _ in range(3):
            admin.write(_QUESTION)
            admin.read("10册")
        assert bot.stop() == 0
    file = folder / "data" / "ledger.sqlite3"
    with file.open("r+b") as whole:
        # The last page of a small ledger holds an index or what was cited, never the access list.
        whole.seek(file.stat().st_size - 4096)
        whole.write(os.urandom(4096))
    with servers.bot(folder, api.url) as bot:
        assert "ledger.sqlite3.damaged-" in bot.wait_for("损坏")
        admin.write(_QUESTION)
        admin.read("10册")
        assert any("账本文件损坏" in message["text"] for message in api.messages.values())
        assert bot.stop() == 0


def test_what_it_keeps_is_its_owners_alone(api: BotApi, folder: Path) -> None:
    """Folders 0700, files 0600, those of an earlier version as well."""
    (folder / "data").mkdir(mode=0o755)
    (folder / "data" / "yinju.log").touch(0o644)
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        person = Person(api, 42)
        person.write(_QUESTION)
        person.read("10册")
        assert bot.stop() == 0
    loose = [path for path in (folder / "data", *(folder / "data").rglob("*")) if path.stat().st_mode & 0o077]
    assert loose == []
