"""Completion scripts: everything of the command line is in them, and real shells complete by them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot import cli, completion
from bot.messages import Language
from bot.wording import say

if sys.platform == "win32":
    pytest.skip("shells of POSIX", allow_module_level=True)

import pexpect


@pytest.fixture(scope="module")
def scripts() -> dict[str, str]:
    """The script of each shell, as printed."""
    tree = completion.read(cli.program(Language.HANS), lambda name: say(f"short_{name}", Language.HANS))
    return {shell: make(tree) for shell, make in completion.SHELLS.items()}


def needs(shell: str) -> str:
    """The path of a shell; the test is skipped where it is not installed."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file and a folder to complete."""
    (tmp_path / "报告 一.txt").touch()
    (tmp_path / "资料").mkdir()
    return tmp_path


def test_every_option_of_every_command_is_in_every_script(scripts: dict[str, str]) -> None:
    """A new option is completed from the day it is there."""
    program = cli.program(Language.HANS)
    context = click.Context(program)
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        assert command is not None
        names = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        assert names
        for script in scripts.values():
            assert all(option.lstrip("-") in script for option in names)
            assert name in script


@pytest.mark.parametrize("shell", list(completion.SHELLS))
@pytest.mark.usefixtures("own_folders")
def test_the_script_is_printed_whole_and_the_shell_can_read_it(
    shell: str, scripts: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of the terminal's protection against odd characters may have changed it."""
    assert cli.run(["completion", shell]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (scripts[shell], "")
    file = tmp_path / "script"
    file.write_text(shown.out, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - a syntax check
        [needs(shell), "-n", str(file)], capture_output=True, env={"LC_ALL": "C.UTF-8"}, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


BASH = """
source {script}
complete -p yinju
complete_line() {{
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _yinju
    printf '%s;' "${{COMPREPLY[@]}}"; echo
}}
complete_line yinju ""
complete_line yinju do
complete_line yinju --v
complete_line yinju ask --e
complete_line yinju ask 问
complete_line yinju ask --documents 报
complete_line yinju ask --documents = 资
complete_line yinju ask --top ""
complete_line yinju index ""
complete_line yinju eval --only ""
complete_line yinju completion z
"""


def test_bash_completes(scripts: dict[str, str], folder: Path) -> None:
    """Commands, options, files with blanks in their names, words that can only be some."""
    shell = needs("bash")
    (folder / ".script").write_text(scripts["bash"], encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - the script under test
        [shell, "--norc", "-c", BASH.format(script=folder / ".script")],
        capture_output=True,
        cwd=folder,
        env={"LC_ALL": "C.UTF-8"},
        check=True,
    )
    names = cli.program(Language.HANS).list_commands(click.Context(click.Command("yinju")))
    *others, files, only, shells = done.stdout.decode().splitlines()
    assert set(files.strip(";").split(";")) == {".script", "报告 一.txt", "资料"}
    assert (only, shells) == ("retrieval;", "zsh;")
    assert others == [
        "complete -F _yinju yinju",
        "".join(f"{name};" for name in names),
        "documents;doctor;",
        "--version;",
        "--explain;",
        ";",
        "报告 一.txt;",
        "资料;",
        ";",
    ]
    assert done.stderr == b""


def test_bash_completes_at_a_press_of_the_tab_key(scripts: dict[str, str], folder: Path) -> None:
    """As people use it: the file's name with its blank comes out quoted."""
    (folder / ".script").write_text(scripts["bash"], encoding="utf-8")
    shell = pexpect.spawn(
        needs("bash"), ["--norc", "-i"], cwd=str(folder), env={"PS1": "$ ", "LC_ALL": "C.UTF-8"}, timeout=60
    )
    shell.sendline("source .script; yinju() { printf '<%s>' \"$@\"; }")
    shell.send("yinju inde\t报\t\n")
    shell.expect_exact("<index><报告 一.txt>".encode())
    shell.close(force=True)


def test_zsh_completes_at_a_press_of_the_tab_key(scripts: dict[str, str], folder: Path) -> None:
    """Where the script is sourced; a command, an option and a file."""
    (folder / ".script").write_text(scripts["zsh"], encoding="utf-8")
    environment = {"PS1": "$ ", "LC_ALL": "C.UTF-8", "TERM": "dumb", "HOME": str(folder)}
    shell = pexpect.spawn(needs("zsh"), ["-f", "-i"], cwd=str(folder), env=environment, timeout=60)
    shell.sendline("autoload -U compinit; compinit -D -u; yinju() { printf '<%s>' \"$@\"; }; source .script; echo 好了")
    shell.expect_exact("\n好了".encode())
    shell.send("yinju inde\t报\t\n")
    shell.expect_exact("<index><报告 一.txt>".encode())
    shell.send("yinju ask --expl\t问\n")
    shell.expect_exact("<ask><--explain><问>".encode())
    shell.send("yinju eval --only \t\n")
    shell.expect_exact(b"<eval><--only><retrieval>")
    shell.close(force=True)


FISH = """
source {script}
for line in 'yinju do' 'yinju ask --ex' 'yinju ask 报' 'yinju ask --documents 报' 'yinju index 资' \
'yinju eval --only ' 'yinju completion z'
    complete -C $line | string split -f1 \\t | string join ';'
end
true
"""


def test_fish_completes(scripts: dict[str, str], folder: Path) -> None:
    """The same; and no files where none are taken."""
    shell = needs("fish")
    (folder / ".script").write_text(scripts["fish"], encoding="utf-8")
    environment = {"LC_ALL": "C.UTF-8", "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(  # noqa: S603 - the script under test
        [shell, "--no-config", "-c", FISH.format(script=folder / ".script")],
        capture_output=True,
        cwd=folder,
        env=environment,
        check=True,
    )
    offered = [sorted(line.split(";")) for line in done.stdout.decode().splitlines()]
    assert offered == [
        ["doctor", "documents"],
        ["--explain"],
        ["报告 一.txt"],
        ["资料/"],
        ["retrieval"],
        ["zsh"],
    ]
