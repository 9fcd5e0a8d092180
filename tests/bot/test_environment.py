from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import environment
from bot.bootstrap import one_off_library
from bot.messages import Language
from bot.settings import Settings
from index.errors import BrokenFile
from index.library import Library


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, Language.HANS),
        ({"LANG": "C"}, Language.HANS),
        ({"LANG": "C.UTF-8"}, Language.HANS),
        ({"LANG": "zh_CN.UTF-8"}, Language.HANS),
        ({"LANG": "zh_TW.UTF-8"}, Language.HANT),
        ({"LC_ALL": "zh_HK"}, Language.HANT),
        ({"LANG": "en_GB.UTF-8"}, Language.EN),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, Language.EN),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, Language.HANT),
    ],
)
def test_the_locale_chooses_the_language(variables: dict[str, str], language: Language) -> None:
    """Chinese first: a bare server says nothing of its reader."""
    assert environment.locale_language(variables) is language


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", Language.HANS),
        ("zh-hans", Language.HANS),
        ("zh-Hant", Language.HANT),
        ("zh-TW", Language.HANT),
        ("zh-hant-hk", Language.HANT),
        ("yue", Language.HANT),
        ("EN", Language.EN),
        ("fr", None),
        ("", None),
    ],
)
def test_language_tags_come_in_many_spellings(tag: str, language: Language | None) -> None:
    """Telegram, POSIX and browsers each write their own."""
    assert environment.language_of(tag) is language


def test_a_variable_stands_in_the_environment_or_in_the_env_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The environment wins, as it does for every setting."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YINJU_WORDS", raising=False)
    assert environment.variable("YINJU_WORDS") is None
    (tmp_path / ".env").write_text("YINJU_WORDS=词.txt\n", encoding="utf-8")
    assert environment.variable("YINJU_WORDS") == "词.txt"
    monkeypatch.setenv("YINJU_WORDS", "別的.txt")
    assert environment.variable("YINJU_WORDS") == "別的.txt"


def test_programs_that_are_started_do_not_get_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pager, or the process PDF files of strangers are read in, has no use for it but a bad one."""
    monkeypatch.setenv("YINJU_TELEGRAM_TOKEN", "1:secret")
    monkeypatch.setenv("LESSCHARSET", "utf-8")
    given = environment.environment()
    assert "YINJU_TELEGRAM_TOKEN" not in given
    assert given["LESSCHARSET"] == "utf-8"


@pytest.mark.parametrize(
    ("start", "name", "use"),
    [
        ("index.loading.pdf.apart._START", "文件.pdf", Library.load),
        ("index.loading.ocr.START", "照片.png", Library.load),
        ("index.loading.page_images.START", "文件.pdf", lambda library, path: library.render_page(path, 1)),
    ],
    ids=["reading PDF files", "looking at pictures", "drawing pages"],
)
def test_the_processes_of_files_are_some_of_those(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, start: str, name: str, use: Callable[[Library, Path], object]
) -> None:
    """Every library is put together in one place, so that none forgets it."""
    monkeypatch.setenv("YINJU_TELEGRAM_TOKEN", "1:secret")
    monkeypatch.setattr(start, "import os; os._exit(90 + ('YINJU_TELEGRAM_TOKEN' in os.environ))")
    monkeypatch.setattr("index.loading.pictures.has_ocr", lambda: True)
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.4")
    library = one_off_library(Settings(data=tmp_path, cache=tmp_path), [tmp_path])
    with pytest.raises(BrokenFile, match="ended with code 90"):
        use(library, path)


def test_a_pager_named_badly_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quotation mark left open in a shell's settings must not close the console."""
    monkeypatch.setenv("PAGER", "less '-R")
    assert environment.pager_command() == ()
    monkeypatch.setenv("PAGER", "less '-R'")
    assert environment.pager_command() == ("less", "-R")
