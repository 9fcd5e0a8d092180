"""The servers, installed once and started for each test."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.telegram import servers
from tests.e2e.telegram.bot_api import BotApi, bot_api
from tests.e2e.telegram.install import Installed, install


@pytest.fixture(scope="session")
def installed() -> Installed:
    """The servers; installed now if they are not."""
    return install()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document, written a day ago: one of this moment is read again until its time can be told."""
    (tmp_path / "documents").mkdir()
    document = tmp_path / "documents" / "图书馆.txt"
    document.write_text(
        "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n每张借书证一次可借10册，借期30天。\n", encoding="utf-8"
    )
    yesterday = time.time() - 86_400
    os.utime(document, (yesterday, yesterday))
    return tmp_path


@pytest.fixture
def api() -> Iterator[BotApi]:
    """The Bot API of our own; nothing the bot sends may break a rule of Telegram's."""
    with bot_api() as api:
        yield api
        assert api.broken == []


@pytest.fixture
def polled(installed: Installed, tmp_path: Path) -> Iterator[str]:
    """telegram-test-api, its address."""
    with servers.telegram_test_api(installed, tmp_path / "telegram-test-api.log") as url:
        yield url


@pytest.fixture
def hooked(installed: Installed, tmp_path: Path) -> Iterator[str]:
    """telemelya, its address."""
    with servers.telemelya(installed, tmp_path / "telemelya.log") as url:
        yield url
