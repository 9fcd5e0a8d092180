"""What the reader learns from: questions, the paragraphs that answer them, and those that only look like it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from index.model import Paragraph, ParagraphId, Span
from index.query import parse
from index.reading.context import context_of
from index.reading.pieces import Numbers, Pieces, Tokenizer
from index.search import EmbeddedSearch
from index.store.writer import build
from index.text import Analyzer, Folded, fold
from index.training.files import Asked, Written

CANDIDATES = 8
"""Of the paragraphs a search brings, so many may stand in for those that do not answer."""

_TOGETHER = 40


@dataclass(frozen=True, slots=True)
class Question:
    """A question as pieces, with the paragraphs it may be put to.

    Attributes:
        numbers: Its pieces.
        source: The data it comes from.
        right: Paragraph, first and last piece of the answer in each paragraph that answers.
        wrong: Paragraphs that do not, the most tempting first.
    """

    numbers: Numbers
    source: str
    right: tuple[tuple[int, int, int], ...]
    wrong: tuple[int, ...]


@dataclass(slots=True)
class Material:
    """Everything that is learned from.

    Attributes:
        paragraphs: The pieces of each paragraph.
        contexts: The pieces of what stands above each.
        questions: What is asked of them.
        dropped: Answers that do not begin and end on the borders of pieces.
    """

    paragraphs: list[Numbers] = field(default_factory=list)
    contexts: list[Numbers] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    dropped: int = 0

    def write(self, path: Path) -> None:
        """Keep it for later steps; the file is for this program alone."""
        path.write_bytes(pickle.dumps(self))

    @classmethod
    def load(cls, path: Path) -> Material:
        """What :meth:`write` wrote."""
        found: Material = pickle.loads(path.read_bytes())  # noqa: S301 - a file this program wrote itself
        return found


def gather(source: str, written: Written, tokenizer: Tokenizer, analyzer: Analyzer) -> Material:
    """The material of a data file.

    Args:
        source: Its name.
        written: The file, read.
        tokenizer: Cuts texts into pieces.
        analyzer: Makes the terms by which tempting paragraphs are found.
    """
    material = Material()
    numbers: dict[ParagraphId, int] = {}
    texts: list[tuple[Folded, Pieces]] = []
    for paragraph, before in _in_order(written):
        numbers[paragraph.id] = len(texts)
        folded = fold(paragraph.text)
        texts.append((folded, tokenizer.cut(folded.text)))
        material.paragraphs.append(texts[-1][1].numbers)
        above = context_of(paragraph, None if written.bare else before)
        material.contexts.append(tokenizer.cut(fold(above).text).numbers)
    with TemporaryDirectory(prefix="yinju-training-", ignore_cleanup_errors=True) as folder:
        snapshot = build(Path(folder), written.documents, analyzer)
        try:
            search = EmbeddedSearch(snapshot)
            for asked in written.asked:
                found = search.search(parse(asked.text, analyzer), CANDIDATES + len(asked.places))
                tempting = [numbers[hit.paragraph.id] for hit in found.hits]
                material.dropped += _add(material, source, asked, numbers, texts, tempting, tokenizer)
        finally:
            snapshot.close()
    return material


def _in_order(written: Written) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    """Every paragraph with the one before it in its document."""
    for _, paragraphs in written.documents:
        before: Paragraph | None = None
        for paragraph in paragraphs:
            yield paragraph, before
            before = paragraph


def _add(  # noqa: PLR0913, PLR0917 - everything known of one question
    material: Material,
    source: str,
    asked: Asked,
    numbers: dict[ParagraphId, int],
    texts: list[tuple[Folded, Pieces]],
    tempting: list[int],
    tokenizer: Tokenizer,
) -> int:
    """Add a question; how many of its answers had to be dropped."""
    right: list[tuple[int, int, int]] = []
    dropped = 0
    for place in asked.places:
        number = numbers[place.paragraph]
        pieces = _pieces_of(*texts[number], place.span)
        if pieces is None:
            dropped += 1
        else:
            _join(right, number, *pieces)
    gold = {numbers[place.paragraph] for place in asked.places}
    if not gold:
        tempting = [*(numbers[key] for key in asked.near), *tempting]
    wrong = tuple(number for number in dict.fromkeys(tempting) if number not in gold)[:CANDIDATES]
    if right or (not gold and wrong):
        question = tokenizer.cut(fold(asked.text).text).numbers
        material.questions.append(Question(question, source, tuple(right), wrong))
    return dropped


def _pieces_of(folded: Folded, pieces: Pieces, span: Span) -> tuple[int, int] | None:
    """The first and last piece of a span; ``None`` where it cuts one."""
    place = folded.from_source(span)
    first = int(np.searchsorted(pieces.starts, place.start))
    last = int(np.searchsorted(pieces.ends, place.end))
    if not first <= last < len(pieces) or pieces.starts[first] != place.start or pieces.ends[last] != place.end:
        return None
    return first, last


def _join(right: list[tuple[int, int, int]], number: int, first: int, last: int) -> None:
    """Add an answer; one near another of the same paragraph makes it longer, a farther one is left out."""
    for at, (other, begin, end) in enumerate(right):
        if other == number:
            if max(first, begin) - min(last, end) <= _TOGETHER:
                right[at] = (number, min(first, begin), max(last, end))
            return
    right.append((number, first, last))
