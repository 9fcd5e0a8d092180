"""The best units without the score of every unit: MaxScore, on arrays.

Howard Turtle and James Flood, "Query evaluation: strategies and optimizations", IPM 31(6), 1995. The rare terms come
first. Once what the frequent ones could add at the most is less than the last of the best has already, no unit without
a rare term can be among the best, and the frequent terms are looked at only where a unit still can. What is dropped is
dropped by a bound that is proven; the units that are left are scored exactly, in the order of the model's own sum.

Until then scores are rough, of 24 bits: half the memory is half the time. A rough score of n terms is off by less than
(n + 8) / 2^24 of itself, and so is the last of the best; so a floor lower by four times twice that drops nothing.
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

_TINY = float(np.finfo(np.float32).tiny)
_ERROR = 2.0**-23  # of a rough score for each term, and for eight more: twice what rounding to 24 bits can make
_POOL = 32  # units for each of the best, among which the last of them is looked for before it is among all
_FEW = 32  # where terms have less than this part of all units, the units are looked at by term
_CHEAP = 16  # a term of less than this part of all units is scored: to look at all scores takes longer
_LOOKING = 12  # to look for a unit among those of a term takes as long as scoring so many of them

_Rough = NDArray[np.float32]


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

    def take(self) -> _Rough:
        """The room, all zero."""
        room: _Rough | None = getattr(self._local, "room", None)
        if room is None:
            room = self._local.room = np.zeros(self._size, dtype=np.float32)
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


def _likely(terms: Sequence[Weighed], wanted: int, room: _Rough, among: NDArray[np.bool_] | None) -> Numbers:
    """A few units, ascending, among which the best surely are.

    Scores are rough here, and off by so little, in proportion, that a floor lower by four times that drops nothing.

    Args:
        terms: The rarest first.
        wanted: How many of the best are asked for.
        room: All zero, and so again afterwards.
        among: Which units may be taken.
    """
    left = [*np.cumsum([each.bound for each in reversed(terms)])[::-1].tolist(), 0.0]
    sure = 1 - 4 * _ERROR * (len(terms) + 8)
    units: Numbers = np.zeros(0, dtype=np.int32)
    done = seen = look_at = 0
    floor = 0.0
    try:
        while done < len(terms):
            terms[done].weights.add_roughly(KIND_WEIGHTS[terms[done].kind], room)
            seen += len(terms[done].weights.units)
            done += 1
            coming = left[done]
            following = len(terms[done].weights.units) if done < len(terms) else 0
            # to look at all scores is dear, and in vain while most may yet come
            if following and (following * _CHEAP < len(room) or 2 * coming >= left[0] or seen < look_at):
                continue
            look_at = seen * 5 // 4
            floor = max(floor, sure * _last(room[_some(terms[:done], _POOL * wanted, among)], wanted))
            if following and coming >= floor:
                continue
            floor = max(floor, sure * _last(room[_reaching(floor, room, terms[:done], among)], wanted))
            units = _reaching(floor - coming, room, terms[:done], among)
            if len(units) * _LOOKING < following:
                break
        values = room[units].astype(np.float64)
    finally:
        _clear(room, terms[:done])
    coming = left[done]
    for term in sorted(terms[done:], key=lambda each: -each.bound):
        floor = max(floor, sure * _last(values, wanted))
        possible = values + coming >= floor
        coming -= term.bound
        units, values = units[possible], values[possible]
        values += KIND_WEIGHTS[term.kind] * term.weights.at(units)
    return units[values >= sure * _last(values, wanted)]


def _clear(room: _Rough, terms: Sequence[Weighed]) -> None:
    """Make it all zero again after these terms."""
    if sum(len(term.weights.units) for term in terms) * 8 < len(room):
        for term in terms:
            room[term.weights.units] = 0.0
    else:
        room.fill(0.0)


def _reaching(least: float, room: _Rough, terms: Sequence[Weighed], among: NDArray[np.bool_] | None) -> Numbers:
    """The units that have so much already, and more than nothing, ascending.

    Args:
        least: How much.
        room: What each has.
        terms: Of which they have it.
        among: Which units may be taken.
    """
    least = max(least, _TINY)
    if sum(len(each.weights.units) for each in terms) * _FEW < len(room):
        units = _union([held[room[held] >= least] for held in (each.weights.units for each in terms)])
    else:
        units = np.flatnonzero(room >= least).astype(np.int32)  # of truth values, which are looked through much faster
    return _allowed(units, among)


def _some(terms: Sequence[Weighed], wanted: int, among: NDArray[np.bool_] | None) -> Numbers:
    """Up to so many units of the first terms."""
    found: list[Numbers] = []
    missing = wanted
    for term in terms:
        if missing > 0:
            found.append(_allowed(term.weights.units, among)[:missing])
            missing -= len(found[-1])
    return _union(found)


def _union(parts: Sequence[Numbers]) -> Numbers:
    """The units of all parts, ascending, each once."""
    units: Numbers = np.sort(np.concatenate(parts))
    once: Numbers = units[np.append(True, units[1:] != units[:-1])[: len(units)]]
    return once


def _allowed(units: Numbers, among: NDArray[np.bool_] | None) -> Numbers:
    return units if among is None else units[among[units]]


def _last(values: NDArray[np.float32] | Floats, wanted: int) -> float:
    """What the last of the best has; 0 while there are fewer."""
    if len(values) < wanted:
        return 0.0
    at = len(values) - wanted
    return float(np.partition(values, at)[at])
