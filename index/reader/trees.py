"""Gradient-boosted trees asked without the library that grew them.

LightGBM needs OpenMP's run-time library on the system, and scikit-learn or XGBoost would be the largest things a reader
installs; a forest of small trees is a few kilobytes of arrays, and NumPy is there already. The trees are walked all at
once and without branches (QuickScorer: Lucchese et al., SIGIR 2015): every inner node whose test fails strikes out the
leaves of its left side from a bit set; of what is left, the lowest bit is the leaf the walk would have ended in. Many
nodes test what nodes of other trees test: each test is made once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

MOST_LEAVES = 32
"""Leaves of the largest tree: the bits of a mask."""

_ROWS_AT_ONCE = 256

_Layer = tuple[NDArray[np.int64], NDArray[np.uint32]]


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
    # What the nodes test, each once: a column and, below it, what it is held against.
    _tests: tuple[NDArray[np.int64], NDArray[np.float32]] = field(init=False, repr=False, compare=False)
    # The first node of every tree, the second, and so on: its test and the leaves struck out where that fails; a tree
    # that has no more strikes out none.
    _layers: tuple[_Layer, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # a column and the bits of what it is held against, as one number
        pairs = self.feature * (1 << 32) + self.threshold.view(np.int32)
        _, at, test = np.unique(pairs, return_index=True, return_inverse=True)
        object.__setattr__(self, "_tests", (self.feature[at], self.threshold[at, None]))
        sizes = np.diff(np.append(self.begins, len(self.feature)))
        layers = []
        for number in range(int(sizes.max(initial=0))):
            node = np.minimum(self.begins + number, len(self.feature) - 1)
            gone = np.where(number < sizes, ~self.struck[node], np.uint32(0))
            layers.append((test[node], gone[:, None]))
        object.__setattr__(self, "_layers", tuple(layers))

    def score(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The score of every row of features."""
        scores = np.zeros(len(rows))
        if len(self.begins):
            for start in range(0, len(rows), _ROWS_AT_ONCE):
                scores[start : start + _ROWS_AT_ONCE] = self._score(rows[start : start + _ROWS_AT_ONCE])
        return scores

    def _score(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        feature, threshold = self._tests
        failed = rows.T.take(feature, axis=0) > threshold
        struck = np.zeros((len(self.begins), len(rows)), dtype=np.uint32)
        for test, gone in self._layers:
            struck |= failed.take(test, axis=0) * gone
        lowest = ~struck & (struck + np.uint32(1))
        # the exponent of a power of two is the number of its bit
        leaf = np.frexp(lowest.astype(np.float64))[1] + (self.leaf_begins[:, None] - 1)
        scores: NDArray[np.float64] = self.leaves.take(leaf).sum(axis=0, dtype=np.float64)
        return scores
