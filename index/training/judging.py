"""Trains what reads a passage, stage after stage, each on what the stages before say of documents they never saw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.reader import choice, evidence, overlap
from index.reader.choice import Likely
from index.reader.columns import Columns
from index.reader.hints import HintWeights
from index.reader.passage import worded
from index.reader.reading import Judges, WordWeights, first_choice, promising
from index.reader.spans import question_codes, spans
from index.reader.trees import Trees
from index.text import Analyzer
from index.training import hint_weights, word_weights
from index.training.examples import FOLDS, Example
from index.training.forests import Recipe, grow

Floats = NDArray[np.float64]
Matrix = NDArray[np.float32]
Numbers = NDArray[np.int64]

SENTENCES = Recipe("cross_entropy", trees=200, leaves=15, rate=0.08, least=80)
SPANS = Recipe(
    "lambdarank",
    trees=400,
    leaves=31,
    rate=0.06,
    least=100,
    more=(("lambdarank_truncation_level", 5), ("label_gain", [0, 1, 2, 4, 24])),
)
EVIDENCE = Recipe("cross_entropy", trees=150, leaves=12, rate=0.06, least=100)

_AT_ONCE = 2
_EXACT = 4
"""The grade of a right span; others get theirs by how much they share with it."""


@dataclass(frozen=True, slots=True)
class Trained:
    """The trained parts.

    Attributes:
        judges: Taught by everything: what is shipped.
        held_out: For every part of the documents, taught by the other parts.
        columns: Names of the features of each forest.
    """

    judges: Judges
    held_out: tuple[Judges, ...]
    columns: dict[str, tuple[str, ...]]


def train(examples: Sequence[Example], analyzer: Analyzer, told: Callable[[str], None]) -> Trained:
    """Train on the examples.

    Args:
        examples: The questions.
        analyzer: Cuts texts into words.
        told: Told what is being done.
    """
    parts = np.array([example.part for example in examples])
    told(f"reader: {len(examples)} questions, judging sentences")
    overlaps = [overlap.features(example.question, example.passage) for example in examples]
    rows = [columns.matrix() for columns in overlaps]
    shares = [example.sentence_shares() for example in examples]
    weights = np.array([example.weight for example in examples])
    columns = {"sentences": overlaps[0].names}
    sentence_forests, coverage = _cross(SENTENCES, rows, shares, parts, weights)

    told("reader: learning hints")
    hints = _hints(examples, coverage, parts)
    for example, each in zip(examples, overlaps, strict=True):
        each["hints"] = hints[example.part].worth(example.question, example.passage)
    first_scores = [scores + each["hints"] for scores, each in zip(coverage, overlaps, strict=True)]

    told("reader: weighing words")
    words = _words(examples, first_scores, parts)
    # from here on as it will be read: with the words of the sentences that are looked at, and no others
    examples = [
        replace(example, passage=worded(example.passage, promising(scores).tolist(), analyzer))
        for example, scores in zip(examples, first_scores, strict=True)
    ]
    likely = [
        _likely(example, scores, words[example.part]) for example, scores in zip(examples, first_scores, strict=True)
    ]

    told("reader: choosing spans")
    columns["spans"] = _span_columns(examples[0], likely[0], first_scores[0]).names
    span_rows = [
        _span_columns(example, found, scores).matrix() if len(found.first) else np.zeros((0, 0), np.float32)
        for example, found, scores in zip(examples, likely, first_scores, strict=True)
    ]
    grades = [_grades(example, found) for example, found in zip(examples, likely, strict=True)]
    span_forests, span_scores = _cross(SPANS, span_rows, grades, parts, weights)

    told("reader: judging sentences again")
    again = [
        evidence.features(columns, scores, found, values)
        for columns, scores, found, values in zip(overlaps, first_scores, likely, span_scores, strict=True)
    ]
    columns["evidence"] = again[0].names
    evidence_forests, _ = _cross(EVIDENCE, [each.matrix() for each in again], shares, parts, np.ones(len(examples)))
    trained = zip(sentence_forests, hints, words, span_forests, evidence_forests, strict=True)
    every = [Judges(*each) for each in trained]
    return Trained(every[-1], tuple(every[:-1]), columns)


def _cross(
    recipe: Recipe, rows: Sequence[Matrix], labels: Sequence[Floats], parts: Numbers, weights: Floats
) -> tuple[list[Trees], list[Floats]]:
    """One forest for every part held out and one for all, and the scores of every example held out."""

    def taught_without(part: int) -> Trees:
        taught = [place for place in range(len(rows)) if parts[place] != part and len(rows[place])]
        sizes = np.array([len(rows[place]) for place in taught])
        return grow(
            recipe,
            np.concatenate([rows[place] for place in taught]),
            np.concatenate([labels[place] for place in taught]),
            sizes=sizes if recipe.objective == "lambdarank" else None,
            weights=np.repeat(weights[taught], sizes),
        )

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        forests = list(pool.map(taught_without, range(FOLDS + 1)))
    scores = [
        forests[part].score(values) if len(values) else np.zeros(0)
        for part, values in zip(parts.tolist(), rows, strict=True)
    ]
    return forests, scores


def _hints(examples: Sequence[Example], coverage: Sequence[Floats], parts: Numbers) -> list[HintWeights]:
    """Weights for every part held out, and those taught by everything."""
    packed = hint_weights.pack(examples, coverage)
    return [hint_weights.fit(packed, np.flatnonzero(parts != part)) for part in range(FOLDS + 1)]


def _words(examples: Sequence[Example], first_scores: Sequence[Floats], parts: Numbers) -> list[WordWeights]:
    """Weights for every part held out, and those taught by everything."""
    packed = word_weights.pack(examples, first_scores)
    return [word_weights.fit(packed, np.flatnonzero(parts != part)) for part in range(FOLDS + 1)]


def _likely(example: Example, scores: Floats, weights: WordWeights) -> Likely:
    found = spans(example.question, example.passage, promising(scores))
    return first_choice(found, question_codes(example.question), scores, weights, example.passage)


def _span_columns(example: Example, likely: Likely, scores: Floats) -> Columns:
    return choice.features(example.question, example.passage, likely, scores)


def _grades(example: Example, likely: Likely) -> Floats:
    """The grade of every span: the best for a gold answer, less for what shares with one."""
    words = example.passage.words
    grades = np.zeros(len(likely.first))
    for place, (first, last) in enumerate(zip(likely.first.tolist(), likely.last.tolist(), strict=True)):
        start, end = int(words.start[first]), int(words.end[last])
        if example.passage.text[start:end] in example.texts:
            grades[place] = _EXACT
            continue
        share = max(2 * max(0, min(end, b) - max(start, a)) / ((end - start) + (b - a)) for a, b in example.answers)
        grades[place] = min(int(share * _EXACT), _EXACT - 1)
    return grades
