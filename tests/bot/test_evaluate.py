"""``yinju eval`` from the command line to the files it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot import cli

QUESTIONS = [("a", "渡轮首班几点?", "六点"), ("b", "渡轮何时停航?", "风力七级")]


pytestmark = pytest.mark.usefixtures("own_folders")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    paragraphs = [
        {
            "context": context,
            "qas": [{"id": key, "question": question, "answers": [{"text": answer, "answer_start": 0}]}],
        }
        for context, (key, question, answer) in zip(["渡轮首班六点。", "风力七级时停航。"], QUESTIONS, strict=True)
    ]
    path = tmp_path / "渡轮.json"
    path.write_text(json.dumps({"data": [{"title": "渡轮", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


def test_json_is_one_object_and_nothing_else(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other programs read standard output."""
    assert cli.run(["eval", str(data), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    report = json.loads(line)
    assert (report["questions"], report["paragraphs"]) == (2, 2)
    assert report["retrieval"]["success@5"] == 1.0


def test_every_output_is_written(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run of minutes should leave everything that was asked for."""
    outputs = ["--predictions", "out.json", "--run", "out.trec", "--html", "out.html"]
    assert cli.run(["eval", str(data), *outputs]) == 0
    assert set(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))) == {"a", "b"}
    run = (tmp_path / "out.trec").read_text(encoding="utf-8").splitlines()
    assert {line.split()[0] for line in run} == {"a", "b"}
    assert "渡轮.json" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "查找" in capsys.readouterr().out


def test_a_broken_data_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever made it needs its name and the place."""
    (tmp_path / "bad.json").write_text('{"data": [{}]}', encoding="utf-8")
    assert cli.run(["eval", "bad.json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "bad.json" in said.err
    assert "data[0].paragraphs" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("option", ["--predictions", "--run", "--html"])
def test_an_output_that_cannot_be_written_is_said_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """Minutes of measuring must not end in a slip of the keyboard: here not even the data file is looked at."""
    (tmp_path / "bad.json").write_text("", encoding="utf-8")
    assert cli.run(["eval", "bad.json", option, "nowhere/out"]) == 2
    assert "nowhere" in capsys.readouterr().err
