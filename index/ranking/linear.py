"""The first hits reordered by a linear combination of features: an :class:`index.answering.Reranker`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from index.errors import WeightsError
from index.model import Found, Query
from index.ranking.features import NAMES, features
from index.ranking.matching import Floats
from index.ranking.weights import FILE, RerankerWeights, shipped
from index.text import Analyzer, Lexicon

# Platforms sum in different orders: what differs behind these digits is a tie, and a tie keeps the order of the search.
_AGREED_DIGITS = 9
_CHANCE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class FeatureGain:
    """What one feature adds to the reranker's score of a hit.

    Attributes:
        feature: Name of the feature.
        value: Its value for the hit.
        gain: What it adds, compared with the mean of all hits of the question; negative where it speaks against.
    """

    feature: str
    value: float
    gain: float


class LinearReranker:
    """Reorders hits by a weighted sum of features; pure and safe to share between threads.

    Args:
        weights: What each feature counts.
        lexicon: The operator's synonyms, as the search knows them.

    Raises:
        WeightsError: the weights are not those of the features this code computes.
    """

    def __init__(self, weights: RerankerWeights, lexicon: Lexicon) -> None:
        by_name = weights.weights
        if set(by_name) != set(NAMES):
            odd = ", ".join(sorted(set(by_name) ^ set(NAMES)))
            raise WeightsError(file=FILE, detail=f"features do not match: {odd}")
        self._weights = np.array([by_name[name] for name in NAMES])
        self._lexicon = lexicon

    @classmethod
    def load(cls, analyzer: Analyzer) -> LinearReranker:
        """The reranker the package ships, for a search that analyses with ``analyzer``.

        Raises:
            WeightsError: the weights are missing, damaged, or of other features.
        """
        return cls(shipped(), analyzer.lexicon)

    def rerank(self, query: Query, found: Found) -> Found:
        """The same hits in a better order, each with its chance; ties keep theirs. Scores stay those of the search."""
        if len(found.hits) <= 1:
            return found
        scores = self.scores(query, found)
        powers = np.exp(scores - scores.max())
        # what the weights were fitted to: the softmax over the hits of a question
        chances = np.round(powers / powers.sum(), _CHANCE_DIGITS).tolist()
        order = np.argsort(-scores, kind="stable").tolist()
        hits = tuple(
            replace(found.hits[place], rank=rank, chance=chances[place]) for rank, place in enumerate(order, start=1)
        )
        return replace(found, hits=hits)

    def scores(self, query: Query, found: Found) -> Floats:
        """The reranker's score of each hit, the higher the better; comparable only within one query."""
        values: Floats = features(query, found, self._lexicon) @ self._weights
        return np.round(values, _AGREED_DIGITS)

    def gains(self, query: Query, found: Found) -> tuple[tuple[FeatureGain, ...], ...]:
        """Why: for each hit the share of every feature that counted, the weightiest first."""
        values = features(query, found, self._lexicon)
        gains = (values - values.mean(axis=0)) * self._weights if len(values) else values
        explained = []
        for row, gained in zip(values.tolist(), gains.tolist(), strict=True):
            each = [
                FeatureGain(name, value, gain) for name, value, gain in zip(NAMES, row, gained, strict=True) if gain
            ]
            explained.append(tuple(sorted(each, key=lambda gain: (-abs(gain.gain), gain.feature))))
        return tuple(explained)
