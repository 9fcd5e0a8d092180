"""The day of a document, wherever documents are listed: what it says itself, else when its file was saved, marked."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot import cli
from bot.messages import DocumentList, Language, Listed
from bot.render import telegram_html, terminal
from index.model import DateSource, DocumentInfo

_DAY = date(2023, 12, 1)
_SAYS_ITS_DAY = "停水通知\n海棠路上午停水，下午恢复。\n青禾市水务局\n2023年12月1日\n"


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_folders: None) -> None:
    """A document that says its day and one that says none, for the command line."""
    del own_folders
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(_SAYS_ITS_DAY, encoding="utf-8")
    (folder / "b.txt").write_text("借阅规定\n每张借书证一次可借八册。\n", encoding="utf-8")
    saved = datetime(2024, 5, 6, 12, tzinfo=UTC).timestamp()
    os.utime(folder / "b.txt", (saved, saved))
    monkeypatch.setenv("YINJU_DOCUMENTS", str(folder))


@pytest.mark.parametrize(
    ("source", "is_marked"), [(DateSource.TEXT, False), (DateSource.METADATA, False), (DateSource.FILE, True)]
)
def test_a_list_marks_the_day_that_only_the_file_tells(source: DateSource, *, is_marked: bool) -> None:
    """A folder copied yesterday is not from yesterday: in the terminal as in Telegram."""
    one = Listed(DocumentInfo("a", "a.txt", "停水通知", "v", _DAY, source), 3, "document_current")
    listing = DocumentList((one,), 1, 1, 1)
    for shown in (terminal.render(listing, Language.HANS).plain, telegram_html.messages(listing, Language.HANS)[0]):
        assert "2023-12-01" in shown
        assert ("文件存于" in shown) is is_marked


@pytest.mark.usefixtures("documents")
def test_the_command_line_tells_the_days_and_where_they_are_from(capsys: pytest.CaptureFixture[str]) -> None:
    """Who sorts by the column must be able to leave out the days files were copied."""
    assert cli.run(["documents"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(row[1], row[3]) for row in rows] == [("a.txt", "2023-12-01"), ("b.txt", "2024-05-06")]
    assert cli.run(["documents", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["date"], one["date_source"]) for one in told] == [("2023-12-01", "text"), ("2024-05-06", "file")]
