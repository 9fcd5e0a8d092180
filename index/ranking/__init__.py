"""The first hits in a better order, by features that term counts do not see; pure."""

from index.ranking.linear import FeatureGain, LinearReranker
from index.ranking.weights import Card, RerankerWeights, shipped

__all__ = ["Card", "FeatureGain", "LinearReranker", "RerankerWeights", "shipped"]
