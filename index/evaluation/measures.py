"""The measures, as pure functions; every one is a share from 0 to 1 unless it says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2

BINS = 10
"""Bins of the calibration error."""


def success(gains: Sequence[int], k: int) -> float:
    """success@k: 1 where one of the first ``k`` hits is relevant.

    Args:
        gains: Relevance of each hit, best hit first; 0 for one that does not answer.
        k: How many hits count.
    """
    return float(any(gain > 0 for gain in gains[:k]))


def reciprocal_rank(gains: Sequence[int], k: int) -> float:
    """MRR@k of one question: 1 / the rank of the first relevant hit, 0 where it is not among the first ``k``."""
    return next((1.0 / rank for rank, gain in enumerate(gains[:k], start=1) if gain > 0), 0.0)


def ndcg(gains: Sequence[int], ideal: Sequence[int], k: int) -> float:
    """nDCG@k of one question with linear gain, as trec_eval and BEIR have it.

    Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20 (2002), with the discount
    log2(rank + 1) for every rank.

    Args:
        gains: Relevance of each hit, best hit first.
        ideal: Relevance of every relevant paragraph there is, in any order.
        k: How many hits count.
    """
    best = _dcg(sorted(ideal, reverse=True)[:k])
    return _dcg(gains[:k]) / best if best > 0 else 0.0


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def mean(values: Sequence[float]) -> float | None:
    """The mean; ``None`` of nothing."""
    return sum(values) / len(values) if values else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value that ``share`` of ``values`` do not exceed, interpolated between neighbours; ``None`` of nothing.

    Hyndman & Fan's definition 7, the usual one of NumPy and spreadsheets.
    """
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def roc_auc(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    """Chance that one drawn from ``right`` scores above one drawn from ``wrong``, ties counting half.

    The Mann-Whitney form of the area under the ROC curve. ``None`` where one side is empty.
    """
    if not right or not wrong:
        return None
    ordered = sorted([(score, 1) for score in right] + [(score, 0) for score in wrong])
    below = won = 0.0
    for _, tied in groupby(ordered, key=lambda item: item[0]):
        sides = [side for _, side in tied]
        ours = sum(sides)
        theirs = len(sides) - ours
        won += ours * (below + theirs / 2)
        below += theirs
    return won / (len(right) * len(wrong))


def passed_at(right: Sequence[float], wrong: Sequence[float], share: float) -> float | None:
    """Most of ``right`` that any one threshold lets through while at most ``share`` of ``wrong`` pass it.

    A score passes a threshold by reaching it, so equal scores pass together. ``None`` where one side is empty.
    """
    if not right or not wrong:
        return None
    # The strictest bound is the highest wrong score that must be kept out: one more than may pass, counted from above.
    allowed = int(share * len(wrong) + 1e-9)
    if allowed >= len(wrong):
        return 1.0
    barred = sorted(wrong, reverse=True)[allowed]
    return sum(score > barred for score in right) / len(right)


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence.

    Attributes:
        low: Lower bound of their confidence, exclusive except for 0.
        high: Upper bound, inclusive.
        count: How many there are.
        confidence: Their mean confidence; 0.0 where there are none.
        right: Share of them that is right; 0.0 where there are none.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Answers put into ``bins`` bins of equal width by their confidence.

    Args:
        confidences: From 0 to 1.
        right: Whether each of them was.
        bins: How many.
    """
    sums = [[0.0, 0.0, 0.0] for _ in range(bins)]
    for confidence, was_right in zip(confidences, right, strict=True):
        # -1e-9: the upper bound belongs to its bin, whatever k / bins is in floating point
        place = min(bins - 1, max(0, int(confidence * bins - 1e-9)))
        sums[place][0] += 1
        sums[place][1] += confidence
        sums[place][2] += was_right
    return [
        Bin(at / bins, (at + 1) / bins, int(n), total / n if n else 0.0, hits / n if n else 0.0)
        for at, (n, total, hits) in enumerate(sums)
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error: how far confidence and share of right answers are apart, weighted by the bins.

    Guo et al., "On calibration of modern neural networks", ICML 2017, formula 3. ``None`` where all bins are empty.
    """
    answers = sum(each.count for each in bins)
    if not answers:
        return None
    return sum(each.count * abs(each.right - each.confidence) for each in bins) / answers
