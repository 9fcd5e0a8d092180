"""Files the console opens and writes: the file of a source, its page as a picture, the questions of a run."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

if sys.platform == "win32":
    pytest.skip("pexpect needs a pty", allow_module_level=True)

from tests.e2e.console.conftest import Start
from tests.index.loading.papers import drawn

pytestmark = pytest.mark.e2e

ANSWERED = "每人最多可借图书多少册？"

Opener = Callable[[int], dict[str, str]]


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    """Puts a program in the place of the system's opener that notes what it is asked to open."""

    def make(code: int) -> dict[str, str]:
        folder = tmp_path / "programs"
        folder.mkdir()
        for name in ("xdg-open", "open"):
            program = folder / name
            program.write_text(
                f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{tmp_path}/opened"\necho chatter >&2\nexit {code}\n',
                encoding="utf-8",
            )
            program.chmod(0o755)
        return {"PATH": f"{folder}{os.pathsep}{os.defpath}", "DISPLAY": ":0"}

    return make


@pytest.mark.parametrize("name", ["a.txt", "借阅 规则 (2024).txt", "-n.txt", "'$HOME'.txt"])
def test_the_file_of_a_source_opens(start: Start, opener: Opener, tmp_path: Path, name: str) -> None:
    """Files are named in every way there is; the program is given that one path and nothing else."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / name).write_text("馆内共有99只猫。\n", encoding="utf-8")
    terminal = start(greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder), **opener(0))
    terminal.enter("馆内共有多少只猫？")
    terminal.wait_for("99只")
    terminal.enter("/打开 1")
    terminal.wait_for("已打开")
    assert (tmp_path / "opened").read_text(encoding="utf-8").splitlines() == ["1", str(folder / name)]
    assert "chatter" not in terminal.settled()
    terminal.enter("/打开 7")
    terminal.wait_for("没有这一条出处")
    assert terminal.settled().count("已打开") == 1


def test_the_page_of_a_source_opens_as_a_picture(start: Start, opener: Opener, tmp_path: Path) -> None:
    """Who doubts an answer wants to see it on its page, stamp and all; a text file has no page to show."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "猫.pdf").write_bytes(drawn(lambda canvas: canvas.drawString(70, 700, "馆内共有99只猫。")))
    (folder / "b.txt").write_text("馆外共有15条狗。\n", encoding="utf-8")
    terminal = start(greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder), **opener(0))
    terminal.enter("/原页")
    terminal.wait_for("还没有引用过段落")
    terminal.enter("馆内共有多少只猫？")
    terminal.wait_for("99只")
    terminal.enter("/原页")
    terminal.wait_for("已打开")
    picture = Path((tmp_path / "opened").read_text(encoding="utf-8").splitlines()[1])
    assert picture.name == "猫-1-1.png"
    colours = {colour for _, colour in Image.open(picture).convert("RGB").getcolors() or ()}
    assert {(255, 255, 255), (255, 232, 92)} <= colours
    terminal.enter("馆外共有多少条狗？")
    terminal.wait_for("15条")
    terminal.enter("/原页 1")
    terminal.wait_for("只有 PDF 和图片有原页可看")


def test_file_and_page_of_a_source_in_an_archive_open(start: Start, opener: Opener, tmp_path: Path) -> None:
    """The file is taken out of its archive, under its own name; the archive itself is not what was cited."""
    folder = tmp_path / "own"
    folder.mkdir()
    data = drawn(lambda canvas: canvas.drawString(70, 700, "馆内共有99只猫。"))
    with zipfile.ZipFile(folder / "资料.zip", "w") as archive:
        archive.writestr("内部/猫.pdf", data)
    terminal = start(greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder), **opener(0))
    terminal.enter("馆内共有多少只猫？")
    terminal.wait_for("99只")
    terminal.enter("/文件 1")
    terminal.wait_for("已打开")
    opened = Path((tmp_path / "opened").read_text(encoding="utf-8").splitlines()[1])
    assert (opened.name, opened.read_bytes()) == ("猫.pdf", data)
    terminal.enter("/原页")
    terminal.wait_until(lambda: terminal.settled().count("已打开") == 2, "the page")
    assert Path((tmp_path / "opened").read_text(encoding="utf-8").splitlines()[-1]).suffix == ".png"
    (folder / "资料.zip").unlink()
    terminal.enter("/文件")
    terminal.wait_for("文件已不在了")


def test_a_file_nothing_can_open_is_named(start: Start, opener: Opener, tmp_path: Path) -> None:
    """Over ssh there is no window; the path is what helps. A deleted file is said to be gone."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.txt").write_text("馆内共有99只猫。\n", encoding="utf-8")
    (folder / "b.txt").write_text("馆外共有15条狗。\n", encoding="utf-8")
    windowless = start(greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder))
    windowless.enter("/打开")
    windowless.wait_for("还没有引用过段落")
    windowless.enter("馆内共有多少只猫？")
    windowless.wait_for("99只")
    windowless.enter("/打开")
    windowless.wait_for("文件在 /")
    terminal = start(greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder), **opener(3))
    terminal.enter("馆内共有多少只猫？")
    terminal.wait_for("99只")
    terminal.enter("/打开")
    terminal.wait_for("没有程序能打开它")
    (folder / "a.txt").unlink()
    terminal.enter("/打开")
    terminal.wait_for("文件已不在了")


def test_the_sample_of_a_source_opens(start: Start, opener: Opener, tmp_path: Path) -> None:
    """The first thing a newcomer opens is a file of the package."""
    terminal = start(YINJU_DOCUMENTS="", **opener(0))
    terminal.enter("白鹭洲湿地的面积是多少公顷？")
    terminal.wait_for("《白鹭洲湿地保护区2024年度报告》")
    terminal.enter("/open")
    terminal.wait_for("已打开")
    assert Path((tmp_path / "opened").read_text(encoding="utf-8").splitlines()[1]).name == "wetland-report-2024.txt"


def test_the_questions_of_a_run_are_saved_as_a_file(start: Start, tmp_path: Path) -> None:
    """What was asked is carried away before the window closes; no file is overwritten by it."""
    terminal = start()
    terminal.enter("/导出 问答.md")
    terminal.wait_for("没有可以导出的提问")
    terminal.enter(ANSWERED)
    terminal.wait_for("《青禾图书馆借阅规则》")
    terminal.enter("/导出 问答.md")
    terminal.wait_for("1 个问题已存入")
    text = (tmp_path / "问答.md").read_text(encoding="utf-8")
    assert f"## 1. {ANSWERED}" in text
    assert "《青禾图书馆借阅规则》" in text
    terminal.enter("/导出 问答.md")
    terminal.wait_for("没有动它")
    terminal.enter("/导出 问答.pdf")
    terminal.wait_for("只能存成 .md 或 .docx")
