"""Trains the hints: a softmax over the sentences of a passage, on top of what coverage says, one question at a time.

AdaGrad (Duchi, Hazan and Singer, JMLR 2011) with a penalty on the squared weights; the average of the weights over
the descent is what is kept (Polyak and Juditsky, 1992). A cross has a weight only if the right sentences of a few
documents showed it, and of those the ones that count most are shipped: a tenth of them does what all do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.reader.hashing import SLOTS
from index.reader.hints import HintWeights, asked, said
from index.training.compiled import Compiled, check_slots, compiled, slot
from index.training.examples import Example

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

ROUNDS = 3
LEAST_DOCUMENTS = 3
MOST = 150_000
"""Weights that are shipped."""

_RATE = 0.3
_PENALTY = 0.01
_FIRST_SQUARE = 0.1
_LITTLE = 1e-4
_SLICES = 8
_LARGEST = 15
_ALMOST_ALL = 0.999
_WHOLE = 0.99
_MOST_OF_IT = 0.5


class Packed(NamedTuple):
    """The sentences of many questions, one below the other.

    Attributes:
        features: What the sentences say.
        feature_begins: Where the features of each sentence begin; one more than sentences.
        sentence_begins: Where the sentences of each question begin; one more than questions.
        questions: Features of the questions.
        question_begins: Where those of each question begin; one more than questions.
        right: For every sentence 1 if it answers, less if it holds only the greater part of the answer.
        coverage: The score of every sentence without hints.
        weights: What each question counts.
        documents: The document of each question.
    """

    features: NDArray[np.uint32]
    feature_begins: Numbers
    sentence_begins: Numbers
    questions: NDArray[np.uint32]
    question_begins: Numbers
    right: Floats
    coverage: Floats
    weights: Floats
    documents: Numbers


def pack(examples: Sequence[Example], coverage: Sequence[Floats]) -> Packed:
    """The sentences of the examples.

    Args:
        examples: The questions.
        coverage: The scores of the sentences of each without hints, held out.
    """
    found = [said(example.question, example.passage) for example in examples]
    questions = [asked(example.question) for example in examples]
    sizes = np.concatenate([np.diff(each.begins) for each in found])
    return Packed(
        np.concatenate([each.features for each in found]),
        _begins(sizes),
        _begins(np.array([len(scores) for scores in coverage])),
        np.concatenate(questions),
        _begins(np.array([len(each) for each in questions])),
        np.concatenate([_right(example) for example in examples]),
        np.concatenate(coverage),
        np.array([example.weight for example in examples]),
        np.array([example.document for example in examples], dtype=np.int64),
    )


def _begins(sizes: Numbers) -> Numbers:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


def _right(example: Example) -> Floats:
    """The sentences that hold the whole answer; where it spans several, those that hold most of it."""
    shares = example.sentence_shares()
    whole = shares > _WHOLE
    right: Floats = whole.astype(float) if whole.any() else np.where(shares > _MOST_OF_IT, shares, 0.0)
    return right


@compiled
def _count(order: Compiled, p: Compiled) -> Compiled:
    """For every slot the documents whose right sentences showed it."""
    count = np.zeros(SLOTS, dtype=np.int32)
    last = np.full(SLOTS, -1, dtype=np.int64)
    for i in order:
        for s in range(p.sentence_begins[i], p.sentence_begins[i + 1]):
            if p.right[s] < 1.0:
                continue
            for x in range(p.feature_begins[s], p.feature_begins[s + 1]):
                for y in range(p.question_begins[i], p.question_begins[i + 1]):
                    at = slot(p.features[x], p.questions[y])
                    if last[at] != p.documents[i]:
                        last[at] = p.documents[i]
                        count[at] += 1
    return count


@compiled
def _chances(i: Compiled, p: Compiled, weights: Compiled) -> Compiled:
    """The softmax of the sentences of a question."""
    low, high = p.sentence_begins[i], p.sentence_begins[i + 1]
    scores = np.empty(high - low)
    for s in range(low, high):
        begin, end = p.feature_begins[s], p.feature_begins[s + 1]
        total = 0.0
        for x in range(begin, end):
            for y in range(p.question_begins[i], p.question_begins[i + 1]):
                total += weights[slot(p.features[x], p.questions[y])]
        scores[s - low] = total / np.sqrt(end - begin + 1.0) + p.coverage[s]
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


@compiled
def _descend(order: Compiled, p: Compiled, weights: Compiled, squares: Compiled, kept: Compiled) -> None:
    """Learn from the questions in ``order``."""
    for i in order:
        low, high = p.sentence_begins[i], p.sentence_begins[i + 1]
        right = p.right[low:high]
        if right.sum() == 0:
            continue
        gradients = (_chances(i, p, weights) - right / right.sum()) * p.weights[i]
        for s in range(low, high):
            begin, end = p.feature_begins[s], p.feature_begins[s + 1]
            gradient = gradients[s - low] / np.sqrt(end - begin + 1.0)
            if abs(gradient) < _LITTLE:
                continue
            for x in range(begin, end):
                for y in range(p.question_begins[i], p.question_begins[i + 1]):
                    at = slot(p.features[x], p.questions[y])
                    if kept[at]:
                        step = gradient + _PENALTY * weights[at]
                        squares[at] += step * step
                        weights[at] -= _RATE * step / np.sqrt(squares[at])


def fit(packed: Packed, chosen: Numbers) -> HintWeights:
    """Learn from the chosen questions."""
    check_slots(packed.features[:50, None], packed.questions[: packed.question_begins[1]])
    count = _count(chosen, packed)
    kept = count >= LEAST_DOCUMENTS
    weights, squares, summed = np.zeros(SLOTS), np.full(SLOTS, _FIRST_SQUARE), np.zeros(SLOTS)
    shuffle = np.random.default_rng(0)
    for _ in range(ROUNDS):
        for part in np.array_split(shuffle.permutation(chosen), _SLICES):
            _descend(part, packed, weights, squares, kept)
            summed += weights
    mean = summed / (ROUNDS * _SLICES)
    counting = np.argsort(-np.abs(mean) * np.sqrt(count), kind="stable")[:MOST]
    unit = max(float(np.quantile(np.abs(mean[counting]), _ALMOST_ALL)) / _LARGEST, 1e-9)
    table = np.zeros(SLOTS, dtype=np.int8)
    table[counting] = np.clip(np.round(mean[counting] / unit), -_LARGEST, _LARGEST)
    return HintWeights(table, unit)
