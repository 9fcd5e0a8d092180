"""The best units without the score of every unit: MaxScore, on arrays.

Howard Turtle and James Flood, "Query evaluation: strategies and optimizations", IPM 31(6), 1995. The rare terms come
first. Once what the frequent ones could add at the most is less than the last of the best has already, no unit without
a rare term can be among the best, and the frequent terms are looked at only where a unit still can. What is dropped is
dropped by a bound that is proven; the units that are left are scored exactly, in the order of the model's own sum.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.bm25 import KIND_WEIGHTS, Floats, Numbers, TermWeights, gains_at
from index.model import TermKind

_TINY = float(np.nextafter(0.0, 1.0))
_SLACK = 1e-9  # sums in another order differ by far less


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of a query that some unit holds.

    Attributes:
        kind: Which kind of term.
        weights: What it adds to each unit that holds it, before the kind's weight.
    """

    kind: TermKind
    weights: TermWeights

    @property
    def bound(self) -> float:
        """More than it adds to any unit."""
        return KIND_WEIGHTS[self.kind] * self.weights.bound


class Scores:
    """Room for the scores of all units, for each thread its own: new room for each question costs more than scoring.

    Args:
        size: How many units there are.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._local = threading.local()

    def take(self) -> Floats:
        """The room, all zero."""
        room: Floats | None = getattr(self._local, "room", None)
        if room is None:
            room = self._local.room = np.zeros(self._size)
        return room


class Best(NamedTuple):
    """The best units, the best first, ties by number.

    Attributes:
        units: Their numbers.
        scores: Their scores, bit for bit those of the sum of the models of all kinds.
        gains: What each term added to each of them, a row a term.
    """

    units: Numbers
    scores: Floats
    gains: NDArray[np.float64]


def best(terms: Sequence[Weighed], wanted: int, scores: Scores, among: NDArray[np.bool_] | None = None) -> Best:
    """The units with the highest scores.

    Args:
        terms: What is asked, in the order in which it is summed up.
        wanted: How many at the most.
        scores: Room for scores.
        among: Which units may be taken; all where ``None``.
    """
    units = _likely(sorted(terms, key=lambda each: len(each.weights.units)), wanted, scores.take(), among)
    total = np.zeros(len(units))
    gains = np.zeros((len(terms), len(units)))
    for kind, weight in KIND_WEIGHTS.items():
        rows = [row for row, term in enumerate(terms) if term.kind is kind]
        if not rows:
            continue
        own = gains_at([terms[row].weights for row in rows], units)
        of_kind = np.zeros(len(units))
        for each in own:
            of_kind += each
        gains[rows] = weight * own
        total += weight * of_kind
    order = np.lexsort((units, -total))[:wanted]
    return Best(units[order], total[order], gains[:, order])


def _likely(terms: Sequence[Weighed], wanted: int, room: Floats, among: NDArray[np.bool_] | None) -> Numbers:
    """A few units, ascending, among which the best surely are.

    Args:
        terms: The rarest first.
        wanted: How many of the best are asked for.
        room: All zero, and so again afterwards.
        among: Which units may be taken.
    """
    left = [*np.cumsum([each.bound for each in reversed(terms)])[::-1].tolist(), 0.0]
    done = seen = looked = 0
    units: Numbers = np.zeros(0, dtype=np.int32)
    values: Floats = np.zeros(0)
    floor = 0.0
    try:
        while done < len(terms) and (not floor or left[done] >= floor):
            kind, weights = terms[done].kind, terms[done].weights
            done += 1
            seen += len(weights.units)
            room[weights.units] += KIND_WEIGHTS[kind] * weights.gains
            # looking at all scores costs as much as scoring a frequent term, and is in vain while most may yet come
            if done == len(terms) or (seen >= 2 * looked and 2 * left[done] < left[0]):
                looked = seen
                units, values = _reaching(floor - left[done], room, among)
                floor = _floor(values, wanted)
        if done < len(terms) and seen > looked:
            units, values = _reaching(floor - left[done], room, among)
    finally:
        if seen * 8 < len(room):
            for term in terms[:done]:
                room[term.weights.units] = 0.0
        else:
            room.fill(0.0)
    rest = sorted(terms[done:], key=lambda each: -each.bound)
    coming = left[done]
    for term in rest:
        floor = max(floor, _floor(values, wanted))
        possible = values + coming * (1 + _SLACK) >= floor
        coming -= term.bound
        units, values = units[possible], values[possible]
        values += KIND_WEIGHTS[term.kind] * term.weights.at(units)
    return units[values >= _floor(values, wanted)]


def _reaching(least: float, room: Floats, among: NDArray[np.bool_] | None) -> tuple[Numbers, Floats]:
    """The units that have so much already, and more than nothing, with what they have."""
    units = np.flatnonzero(room >= max(least, _TINY))  # of truth values, which are looked through much faster
    if among is not None:
        units = units[among[units]]
    return units.astype(np.int32), room[units]


def _floor(values: Floats, wanted: int) -> float:
    """Somewhat less than the last of the best has; 0 while there are fewer."""
    if len(values) < wanted:
        return 0.0
    at = len(values) - wanted
    return float(np.partition(values, at)[at]) * (1 - _SLACK)
