"""Progress is for people: on standard error, and only where that is a terminal."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pexpect needs a pty", allow_module_level=True)

from tests.e2e.console.conftest import Run
from tests.e2e.console.terminal import Terminal

pytestmark = pytest.mark.e2e

QUESTIONS = 12


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """So many files that reading them takes a moment on any machine."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(800):
        (folder / f"{number:03}.txt").write_text(f"第{number}号档案记载了许多往事。\n" * 10, encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A SQuAD-style file of questions that take seconds."""
    paragraphs = [
        {
            "context": f"第{number}号仓库里存放着{number + 100}箱茶叶，由{chr(0x4E00 + number)}先生看管。",
            "qas": [
                {
                    "id": str(number),
                    "question": f"第{number}号仓库里存放着多少箱茶叶？",
                    "answers": [{"text": f"{number + 100}箱", "answer_start": len(f"第{number}号仓库里存放着")}],
                }
            ],
        }
        for number in range(QUESTIONS)
    ]
    path = tmp_path / "data.json"
    path.write_text(json.dumps({"data": [{"title": "仓库", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


def on_a_terminal(arguments: str, environment: Mapping[str, str], folder: Path) -> Terminal:
    """The program with its standard output in a file and its standard error on the screen."""
    command = f"{shlex.quote(sys.executable)} -m bot {arguments} > output"
    return Terminal(["/bin/sh", "-c", command], environment, folder, 100, 24)


def test_indexing_shows_how_far_it_is(environment: Mapping[str, str], many: Path, tmp_path: Path) -> None:
    """Counts and the time that is left, gone again at the end; the summary alone is output."""
    with on_a_terminal(f"index {shlex.quote(str(many))}", environment, tmp_path) as terminal:
        counts = re.compile(r"正在读取文档.*[1-9]\d*/800.*\d:\d\d:\d\d")
        terminal.wait_until(lambda: counts.search(terminal.shown()) is not None, "counts and time")
        assert terminal.ended() == 0
        assert "正在读取文档" not in terminal.shown()
    output = (tmp_path / "output").read_text(encoding="utf-8")
    assert "新增 800" in output
    assert "\x1b" not in output


def test_measuring_shows_how_far_it_is(environment: Mapping[str, str], data: Path, tmp_path: Path) -> None:
    """The same for measures, which take minutes."""
    with on_a_terminal(f"eval --json {shlex.quote(str(data))}", environment, tmp_path) as terminal:
        counts = re.compile(rf"[1-9]\d*/{QUESTIONS}.*\d:\d\d:\d\d")
        terminal.wait_until(lambda: counts.search(terminal.shown()) is not None, "counts and time")
        assert terminal.ended() == 0
        assert terminal.shown() == ""
    assert json.loads((tmp_path / "output").read_text(encoding="utf-8"))["questions"] == QUESTIONS


def test_a_pipe_is_shown_no_progress(run: Run, data: Path) -> None:
    """Mails of cron jobs are read; nothing is said that is no trouble."""
    assert run("index").stderr == b""
    assert run("eval", "--json", "--only", "retrieval", str(data)).stderr == b""
