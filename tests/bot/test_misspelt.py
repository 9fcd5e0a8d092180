"""A setting under a name that is nearly right: it does nothing, so it must be told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot import cli, environment, settings
from bot.messages import Language
from bot.misspelt import misspelt


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, own_folders: None) -> None:
    """No setting but the folders of the test's own."""
    del own_folders
    for name in list(os.environ):  # noqa: TID251 - it is the reader that is tested
        if name.startswith("YINJU_") and name not in {"YINJU_DATA", "YINJU_CACHE"}:
            monkeypatch.delenv(name)


def _near() -> dict[str, str | None]:
    return {one.name.text: one.near for one in misspelt()}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("YINJU_DOCUMENT", "YINJU_DOCUMENTS"),
        ("YINJU_TOKEN", "YINJU_TELEGRAM_TOKEN"),
        ("YINJU_BOT_TOKEN", "YINJU_TELEGRAM_TOKEN"),
        ("YINJU_SYNONYM", "YINJU_SYNONYMS"),
        ("yinju_lang", "YINJU_LANGUAGE"),
        ("YINGJU_DOCUMENTS", "YINJU_DOCUMENTS"),
        ("YINJUDOCUMENTS", "YINJU_DOCUMENTS"),
        ("YINJU_NOTHING_LIKE_IT", None),
    ],
)
def test_a_name_that_is_nearly_right_is_known_for_what_was_meant(
    monkeypatch: pytest.MonkeyPatch, name: str, meant: str | None
) -> None:
    """A letter, a word or the underscore is what people miss."""
    monkeypatch.setenv(name, "x")
    assert _near() == {name: meant}


@pytest.mark.parametrize("name", ["TELEGRAM_TOKEN", "DOCUMENTS", "LANGUAGE", "YIN", "XDG_DATA_HOME", "YINJU"])
def test_what_belongs_to_others_is_left_alone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The environment holds the names of every program there is."""
    monkeypatch.setenv(name, "x")
    assert _near() == {}


def test_small_letters_are_as_good(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What works is not told as a mistake."""
    (tmp_path / ".env").write_text("yinju_made_up_rate=0.25\n", encoding="utf-8")
    monkeypatch.setenv("yinju_language", "en")
    assert settings.load().made_up_rate == 0.25
    assert settings.load().language is Language.EN
    assert environment.operator_language() is Language.EN
    assert _near() == {}


def test_every_command_names_the_line_the_setting_and_never_the_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who pasted the token under another name must not find it in a log."""
    file = tmp_path / ".env"
    file.write_text("# 令牌\n\nexport YINJU_TOKEN=123456:s3cr3t\nOTHER=1\nYINJU-DOCUMENTS=报告\n", encoding="utf-8")
    expected = [
        f"没有 YINJU_TOKEN 这项设置（{file} 第 3 行），它不起作用（是不是 YINJU_TELEGRAM_TOKEN？）",
        f"没有 YINJU-DOCUMENTS 这项设置（{file} 第 5 行），它不起作用（是不是 YINJU_DOCUMENTS？）",
    ]
    for arguments in (["documents"], ["index", "没有"]):
        cli.run(arguments)
        said = capsys.readouterr()
        assert said.err.splitlines()[:2] == expected
        assert "s3cr3t" not in said.out + said.err
    assert cli.run(["doctor"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[1:3] == [f"✗ {sentence}" for sentence in expected]
    assert said.err == ""


def test_a_file_of_settings_in_another_encoding_is_told_as_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One trouble at a time, and the right one."""
    (tmp_path / ".env").write_bytes("YINJU_DOCUMENT=报告\n".encode("gbk"))
    assert cli.run(["documents"]) == 2
    assert "UTF-8" in capsys.readouterr().err
