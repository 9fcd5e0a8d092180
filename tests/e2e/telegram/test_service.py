"""The running service: told to stop, watched over, on a disk in trouble, fed with what nobody can read."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.fairness import ask_in_group
from tests.e2e.telegram.faults import Fault, proxy
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import until
from tests.e2e.telegram.test_trouble import ledger

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are POSIX's")]

_QUESTION = "每张借书证一次可借多少册？"
_OPEN = {"YINJU_TELEGRAM_ACCESS": "open"}

_ON_A_FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
"""

_WITHOUT_LEAVE_TO_WRITE = """
import ctypes, os, pathlib
if os.getuid() == 0:
    # What root may do without being asked; the third version of the call, on this process.
    head, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capget(head, sets) == 0
    for place in range(3):
        sets[place] &= ~0b110
    assert ctypes.CDLL(None).capset(head, sets) == 0
for path in [pathlib.Path("data"), *pathlib.Path("data").rglob("*")]:
    path.chmod(0o500 if path.is_dir() else 0o400)
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
        ask_in_group(api, 300)
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


@pytest.mark.parametrize(
    "disk",
    [
        pytest.param(_ON_A_FULL_DISK, id="full"),
        pytest.param(
            _WITHOUT_LEAVE_TO_WRITE,
            id="read-only",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="what root gives up is Linux's"),
        ),
    ],
)
def test_on_a_disk_that_takes_nothing_it_goes_on_answering_and_says_so(api: BotApi, folder: Path, disk: str) -> None:
    """From the last good index, what is new kept in memory; the operator and the administrators are told what to do."""
    admin = Person(api, 42)
    with servers.bot(folder, api.url) as bot:
        code = bot.wait_for("/pair ").rsplit("/pair ", 1)[1].strip()
        admin.write(f"/pair {code}")
        admin.read("配对成功")
        assert bot.stop() == 0
    (folder / "documents" / "泳馆.txt").write_text("游泳馆规定\n游泳馆每场限80人入场。\n", encoding="utf-8")
    with servers.bot(folder, api.url, disk) as bot:
        assert "先记在内存里" in bot.wait_for("账本")
        admin.write(_QUESTION)
        answer = admin.read("10册")
        admin.press(answer["message_id"], "原文")
        until(lambda: "借期30天。" in api.messages[answer["message_id"]]["text"])
        assert any("先记在内存里" in message["text"] for message in api.messages.values())
        assert bot.stop() == 0
    for path in (folder / "data", *(folder / "data").rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


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


def test_a_file_of_the_index_overwritten_under_the_bot_is_named_and_not_answered_from(
    api: BotApi, folder: Path
) -> None:
    """A failing disk, a copy gone to the wrong place: no answer comes from it, and it is mended without a new start."""
    person = Person(api, 42)
    with servers.bot(folder, api.url, **_OPEN) as bot:
        bot.wait_for("已启动")
        (catalog,) = (folder / "data" / "index").glob("snapshots/*/catalog.sqlite")
        data = catalog.read_bytes()
        with catalog.open("r+b") as file:
            # A figure in the middle that is read like any other.
            file.write(data.replace("可借10册".encode(), "可借99册".encode()))
        person.write(_QUESTION)
        until(lambda: "catalog.sqlite" in bot.everything_written)
        person.read("")
        until(lambda: not catalog.exists())

        def is_answered() -> bool:
            # The new index is on the disk a moment before it is the one that is asked.
            person.write(_QUESTION)
            return "10册" in str(person.read("")["text"])

        until(is_answered)
        assert not any("99册" in message["text"] for message in api.messages.values())
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
