"""BM25 over an inverted index: rank_bm25's model, parameters and scores, with its dictionaries replaced by postings.

The formula is BM25+ of Lv and Zhai (2011, "Lower-Bounding Term Frequency Normalization") with δ = 0, that is plain BM25
with the always positive idf ln((N + 1) / df), as :class:`rank_bm25.BM25Plus` writes it. rank_bm25 keeps one dictionary
per document and visits all of them for every term; here a term's documents stand together in an array, and the same
floating point operations are done in the same order, so that scores are equal bit for bit (see the tests, where
rank_bm25 itself is the oracle).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Plus

from index.model import TermKind

if TYPE_CHECKING:

    class _Model:
        """What is used of rank_bm25's untyped base class."""

        corpus_size: int
        avgdl: float
        k1: float
        b: float
        delta: float

        def __init__(self, corpus: object, *, k1: float, b: float, delta: float) -> None: ...

else:
    _Model = BM25Plus

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]

K1 = 0.6
B = 0.75

KIND_WEIGHTS: dict[TermKind, float] = {
    TermKind.WORD: 0.7,
    TermKind.SUBWORD: 0.7,
    TermKind.BIGRAM: 1.0,
    TermKind.CHARACTER: 0.7,
}
"""What a score of each kind of term counts in the total; the total is summed in this order."""


class Postings(Protocol):
    """For each term the units that hold it: what a model needs of an index."""

    @property
    def lengths(self) -> Numbers:
        """Terms in each unit, with repetitions."""
        ...

    @property
    def total_length(self) -> int:
        """The sum of :attr:`lengths`."""
        ...

    def lookup(self, term: str) -> tuple[Numbers, Numbers] | None:
        """The units that hold ``term``, ascending, and how often each does; ``None`` for an unknown term."""
        ...


class InvertedBM25(_Model):
    """A BM25 model whose counts stand in postings.

    Args:
        postings: The counts; at least one unit.
        k1: How slowly repetitions of a term saturate.
        b: How much a long unit is discounted, from 0 to below 1.

    Raises:
        ValueError: no units: BM25 is not defined over nothing.
    """

    def __init__(self, postings: Postings, k1: float = K1, b: float = B) -> None:
        if not len(postings.lengths):
            msg = "no units to rank"
            raise ValueError(msg)
        super().__init__(postings, k1=k1, b=b, delta=0)

    def _initialize(self, corpus: Postings) -> Postings:
        """Take the counts over; called by rank_bm25 in place of its own counting."""
        self._postings = corpus
        self.corpus_size = len(corpus.lengths)
        # one kind may have no term at all (a corpus without Han): every unit is then as long as the average
        self.avgdl = corpus.total_length / self.corpus_size or 1.0
        return corpus

    def _calc_idf(self, nd: Postings) -> None:
        """Nothing is computed ahead: :meth:`idf_of` does it for the few terms of a query."""
        self._norms = np.asarray(self.k1 * (1 - self.b + self.b * nd.lengths / self.avgdl), dtype=np.float64)
        self._short_norms = self._norms.astype(np.float32)

    def idf_of(self, df: int) -> float:
        """Inverse document frequency of a term that ``df`` units hold."""
        return math.log((self.corpus_size + 1) / df)

    def weigh(self, term: str) -> TermWeights | None:
        """What ``term`` adds to the score of each unit that holds it; ``None`` for an unknown term."""
        found = self._postings.lookup(term)
        if found is None:
            return None
        units, counts = found
        return TermWeights(self, self.idf_of(len(units)), units, counts)

    def gains(self, idf: float | Floats, units: Numbers, counts: Numbers) -> Floats:
        """What a term of that idf that stands so often in these units adds to the score of each.

        Several terms at once where ``idf`` is a column and ``counts`` has a row for each.
        """
        # operand by operand as rank_bm25 writes it: floating point is not associative
        return idf * (self.delta + (counts * (self.k1 + 1)) / (self._norms[units] + counts))

    def rough_gains(self, weight: float, units: NDArray[np.intp], counts: Numbers) -> NDArray[np.float32]:
        """About the same with ``weight`` for the idf, in half the time, for choosing what is scored.

        Off by less than one part in two million: seven numbers are rounded to 24 bits.
        """
        gains = counts.astype(np.float32)
        below = self._short_norms[units]
        below += gains
        gains *= np.float32(weight * (self.k1 + 1))
        gains /= below
        return gains

    def get_scores(self, query: Iterable[str]) -> Floats:
        """The score of every unit for the terms of ``query``; a repeated term counts each time."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            weights = self.weigh(term)
            if weights is not None:
                scores[weights.units] += weights.gains
        return scores

    @property
    def saturation(self) -> float:
        """The factor of idf that a term approaches as it repeats: k1 + 1."""
        return self.k1 + 1


class TermWeights:
    """One term's contribution to the units that hold it.

    Attributes:
        model: Whose weights they are.
        idf: Inverse document frequency of the term.
        units: Numbers of the units, ascending.
    """

    __slots__ = ("_counts", "idf", "model", "units")

    def __init__(self, model: InvertedBM25, idf: float, units: Numbers, counts: Numbers) -> None:
        self.idf = idf
        self.units = units
        self.model = model
        self._counts = counts

    @property
    def gains(self) -> Floats:
        """What the term adds to the score of each of its units."""
        return self.model.gains(self.idf, self.units, self._counts)

    def add_roughly(self, weight: float, scores: NDArray[np.float32]) -> None:
        """Add about the gains, times ``weight``, to the scores of all units: see :meth:`InvertedBM25.rough_gains`."""
        places = self.units.astype(np.intp)
        scores[places] += self.model.rough_gains(weight * self.idf, places, self._counts)

    @property
    def bound(self) -> float:
        """What it adds to a unit is less."""
        return self.idf * self.model.saturation

    def at(self, units: Numbers) -> Floats:
        """The gains at ``units``, 0.0 where the term does not stand."""
        return self.model.gains(self.idf, units, self.counts_at(units))

    def counts_at(self, units: Numbers) -> Numbers:
        """How often the term stands in ``units``."""
        places = self.units.searchsorted(units)
        there = self.units.take(places, mode="clip") == units
        counts: Numbers = self._counts.take(places, mode="clip") * there
        return counts


def gains_at(terms: Sequence[TermWeights], units: Numbers) -> Floats:
    """What each of some terms of one model adds at ``units``, a row a term: the numbers of each one's own ``at``."""
    idf = np.array([[each.idf] for each in terms])
    counts = np.array([each.counts_at(units) for each in terms], dtype=np.int32)
    return terms[0].model.gains(idf, units, counts)
