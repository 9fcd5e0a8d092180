"""Trains the linear choice among all spans: a softmax over the spans of a question, descended one question at a time.

AdaGrad (Duchi, Hazan and Singer, JMLR 2011) with a penalty on the squared weights; the average of the weights over
the descent is what is kept (Polyak and Juditsky, 1992). Only features that a right span of a few documents showed have
a weight at all: the others would only learn the data by heart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.reader.hashing import SLOTS, Codes
from index.reader.reading import WordWeights, promising
from index.reader.spans import Spans, question_codes, spans, with_shapes
from index.training.compiled import Compiled, check_slots, compiled, slot
from index.training.examples import Example

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

ROUNDS = 3
LEAST_DOCUMENTS = 3
_RATE = 0.05
_PENALTY = 0.02
_SENTENCE_RATE = 0.05
_ENOUGH = 0.6
_LITTLE = 1e-4
_SLICES = 8
_LARGEST = 31
_ALMOST_ALL = 0.9999
_LEAST_STEPS = 2  # what is worth less is dropped, and hardly a span chosen otherwise


class Packed(NamedTuple):
    """The spans of many questions, one below the other.

    Attributes:
        word_begins: Where the words of each question begin; one more than questions.
        span_begins: Where its spans begin; one more than questions.
        begins: Features of words as first words.
        ends: Features of words as last words.
        shapes: Features of spans.
        first: First word of each span, counted within its question.
        last: Last word of each span, counted within its question.
        sentence: First score of the span's sentence.
        right: 1 for a right span.
        questions: Features of the questions.
        shape_questions: Those that shapes are crossed with.
        weights: What each question counts.
        documents: The document of each question.
    """

    word_begins: Numbers
    span_begins: Numbers
    begins: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    shapes: NDArray[np.uint32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    sentence: NDArray[np.float32]
    right: NDArray[np.bool_]
    questions: NDArray[np.uint32]
    shape_questions: NDArray[np.uint32]
    weights: Floats
    documents: Numbers


def pack(examples: Sequence[Example], scores: Sequence[Floats]) -> Packed:
    """The spans of the sentences that would be looked at, and of the right one where it would not.

    Args:
        examples: The questions.
        scores: The first scores of the sentences of each.
    """
    word_begins, span_begins = [0], [0]
    found_spans: list[Spans] = []
    first: list[NDArray[np.int32]] = []
    last: list[NDArray[np.int32]] = []
    sentence: list[NDArray[np.float32]] = []
    right: list[NDArray[np.bool_]] = []
    questions: list[Codes] = []
    for example, sentence_scores in zip(examples, scores, strict=True):
        chosen = np.union1d(promising(sentence_scores), np.argmax(example.sentence_shares()))
        found = spans(example.question, example.passage, chosen)
        place = np.zeros(len(example.passage.words.texts), dtype=np.int32)
        place[found.words] = np.arange(len(found.words))
        word_begins.append(word_begins[-1] + len(found.words))
        span_begins.append(span_begins[-1] + len(found.first))
        found_spans.append(found)
        first.append(place[found.first])
        last.append(place[found.last])
        sentence.append(sentence_scores[found.sentence].astype(np.float32))
        right.append(_right(example, found.first, found.last))
        questions.append(question_codes(example.question))
    asked = np.stack(questions)
    return Packed(
        np.array(word_begins),
        np.array(span_begins),
        np.concatenate([found.begins for found in found_spans]),
        np.concatenate([found.ends for found in found_spans]),
        np.concatenate([found.shapes.codes() for found in found_spans]),
        np.concatenate(first),
        np.concatenate(last),
        np.concatenate(sentence),
        np.concatenate(right),
        asked,
        np.stack([with_shapes(row) for row in asked]),
        np.array([example.weight for example in examples]),
        np.array([example.document for example in examples], dtype=np.int64),
    )


def _right(example: Example, first: Numbers, last: Numbers) -> NDArray[np.bool_]:
    """The spans that are an answer; where the words' bounds allow none, those nearest to the first one."""
    words = example.passage.words
    start, end = words.start[first], words.end[last]
    right = np.zeros(len(first), dtype=bool)
    for a, b in example.answers:
        right |= (start == a) & (end == b)
    if not right.any() and len(first):
        a, b = example.answers[0]
        common = np.maximum(0, np.minimum(end, b) - np.maximum(start, a))
        share = 2 * common / ((end - start) + (b - a))
        if share.max() > _ENOUGH:
            right = share == share.max()
    return right


@compiled
def _see(row: Compiled, question: Compiled, document: Compiled, seen: Compiled) -> None:
    """Count the document for every slot that has not counted it already."""
    count, last = seen
    for feature in row:
        for asked in question:
            at = slot(feature, asked)
            if last[at] != document:
                last[at] = document
                count[at] += 1


