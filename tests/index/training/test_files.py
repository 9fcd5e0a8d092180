from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.errors import DataError
from index.training import files

LINES = ["馆舍开放办法", "一、时间", "东馆每日9:00开门。", "", "办证须带：", "1. 身份证；", "2. 照片两张。"]


def written(tmp_path: Path, questions: dict[int, list[dict[str, Any]]]) -> files.Written:
    paragraphs = [
        {"context": text, "line": number, "qas": questions.get(number, [])}
        for number, text in enumerate(LINES, start=1)
        if text
    ]
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"data": [{"title": "01_馆舍", "paragraphs": paragraphs}]}), encoding="utf-8")
    return files.read(path)


def test_an_answer_is_placed_in_its_paragraph(tmp_path: Path) -> None:
    """Lines of the file are counted with the empty ones; paragraphs are not."""
    asked = {"question": "东馆几点开门", "answers": [{"text": "9:00", "answer_start": 4}], "lines": [3], "kind": "date"}
    found = written(tmp_path, {3: [asked]})
    place = found.asked[0].places[0]
    paragraphs = {each.id: each for _, parts in found.documents for each in parts}
    assert place.span.of(paragraphs[place.paragraph].text) == "9:00"
    assert not found.bare


def test_several_things_have_several_places(tmp_path: Path) -> None:
    """A list is answered by all its items."""
    asked = {
        "question": "办证带什么",
        "answers": [],
        "spans": [[6, "身份证"], [7, "照片两张"]],
        "lines": [6, 7],
        "kind": "list",
    }
    found = written(tmp_path, {6: [asked]})
    assert len({place.paragraph for place in found.asked[0].places}) == 2
    assert found.asked[0].accepted == ("身份证", "照片两张")


def test_what_is_not_answered_keeps_the_line_that_looks_like_it(tmp_path: Path) -> None:
    """The nearest line is what silence is learned from."""
    asked = {"question": "西馆几点开门", "answers": [], "is_impossible": True, "lines": [3], "kind": "none"}
    found = written(tmp_path, {3: [asked]})
    assert found.asked[0].kind == files.NONE
    assert found.asked[0].places == ()
    assert len(found.asked[0].near) == 1


def test_paragraphs_taken_from_somewhere_have_nothing_before_them(tmp_path: Path) -> None:
    """In SQuAD-style files one paragraph says nothing of the next."""
    asked = {"id": "1", "question": "几点", "answers": [{"text": "九点", "answer_start": 0}]}
    path = tmp_path / "s.json"
    data = {"data": [{"title": "馆", "paragraphs": [{"context": "九点开门。", "qas": [asked]}]}]}
    path.write_text(json.dumps(data), encoding="utf-8")
    found = files.read(path)
    assert found.bare
    assert found.asked[0].places[0].span.of("九点开门。") == "九点"


def test_a_file_of_another_form_is_told(tmp_path: Path) -> None:
    """The message names the file."""
    path = tmp_path / "x.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(DataError) as wrong:
        files.read(path)
    assert wrong.value.facts["path"] == str(path)
