"""One passage read for one question: sentences judged, spans chosen, sentences judged again; pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader import choice, evidence, overlap
from index.reader.choice import Likely
from index.reader.columns import Columns
from index.reader.evidence import softmax
from index.reader.hashing import Codes, slots
from index.reader.passage import Passage
from index.reader.question import Question
from index.reader.spans import Spans, question_codes, spans, with_shapes
from index.reader.trees import Trees
from index.reader.words import Numbers

Floats = NDArray[np.float64]

LOOKED_AT = 3
"""Sentences of a passage that spans are looked for in: the answer stands in one of them for 97 of 100 questions."""

LIKELY = 40
"""Spans that are looked at a second time."""


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
        total: Floats = self.table[slots(features, question)].sum(axis=1, dtype=np.int64) * self.unit
        return total


@dataclass(frozen=True, slots=True)
class Judges:
    """The trained parts that read a passage, in the order they are asked.

    Attributes:
        sentences: First judgement of the sentences.
        words: First choice among all spans of the best sentences.
        spans: Second choice, among the likeliest.
        evidence: Second judgement of the sentences.
    """

    sentences: Trees
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
    columns: Columns
    scores: Floats
    span_scores: Floats
    likely: Likely


def read(question: Question, passage: Passage, judges: Judges) -> Seen:
    """Read a passage of at least one sentence."""
    columns = overlap.features(question, passage)
    first_scores = judges.sentences.score(columns.matrix())
    chosen = best(first_scores, LOOKED_AT)
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
    if len(mine):
        place = mine[np.argmax(span_scores[mine])]
        first, last = int(likely.first[place]), int(likely.last[place])
        share = float(softmax(span_scores[mine]).max())
    return Seen(passage, sentence, first, last, share, columns, scores, span_scores, likely)


def best(scores: Floats, count: int) -> Numbers:
    """The places of the ``count`` highest scores in ascending order; of equal ones the first."""
    return np.sort(np.argsort(-scores, kind="stable")[:count])


def first_choice(
    found: Spans, question: Codes, sentence_scores: Floats, weights: WordWeights, passage: Passage
) -> Likely:
    """The :data:`LIKELY` best spans, best first."""
    if not len(found.first):
        none = np.zeros(0)
        nowhere = np.zeros(0, dtype=np.int64)
        return Likely(nowhere, nowhere, nowhere, none, (none, none), none, none, none, none)
    count = len(passage.words.texts)
    begins, ends = np.zeros(count), np.zeros(count)
    begins[found.words] = weights.worth(found.begins, question)
    ends[found.words] = weights.worth(found.ends, question)
    begin, end = begins[found.first], ends[found.last]
    score = (
        begin
        + end
        + weights.worth(found.shapes, with_shapes(question))
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
    )
