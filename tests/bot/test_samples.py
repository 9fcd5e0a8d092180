"""The documents a newcomer sees first: they must be readable, varied and hold what the tests ask of them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import pytest

SAMPLES = Path(str(files("bot") / "samples"))
QUESTIONS = Path(__file__).with_name("sample_questions.jsonl")


class Place(TypedDict):
    """Where an answer stands."""

    file: str
    paragraph: str
    answer: str


def places() -> list[Place]:
    """Every place the sample questions name, second sources included."""
    found: list[Place] = []
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        if question["file"] is not None:
            found.append(Place(file=question["file"], paragraph=question["paragraph"], answer=question["answer"]))
            found.extend([question["also"]] if "also" in question else [])
    return found


def sample_files() -> list[Path]:
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md"})


def test_a_dozen_documents_ship_with_the_package() -> None:
    """Whoever starts the program without documents must have something worth asking."""
    assert len(sample_files()) >= 12


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_a_sample_is_utf8_with_plain_line_ends_and_an_ascii_name(path: Path) -> None:
    """Old zip tools and file systems mangle other names, and then the citation names a file nobody has."""
    raw = path.read_bytes()
    assert path.name.isascii()
    assert b"\r" not in raw
    assert 10 <= len([line for line in raw.decode("utf-8").splitlines() if line.strip()]) <= 45


@pytest.mark.parametrize("place", places(), ids=lambda place: f"{place['file']}-{place['answer']}")
def test_a_sample_question_is_answered_in_one_line_of_its_document(place: Place) -> None:
    """A question whose answer is not where the test says would blame the search for a slip in the test."""
    lines = (SAMPLES / place["file"]).read_text(encoding="utf-8").splitlines()
    holding = [line for line in lines if place["paragraph"] in line]
    assert len(holding) == 1
    assert place["answer"] in holding[0]


def test_every_sample_is_asked_about() -> None:
    """A document nobody asks about could be missing from the index unnoticed."""
    assert {place["file"] for place in places()} == {path.name for path in sample_files()}
