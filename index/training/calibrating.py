"""Fits what comes behind the encoder, on questions it never learned from: order, confidence, and the silence.

Three things are fitted, each with few numbers: what the reranker's order counts beside the margin, what a reading's
features say of its being right (a logistic regression), and which confidence lets so many of the unanswerable questions
through. What is said of a question comes from a fit without its document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.answering import FIRST_HITS, READ
from index.answering.surroundings import with_surroundings
from index.evaluation.runner import holds
from index.model import Found, ParagraphId, Query
from index.query import parse
from index.ranking import LinearReranker
from index.reading import confidence
from index.reading.reader import EncoderReader, fused
from index.reading.reading import Look
from index.reading.weights import Bin
from index.search import EmbeddedSearch
from index.store.writer import build
from index.text import Analyzer, sentences
from index.training.files import NONE, Asked, Written

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FUSIONS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.5, 2.0)
RATES = (0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1.0)
_FOLDS = 5
_PENALTY = 2.0
_NEWTON_STEPS = 40
_BINS = 10
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Asking:
    """What one question brought.

    Attributes:
        source: The data it comes from.
        fold: Below :data:`_FOLDS`; questions of one document share it.
        answerable: Whether something among what could be found answers it.
        margins: The margin of each hit read, in the order of the reranker.
        first: Whether each hit is a paragraph that answers.
        right: Whether the evidence of each holds an accepted answer.
        values: The features of each.
    """

    source: str
    fold: int
    answerable: bool
    looks: tuple[Look, ...]
    first: tuple[bool, ...]
    right: tuple[bool, ...]
    values: tuple[dict[str, float], ...]

    def chosen(self, fusion: float) -> int:
        """The place of the hit that comes first."""
        return max(range(len(self.looks)), key=lambda place: (fused(self.looks[place], fusion), -place))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted.

    Attributes:
        fusion: What the reranker's order counts.
        weights: What each feature counts in the log odds of being right.
        thresholds: Rate of unanswerable questions answered, and the confidence that lets so many through.
        reliability: Confidence against the share that was right, documents held out.
        measures: By name of the data, then of the measure.
    """

    fusion: float
    weights: dict[str, float]
    thresholds: tuple[tuple[float, float], ...]
    reliability: tuple[Bin, ...]
    measures: dict[str, dict[str, float]]


