"""The command line in this process: help, errors, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli

pytestmark = pytest.mark.usefixtures("own_folders")


@pytest.mark.parametrize("command", ["", "ask", "index", "documents", "telegram", "eval", "doctor"])
@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "zh_TW.UTF-8", "en_GB.UTF-8"])
def test_help_fits_a_screen_and_has_an_example(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, language: str
) -> None:
    """What scrolls away is not read; what has no example is not tried."""
    monkeypatch.setenv("LC_ALL", language)
    assert cli.run([*([command] if command else []), "--help"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) <= 23
    assert any(line.strip().startswith(("yinju", "YINJU_")) for line in shown[-3:])


@pytest.mark.parametrize(
    ("arguments", "settings", "sentence"),
    [
        (("ask", "--documents", "没有这里", "问"), {}, "没有这个文件或文件夹"),
        (("ask", "--bogus"), {}, "没有选项 --bogus"),
        (("ask", "--top", "零", "问"), {}, "--top 应是不小于 1 的整数"),
        (("ask", "--top", "0", "问"), {}, "--top 应是不小于 1 的整数"),
        (("eval", "--only", "reading", "x.json"), {}, "--only 只能是 retrieval"),
        (("eval", "--html", ".", "x.json"), {}, "--html 的值不对"),
        (("nosuch",), {}, "没有命令 nosuch"),
        (("ask", "问"), {"YINJU_MADE_UP_RATE": "许多"}, "YINJU_MADE_UP_RATE=许多"),
        (("ask", "问"), {"YINJU_WORDS": "/没有/词表"}, "没有这个文件或文件夹"),
        (("eval", "没有.json"), {}, "没有这个文件或文件夹"),
        (("index", "没有"), {}, "没有这个文件或文件夹"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    settings: dict[str, str],
    sentence: str,
) -> None:
    """Nobody is shown a traceback, and everybody is told what to do."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert cli.run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_a_fault_of_the_program_names_its_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What cannot be mended by the person must at least be reportable."""

    def fail() -> None:
        msg = "no one expected this"
        raise RuntimeError(msg)

    monkeypatch.setattr("bot.commands.documents.open_library", lambda _settings: fail())
    assert cli.run(["documents"]) == 2
    said = capsys.readouterr().err
    log = tmp_path / "data" / "yinju.log"
    assert "RuntimeError" in said
    assert str(log) in said
    assert "no one expected this" not in said
    assert "no one expected this" in log.read_text(encoding="utf-8")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """The first thing asked in every report."""
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("yinju ")
