"""Scores of a few units, with the numbers the embedded engine has: BM25 as :mod:`index.bm25` writes it.

The cluster's own scores would nearly do: it rounds the length of a unit to a byte and counts documents that have left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.bm25 import K1, KIND_WEIGHTS, B
from index.model import ParagraphId, TermKind


@dataclass(frozen=True, slots=True)
class Totals:
    """What scores depend on besides unit and term.

    Attributes:
        units: How many units there are.
        lengths: For each kind the terms of all units, with repetitions.
    """

    units: int
    lengths: Mapping[TermKind, int]

    def idf(self, frequency: int) -> float:
        """Inverse document frequency of a term that so many units hold."""
        return math.log((self.units + 1) / frequency)

    def average(self, kind: TermKind) -> float:
        """Terms of a kind in a unit, on average."""
        # as in index.bm25: where no unit has a term of a kind, each is as long as the average
        return self.lengths[kind] / self.units or 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be a hit.

    Attributes:
        paragraph: Whose unit it is.
        order: What units sort by.
        terms: Its terms by kind, with repetitions.
    """

    paragraph: ParagraphId
    order: str
    terms: Mapping[TermKind, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score.

    Attributes:
        paragraph: Whose unit it is.
        order: What units sort by.
        score: The higher the better.
        contributions: What each of the terms added.
    """

    paragraph: ParagraphId
    order: str
    score: float
    contributions: tuple[float, ...]


def scored(candidate: Candidate, terms: Sequence[tuple[TermKind, str, float | None]], totals: Totals) -> Scored:
    """The score of a candidate for these terms.

    Args:
        candidate: The unit.
        terms: Kind, text and idf of each, those of a kind together; no idf for a term that counts for nobody.
        totals: What else scores depend on.
    """
    norms = {kind: _norm(len(candidate.terms.get(kind, ())), totals.average(kind)) for kind in KIND_WEIGHTS}
    counts = {kind: _counted(held) for kind, held in candidate.terms.items()}
    parts = dict.fromkeys(KIND_WEIGHTS, 0.0)
    contributions: list[float] = []
    # operand by operand as index.bm25 and rank_bm25 write it: floating point is not associative
    for kind, term, idf in terms:
        count = counts.get(kind, {}).get(term, 0)
        gain = idf * (count * (K1 + 1) / (norms[kind] + count)) if idf is not None and count else 0.0
        parts[kind] += gain
        contributions.append(KIND_WEIGHTS[kind] * gain)
    score = 0.0
    for kind, weight in KIND_WEIGHTS.items():
        score += weight * parts[kind]
    return Scored(candidate.paragraph, candidate.order, score, tuple(contributions))


def _norm(length: int, average: float) -> float:
    return K1 * (1 - B + B * length / average)


def _counted(terms: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    return counts
