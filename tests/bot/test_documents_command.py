"""``yinju documents``: what is searched, and which files could not be read and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot import cli


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own_folders: None) -> Path:
    """A folder of one document that can be read, one file that cannot, and one that is left out."""
    del own_folders
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "规定.txt").write_text("借阅规定\n每张借书证一次可借八册。\n", encoding="utf-8")
    (folder / "坏了.txt").write_bytes(b"\x00\x01\x02" * 200)
    (folder / "草稿.txt").write_text("还没写完。\n", encoding="utf-8")
    monkeypatch.setenv("YINJU_DOCUMENTS", str(folder))
    monkeypatch.setenv("YINJU_EXCLUDE", "草稿*")
    return folder


@pytest.mark.usefixtures("documents")
def test_programs_are_told_of_every_file_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Who watches a folder of thousands wants to count what is in and what is not."""
    assert cli.run(["documents", "--json"]) == 0
    good, bad = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (good["path"], good["title"], good["paragraphs"], good["state"]) == ("规定.txt", "借阅规定", 2, "current")
    assert "reason" not in good
    assert (bad["path"], bad["title"], bad["paragraphs"], bad["state"]) == ("坏了.txt", None, 0, "failed")
    assert (bad["problem"], bad["reason"]) == ("not_text", "不是文本，或编码无法识别")


@pytest.mark.usefixtures("documents")
def test_files_that_could_not_be_read_are_listed_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """A missing answer is often a file that was never read; what the operator left out is none of them."""
    assert cli.run(["documents", "--failed"]) == 1
    assert capsys.readouterr().out == "坏了.txt\t不是文本，或编码无法识别\n"
    assert cli.run(["documents", "--failed", "--json"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["path"] == "坏了.txt"


@pytest.mark.usefixtures("documents")
def test_the_list_of_documents_says_that_files_are_missing_from_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody asks for failures that they do not know of."""
    assert cli.run(["documents"]) == 0
    shown = capsys.readouterr()
    assert [line.split("\t")[1] for line in shown.out.splitlines()] == ["规定.txt"]
    assert "有 1 个文件没能读" in shown.err


def test_where_every_file_was_read_nothing_is_listed(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All well is exit code 0, as everywhere."""
    (documents / "坏了.txt").unlink()
    assert cli.run(["documents", "--failed"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "文件都读了。\n")
