"""The library opened behind the protocol."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.bootstrap import one_off_library
from bot.mcp_app import opening as module
from bot.mcp_app.opening import Opening
from bot.messages import Language
from bot.settings import Settings
from index.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One that has never been opened."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "规定.txt").write_text("借阅规定\n每张借书证可借八册。\n", encoding="utf-8")
    return one_off_library(Settings(data=tmp_path / "data", cache=tmp_path / "cache"), [tmp_path / "documents"])


def test_who_waits_gets_an_open_library(library: Library) -> None:
    """A client connects at once and asks at once."""
    opening = Opening(library, Language.HANS, "日志")
    opening.start()
    while not opening.wait():  # a slow machine
        assert "索引还在建立" in opening.state
    assert library.manifest.documents == 1


def test_what_keeps_it_from_opening_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    """A folder on a drive that is not there yet must not need a restart of the assistant."""
    monkeypatch.setattr(module, "_AGAIN", 0.05)
    documents = tmp_path / "documents"
    documents.rename(tmp_path / "away")
    opening = Opening(library, Language.HANS, "日志")
    opening.start()
    assert not opening.wait()
    assert opening.state.startswith(f"没有这个文件或文件夹：{documents}")
    (tmp_path / "away").rename(documents)
    while not opening.wait():
        time.sleep(0.05)
    assert library.manifest.documents == 1
