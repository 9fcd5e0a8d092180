"""Questions with their answers, read as the reader reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.evaluation import Dataset, load
from index.evaluation.dataset import Question as Asked
from index.model import Paragraph, ParagraphId, Span
from index.reader.passage import LONGEST, Passage, prepare, worded
from index.reader.question import Question, parse
from index.reader.words import words
from index.text import Analyzer, fold

FOLDS = 4
"""Parts the documents fall into: what is said of a part was learned from the others."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the paragraph that answers it, and where.

    Attributes:
        question: Taken apart.
        passage: The paragraph prepared.
        answers: Where the gold answers stand in the folded text.
        texts: The gold answers, folded.
        document: A number for its document.
        part: The part its document is in, below :data:`FOLDS`.
        weight: What it counts.
    """

    question: Question
    passage: Passage
    answers: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    document: int
    part: int
    weight: float

    def sentence_shares(self) -> NDArray[np.float64]:
        """For every sentence the share of the answer it holds."""
        shares = np.zeros(len(self.passage.sentences))
        for number, (start, end) in enumerate(self.passage.sentences):
            for a, b in self.answers:
                shares[number] = max(shares[number], (min(b, end) - max(a, start)) / (b - a))
        return shares


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: what is indexed and asked, and the examples that came of it.

    Attributes:
        name: The file's name.
        dataset: As the evaluation reads it.
        examples: Those that can teach where the answer stands.
    """

    name: str
    dataset: Dataset
    examples: tuple[Example, ...]


def read(path: Path, analyzer: Analyzer, weight: float) -> Source:
    """The examples of a SQuAD file.

    Args:
        path: The file.
        analyzer: Cuts texts into words.
        weight: What each of its questions counts.

    Raises:
        DataError: the file is not of a known form.
    """
    dataset = load([path])
    paragraphs = {paragraph.id: paragraph for _, parts in dataset.documents for paragraph in parts}
    passages: dict[ParagraphId, Passage] = {}
    examples = []
    for asked, answers in zip(dataset.questions, _answers(path), strict=True):
        if asked.given is None or not answers:
            continue
        if asked.given not in passages:
            paragraph = paragraphs[asked.given]
            passage = prepare(paragraph.text[:LONGEST], paragraph.document.title)
            passages[asked.given] = worded(passage, range(len(passage.sentences)), analyzer)
        example = _example(asked, passages[asked.given], paragraphs[asked.given], answers, analyzer, weight, path.name)
        if example is not None:
            examples.append(example)
    return Source(path.name, dataset, tuple(examples))


def part_of(document: str, source: str) -> int:
    """The part a document falls into; by its place in its file, so that it is the same everywhere."""
    return crc32(f"{source}/{document}".encode()) % FOLDS


def _answers(path: Path) -> Iterator[list[tuple[int, str]]]:
    """Place and text of the answers of every question, in the order of the file; the form was checked by loading it."""
    whole: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    for article in whole["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield [(answer["answer_start"], answer["text"]) for answer in question["answers"] if answer["text"]]


def _example(  # noqa: PLR0913, PLR0917 - everything known of one question
    asked: Asked,
    passage: Passage,
    paragraph: Paragraph,
    answers: list[tuple[int, str]],
    analyzer: Analyzer,
    weight: float,
    source: str,
) -> Example | None:
    places = []
    for start, text in answers:
        if paragraph.text[start : start + len(text)] == text:
            if start + len(text) > len(passage.source):
                continue
            place = passage.folded.from_source(Span(start, start + len(text)))
            if len(place) and place.end <= len(passage.text):
                places.append((place.start, place.end))
    if not places or not passage.sentences:
        return None
    folded = fold(asked.text).text
    document = paragraph.document
    return Example(
        question=parse(folded, words(folded, analyzer)),
        passage=passage,
        answers=tuple(dict.fromkeys(places)),
        texts=tuple(dict.fromkeys(passage.text[a:b] for a, b in places)),
        document=crc32(f"{document.path}/{document.id}".encode()),
        part=part_of(document.id, source),
        weight=weight,
    )
