"""The program in pipes and scripts: real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e.console.conftest import Run

pytestmark = pytest.mark.e2e

ANSWERED = "每人最多可借图书多少册？"
UNANSWERED = "火星上有几座环形山？"
INTERRUPTED = {130, -signal.SIGINT}
"""Alike to a shell: CPython ends by the signal itself where it comes inside an ``exec()``, as in a dataclass."""


def lines(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


def test_a_question_prints_one_object_and_nothing_else(run_anew: Run, documents: Path) -> None:
    """Other programs parse what stands on standard output, all of it."""
    done = run_anew("ask", "--json", ANSWERED)
    assert done.returncode == 0
    assert done.stderr == b""
    (made,) = lines(done.stdout)
    assert made["status"] == "answered"
    citations = made["citations"]
    assert isinstance(citations, list)
    first = citations[0]
    text = (documents / first["document"]).read_text(encoding="utf-8")
    assert text[first["start"] : first["end"]] == first["quote"] == made["answer"]


@pytest.mark.parametrize(
    ("given", "code", "statuses"),
    [
        (f"{ANSWERED}\n", 0, ["answered"]),
        (f"{ANSWERED}\n{UNANSWERED}\n", 1, ["answered", "no_answer"]),
        (f"你好\n\n{ANSWERED}", 0, ["chat", "answered"]),
        (f"\ufeff{ANSWERED}\r\n？？？\r\n", 1, ["answered", "no_answer"]),
        ("", 0, []),
    ],
)
def test_each_line_is_a_question_and_the_code_counts_answers(
    run: Run, given: str, code: int, statuses: list[str]
) -> None:
    """As grep: 0 found, 1 not."""
    done = run("ask", "--json", given=given.encode())
    assert [made["status"] for made in lines(done.stdout)] == statuses
    assert done.returncode == code


def test_lines_are_independent_unless_they_are_a_chat(run: Run) -> None:
    """A list of questions must give the same answers in any order."""
    given = f"{ANSWERED}\n{ANSWERED}\n".encode()
    alone = run("ask", "--json", given=given)
    assert [made["understood_as"] for made in lines(alone.stdout)] == [None, None]


def test_answers_come_as_the_questions_do(environment: Mapping[str, str]) -> None:
    """A program that asks, waits and asks on would wait for ever if the output were held back."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for question in (ANSWERED, UNANSWERED):
            process.stdin.write(f"{question}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait(timeout=60) == 1


def test_whoever_stops_reading_hears_nothing_more(environment: Mapping[str, str]) -> None:
    """``| head`` is no error."""
    questions = f"{ANSWERED}\n" * 500
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(questions.encode())
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        process.stdin.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupted_run_ends_quietly(environment: Mapping[str, str]) -> None:
    """Ctrl-C in a pipe must not print where the program was."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        # no more than a pipe holds, and more than is answered in a moment
        process.stdin.write(f"{ANSWERED}\n".encode() * 1500)
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) in INTERRUPTED
        assert len(lines(process.stdout.read())) < 1499
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("loaded", ["bot.messages", "index.library"])
def test_an_interrupted_start_ends_quietly(environment: Mapping[str, str], loaded: str) -> None:
    """Who sees at once that it was the wrong command should not have to read through a screen of code."""
    with subprocess.Popen(
        # what has been loaded is told on standard error: the interrupt comes in the midst of it
        [sys.executable, "-X", "importtime", "-m", "bot", "documents"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stderr is not None
        while loaded.encode() not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(timeout=60) in INTERRUPTED
        assert b"Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupted_refresh_leaves_the_index_there_was(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    """Ten minutes of an index must not be lost to a Ctrl-C in the eleventh."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "first.txt").write_text("甲有3个。\n", encoding="utf-8")
    assert run("index", YINJU_DOCUMENTS=str(folder)).returncode == 0
    current = (tmp_path / "data" / "index" / "CURRENT").read_bytes()
    for number in range(3000):
        (folder / f"{number:04}.txt").write_text(f"第{number}号档案记载了许多往事。\n" * 20, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "index"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**environment, "YINJU_DOCUMENTS": str(folder)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        while not list((tmp_path / "data" / "index").glob("snapshots/building-*")):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) in INTERRUPTED
        assert process.stdout.read() == b""
        assert "Traceback" not in process.stderr.read().decode()
    assert (tmp_path / "data" / "index" / "CURRENT").read_bytes() == current
    listed = lines(run("documents", "--json", YINJU_DOCUMENTS=str(folder)).stdout)
    assert [one["path"] for one in listed] == ["first.txt"]


@pytest.mark.parametrize(
    "locale", [{"LANG": "C", "LC_ALL": "C"}, {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_the_streams_are_utf8_whatever_the_locale(run_anew: Run, locale: dict[str, str]) -> None:
    """Cron and containers say LANG=C."""
    done = run_anew("ask", "--json", given=f"{ANSWERED}\n".encode(), **locale)
    assert lines(done.stdout)[0]["question"] == ANSWERED
    assert run_anew("ask", "--plain", given=f"{ANSWERED}\n".encode(), **locale).returncode == 0


def test_bytes_that_are_no_utf8_are_survived(run_anew: Run) -> None:
    """A line of GBK in a file of questions must not end the run."""
    given = "最多可借多少册\n".encode("gbk") + b"\xff\xfe\x00\n" + f"{ANSWERED}\n".encode()
    done = run_anew("ask", "--json", given=given)
    made = lines(done.stdout)
    assert made[-1]["status"] == "answered"
    assert done.returncode == 1
    assert done.stderr == b""


def test_one_off_documents_leave_the_configured_index_alone(run: Run, tmp_path: Path) -> None:
    """A look into a folder must not cost the index of another."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "cats.txt").write_text("猫舍里共有99只猫。\n", encoding="utf-8")
    for _ in range(2):
        done = run("ask", "--json", "--documents", str(other), "猫舍里共有多少只猫？")
        (made,) = lines(done.stdout)
        assert made["nearest"] != []
        assert str(made["nearest"]).count("cats.txt")
    assert not (tmp_path / "data" / "index").exists()
    (other / "cats.txt").write_text("猫舍里共有77只猫。\n", encoding="utf-8")
    assert b"77" in run("ask", "--json", "--documents", str(other / "cats.txt"), "猫舍里共有多少只猫？").stdout
    assert b"77" in run("ask", "--json", "--documents", str(other), "猫舍里共有多少只猫？").stdout


def test_where_nothing_could_be_read_the_reason_is_told(run: Run, tmp_path: Path) -> None:
    """A file of an unknown format, given by name, looks to its owner as good as any."""
    (tmp_path / "notes.xyz").write_text("共有99只猫。", encoding="utf-8")
    done = run("ask", "--json", "--documents", str(tmp_path / "notes.xyz"), "共有多少只猫？")
    assert done.returncode == 1
    assert lines(done.stdout)[0]["status"] == "no_answer"
    assert done.stderr.decode().startswith("notes.xyz 没有读：")


def test_odd_questions_get_an_answer_or_none(run: Run) -> None:
    """What people paste by accident."""
    odd = ["？！…", "😀" * 200, "党" * 10_000, "\u202e\u0007", "/来源 1", "\x00"]
    done = run("ask", "--json", given="\n".join(odd).encode())
    assert done.returncode == 1
    assert len(lines(done.stdout)) == len(odd)
    assert done.stderr == b""


def test_an_error_ends_as_a_sentence_and_code_2(run_anew: Run) -> None:
    """Nobody is shown a traceback."""
    done = run_anew("ask", "--documents", "没有这里", "问")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode() == "没有这个文件或文件夹：没有这里。请检查路径。\n"


def test_text_for_a_pipe_has_neither_colours_nor_broken_lines(run: Run) -> None:
    """A sentence broken by us cannot be found again by grep."""
    for arguments in (("ask", ANSWERED), ("ask", "--plain", ANSWERED)):
        shown = run(*arguments).stdout.decode()
        assert "\x1b" not in shown
        assert "每人最多可借图书8册，借期为30天。" in shown
        assert "《青禾图书馆借阅规则》第3段" in shown


@pytest.mark.parametrize("top", [1, 5])
def test_top_is_how_many_are_shown(run: Run, top: int) -> None:
    """Fewer sources than usual for a script, more for who looks for everything; and why these."""
    done = run("ask", "--json", "--top", str(top), "--explain", ANSWERED)
    (made,) = lines(done.stdout)
    assert len(made["nearest"]) == top  # type: ignore[arg-type] # a list, by the contract
    assert len(made["citations"]) <= top  # type: ignore[arg-type] # the same
    assert isinstance(made["explanation"], dict)
    assert len(made["explanation"]["hits"]) == top


def test_more_of_the_nearest_paragraphs_can_be_asked_for(run: Run) -> None:
    """Where no answer is sure enough, three paragraphs may be too few to find it in."""
    shown = run("ask", "--top", "5", "图书馆为什么要收藏图书？", YINJU_MADE_UP_RATE="0.0001").stdout.decode()
    assert "最接近的段落" in shown
    assert [line[0] for line in shown.splitlines() if line[:1].isdigit()] == list("12345")


def test_index_tells_what_became_of_each_file(run: Run, tmp_path: Path) -> None:
    """A file that was silently left out is missed only when an answer is."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("甲有3个。\n", encoding="utf-8")
    (folder / "b.txt").write_text("乙有4个。\n", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "empty.txt").write_bytes(b"")
    first = run("index", YINJU_DOCUMENTS=str(folder)).stdout.decode()
    assert "新增 2，改动 0，删除 0，未变 0，跳过 2" in first
    assert "跳过　empty.txt（空文件）" in first
    assert "跳过　binary.txt（不是文本" in first
    (folder / "a.txt").write_text("甲有5个。\n", encoding="utf-8")
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text("丙有6个。\n", encoding="utf-8")
    second = run("index", YINJU_DOCUMENTS=str(folder)).stdout.decode()
    assert "新增 1，改动 1，删除 1，未变 0" in second


def test_paths_given_to_index_are_searched_from_then_on(run: Run, documents: Path) -> None:
    """``yinju index FOLDER`` and then ``yinju`` is what people type first."""
    run("index", str(documents / "spring-report.txt"), YINJU_DOCUMENTS="")
    listed = lines(run("documents", "--json", YINJU_DOCUMENTS="").stdout)
    assert [one["path"] for one in listed] == ["spring-report.txt"]
    overruled = run("index", str(documents / "spring-report.txt"))
    assert "YINJU_DOCUMENTS" in overruled.stderr.decode()


def test_without_documents_the_samples_are_searched_and_that_is_said(run: Run) -> None:
    """The first run must show something, and not pass it off as one's own."""
    done = run("documents", YINJU_DOCUMENTS="")
    assert "示例文档" in done.stderr.decode()
    assert len(done.stdout.splitlines()) >= 12


def test_documents_are_columns_in_a_pipe(run: Run) -> None:
    """For cut and sort."""
    rows = [line.split("\t") for line in run("documents").stdout.decode().splitlines()]
    assert [row[1] for row in rows] == ["library-rules.md", "notice-traditional.txt", "spring-report.txt"]
    assert all(len(row) == 5 for row in rows)
    assert rows[0][3] == "2024-05-01"


def test_the_doctor_finds_what_is_wrong(run: Run, tmp_path: Path) -> None:
    """Each finding with what to do; the token never shown."""
    (tmp_path / "secret").mkdir()
    well = run("doctor", YINJU_FILES_KEPT=str(tmp_path / "secret"))
    assert well.returncode == 0, well.stdout.decode()
    assert f"不发送其中的文件：{tmp_path / 'secret'}" in well.stdout.decode()
    assert "一切正常" in well.stdout.decode()
    ill = run(
        "doctor",
        YINJU_DOCUMENTS=str(tmp_path / "gone"),
        YINJU_TELEGRAM_TOKEN="s3cr3t",  # noqa: S106 - not one
        YINJU_DOCUMENT="x",
        YINJU_FILES_KEPT=str(tmp_path / "secrets"),
    )
    said = ill.stdout.decode()
    assert ill.returncode == 1
    assert said.count("没有这个文件或文件夹") == 2
    assert "令牌样子不对" in said
    assert "YINJU_DOCUMENT " in said
    assert "s3cr3t" not in said


def test_the_console_reads_lines_where_there_is_no_terminal(run: Run) -> None:
    """``yinju < questions.txt`` is a conversation in plain text."""
    done = run(given=f"{ANSWERED}\n/来源\n/范围 阅读活动\n/退出\n{UNANSWERED}\n".encode())
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "▶ 3" in shown
    assert "只在这 1 篇文档里查找" in shown
    assert "没有提到" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("ask", "--json", ANSWERED), {"prompt_toolkit", "telegram", "rich.console"}),
        (("documents",), {"prompt_toolkit", "telegram"}),
        (("--help",), {"prompt_toolkit", "telegram", "numpy", "jieba", "rich.console"}),
    ],
)
def test_a_command_imports_only_what_it_needs(
    environment: Mapping[str, str], arguments: tuple[str, ...], absent: set[str]
) -> None:
    """Each import is waited for, every time."""
    program = (
        "import sys\nfrom bot.cli import run\ncode = run(sys.argv[1:])\n"
        "print(code, ' '.join(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *arguments], capture_output=True, env=environment, timeout=120, check=True
    )
    code, *modules = done.stderr.decode().split()
    assert code == "0"
    assert not absent & set(modules)
