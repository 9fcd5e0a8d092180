"""Questions and paragraphs put together into the rows of a training step."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reading.inputs import WINDOW, Row, row
from index.training.data import Material, Question

NEVER = 0
"""The place whose score says that the answer is not here: the first of every row."""

_SHORTEST_WINDOW = 112
_MOST_RIGHT = 3


@dataclass(frozen=True, slots=True)
class Portion:
    """How the questions of a source are taken.

    Attributes:
        share: Share of its questions asked in one round.
        wrong: Paragraphs that do not answer, for each question; the fraction is a chance.
    """

    share: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Example:
    """One row with what should come out.

    Attributes:
        row: The input.
        first: Place of the answer's first piece; :data:`NEVER` where it has none.
        last: Place of its last piece.
        group: Number of its question within the step.
    """

    row: Row
    first: int
    last: int
    group: int


def examples(
    material: Material, question: Question, portion: Portion, group: int, chance: random.Random
) -> list[Example]:
    """The rows of one question: the paragraphs that answer it, and some that do not."""
    made = []
    right = question.right if len(question.right) <= _MOST_RIGHT else chance.sample(question.right, _MOST_RIGHT)
    for number, first, last in right:
        pieces = material.paragraphs[number]
        begin, end = _around(len(pieces), first, last, chance)
        each = row(question.numbers, material.contexts[number], pieces[begin:end])
        made.append(Example(each, each.first + first - begin, each.first + min(last, end - 1) - begin, group))
    count = int(portion.wrong) + (chance.random() < portion.wrong % 1)
    if not right:
        count = max(count, 1)
    for number in _tempting(question.wrong, count, chance, first=not right):
        pieces = material.paragraphs[number]
        begin, end = _anywhere(len(pieces), chance)
        made.append(Example(row(question.numbers, material.contexts[number], pieces[begin:end]), NEVER, NEVER, group))
    return made


def _tempting(wrong: Sequence[int], count: int, chance: random.Random, *, first: bool) -> list[int]:
    """Some of the tempting paragraphs, the likelier ones more often.

    Args:
        wrong: The most tempting first.
        count: How many.
        chance: Where chance comes from.
        first: Take the first in any case: it is the one to learn from.
    """
    left = list(wrong)
    chosen = []
    if first and left:
        chosen.append(left.pop(0))
    while left and len(chosen) < count:
        chosen.append(left.pop(min(chance.randrange(len(left)), chance.randrange(len(left)))))
    return chosen


def _around(count: int, first: int, last: int, chance: random.Random) -> tuple[int, int]:
    """A window of a paragraph that holds the answer, or as much of it as fits."""
    size = _size(chance)
    if count <= size:
        return 0, count
    lowest, highest = max(0, last + 1 - size), min(first, count - size)
    begin = chance.randint(lowest, highest) if lowest <= highest else min(first, count - size)
    return begin, begin + size


def _anywhere(count: int, chance: random.Random) -> tuple[int, int]:
    size = _size(chance)
    if count <= size:
        return 0, count
    begin = chance.randint(0, count - size)
    return begin, begin + size


def _size(chance: random.Random) -> int:
    """Pieces of a window: short ones more often, for time; the place of an answer must not give it away."""
    return min(chance.randint(_SHORTEST_WINDOW, WINDOW), chance.randint(_SHORTEST_WINDOW, WINDOW))


def steps(
    materials: Sequence[Material], portions: Mapping[str, Portion], budget: int, seed: int
) -> Iterator[list[Example]]:
    """One round over the questions, in steps of about ``budget`` pieces; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - the order of training, nothing secret
    asked = [
        (material, question)
        for material in materials
        for question in material.questions
        if chance.random() < portions[question.source].share
    ]
    chance.shuffle(asked)
    step: list[Example] = []
    size = group = 0
    for material, question in asked:
        made = examples(material, question, portions[question.source], group, chance)
        step += made
        size += sum(len(example.row) for example in made)
        group += 1
        if size >= budget:
            yield step
            step, size, group = [], 0, 0
    if step:
        yield step


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of much the same length, padded to one.

    Attributes:
        numbers: Pieces, rows × length.
        segments: The same for segments.
        mask: 1 for a piece, 0 for padding.
        allowed: Where an answer may begin or end: the paragraph, and the first place.
        places: Which examples of the step the rows are.
    """

    numbers: NDArray[np.int64]
    segments: NDArray[np.int64]
    mask: NDArray[np.float32]
    allowed: NDArray[np.bool_]
    places: list[int]


def blocks(rows: Sequence[Row], waste: float = 1.15) -> Iterator[Block]:
    """The rows in blocks of like length: none is padded to more than ``waste`` times its pieces, on the whole."""
    order = sorted(range(len(rows)), key=lambda place: -len(rows[place]))
    start = 0
    while start < len(order):
        longest = len(rows[order[start]])
        end, total = start, 0
        while end < len(order) and (end + 1 - start) * longest <= waste * (total + len(rows[order[end]])):
            total += len(rows[order[end]])
            end += 1
        yield padded([rows[place] for place in order[start:end]], order[start:end])
        start = end


def padded(rows: Sequence[Row], places: list[int]) -> Block:
    """Rows as the matrices the encoder takes."""
    shape = (len(rows), max(len(each) for each in rows))
    numbers, segments = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    mask, allowed = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.bool_)
    for at, each in enumerate(rows):
        numbers[at, : len(each)] = each.numbers
        segments[at, : len(each)] = each.segments
        mask[at, : len(each)] = 1
        allowed[at, each.first : len(each) - 1] = True
        allowed[at, NEVER] = True
    return Block(numbers, segments, mask, allowed, places)
