"""Gradient-boosted trees asked without the library that grew them.

LightGBM needs OpenMP's run-time library on the system, and scikit-learn or XGBoost would be the largest things a reader
installs; a forest of small trees is a few kilobytes of arrays, and NumPy is there already. The trees are walked all at
once and without branches (QuickScorer: Lucchese et al., SIGIR 2015): every inner node whose test fails strikes out the
leaves of its left side from a bit set; of what is left, the lowest bit is the leaf the walk would have ended in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

MOST_LEAVES = 32
"""Leaves of the largest tree: the bits of a mask."""

_ROWS_AT_ONCE = 256
_EVERY_LEAF = np.uint32(0xFFFFFFFF)

_Layer = tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.uint32]]


@dataclass(frozen=True, slots=True)
class Trees:
    """A forest whose score is the sum of one leaf per tree.

    Attributes:
        feature: Column each inner node tests; the nodes of a tree stand together.
        threshold: A row passes to the left where its value is at most this.
        struck: Bit set of the leaves that stay when the test fails.
        begins: Where the nodes of each tree begin; every tree has at least one.
        leaf_begins: Where the leaves of each tree begin.
        leaves: What each leaf adds, left to right.
    """

    feature: NDArray[np.int64]
    threshold: NDArray[np.float32]
    struck: NDArray[np.uint32]
    begins: NDArray[np.int64]
    leaf_begins: NDArray[np.int64]
    leaves: NDArray[np.float32]
    # The first node of every tree, the second, and so on; a tree that has no more never fails a test.
    _layers: tuple[_Layer, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sizes = np.diff(np.append(self.begins, len(self.feature)))
        layers = []
        for number in range(int(sizes.max(initial=0))):
            there = number < sizes
            at = np.minimum(self.begins + number, len(self.feature) - 1)
            gone = np.where(there, ~self.struck[at], np.uint32(0))
            limit = np.where(there, self.threshold[at], np.float32(np.inf))
            layers.append((np.where(there, self.feature[at], 0), limit[:, None], gone[:, None]))
        object.__setattr__(self, "_layers", tuple(layers))

    def score(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The score of every row of features."""
        scores = np.zeros(len(rows))
        if len(self.begins):
            for start in range(0, len(rows), _ROWS_AT_ONCE):
                scores[start : start + _ROWS_AT_ONCE] = self._score(rows[start : start + _ROWS_AT_ONCE])
        return scores

    def _score(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        columns = np.ascontiguousarray(rows.T)
        left = np.full((len(self.begins), len(rows)), _EVERY_LEAF)
        for feature, threshold, gone in self._layers:
            left &= ~(gone * (columns[feature] > threshold))
        lowest = left & (~left + np.uint32(1))
        # the exponent of a power of two is the number of its bit
        leaf = np.frexp(lowest.astype(np.float64))[1] - 1
        scores: NDArray[np.float64] = self.leaves[leaf + self.leaf_begins[:, None]].sum(axis=0, dtype=np.float64)
        return scores
