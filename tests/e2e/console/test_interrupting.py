"""Ctrl-C while the index is built: what is kept is said, and it is kept."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock

if sys.platform == "win32":
    pytest.skip("pexpect needs a pty", allow_module_level=True)

from tests.e2e.console.conftest import Run
from tests.e2e.console.terminal import Terminal

pytestmark = pytest.mark.e2e

_CTRL_C = "\x03"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one document."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "规定.txt").write_text("借阅规定\n每张借书证一次可借八册。\n", encoding="utf-8")
    return folder


def _interrupt(environment: Mapping[str, str], folder: Path, said: str) -> None:
    """Press Ctrl-C while ``yinju index`` reads a thousand more files; it has to say this, and what is not kept."""
    for number in range(1000):
        text = f"第{number}号档案记载了许多往事。\n" * 20
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    with Terminal([sys.executable, "-m", "bot", "index"], environment, folder, 100, 24) as terminal:
        counts = re.compile(r"[1-9]\d*/100[01] ")
        terminal.wait_until(lambda: counts.search(terminal.shown()) is not None, "counts")
        terminal.type(_CTRL_C)
        terminal.wait_for(said)
        unsaved = re.compile(r"这次处理的 [1-9]\d*/100[01] 个文件还没有进索引")
        terminal.wait_until(lambda: unsaved.search(terminal.shown()) is not None, "what is not kept")
        assert terminal.ended() == 130


def test_the_index_there_was_goes_on_answering(environment: dict[str, str], run: Run, folder: Path) -> None:
    """Who stops a build of hours must know whether anything is broken."""
    environment["YINJU_DOCUMENTS"] = str(folder)
    assert run("index").returncode == 0
    _interrupt(environment, folder, "已停止。原有的索引完好，仍按它回答：1 篇文档、2 段。")
    listed = run("documents", "--json").stdout.decode().splitlines()
    assert [json.loads(line)["path"] for line in listed] == ["规定.txt"]


def test_without_an_index_before_there_is_none(environment: dict[str, str], folder: Path) -> None:
    """The first build, stopped: nothing is kept, and nothing else is claimed."""
    environment["YINJU_DOCUMENTS"] = str(folder)
    _interrupt(environment, folder, "已停止，还没有索引可用。")


def test_who_waits_for_another_build_has_read_nothing(
    environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    """No figures are told where there are none."""
    index = tmp_path / "data" / "index"
    index.mkdir(parents=True)
    with (
        FileLock(index / "LOCK"),
        subprocess.Popen(
            [sys.executable, "-m", "bot", "index"],
            stderr=subprocess.PIPE,
            env={**environment, "YINJU_DOCUMENTS": str(folder)},
        ) as process,
    ):
        assert process.stderr is not None
        assert "正在建立索引，等它结束" in process.stderr.readline().decode()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().decode().splitlines() == ["已停止，还没有索引可用。"]
        assert process.wait() == 130
