"""What a service manager is told."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram_app import systemd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such service manager")


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A service manager that listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(10)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listening


def test_the_manager_is_told(manager: socket.socket) -> None:
    """In the words of its protocol."""
    systemd.notify(systemd.READY)
    systemd.notify(systemd.STOPPING)
    assert [manager.recv(100), manager.recv(100)] == [b"READY=1", b"STOPPING=1"]


def test_signs_of_life_are_given_as_long_as_the_loop_turns(
    manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loop that hangs gives none."""
    monkeypatch.setenv("WATCHDOG_USEC", "20000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))

    async def run() -> None:
        task = asyncio.create_task(systemd.keep_alive())
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    assert [manager.recv(100), manager.recv(100)] == [b"WATCHDOG=1", b"WATCHDOG=1"]


@pytest.mark.parametrize(("wanted", "process"), [("", ""), ("0", ""), ("x", ""), ("20000", "1")])
def test_without_a_watchdog_nothing_is_told(monkeypatch: pytest.MonkeyPatch, wanted: str, process: str) -> None:
    """None is wanted, or it is another process's."""
    monkeypatch.setenv("WATCHDOG_USEC", wanted)
    monkeypatch.setenv("WATCHDOG_PID", process)
    asyncio.run(asyncio.wait_for(systemd.keep_alive(), 10))


def test_a_manager_that_is_gone_ends_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without one nothing is told; nor where nobody listens."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    systemd.notify(systemd.READY)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    systemd.notify(systemd.READY)
