"""Trains the confidence: readings of what a search really brings, with the right paragraph there and with it hidden.

A question is asked of the index its file makes, of small indexes of a few documents each, of its own paragraph alone,
and of its own paragraph without the sentence that answers, so that a paragraph on the matter that does not answer is
not taken for one that does; about another year than the documents tell of, where it names one; now and then in keywords
alone. Every reading is by judges that never saw the question's document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.answering import FIRST_HITS, READ, Reranker
from index.evaluation.dataset import Question as Asked
from index.evaluation.runner import holds
from index.model import Document, Found, Paragraph, ParagraphId
from index.query import parse
from index.reader import confidence, particulars
from index.reader.question import Question
from index.reader.reader import cited_sentences, look
from index.reader.reading import Judges, Seen
from index.reader.trees import Trees
from index.reader.weights import Bin
from index.search import EmbeddedSearch
from index.store.writer import build
from index.text import Analyzer
from index.training.examples import FOLDS, Source, part_of
from index.training.forests import Recipe, grow
from index.training.variations import another_year, cut_out, keywords, without

Floats = NDArray[np.float64]
Matrix = NDArray[np.float32]

CONFIDENCE = Recipe("cross_entropy", trees=220, leaves=12, rate=0.05, least=60)

_MOST_QUESTIONS = 1600
_SMALL = 12
_SMALL_INDEXES = 60
_FROM_EACH_SMALL = 15
_KEYWORDS_EVERY = 6
_BINS = 10
_STEPS = 40
_RATES = (0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1.0)

_ANSWERABLE, _HIDDEN, _ALONE, _WITHOUT, _ANOTHER_YEAR = range(5)
_WEIGHTS = {_ANSWERABLE: 1.0, _HIDDEN: 1.0, _ALONE: 0.3, _WITHOUT: 1.0, _ANOTHER_YEAR: 1.0}


@dataclass(frozen=True, slots=True)
class Sight:
    """What one question in one setting brought.

    Attributes:
        rows: The features of its readings.
        right: Whether the evidence of each holds a gold answer.
        setting: Which setting it was.
        part: The part of the documents the question is in.
        source: Name of the data.
        small: Whether the index was a small one.
    """

    rows: Matrix
    right: NDArray[np.bool_]
    setting: int
    part: int
    source: str
    small: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """What keeps the reader quiet.

    Attributes:
        forest: Scores readings.
        calibration: Score and probability.
        thresholds: Rate of unanswerable questions answered and the confidence that lets so many through.
        reliability: Confidence against the share that was right, documents held out.
        measures: By name of the data.
        columns: Names of the features.
    """

    forest: Trees
    calibration: tuple[tuple[float, float], ...]
    thresholds: tuple[tuple[float, float], ...]
    reliability: tuple[Bin, ...]
    measures: dict[str, dict[str, float]]
    columns: tuple[str, ...]


def train(
    sources: Sequence[Source],
    held_out: Sequence[Judges],
    reranker: Reranker,
    analyzer: Analyzer,
    told: Callable[[str], None],
) -> Silence:
    """Train on readings of what is found.

    Args:
        sources: The data.
        held_out: For every part of the documents, judges taught by the others.
        reranker: As it will reorder the hits.
        analyzer: Cuts texts into words.
        told: Told what is being done.
    """
    sights: list[Sight] = []
    names: tuple[str, ...] = ()
    for source in sources:
        told(f"confidence: asking {source.name}")
        asker = _Asker(source.name, held_out, reranker, analyzer)
        sights.extend(asker.ask(source))
        names = asker.columns
    told(f"confidence: {len(sights)} questions in their settings")
    forest, scores = _cross(sights)
    tops = [float(values.max(initial=-np.inf)) for values in scores]
    whole = [place for place, sight in enumerate(sights) if sight.setting in {_ANSWERABLE, _HIDDEN}]
    score = np.array([tops[place] for place in whole])
    right = np.array([bool(sights[place].right[int(np.argmax(scores[place]))]) for place in whole])
    hidden = np.array([sights[place].setting == _HIDDEN for place in whole])
    calibration = calibrate(score, right)
    chances = np.interp(score, *np.array(calibration).T)
    return Silence(
        forest=forest,
        calibration=calibration,
        thresholds=thresholds(chances[hidden], _even(sights, whole)[hidden]),
        reliability=_reliability(chances, right),
        measures={
            source.name: _measures([sights[p] for p in whole], chances, right, source.name) for source in sources
        },
        columns=names,
    )


class _Asker:
    def __init__(self, source: str, held_out: Sequence[Judges], reranker: Reranker, analyzer: Analyzer) -> None:
        self._source = source
        self._held_out = held_out
        self._reranker = reranker
        self._analyzer = analyzer
        self._small = False
        self.columns: tuple[str, ...] = ()

    def ask(self, source: Source) -> Iterator[Sight]:
        """Ask of the whole data, then of small parts of it."""
        documents = source.dataset.documents
        questions = [each for each in source.dataset.questions if each.answerable and each.given is not None]
        step = max(1, round(len(questions) / _MOST_QUESTIONS))
        yield from self._asked_of(documents, questions[::step])
        self._small = True
        by_document: dict[str, list[Asked]] = {}
        for question in questions:
            if question.given is not None:
                by_document.setdefault(question.given.document, []).append(question)
        apart = max(_SMALL, len(documents) // _SMALL_INDEXES)
        for start in range(0, len(documents) - _SMALL + 1, apart):
            few = documents[start : start + _SMALL]
            theirs = [each for document, _ in few for each in by_document.get(document.info.id, ())]
            yield from self._asked_of(few, theirs[:: max(1, len(theirs) // _FROM_EACH_SMALL)])

    def _asked_of(
        self,
        documents: Sequence[tuple[Document, Sequence[Paragraph]]],
        questions: Sequence[Asked],
    ) -> Iterator[Sight]:
        with TemporaryDirectory(prefix="yinju-training-", ignore_cleanup_errors=True) as folder:
            snapshot = build(Path(folder), documents, self._analyzer)
            try:
                for number, whole in enumerate(questions):
                    question = keywords(whole) if number % _KEYWORDS_EVERY == 1 else whole
                    yield from self._settings(EmbeddedSearch(snapshot), question)
            finally:
                snapshot.close()

    def _settings(self, search: EmbeddedSearch, question: Asked) -> Iterator[Sight]:
        query = parse(question.text, self._analyzer)
        raw = search.search(query, FIRST_HITS + len(question.gold))
        found = self._reranker.rerank(query, replace(raw, hits=raw.hits[:FIRST_HITS]))
        hidden = self._reranker.rerank(query, without(raw, frozenset(question.gold)))
        given = [hit for hit in found.hits if hit.paragraph.id == question.given]
        first = dict.fromkeys((*found.hits[:READ], *hidden.hits[:READ], *given))
        wanted = {hit.paragraph.id: hit for hit in first}
        part = part_of(question.given.document if question.given else "", self._source)
        asked, seen = look(query, tuple(wanted.values()), self._held_out[part], self._analyzer)
        made = {hit.paragraph.id: each for hit, each in seen}
        for setting, what in ((_ANSWERABLE, found), (_HIDDEN, hidden)):
            yield from self._sight(question, asked, what, made, setting, part)
        if given:
            alone = replace(found, hits=(replace(given[0], rank=1),))
            yield from self._sight(question, asked, alone, made, _ALONE, part)
        if given and given[0] in found.hits[:READ] and not self._small:
            lacking = cut_out(given[0], question.answers)
            if lacking is not None:
                hits = tuple(lacking if hit is given[0] else hit for hit in found.hits)
                _, again = look(query, (lacking,), self._held_out[part], self._analyzer)
                poorer = {**made, **{hit.paragraph.id: each for hit, each in again}}
                yield from self._sight(question, asked, replace(found, hits=hits), poorer, _WITHOUT, part)
        yield from self._another_year(search, question, found, part)

    def _another_year(self, search: EmbeddedSearch, question: Asked, found: Found, part: int) -> Iterator[Sight]:
        other = another_year(question, [hit.paragraph.text for hit in found.hits[:READ]])
        if other is None:
            return
        query = parse(other.text, self._analyzer)
        found = self._reranker.rerank(query, search.search(query, FIRST_HITS))
        asked, seen = look(query, found.hits[:READ], self._held_out[part], self._analyzer)
        if not seen:
            return
        columns = confidence.features(asked, found, seen)
        # a sentence that names no year may tell of any
        wrong = columns["read_names_year"] == particulars.OTHER
        if wrong.any():
            right = np.zeros(int(wrong.sum()), dtype=bool)
            yield Sight(columns.matrix()[wrong], right, _ANOTHER_YEAR, part, self._source, self._small)

    def _sight(  # noqa: PLR0913, PLR0917 - everything known of one question
        self, question: Asked, asked: Question, found: Found, made: dict[ParagraphId, Seen], setting: int, part: int
    ) -> Iterator[Sight]:
        pairs = [(hit, made[hit.paragraph.id]) for hit in found.hits[:READ] if hit.paragraph.id in made]
        if not pairs:
            return
        columns = confidence.features(asked, found, pairs)
        self.columns = columns.names
        right = [holds(_evidence(seen), question.answers) for _, seen in pairs]
        yield Sight(columns.matrix(), np.array(right), setting, part, self._source, self._small)


def _evidence(seen: Seen) -> str:
    return cited_sentences(seen.passage)[seen.sentence].of(seen.passage.source)


def _cross(sights: Sequence[Sight]) -> tuple[Trees, list[Floats]]:
    """The forest taught by everything, and scores of every sight by one that was not taught by its part."""

    def taught(part: int) -> Trees:
        chosen = [sight for sight in sights if sight.part != part]
        return grow(
            CONFIDENCE,
            np.concatenate([sight.rows for sight in chosen]),
            np.concatenate([sight.right for sight in chosen]).astype(float),
            weights=np.concatenate([np.full(len(sight.rows), _WEIGHTS[sight.setting]) for sight in chosen]),
        )

    forests = [taught(part) for part in range(FOLDS)]
    return taught(FOLDS), [forests[sight.part].score(sight.rows) for sight in sights]


def calibrate(scores: Floats, right: NDArray[np.bool_]) -> tuple[tuple[float, float], ...]:
    """Score and probability: the mean of equal portions, then pooled until they rise (isotonic regression).

    Pool adjacent violators: Ayer et al., Annals of Mathematical Statistics, 1955.
    """
    order = np.argsort(scores, kind="stable")
    pools: list[tuple[float, float, int]] = []
    for portion in np.array_split(order, _STEPS):
        pool = (float(scores[portion].mean()), float(right[portion].mean()), len(portion))
        while pools and pools[-1][1] >= pool[1]:
            last = pools.pop()
            size = last[2] + pool[2]
            pool = (
                (last[0] * last[2] + pool[0] * pool[2]) / size,
                (last[1] * last[2] + pool[1] * pool[2]) / size,
                size,
            )
        pools.append(pool)
    return tuple((round(score, 5), round(chance, 5)) for score, chance, _ in pools)


def _even(sights: Sequence[Sight], chosen: Sequence[int]) -> Floats:
    """Weights by which small and large indexes count the same: folders come in all sizes."""
    small = np.array([sights[place].small for place in chosen])
    weights: Floats = np.where(small, 1.0 / max(1, small.sum()), 1.0 / max(1, (~small).sum()))
    return weights


def thresholds(hidden: Floats, weights: Floats) -> tuple[tuple[float, float], ...]:
    """For every rate the confidence that this share of the unanswerable questions reaches.

    Args:
        hidden: The confidence of each of them.
        weights: What each counts.
    """
    order = np.argsort(-hidden, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    limits = [(0.0, 1.0)]  # never: no confidence is higher
    for rate in _RATES:
        place = min(int(np.searchsorted(reached, rate, "right")), len(order) - 1)
        limits.append((rate, round(float(hidden[order[place]]), 5) if rate < 1 else 0.0))
    return tuple(limits)


def _reliability(chances: Floats, right: NDArray[np.bool_]) -> tuple[Bin, ...]:
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


def _measures(sights: Sequence[Sight], chances: Floats, right: NDArray[np.bool_], name: str) -> dict[str, float]:
    mine = np.array([sight.source == name for sight in sights])
    answerable = np.array([sight.setting == _ANSWERABLE for sight in sights])
    sure, unsure = chances[mine & answerable], chances[mine & ~answerable]
    ordered = np.sort(unsure)
    below = np.searchsorted(ordered, sure, "left")
    ties = np.searchsorted(ordered, sure, "right") - below
    return {
        "evidence": round(float(right[mine & answerable].mean()), 4),
        "roc_auc": round(float((below + ties / 2).mean() / len(unsure)), 4),
    }
