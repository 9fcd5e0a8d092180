from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot import environment, settings
from bot.messages import Language
from bot.settings import Settings, SettingsError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without settings, and a folder without ``.env``."""
    for name in list(os.environ):  # noqa: TID251 - it is the reader that is tested
        if name.startswith("YINJU_") or name in {"LC_ALL", "LC_MESSAGES", "LANG"}:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_everything_has_a_value() -> None:
    """The first run must work as it comes."""
    found = settings.load()
    assert found.documents == ()
    assert found.made_up_rate == 0.07
    assert found.data.name == "yinju"
    assert found.telegram_token is None


def test_folders_are_separated_as_the_system_separates_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in PATH; a folder whose name holds the separator is still found."""
    monkeypatch.setenv("YINJU_DOCUMENTS", os.pathsep.join(["a", "~/b", ""]))
    assert settings.load().documents == (Path("a"), Path("~/b").expanduser())
    odd = tmp_path / f"a{os.pathsep}b"
    if os.name != "nt":
        odd.mkdir()
        monkeypatch.setenv("YINJU_DOCUMENTS", str(odd))
        assert settings.load().documents == (odd,)


def test_the_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A setting for one run should not need an edit."""
    (tmp_path / ".env").write_text("YINJU_DATA=/from/file\nYINJU_LANGUAGE=en\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("YINJU_DATA", "/from/environment")
    found = settings.load()
    assert found.data == Path("/from/environment")
    assert found.language is Language.EN
    assert environment.operator_language() is Language.EN


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YINJU_MADE_UP_RATE", "many"),
        ("YINJU_MADE_UP_RATE", "1"),
        ("YINJU_LANGUAGE", "klingon"),
        ("YINJU_TELEGRAM_BASE_URL", "ftp://x"),
        ("YINJU_TELEGRAM_GUESTS", "perhaps"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Who has ten settings must be told which."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert caught.value.problems == ((name, value),)


def test_guests_are_allowed_only_where_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """What everybody in foreign chats can read is decided by the operator."""
    assert settings.load().telegram_guests is False
    for written, allowed in (("on", True), ("off", False), ("true", True), ("0", False), ("", False)):
        monkeypatch.setenv("YINJU_TELEGRAM_GUESTS", written)
        assert settings.load().telegram_guests is allowed


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings end up in logs and screenshots."""
    monkeypatch.setenv("YINJU_TELEGRAM_TOKEN", "123456:s3cr3t")
    monkeypatch.setenv("YINJU_MADE_UP_RATE", "x")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert "s3cr3t" not in f"{caught.value!r} {caught.value.__cause__}"
    monkeypatch.delenv("YINJU_MADE_UP_RATE")
    assert "s3cr3t" not in repr(settings.load())


def test_a_cluster_is_named_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Several nodes, who asks them and whom they are signed by, as they are written in a file of settings."""
    ca = tmp_path / "ca.pem"
    ca.touch()
    for name, value in {
        "SEARCH": "opensearch",
        "OPENSEARCH_URL": "https://a.example:9200, https://b.example:9200",
        "OPENSEARCH_USER": "reader",
        "OPENSEARCH_PASSWORD": "s3cr3t",
        "OPENSEARCH_CA": str(ca),
    }.items():
        monkeypatch.setenv(f"YINJU_{name}", value)
    found = settings.load()
    assert [url.host for url in found.opensearch_url] == ["a.example", "b.example"]
    assert found.opensearch_ca == ca
    assert not found.opensearch_writes
    assert "s3cr3t" not in repr(found)


@pytest.mark.parametrize(
    ("set_to", "wrong"),
    [
        ({"SEARCH": "opensearch"}, "OPENSEARCH_URL"),
        ({"OPENSEARCH_URL": "a:9200"}, "OPENSEARCH_URL"),
        ({"OPENSEARCH_URL": "https://reader:s3cr3t@a.example:9200"}, "OPENSEARCH_URL"),
        ({"OPENSEARCH_USER": "reader"}, "OPENSEARCH_PASSWORD"),
        ({"OPENSEARCH_PASSWORD": "s3cr3t"}, "OPENSEARCH_PASSWORD"),
        ({"OPENSEARCH_USER": "r", "OPENSEARCH_PASSWORD": "s3cr3t", "OPENSEARCH_TOKEN": "s3cr3t"}, "OPENSEARCH_TOKEN"),
        ({"OPENSEARCH_CA": "gone.pem"}, "OPENSEARCH_CA"),
        ({"OPENSEARCH_INDEX": "Yinju*"}, "OPENSEARCH_INDEX"),
    ],
)
def test_a_cluster_that_is_half_described_is_told(
    monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], wrong: str
) -> None:
    """Each mistake is named by its setting before anything is asked; a password is not repeated, wherever it stood."""
    for name, value in set_to.items():
        monkeypatch.setenv(f"YINJU_{name}", value)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert [name for name, _ in caught.value.problems] == [f"YINJU_{wrong}"]
    assert "s3cr3t" not in f"{caught.value.problems} {caught.value!r} {caught.value.__cause__}"


def test_an_env_file_in_another_encoding_is_a_clear_error(tmp_path: Path) -> None:
    """Editors on Windows may save GBK."""
    (tmp_path / ".env").write_bytes("YINJU_DOCUMENTS=报告\n".encode("gbk"))
    with pytest.raises(settings.EnvFileError):
        settings.load()
    assert environment.operator_language() is Language.HANS


def test_the_example_explains_every_setting_and_no_other() -> None:
    """``.env.example`` is the manual people copy."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.lstrip("# ").split("=")[0] for line in lines if "YINJU_" in line and "=" in line}
    assert named == {f"YINJU_{field.upper()}" for field in Settings.model_fields}
