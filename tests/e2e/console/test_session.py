"""The console on a real terminal, key by key. ``YINJU_REGOLD=1`` writes the expected screens anew."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import dropwhile
from pathlib import Path

import pytest
from PIL import Image

if sys.platform == "win32":
    pytest.skip("pexpect needs a pty", allow_module_level=True)

from tests.e2e.console.terminal import Terminal
from tests.index.loading.papers import drawn

pytestmark = pytest.mark.e2e

SCREENS = Path(__file__).with_name("screens")
ANSWERED = "每人最多可借图书多少册？"
UNANSWERED = "火星上有几座环形山？"
CONTROL_C, CONTROL_D, CONTROL_R = "\x03", "\x04", "\x12"
UP, TAB = "\x1b[A", "\t"

Start = Callable[..., Terminal]
Opener = Callable[[int], dict[str, str]]


@pytest.fixture
def start(environment: Mapping[str, str], tmp_path: Path) -> Iterator[Start]:
    """Starts the console in a terminal of a size; ends it when the test does."""
    running: list[Terminal] = []

    def start(
        columns: int = 80, lines: int = 24, *, greeted: str = "可以这样问", prompt: str = ">", **settings: str
    ) -> Terminal:
        terminal = Terminal([sys.executable, "-m", "bot"], {**environment, **settings}, tmp_path, columns, lines)
        running.append(terminal)
        terminal.wait_for(greeted)
        terminal.wait_for(prompt)
        return terminal

    yield start
    for terminal in running:
        terminal.__exit__(None, None, None)


def expect(name: str, terminal: Terminal, since: str = "") -> None:
    """The screen, from the first line that begins with ``since``, is the one kept in a file."""
    path = SCREENS / f"{name}.txt"
    shown = "".join(dropwhile(lambda line: not line.startswith(since), terminal.kept().splitlines(keepends=True)))
    if os.environ.get("YINJU_REGOLD"):  # noqa: TID251 - a switch of the test, not a setting of the program
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown.splitlines() == path.read_text(encoding="utf-8").splitlines()


def test_a_session_from_welcome_to_farewell(start: Start) -> None:
    """What a newcomer sees and does first."""
    terminal = start(lines=40)
    expect("welcome", terminal)
    terminal.enter(ANSWERED)
    terminal.wait_for("《青禾图书馆借阅规则》")
    expect("answer", terminal)
    assert "8册" in terminal.marked()
    terminal.enter("1")
    terminal.wait_for("▶ 3")
    expect("source", terminal)
    terminal.enter("/退出")
    terminal.wait_for("再见")
    assert terminal.ended() == 0


def test_no_answer_says_so(start: Start) -> None:
    """Silence with a reason, not an empty line."""
    terminal = start()
    terminal.enter(UNANSWERED)
    terminal.wait_for("文档里没有提到")
    terminal.type(CONTROL_D)
    assert terminal.ended() == 0


def test_scope_shows_beside_the_prompt(start: Start) -> None:
    """Who forgot the scope would wonder where the answers went."""
    terminal = start()
    terminal.enter("/范围 阅读活动")
    terminal.wait_for("范围 1 篇")
    expect("scope", terminal)


def test_commands_and_titles_complete(start: Start) -> None:
    """Nobody should have to remember names, nor type a long title."""
    terminal = start()
    terminal.type("/")
    terminal.wait_for("/退出")
    expect("completion", terminal)
    terminal.type("范")
    terminal.wait_until(lambda: "/退出" not in terminal.settled(), "the one command left")
    terminal.type(TAB)
    terminal.wait_until(lambda: "> /范围" in terminal.shown(), "the completed command")
    terminal.type(" 春季")
    terminal.wait_for("春季阅读活动总结")
    terminal.type(TAB)
    terminal.wait_until(lambda: "> /范围 春季阅读活动总结" in terminal.shown(), "the completed title")


def test_history_lasts_from_one_run_to_the_next(start: Start) -> None:
    """The same question is asked again tomorrow."""
    first = start()
    first.enter("借期多少天")
    first.wait_for("《")
    first.type(CONTROL_D)
    assert first.ended() == 0
    second = start()
    second.type(UP)
    second.wait_for("> 借期多少天")
    second.type(CONTROL_C)
    second.settled()
    second.type(CONTROL_R + "多少")
    second.wait_until(lambda: "借期多少天" in second.settled(), "the question found again")


def test_interrupts_cancel_and_only_end_of_input_leaves(start: Start) -> None:
    """Ctrl-C out of habit must not close the window."""
    terminal = start()
    terminal.type("写了一半")
    terminal.wait_for("写了一半")
    terminal.type(CONTROL_C)
    terminal.settled()
    terminal.type(CONTROL_C)
    terminal.wait_for("要离开请按 Ctrl-D")
    terminal.enter("你好")
    terminal.wait_for("直接问就行")
    terminal.type(CONTROL_D)
    terminal.wait_for("再见")
    assert terminal.ended() == 0


def test_an_interrupt_cancels_a_slow_question_and_what_it_would_have_found(start: Start) -> None:
    """Whoever pasted the wrong text wants the prompt back, and 1 to open what was on the screen before."""
    terminal = start()
    terminal.enter(ANSWERED)
    terminal.wait_for("《青禾图书馆借阅规则》")
    # every character another one: each is looked for, and no machine is done with that in a moment
    terminal.type(f"\x1b[200~{''.join(chr(0x4E00 + n * n % 20_000) for n in range(30_000))}\x1b[201~")
    terminal.settled()
    terminal.type("\r")
    terminal.wait_for("正在查找")
    terminal.type(CONTROL_C)
    terminal.wait_for("已取消")
    terminal.enter("1")
    terminal.wait_for("▶ 3")
    terminal.enter(UNANSWERED)
    terminal.wait_for("没有提到")


def test_a_paste_of_several_lines_is_one_question(start: Start) -> None:
    """A question copied from a letter has line ends in it."""
    terminal = start()
    terminal.type("\x1b[200~每人最多\n可借图书\n多少册？\x1b[201~")
    terminal.wait_for("多少册")
    terminal.type("\r")
    terminal.wait_for("《青禾图书馆借阅规则》")
    assert "8册" in terminal.marked()


@pytest.mark.parametrize("columns", [20, 33, 120])
def test_narrow_and_wide_windows(start: Start, columns: int) -> None:
    """Half a screen beside an editor, a phone, a wall."""
    terminal = start(columns, 40)
    terminal.enter(ANSWERED)
    terminal.wait_for("8册")
    terminal.wait_until(lambda: terminal.settled().endswith(">"), "the next prompt")
    expect(f"answer-{columns}", terminal, since="> ")


def test_a_window_resized_between_questions(start: Start) -> None:
    """The next answer is laid out for the window as it is then."""
    terminal = start(80, 30)
    terminal.resize(44, 30)
    terminal.settled()
    terminal.enter(ANSWERED)
    terminal.wait_for("《青禾图书馆借阅规则》")
    shown = terminal.settled().splitlines()
    assert all(len(line) <= 44 for line in shown)


def test_no_color_leaves_bold_and_nothing_else(start: Start) -> None:
    """A wish many people have set for every program."""
    terminal = start(NO_COLOR="1")
    terminal.enter(ANSWERED)
    terminal.wait_for("《青禾图书馆借阅规则》")
    terminal.settled()
    assert terminal.colours() == {"default"}


def test_a_dumb_terminal_works(start: Start) -> None:
    """Editors run programs in terminals that can do nothing."""
    terminal = start(TERM="dumb")
    terminal.enter(ANSWERED)
    terminal.wait_for("《青禾图书馆借阅规则》")
    assert terminal.colours() == {"default"}
    terminal.enter("/退出")
    assert terminal.ended() == 0


def test_the_languages_of_the_operator(start: Start) -> None:
    """By the locale of the terminal."""
    english = start(greeted="You could ask", LANG="en_GB.UTF-8")
    english.enter("/source")
    english.wait_for("Nothing has been cited yet")
    expect("welcome-english", english)
    traditional = start(greeted="可以這樣問", LANG="zh_TW.UTF-8")
    traditional.enter("/來源")
    traditional.wait_for("還沒有引用過段落")


def test_a_changed_document_is_taken_up_while_the_console_is_open(start: Start, tmp_path: Path) -> None:
    """Who edits a regulation beside the console expects the new text."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.txt").write_text("猫舍里共有99只猫。\n", encoding="utf-8")
    terminal = start(greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder))
    (folder / "b.txt").write_text("犬舍里共有12只狗。\n", encoding="utf-8")
    terminal.wait_for("新增 1")
    terminal.enter("犬舍里共有多少只狗？")
    terminal.wait_for("12只")


