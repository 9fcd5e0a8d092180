"""From the scores of pieces to the likeliest spans; pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LONGEST = 96
"""Pieces of the longest span."""

_EDGES = 20


@dataclass(frozen=True, slots=True)
class PieceSpan:
    """A span of pieces.

    Attributes:
        first: Its first piece.
        last: Its last piece.
        score: The score of its start and of its end together.
    """

    first: int
    last: int
    score: float


def likeliest(starts: Floats, ends: Floats, count: int) -> list[PieceSpan]:
    """The ``count`` best spans, best first; equal scores by place.

    Args:
        starts: The score of each piece as the first.
        ends: The score of each as the last.
        count: How many at the most.
    """
    first = np.sort(np.argsort(-starts, kind="stable")[:_EDGES])
    last = np.sort(np.argsort(-ends, kind="stable")[:_EDGES])
    length = last[None, :] - first[:, None]
    scores = np.where((length >= 0) & (length < LONGEST), starts[first][:, None] + ends[last][None, :], -np.inf)
    order = np.argsort(-scores.ravel(), kind="stable")[:count]
    rows, columns = np.unravel_index(order, scores.shape)
    return [
        PieceSpan(int(first[row]), int(last[column]), float(scores[row, column]))
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if np.isfinite(scores[row, column])
    ]
