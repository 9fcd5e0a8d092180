"""The command line in this process: help, errors, exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot import cli
from bot.bootstrap import LEDGER_NAME
from bot.ledger import Asked, Ledger

pytestmark = pytest.mark.usefixtures("own_folders")


@pytest.mark.parametrize(
    "command", ["", "ask", "index", "documents", "telegram", "mcp", "eval", "doctor", "completion"]
)
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
        (("completion", "csh"), {}, "shell 只能是 bash, zsh, fish"),
        (("completion",), {}, "还缺 bash|zsh|fish"),
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


def test_a_rights_file_that_cannot_be_used_keeps_the_bot_from_starting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Before anything is indexed, and with every problem: a folder that is misspelt would be open to all."""
    (tmp_path / "documents" / "人事").mkdir(parents=True)
    file = tmp_path / "rights.toml"
    monkeypatch.setenv("YINJU_DOCUMENTS", str(tmp_path / "documents"))
    monkeypatch.setenv("YINJU_TELEGRAM_TOKEN", "123456:s3cr3t")
    monkeypatch.setenv("YINJU_RIGHTS", str(file))
    assert cli.run(["telegram"]) == 2
    assert f"读不了权限文件 {file}" in capsys.readouterr().err
    file.write_text("[folders.'认事']\n[folders.'人是']\n", encoding="utf-8")
    assert cli.run(["telegram"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split("：")[1].split(" ")[0] for line in said.err.splitlines()] == ['folders."认事"', 'folders."人是"']
    assert not (tmp_path / "data" / "ledger.sqlite3").exists()


def test_the_doctor_shows_the_rights(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Which folders are closed, and to how many they are open; or what is wrong with the file."""
    for name in ("人事", "董事会"):
        (tmp_path / "documents" / name).mkdir(parents=True)
    (tmp_path / "documents" / "公告.txt").write_text("本月开会。\n", encoding="utf-8")
    file = tmp_path / "rights.toml"
    file.write_text("[folders.'人事']\npeople = [5, 6]\ngroups = [-7]\n[folders.'董事会']\n", encoding="utf-8")
    monkeypatch.setenv("YINJU_DOCUMENTS", str(tmp_path / "documents"))
    monkeypatch.setenv("YINJU_RIGHTS", str(file))
    assert cli.run(["doctor"]) == 0
    said = capsys.readouterr().out
    assert f"✓ 权限文件能用：{file}" in said
    assert "✓ 文件夹「人事」给 2 人、1 个群和管理员看" in said
    assert "✓ 文件夹「董事会」只给管理员看" in said
    file.write_text("[folders.'人事']\npeople = ['@ming']\n", encoding="utf-8")
    assert cli.run(["doctor"]) == 1
    assert f'✗ 权限文件 {file}：folders."人事".people[1] 应是 Telegram 用户编号' in capsys.readouterr().out


def test_the_doctor_suggests_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Who looks after the documents at a terminal learns what people call things."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "公告.txt").write_text("宿舍每天二十三点关门。\n", encoding="utf-8")
    monkeypatch.setenv("YINJU_DOCUMENTS", str(tmp_path / "documents"))
    assert cli.run(["doctor"]) == 0
    assert "YINJU_WORDS" not in capsys.readouterr().out
    ledger = Ledger(tmp_path / "data" / LEDGER_NAME)
    for question, answered in (("寝舍几点关门", False), ("宿舍几点关门", True)):
        ledger.questions.add(Asked(7, 7, "7", question, answered=answered, confidence=0.1, elapsed_ms=1.0), [])
    ledger.close()
    assert cli.run(["doctor"]) == 0
    assert "宿舍 = 寝舍（没答上来 1 次）" in capsys.readouterr().out


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


def test_without_the_extra_the_tools_of_assistants_say_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Few need it, so it is not installed with the rest."""
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delitem(sys.modules, "bot.mcp_app.server", raising=False)
    assert cli.run(["mcp"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "缺组件，请先运行：pip install 'yinju[mcp]'\n")
