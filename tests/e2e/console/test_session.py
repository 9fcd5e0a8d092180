"""The console on a real terminal, key by key. ``YINJU_REGOLD=1`` writes the expected screens anew."""

from __future__ import annotations

import os
import shutil
import sys
from itertools import dropwhile
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pexpect needs a pty", allow_module_level=True)

from tests.e2e.console.conftest import Start
from tests.e2e.console.terminal import Terminal

pytestmark = pytest.mark.e2e

SCREENS = Path(__file__).with_name("screens")
ANSWERED = "每人最多可借图书多少册？"
UNANSWERED = "火星上有几座环形山？"
CONTROL_C, CONTROL_D, CONTROL_R = "\x03", "\x04", "\x12"
UP, TAB = "\x1b[A", "\t"


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
    terminal = start(lines=40, anew=True)
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
    terminal = start(TERM="dumb", anew=True)
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
