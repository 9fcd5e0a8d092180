"""One passage read for one question: sentences judged, spans chosen, sentences judged again; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader import choice, evidence, overlap
from index.reader.alignment import aligned
from index.reader.choice import Likely
from index.reader.columns import Columns
from index.reader.evidence import softmax
from index.reader.hashing import Codes, steps
from index.reader.hints import HintWeights
from index.reader.passage import Passage, worded
from index.reader.question import Kind, Question
from index.reader.spans import Shapes, Spans, question_codes, spans, with_shapes
from index.reader.trees import Trees
from index.reader.words import Flags, Numbers
from index.text import Analyzer

Floats = NDArray[np.float64]

LOOKED_AT = 3
"""Most sentences of a passage that spans are looked for in."""

TOO_FAR = 5.0
"""What a sentence's first score may be below the best one's for spans to be looked for in it. In the right paragraph
one or two are not further, and in DRCD the answer stands in one of them for 95 of 100 questions."""

LIKELY = 24
"""Spans that are looked at a second time."""

_UNTOLD = 0.5

_FITTING = {
    (Kind.WHEN, "日"): re.compile("[日号天]"),
    (Kind.WHEN, "年"): re.compile("年"),
    (Kind.WHEN, "月"): re.compile("月"),
    (Kind.WHEN, "世纪"): re.compile("世纪|年"),
    (Kind.HOW_MANY, ""): re.compile("[0-9〇零一二两三四五六七八九十百千万亿几数半多]"),
}


@dataclass(frozen=True, slots=True)
class WordWeights:
    """The linear part of the model: what hashed words at the edges of a span are worth.

    Attributes:
        table: A weight for every slot, in units of ``unit``.
        unit: What one step of the table is worth.
        sentence: What the first score of its sentence counts in the score of a span.
    """

    table: NDArray[np.int8]
    unit: float
    sentence: float

    def worth(self, features: Codes, question: Codes) -> Floats:
        """The summed weights of every row of features crossed with the question's."""
        total: Floats = steps(self.table, features, question).sum(axis=1) * self.unit
        return total

    def shapes_worth(self, shapes: Shapes, question: Codes) -> Floats:
        """The same of spans as wholes."""
        total: Floats = steps(self.table, shapes.values, question).take(shapes.places).sum(axis=0) * self.unit
        return total


@dataclass(frozen=True, slots=True)
class Judges:
    """The trained parts that read a passage, in the order they are asked.

    Attributes:
        sentences: First judgement of the sentences, by what they have of the question.
        hints: What is added to it for the words they answer in.
        words: First choice among all spans of the best sentences.
        spans: Second choice, among the likeliest.
        evidence: Second judgement of the sentences.
    """

    sentences: Trees
    hints: HintWeights
    words: WordWeights
    spans: Trees
    evidence: Trees


@dataclass(frozen=True, slots=True)
class Seen:
    """What was made of a passage.

    Attributes:
        passage: The passage.
        sentence: Number of the sentence that answers best.
        first: Number of the first word of its best span.
        last: Number of the span's last word; below ``first`` where it has no words.
        span_share: How far that span stands out among the likely ones of its sentence, from 0 to 1.
        fits: 1 if the span can be what is asked for, as a number for 多少; 0 if not; 0.5 where that cannot be told.
        columns: The features of the second judgement, one row per sentence.
        scores: The second judgement.
        span_scores: The second choice, over ``likely``.
        likely: The likely spans.
    """

    passage: Passage
    sentence: int
    first: int
    last: int
    span_share: float
    fits: float
    columns: Columns
    scores: Floats
    span_scores: Floats
    likely: Likely


def read(question: Question, passage: Passage, judges: Judges, analyzer: Analyzer) -> Seen:
    """Read a passage of at least one sentence; its best sentences are cut into words by ``analyzer``."""
    columns = overlap.features(question, passage)
    first_scores = judge(question, passage, columns, judges)
    chosen = promising(first_scores)
    passage = worded(passage, chosen.tolist(), analyzer)
    found = spans(question, passage, chosen)
    likely = first_choice(found, question_codes(question), first_scores, judges.words, passage)
    span_scores = np.zeros(0)
    if len(likely.first):
        span_scores = judges.spans.score(choice.features(question, passage, likely, first_scores).matrix())
    columns = evidence.features(columns, first_scores, likely, span_scores)
    scores = judges.evidence.score(columns.matrix())
    sentence = int(chosen[np.argmax(scores[chosen])])
    mine = np.flatnonzero(likely.sentence == sentence)
    first, last, share = int(passage.first[sentence]), int(passage.last[sentence]), 0.0
    fit = fitting(question, passage, likely, mine)
    fits = _UNTOLD if fit is None else float(fit.any())
    if len(mine):
        if fit is not None and fit.any():
            mine = mine[fit]
        place = aligned(question, passage, likely, mine, span_scores)
        first, last = int(likely.first[place]), int(likely.last[place])
        share = float(softmax(span_scores[mine]).max())
    return Seen(passage, sentence, first, last, share, fits, columns, scores, span_scores, likely)


def judge(question: Question, passage: Passage, columns: Columns, judges: Judges) -> Floats:
    """The first judgement of every sentence; puts what its hints add to ``columns`` for the second one."""
    scores = judges.sentences.score(columns.matrix())
    columns["hints"] = judges.hints.worth(question, passage)
    total: Floats = scores + columns["hints"]
    return total


def fitting(question: Question, passage: Passage, likely: Likely, places: Numbers) -> Flags | None:
    """Which of the likely spans can be what is asked for: a day for 哪天, a number for 多少; ``None`` if any might."""
    wanted = _FITTING.get((question.kind, question.measure), _FITTING.get((question.kind, "")))
    if wanted is None:
        return None
    words = passage.words
    fit = [
        wanted.search(passage.text[words.start[likely.first[place]] : words.end[likely.last[place]]]) is not None
        for place in places.tolist()
    ]
    return np.array(fit, dtype=bool)


def promising(scores: Floats) -> Numbers:
    """The numbers of the sentences that spans are looked for in, ascending; of equal scores the first."""
    first = np.argsort(-scores, kind="stable")[:LOOKED_AT]
    return np.sort(first[scores[first] >= scores[first[0]] - TOO_FAR])


def first_choice(
    found: Spans, question: Codes, sentence_scores: Floats, weights: WordWeights, passage: Passage
) -> Likely:
    """The :data:`LIKELY` best spans, best first."""
    if not len(found.first):
        none = np.zeros(0)
        nowhere = np.zeros(0, dtype=np.int64)
        return Likely(nowhere, nowhere, nowhere, none, (none, none), none, none, none, none, found.asked)
    count = len(passage.words.texts)
    edges = np.zeros((2, count))
    edges[:, found.words] = weights.worth(np.concatenate((found.begins, found.ends)), question).reshape(2, -1)
    begins, ends = edges
    begin, end = begins[found.first], ends[found.last]
    score = (
        begin
        + end
        + weights.shapes_worth(found.shapes, with_shapes(question))
        + weights.sentence * sentence_scores[found.sentence]
    )
    chance = softmax(score)
    order = np.argsort(-score, kind="stable")[:LIKELY]
    first, last, sentence = found.first[order], found.last[order], found.sentence[order]
    return Likely(
        first,
        last,
        sentence,
        score[order],
        (begin[order], end[order]),
        chance[order],
        np.bincount(found.first, chance, count).astype(float)[first],
        np.bincount(found.last, chance, count).astype(float)[last],
        np.bincount(found.sentence, chance, len(sentence_scores)).astype(float)[sentence],
        found.asked,
    )