@compiled
def _count(order: Compiled, p: Compiled) -> Compiled:
    """For every slot the documents that a right span showed it in."""
    seen = (np.zeros(SLOTS, dtype=np.int32), np.full(SLOTS, -1, dtype=np.int64))
    for i in order:
        words = p.word_begins[i]
        for c in range(p.span_begins[i], p.span_begins[i + 1]):
            if p.right[c]:
                _see(p.begins[words + p.first[c]], p.questions[i], p.documents[i], seen)
                _see(p.ends[words + p.last[c]], p.questions[i], p.documents[i], seen)
                _see(p.shapes[c], p.shape_questions[i], p.documents[i], seen)
    return seen[0]


@compiled
def _worth(row: Compiled, question: Compiled, state: Compiled) -> Compiled:
    total = 0.0
    for feature in row:
        for asked in question:
            at = slot(feature, asked)
            if state.kept[at]:
                total += state.weights[at]
    return total


@compiled
def _teach(row: Compiled, question: Compiled, gradient: Compiled, state: Compiled) -> None:
    if abs(gradient) < _LITTLE:
        return
    for feature in row:
        for asked in question:
            at = slot(feature, asked)
            if state.kept[at]:
                step = gradient + _PENALTY * state.weights[at]
                state.squares[at] += step * step
                state.weights[at] -= _RATE * step / np.sqrt(state.squares[at])


@compiled
def _chances(i: Compiled, p: Compiled, state: Compiled) -> Compiled:
    """The softmax of the spans of a question."""
    low, high = p.span_begins[i], p.span_begins[i + 1]
    words = p.word_begins[i]
    count = p.word_begins[i + 1] - words
    begin, end = np.zeros(count), np.zeros(count)
    for w in range(count):
        begin[w] = _worth(p.begins[words + w], p.questions[i], state)
        end[w] = _worth(p.ends[words + w], p.questions[i], state)
    scores = np.empty(high - low)
    for c in range(low, high):
        shape = _worth(p.shapes[c], p.shape_questions[i], state)
        scores[c - low] = begin[p.first[c]] + end[p.last[c]] + shape + state.scale[0] * p.sentence[c]
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


@compiled
def _descend(order: Compiled, p: Compiled, state: Compiled) -> None:
    """Learn from the questions in ``order``."""
    for i in order:
        low, high = p.span_begins[i], p.span_begins[i + 1]
        right = p.right[low:high]
        if right.sum() == 0:
            continue
        gradients = (_chances(i, p, state) - right / right.sum()) * p.weights[i]
        words = p.word_begins[i]
        count = p.word_begins[i + 1] - words
        begin, end = np.zeros(count), np.zeros(count)
        scale = 0.0
        for c in range(low, high):
            gradient = gradients[c - low]
            begin[p.first[c]] += gradient
            end[p.last[c]] += gradient
            scale += gradient * p.sentence[c]
            _teach(p.shapes[c], p.shape_questions[i], gradient, state)
        state.scale[1] += scale**2
        state.scale[0] -= _SENTENCE_RATE * scale / np.sqrt(state.scale[1])
        for w in range(count):
            _teach(p.begins[words + w], p.questions[i], begin[w], state)
            _teach(p.ends[words + w], p.questions[i], end[w], state)


class _State(NamedTuple):
    """The weights as they are learned; which there are; their squared steps; the sentence's weight with its own."""

    weights: Floats
    kept: NDArray[np.bool_]
    squares: Floats
    scale: Floats


def fit(packed: Packed, chosen: Numbers) -> WordWeights:
    """Learn from the chosen questions."""
    check_slots(packed.begins[:50], packed.questions[0])
    kept = _count(chosen, packed) >= LEAST_DOCUMENTS
    state = _State(np.zeros(SLOTS), kept, np.ones(SLOTS), np.array([1.0, 1.0]))
    summed = np.zeros(SLOTS)
    scales: list[float] = []
    shuffle = np.random.default_rng(0)
    for _ in range(ROUNDS):
        for part in np.array_split(shuffle.permutation(chosen), _SLICES):
            _descend(part, packed, state)
            summed += state.weights
            scales.append(float(state.scale[0]))
    mean = summed / len(scales) * kept
    # the few largest are cut, or they would take the finer steps from all the others
    unit = float(np.quantile(np.abs(mean[kept]), _ALMOST_ALL)) / _LARGEST
    steps = np.clip(np.round(mean / unit), -_LARGEST, _LARGEST)
    steps[np.abs(steps) < _LEAST_STEPS] = 0
    return WordWeights(steps.astype(np.int8), unit, float(np.mean(scales)))
