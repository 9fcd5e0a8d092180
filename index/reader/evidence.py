"""The second judgement of the sentences: what was found by looking for spans in them; pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.reader.choice import Likely
from index.reader.columns import Columns

Floats = NDArray[np.float64]

_NONE = -12.0


def features(overlap: Columns, sentence_scores: Floats, likely: Likely, span_scores: Floats) -> Columns:
    """The features of every sentence again, with what its spans are worth.

    Args:
        overlap: The features of the first judgement; the new ones are put behind them.
        sentence_scores: The first judgement.
        likely: The likeliest spans of the passage; may be empty.
        span_scores: The score of each after the second choice.
    """
    count = len(sentence_scores)
    best = np.full(count, _NONE)
    mass: Floats = np.zeros(count)
    first_mass: Floats = np.zeros(count)
    spans: Floats = np.zeros(count)
    length = np.zeros(count)
    top = 0.0
    if len(span_scores):
        top = float(span_scores.max())
        np.maximum.at(best, likely.sentence, span_scores - top)
        mass = np.bincount(likely.sentence, softmax(span_scores), count).astype(float)
        first_mass = np.bincount(likely.sentence, likely.chance, count).astype(float)
        spans = np.bincount(likely.sentence, minlength=count).astype(float)
        for at in np.argsort(span_scores, kind="stable").tolist():
            length[likely.sentence[at]] = likely.last[at] - likely.first[at] + 1
    overlap["score"] = sentence_scores
    overlap["score_to_best"] = sentence_scores - sentence_scores.max()
    overlap["score_rank"] = np.argsort(np.argsort(-sentence_scores, kind="stable"), kind="stable")
    overlap["span"] = best
    overlap["span_mass"] = mass
    overlap["span_first_mass"] = first_mass
    overlap["spans"] = spans
    overlap["span_words"] = length
    overlap["span_top"] = top
    return overlap


def softmax(scores: Floats) -> Floats:
    """Shares that add up to 1."""
    powers = np.exp(scores - scores.max())
    shares: Floats = powers / powers.sum()
    return shares
