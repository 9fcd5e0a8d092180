"""The README's five steps to a bot, followed by a reader who knows nothing and only copies and pastes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.forking import shared_cache
from tests.e2e.telegram import bot_api
from tests.e2e.telegram.bot_api import BotApi
from tests.e2e.telegram.people import Person
from tests.e2e.telegram.servers import running, until

pytestmark = pytest.mark.e2e

_ROOT = Path(__file__).parents[3]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_ACTIVATE = ". .venv/bin/activate"
_HERE = "在这里粘贴令牌"
_TOKEN = f"123456789:{'SECRET-that-must-not-be-seen':x<35}"
"""Of the shape of a real one."""


def _steps() -> dict[int, str]:
    """The numbered steps of the section on Telegram."""
    section = re.search(r"^## Telegram .*?(?=^## )", _README, re.DOTALL | re.MULTILINE)
    assert section is not None
    found = re.findall(r"^([1-9])\. (.*?)(?=^[1-9]\. |^\S|\Z)", section[0], re.DOTALL | re.MULTILINE)
    return {int(number): text for number, text in found}


def _commands(step: str) -> list[str]:
    blocks = re.findall(r"^ *```sh\n(.*?)```", step, re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_the_readmes_five_steps_end_in_a_cited_answer(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the token comes from elsewhere, as from @BotFather; documents lie in the folder the README names."""
    monkeypatch.setattr(bot_api, "TOKEN", _TOKEN)
    steps = _steps()
    assert list(steps) == [1, 2, 3, 4, 5]
    assert f"```sh\n{_ACTIVATE}\n" in _README
    shutil.copytree(_ROOT / "bot" / "samples", tmp_path / "reports")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    # Telegram's address is the one thing a person does not give; the dictionary in the cache takes a second to be made.
    environment = {"HOME": str(tmp_path), "PATH": os.defpath, "LANG": "C.UTF-8", "YINJU_TELEGRAM_BASE_URL": api.url}
    environment["YINJU_CACHE"] = str(shared_cache())

    def shell(command: str) -> list[str]:
        return ["/bin/sh", "-c", f"cd {tmp_path} && {_ACTIVATE} && {command}"]

    (writing,) = _commands(steps[2])
    assert _HERE in writing
    checking, starting = _commands(steps[3])
    for command in (writing.replace(_HERE, _TOKEN), checking):
        done = subprocess.run(  # noqa: S603 - the README's own words
            shell(command), capture_output=True, encoding="utf-8", env=environment, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "✗" not in done.stdout
        assert _TOKEN not in done.stdout + done.stderr
    log = tmp_path / "terminal.log"
    with running(shell(f"exec {starting}"), log, environment):
        code = until(lambda: re.search(r"/pair (\S+)", log.read_text(encoding="utf-8")))[1]
        (pairing,) = re.findall("`(/pair [^`]+)`", steps[4])
        person = Person(api, 42)
        person.write(pairing.replace("配对码", code))
        person.read("配对成功")
        person.write("白鹭洲湿地的面积是多少公顷？")
        answer = person.read("3785公顷")["text"]
    assert re.search(r"《.+》第\d+段", answer)
    assert _TOKEN not in log.read_text(encoding="utf-8")
