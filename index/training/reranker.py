"""Trains the reranker: a linear ranking of the first hits, fitted to put the right paragraph first.

The model is the linear listwise one: the probability of a hit is the softmax of its weighted features over the hits of
the question, and the log probability of the right ones is maximised (Cao et al., "Learning to Rank: From Pairwise
Approach to Listwise Approach", ICML 2007, top-one ListNet with binary relevance), by Newton's method with a penalty on
the squared weights. No randomness is involved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.answering import FIRST_HITS
from index.query import parse
from index.ranking.features import NAMES, features
from index.ranking.weights import Card, RerankerWeights
from index.search import EmbeddedSearch
from index.store.writer import build
from index.text import Analyzer, Lexicon
from index.training import files
from index.training.sources import LICENCE, RANKED_BY

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_PENALTY = 30.0
_MOST = 1500
_HELD_OUT = 5
_STEPS = 30
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Examples:
    """The hits of many questions, one below the other.

    Attributes:
        values: One row per hit, one column per feature.
        right: Whether the hit answers its question.
        begins: Where the hits of each question begin.
        groups: A number for each question that questions of one document share.
    """

    values: Floats
    right: Flags
    begins: Numbers
    groups: Numbers

    def only(self, chosen: Flags) -> Examples:
        """The examples of the chosen questions."""
        sizes = self.sizes
        rows = np.repeat(chosen, sizes)
        begins = np.concatenate(([0], np.cumsum(sizes[chosen])))[:-1]
        return Examples(self.values[rows], self.right[rows], begins, self.groups[chosen])

    @property
    def sizes(self) -> Numbers:
        """How many hits each question has."""
        return np.diff(np.append(self.begins, len(self.right)))

    @property
    def answered(self) -> Flags:
        """Which questions have a right hit at all."""
        return np.logical_or.reduceat(self.right, self.begins)


def train(data: Path, made: date, told: Callable[[str], None] = lambda _: None) -> RerankerWeights:
    """Train the weights on the answered questions of :data:`index.training.sources.RANKED_BY`.

    Args:
        data: The folder that holds all data.
        made: The day to put on the card.
        told: Told what is being done.

    Raises:
        SourceError: a file is missing.
        DataError: a file is not of a known form.
    """
    sets: dict[str, Examples] = {}
    for file in RANKED_BY:
        told(f"reranker: features of {file.path}")
        sets[file.source] = examples(data / file.path)
    told("reranker: fitting")
    kept = {name: each.only(each.groups % _HELD_OUT != 0) for name, each in sets.items()}
    held = {name: each.only(each.groups % _HELD_OUT == 0) for name, each in sets.items()}
    tried = fit(list(kept.values()))
    measures = {name: round(first_right(each, tried), 4) for name, each in held.items()}
    weights = fit(list(sets.values()))
    card = Card(
        made=made,
        licence=LICENCE,
        data=tuple(dict.fromkeys(f"{file.name}, {file.licence}" for file in RANKED_BY)),
        questions=sum(int(each.answered.sum()) for each in sets.values()),
        measures=measures,
    )
    return RerankerWeights(card=card, weights=dict(zip(NAMES, weights.tolist(), strict=True)))


def examples(path: Path) -> Examples:
    """The features of the first hits of every answerable question of a data file, found as they will be found."""
    written = files.read(path)
    lexicon = Lexicon()
    blocks: list[tuple[Floats, Flags, int]] = []
    with TemporaryDirectory(prefix="yinju-training-", ignore_cleanup_errors=True) as folder:
        analyzer = Analyzer(lexicon)
        snapshot = build(Path(folder), written.documents, analyzer)
        search = EmbeddedSearch(snapshot)
        try:
            answered = [asked for asked in written.asked if asked.places]
            for asked in answered[:: max(1, len(answered) // _MOST)]:
                query = parse(asked.text, analyzer)
                found = search.search(query, FIRST_HITS)
                gold = {place.paragraph for place in asked.places}
                if found.hits:
                    right = np.array([hit.paragraph.id in gold for hit in found.hits])
                    group = crc32(asked.places[0].paragraph.document.encode())
                    blocks.append((features(query, found, lexicon), right, group))
        finally:
            snapshot.close()
    sizes = [len(right) for _, right, _ in blocks]
    return Examples(
        np.concatenate([values for values, _, _ in blocks]),
        np.concatenate([right for _, right, _ in blocks]),
        np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64),
        np.array([group for _, _, group in blocks], dtype=np.int64),
    )


def first_right(each: Examples, weights: Floats) -> float:
    """Share of questions whose first hit is right, of all that have hits."""
    scores = np.round(each.values @ weights, 9)
    firsts = [
        begin + int(np.argmax(scores[begin : begin + size]))
        for begin, size in zip(each.begins, each.sizes, strict=True)
    ]
    return float(each.right[firsts].mean())


def fit(sets: Sequence[Examples]) -> Floats:
    """The weights that make right hits likeliest, rounded so that every machine agrees on them."""
    problem = _Problem(sets)
    weights = np.zeros(problem.values.shape[1])
    loss = problem.loss(weights)
    for step in problem.steps(weights):
        better = next((at for at in step if problem.loss(at) < loss), None)
        if better is None:
            break
        weights[:] = better
        loss = problem.loss(weights)
    return np.array([float(f"{weight:.{_DIGITS}g}") for weight in weights / problem.spread])


class _Problem:
    """Log likelihood of right hits, its gradient and curvature, over features centred by question."""

    def __init__(self, sets: Sequence[Examples]) -> None:
        usable = [each.only(each.answered) for each in sets]
        self.right = np.concatenate([each.right for each in usable]).astype(np.float64)
        self.sizes = np.concatenate([each.sizes for each in usable])
        self.begins = np.concatenate(([0], np.cumsum(self.sizes)[:-1])).astype(np.int64)
        values = np.concatenate([each.values for each in usable])
        means = np.add.reduceat(values, self.begins) / self.sizes[:, None]
        values -= np.repeat(means, self.sizes, axis=0)
        spread = values.std(axis=0)
        self.spread = np.where(spread > 0, spread, 1.0)
        self.values = values / self.spread

    def _chances(self, weights: Floats) -> Floats:
        scores = self.values @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.begins), self.sizes))
        sums: Floats = np.repeat(np.add.reduceat(powers, self.begins), self.sizes)
        chances: Floats = powers / sums
        return chances

    def loss(self, weights: Floats) -> float:
        """What is made small."""
        chances = np.add.reduceat(self._chances(weights) * self.right, self.begins)
        return float(-np.log(chances + 1e-12).sum() + 0.5 * _PENALTY * (weights @ weights))

    def steps(self, weights: Floats) -> Iterator[Iterator[Floats]]:
        """Newton steps from ``weights``, which the caller moves on; each as ever shorter tries."""
        for _ in range(_STEPS):
            chances = self._chances(weights)
            aims = chances * self.right
            aims /= np.repeat(np.add.reduceat(aims, self.begins), self.sizes) + 1e-12
            slope = self.values.T @ (chances - aims) + _PENALTY * weights
            means = np.add.reduceat(self.values * chances[:, None], self.begins)
            curvature = (self.values * chances[:, None]).T @ self.values - means.T @ means
            step = np.linalg.solve(curvature + _PENALTY * np.eye(len(weights)), slope)
            yield (weights - step * 0.5**halving for halving in range(12))
