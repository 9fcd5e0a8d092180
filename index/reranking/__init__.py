"""A second look at the first hits, by what term counts cannot see; pure."""

from index.reranking.linear import Part, TrainedSecondLook
from index.reranking.weights import Card, SecondLookWeights, shipped

__all__ = ["Card", "Part", "SecondLookWeights", "TrainedSecondLook", "shipped"]