@pytest.mark.skipif(shutil.which("less") is None, reason="no less here")
def test_a_long_passage_opens_in_the_pager_at_its_mark(start: Start, tmp_path: Path) -> None:
    """Ten screens rushing past show nothing but their end."""
    folder = tmp_path / "own"
    folder.mkdir()
    padding = "本条规定了很多别的事项。" * 200
    (folder / "a.txt").write_text(f"总则\n{padding}馆内共有99只猫。{padding}\n", encoding="utf-8")
    terminal = start(60, 16, greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder))
    terminal.enter("馆内共有多少只猫？")
    terminal.wait_for("《总则》")
    terminal.enter("1")
    terminal.wait_until(lambda: terminal.settled().endswith(":"), "the pager")
    assert "99只" in terminal.shown()
    assert "99只" in terminal.marked()
    terminal.type("q")
    terminal.wait_until(lambda: terminal.settled().endswith(">"), "the prompt again")


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


def test_rebuilding_tells_what_became_of_the_files(start: Start) -> None:
    """A command that says nothing is given twice."""
    terminal = start()
    terminal.enter("/重建")
    terminal.wait_for("未变 3")


def test_a_damaged_index_is_named_and_built_anew_in_the_same_window(start: Start, tmp_path: Path) -> None:
    """A disk that fails under a running console: which file, and the way out; the rest of the session stays."""
    folder = tmp_path / "own"
    folder.mkdir()
    padding = "".join(f"第{number}号档案记载了许多往事。\n" for number in range(3000))
    (folder / "a.txt").write_text(f"{padding}馆内共有99只猫。\n", encoding="utf-8")
    terminal = start(greeted="Ctrl-D", YINJU_DOCUMENTS=str(folder))
    terminal.wait_until(lambda: not terminal.settled().endswith("……"), "the documents checked")
    # while its documents are away, the console cannot mend the index before the question comes
    folder.rename(tmp_path / "away")
    (catalog,) = (tmp_path / "data" / "index" / "snapshots").glob("*/catalog.sqlite")
    catalog.write_bytes(b"")
    terminal.enter("馆内共有多少只猫？")
    told = "（catalog.sqlite）。请运行yinjuindex，或在yinju里输入/重建"
    terminal.wait_until(lambda: told in "".join(terminal.shown().split()), told)
    (tmp_path / "away").rename(folder)
    terminal.enter("/重建")
    terminal.wait_for("3001 段")
    terminal.enter("馆内共有多少只猫？")
    terminal.wait_for("99只")
    assert "Traceback" not in terminal.shown()


def test_an_index_that_cannot_be_opened_ends_with_a_sentence(start: Start, tmp_path: Path) -> None:
    """A prompt that can answer nothing would be no use; what to do is said."""
    terminal = start(greeted="请检查路径", prompt="", YINJU_DOCUMENTS=str(tmp_path / "gone"))
    assert terminal.ended() == 2
    assert "Traceback" not in terminal.shown()
