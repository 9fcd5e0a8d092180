"""The day of a document, wherever documents are listed: what it says itself, never when its file was saved."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot import cli
from bot.messages import DocumentList, Language, Listed
from bot.render import telegram_html, terminal
from index.model import DateSource, DocumentInfo

_DAY = date(2023, 12, 1)
_SAYS_ITS_DAY = "停水通知\n海棠路上午停水，下午恢复。\n青禾市水务局\n2023年12月1日\n"


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A document that says its day and one that says none, for the command line; the log as it was before."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(_SAYS_ITS_DAY, encoding="utf-8")
    (folder / "b.txt").write_text("借阅规定\n每张借书证一次可借八册。\n", encoding="utf-8")
    monkeypatch.setenv("YINJU_DOCUMENTS", str(folder))
    monkeypatch.setenv("YINJU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("YINJU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.chdir(tmp_path)
    before, level = list(logging.getLogger().handlers), logging.getLogger().level
    yield
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()
    logging.getLogger().setLevel(level)


@pytest.mark.parametrize(
    ("source", "is_told"), [(DateSource.TEXT, True), (DateSource.METADATA, True), (DateSource.FILE, False)]
)
def test_a_list_tells_the_day_a_document_says_and_no_other(source: DateSource, *, is_told: bool) -> None:
    """A folder copied yesterday is not from yesterday: in the terminal as in Telegram."""
    one = Listed(DocumentInfo("a", "a.txt", "停水通知", "v", _DAY, source), 3, "document_current")
    listing = DocumentList((one,), 1, 1, 1)
    assert ("2023-12-01" in terminal.render(listing, Language.HANS).plain) is is_told
    assert ("2023-12-01" in telegram_html.messages(listing, Language.HANS)[0]) is is_told


@pytest.mark.usefixtures("documents")
def test_the_command_line_tells_the_same_days(capsys: pytest.CaptureFixture[str]) -> None:
    """Who sorts by the column must not sort by when the files were copied."""
    assert cli.run(["documents"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(row[1], row[3]) for row in rows] == [("a.txt", "2023-12-01"), ("b.txt", "")]
    assert cli.run(["documents", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["path"], one["date"]) for one in told] == [("a.txt", "2023-12-01"), ("b.txt", None)]