def asked_of(  # noqa: PLR0913 - what is asked, and who answers
    source: str, written: Written, reader: EncoderReader, analyzer: Analyzer, *, most: int, hidden: bool
) -> Iterator[Asking]:
    """Ask the questions of a data file, or ``most`` of them evenly taken.

    Args:
        source: Name of the data.
        written: The file, read.
        reader: What reads.
        analyzer: Makes the terms.
        most: How many questions at the most.
        hidden: Ask each answerable one a second time without the paragraphs that answer it.
    """
    with TemporaryDirectory(prefix="yinju-training-", ignore_cleanup_errors=True) as folder:
        snapshot = build(Path(folder), written.documents, analyzer)
        try:
            search, reranker = EmbeddedSearch(snapshot), LinearReranker.load(analyzer)
            step = max(1, len(written.asked) // most)
            for asked in written.asked[::step]:
                query = parse(asked.text, analyzer)
                gold = {place.paragraph for place in asked.places}
                for drop in (False, True) if hidden and gold else (False,):
                    found = search.search(query, FIRST_HITS + len(gold))
                    hits = [hit for hit in found.hits if not (drop and hit.paragraph.id in gold)][:FIRST_HITS]
                    found = replace(
                        found, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
                    )
                    found = reranker.rerank(query, found)
                    if not written.bare:
                        found = replace(
                            found, hits=tuple(with_surroundings(hit, search.neighbours) for hit in found.hits[:READ])
                        )
                    looks = reader.look(query, found, READ)
                    if looks:
                        yield _asking(source, asked, query, found, looks, gold if not drop else set())
        finally:
            snapshot.close()


def _asking(  # noqa: PLR0913, PLR0917 - everything known of one question
    source: str, asked: Asked, query: Query, found: Found, looks: Sequence[Look], gold: set[ParagraphId]
) -> Asking:
    margins = [look.margin for look in looks]
    place = asked.near[0].document if asked.near else ""
    return Asking(
        source,
        crc32(f"{source}/{place}".encode()) % _FOLDS,
        bool(gold) and asked.kind != NONE,
        tuple(looks),
        tuple(look.hit.paragraph.id in gold for look in looks),
        tuple(look.hit.paragraph.id in gold and holds(_evidence(look), asked.accepted) for look in looks),
        tuple(confidence.features(query, found, look, margins) for look in looks),
    )


def _evidence(look: Look) -> str:
    text = look.text.folded.text
    at = next((part for part in sentences.split(text) if part.overlaps(look.span)), look.span)
    return at.of(text)


def fit(askings: Sequence[Asking], counts: Mapping[str, float] | None = None) -> Calibration:
    """Fit everything on what the questions brought.

    Args:
        askings: The questions.
        counts: What each source counts; every one the same where nothing is said of it. The rate of unanswerable
            questions that are answered is that of the sources that count most.
    """
    sources = sorted({asking.source for asking in askings})

    def first(fusion: float) -> float:
        return sum(
            float(
                np.mean(
                    [each.first[each.chosen(fusion)] for each in askings if each.source == source and each.answerable]
                )
            )
            for source in sources
        )

    fusion = max(FUSIONS, key=lambda each: (round(first(each), 6), -each))
    names = [name for name in askings[0].values[0] if name not in confidence.DECISIVE]
    chosen = [asking.chosen(fusion) for asking in askings]
    rows = np.array([[asking.values[at][name] for name in names] for asking, at in zip(askings, chosen, strict=True)])
    right = np.array([asking.right[at] for asking, at in zip(askings, chosen, strict=True)])
    answerable = np.array([asking.answerable for asking in askings])
    weights = _even([asking.source for asking in askings], answerable)
    counted = np.array([(counts or {}).get(asking.source, 1.0) for asking in askings])
    weights *= counted
    folds = np.array([asking.fold for asking in askings])
    # what tells of another thing is decided without weights, and must not bend them
    undecided = np.array(
        [not confidence.speaks_of_another(asking.values[at]) for asking, at in zip(askings, chosen, strict=True)]
    )
    chances = np.full(len(askings), confidence.OF_ANOTHER)
    for number in range(_FOLDS):
        held = folds == number
        learned = ~held & undecided
        chances[held & undecided] = _chance(
            rows[held & undecided], logistic(rows[learned], right[learned], weights[learned])
        )
    fitted = logistic(rows[undecided], right[undecided], weights[undecided])
    # the rate that is promised is the one people meet: hidden paragraphs of encyclopaedias are told apart far better
    silent = ~answerable & (counted == counted.max())
    return Calibration(
        fusion,
        {name: round(float(weight), _DIGITS) for name, weight in zip(names, fitted, strict=True)},
        thresholds(chances[silent], weights[silent]),
        _reliability(chances, right),
        {
            source: _measures(
                [a.source == source for a in askings],
                chances,
                right,
                answerable,
                np.array([a.first[at] for a, at in zip(askings, chosen, strict=True)]),
            )
            for source in sources
        },
    )


def _even(sources: Sequence[str], answerable: Flags) -> Floats:
    """Weights by which every source counts the same, and in it the answerable and the others."""
    keys = [f"{source}/{flag}" for source, flag in zip(sources, answerable, strict=True)]
    counts = {key: keys.count(key) for key in set(keys)}
    return np.array([len(keys) / (len(counts) * counts[key]) for key in keys])


def logistic(rows: Floats, right: Flags, weights: Floats) -> Floats:
    """Logistic regression by Newton's method, with a penalty on the squared weights of scaled features."""
    spread = np.where(rows.std(axis=0) > 0, rows.std(axis=0), 1.0)
    scaled = rows / spread
    found = np.zeros(rows.shape[1])
    for _ in range(_NEWTON_STEPS):
        chance = _chance(scaled, found)
        slope = scaled.T @ (weights * (chance - right)) + _PENALTY * found
        curvature = (scaled * (weights * chance * (1 - chance))[:, None]).T @ scaled
        found -= np.linalg.solve(curvature + _PENALTY * np.eye(len(found)), slope)
    result: Floats = found / spread
    return result


def _chance(rows: Floats, weights: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
    return chance


def thresholds(wrong: Floats, weights: Floats) -> tuple[tuple[float, float], ...]:
    """For every rate the confidence that this share of the unanswerable questions reaches.

    Args:
        wrong: The confidence of each of them.
        weights: What each counts.
    """
    order = np.argsort(-wrong, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    limits = [(0.0, 1.0)]  # never: no confidence is higher
    for rate in RATES:
        place = min(int(np.searchsorted(reached, rate, "right")), len(order) - 1)
        limits.append((rate, round(float(wrong[order[place]]), _DIGITS) if rate < 1 else 0.0))
    return tuple(limits)


def _reliability(chances: Floats, right: Flags) -> tuple[Bin, ...]:
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    return tuple(
        Bin(
            confidence=round(float(chances[bins == number].mean()), 4),
            right=round(float(right[bins == number].mean()), 4),
            answers=int((bins == number).sum()),
        )
        for number in range(_BINS)
        if (bins == number).any()
    )


def _measures(mine: Sequence[bool], chances: Floats, right: Flags, answerable: Flags, first: Flags) -> dict[str, float]:
    own = np.array(mine)
    sure, unsure = chances[own & answerable], chances[own & ~answerable]
    ordered = np.sort(unsure)
    below = np.searchsorted(ordered, sure, "left")
    ties = np.searchsorted(ordered, sure, "right") - below
    return {
        "first": round(float(first[own & answerable].mean()), 4),
        "evidence": round(float(right[own & answerable].mean()), 4),
        "roc_auc": round(float((below + ties / 2).mean() / max(1, len(unsure))), 4),
    }
