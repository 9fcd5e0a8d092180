"""The shipped program, weights included, asked about the shipped documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot import bootstrap
from bot.settings import Settings
from index.model import Answer, NoAnswer, Paragraph

QUESTIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("sample_questions.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [question for question in QUESTIONS if question["file"] is not None]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer | NoAnswer]:
    """What is answered to every sample question."""
    settings = Settings(data=tmp_path_factory.mktemp("data"), cache=tmp_path_factory.mktemp("cache"))
    library = bootstrap.open_library(settings, [bootstrap.samples()])
    bootstrap.bring_up_to_date(library)
    return {question["question"]: library.ask(question["question"]) for question in QUESTIONS}


def shown(answer: Answer | NoAnswer) -> list[Paragraph]:
    """The paragraphs a person sees, in their order."""
    cited = [citation.paragraph for citation in answer.citations] if isinstance(answer, Answer) else []
    return [*cited, *answer.nearest]


def is_right(paragraph: Paragraph, question: dict[str, Any]) -> bool:
    """Whether it is the paragraph that answers, or the one of another document that answers too."""
    places = [question, *([question["also"]] if "also" in question else [])]
    return any(paragraph.document.path == p["file"] and p["paragraph"] in paragraph.text for p in places)


def test_the_right_paragraph_is_shown(answers: dict[str, Answer | NoAnswer]) -> None:
    """Whether answered or not, a person should be looking at the right place in nearly every case."""
    first = [q for q in ANSWERABLE if is_right(shown(answers[q["question"]])[0], q)]
    among = [q for q in ANSWERABLE if any(is_right(p, q) for p in shown(answers[q["question"]]))]
    assert len(first) >= 0.8 * len(ANSWERABLE)
    assert len(among) >= 0.9 * len(ANSWERABLE)


def test_every_citation_is_verbatim(answers: dict[str, Answer | NoAnswer]) -> None:
    """The promise the program is named after."""
    samples = {path.name: path.read_text(encoding="utf-8") for path in bootstrap.samples().iterdir() if path.is_file()}
    for answer in answers.values():
        for citation in answer.citations if isinstance(answer, Answer) else ():
            text = samples[citation.paragraph.document.path]
            assert citation.span.of(text) == citation.quote
            assert citation.evidence.of(text) == citation.evidence_text
            assert citation.paragraph.span.of(text) == citation.paragraph.text


def test_what_the_samples_do_not_say_is_hardly_ever_answered(answers: dict[str, Answer | NoAnswer]) -> None:
    """An invented answer in the first five minutes is the last impression."""
    made_up = [q["question"] for q in QUESTIONS if q["file"] is None and isinstance(answers[q["question"]], Answer)]
    assert len(made_up) <= 1, made_up
