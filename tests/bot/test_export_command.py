"""``yinju export``: what was asked in Telegram, as a file."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import docx
import pytest

from bot import cli
from bot.ledger import Kept, Ledger
from tests.bot.ledger.written import DAY, Clock, asked, kept, paragraph

pytestmark = pytest.mark.usefixtures("own_folders")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A ledger with an answer, and a day later a question without one."""
    clock, file = Clock(), tmp_path / "data" / "ledger.sqlite3"
    with contextlib.closing(Ledger(file, clock)) as ledger:
        ledger.questions.add(asked(), [kept()])
        clock.now += 2 * DAY
        ledger.questions.add(asked(answered=False, chat=8), [Kept(paragraph(3), None, ())])
    return file


@pytest.mark.usefixtures("written")
def test_everything_comes_as_markdown_unless_told_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    """To standard output, for other programs."""
    assert cli.run(["export"]) == 0
    said = capsys.readouterr()
    assert said.out.count("\n## ") == 2
    assert "**6202名** \\[1\\]" in said.out
    assert said.err == ""


@pytest.mark.usefixtures("written")
def test_a_day_to_begin_with_leaves_out_what_was_before(capsys: pytest.CaptureFixture[str]) -> None:
    """2025-06-15 was the first of them."""
    assert cli.run(["export", "--since", "2025-06-17"]) == 0
    assert capsys.readouterr().out.count("\n## ") == 1
    assert cli.run(["export", "--since", "2025-07-01"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "没有可以导出的提问。\n")


@pytest.mark.usefixtures("written")
def test_the_name_of_the_file_says_the_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """And what was written is told, on standard error."""
    assert cli.run(["export", "--out", "问答.docx"]) == 0
    assert "2 个问题已存入 问答.docx" in capsys.readouterr().err
    rows = [row.text for row in docx.Document(io.BytesIO((tmp_path / "问答.docx").read_bytes())).paragraphs]
    assert "6202名 [1]" in rows
    assert cli.run(["export", "--out", "没答上来.csv"]) == 0
    text = (tmp_path / "没答上来.csv").read_text(encoding="utf-8-sig")
    assert [row["question"] for row in csv.DictReader(io.StringIO(text))] == ["发展多少？"]


@pytest.mark.usefixtures("written")
def test_a_table_in_a_pipe_has_its_mark(capsys: pytest.CaptureFixture[str]) -> None:
    """> 表.csv is opened in Excel as well."""
    assert cli.run(["export", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("\ufefftime,question")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--out", "问答.pdf"), "从文件名 问答.pdf 看不出格式"),
        (("--format", "docx"), "请用 --out 给出文件名"),
        (("--format", "pdf"), "--format 只能是 md, docx, csv"),
        (("--since", "昨天"), "--since 的值不对"),
    ],
)
def test_wrong_use_is_said(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str) -> None:
    """With what to do instead."""
    assert cli.run(["export", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_without_a_ledger_there_is_nothing_and_none_is_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nobody has asked in Telegram yet."""
    assert cli.run(["export"]) == 1
    assert "没有可以导出的提问" in capsys.readouterr().err
    assert not (tmp_path / "data" / "ledger.sqlite3").exists()


def test_a_file_that_is_no_ledger_is_told_as_such(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """And left as it is."""
    for beside in written.parent.glob("ledger.sqlite3-*"):
        beside.unlink()
    written.write_text("not a database, but long enough to be taken for one at first sight" * 20)
    assert cli.run(["export"]) == 2
    assert "打不开，或不是账本" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """With its name."""
    del written
    assert cli.run(["export", "--out", "没有/x.md"]) == 2
    assert "没有/x.md" in capsys.readouterr().err
