"""The first hits reordered by a linear combination of features: an :class:`index.ports.SecondLook`."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from index.analysis import Analyzer, Lexicon
from index.errors import WeightsError
from index.model import Found
from index.reranking.features import NAMES, features
from index.reranking.haystack import Floats
from index.reranking.weights import SecondLookWeights, shipped

# Platforms sum in different orders: what differs behind these digits is a tie, and a tie keeps the order of the search.
_AGREED_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Part:
    """One feature's share in what the second look thinks of a hit.

    Attributes:
        feature: Name of the feature.
        value: Its value for the hit.
        gain: What it adds, compared with the mean of all hits of the question; negative where it speaks against.
    """

    feature: str
    value: float
    gain: float


class TrainedSecondLook:
    """Reorders hits by a weighted sum of features; pure and safe to share between threads.

    Args:
        weights: What each feature counts.
        lexicon: The operator's synonyms, as the search knows them.

    Raises:
        WeightsError: the weights are not those of the features this code computes.
    """

    def __init__(self, weights: SecondLookWeights, lexicon: Lexicon) -> None:
        by_name = weights.weights
        if set(by_name) != set(NAMES):
            odd = ", ".join(sorted(set(by_name) ^ set(NAMES)))
            raise WeightsError(file="second_look.json", detail=f"features do not match: {odd}")
        self._weights = np.array([by_name[name] for name in NAMES])
        self._lexicon = lexicon

    @classmethod
    def load(cls, analyzer: Analyzer) -> TrainedSecondLook:
        """The second look the package ships, for a search that analyses with ``analyzer``.

        Raises:
            WeightsError: the weights are missing, damaged, or of other features.
        """
        return cls(shipped(), analyzer.lexicon)

    def rerank(self, question: str, found: Found) -> Found:
        """The same hits in a better order; ties keep theirs. Scores stay those of the search."""
        if len(found.hits) <= 1:
            return found
        order = np.argsort(-self.scores(question, found), kind="stable").tolist()
        hits = tuple(replace(found.hits[place], rank=rank) for rank, place in enumerate(order, start=1))
        return replace(found, hits=hits)

    def scores(self, question: str, found: Found) -> Floats:
        """What the second look thinks of each hit, the higher the better; comparable only within one question."""
        values: Floats = features(question, found, self._lexicon) @ self._weights
        return np.round(values, _AGREED_DIGITS)

    def parts(self, question: str, found: Found) -> tuple[tuple[Part, ...], ...]:
        """Why: for each hit the share of every feature that counted, the weightiest first."""
        values = features(question, found, self._lexicon)
        gains = (values - values.mean(axis=0)) * self._weights if len(values) else values
        explained = []
        for row, gained in zip(values.tolist(), gains.tolist(), strict=True):
            parts = [Part(name, value, gain) for name, value, gain in zip(NAMES, row, gained, strict=True) if gain]
            explained.append(tuple(sorted(parts, key=lambda part: (-abs(part.gain), part.feature))))
        return tuple(explained)
