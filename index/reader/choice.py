"""What tells the answer from the other likely spans: features of the best spans of a passage; pure.

The first choice looks at words; this one looks at the span as a whole: how far the question's own words are, on which
side, whether the span says again what the question said, whether it looks like a date, a number, a name, whether it
stops in the middle of one, and how the first choice felt about it and its rivals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader import texts
from index.reader.columns import Columns
from index.reader.passage import Passage
from index.reader.question import Question
from index.reader.spans import CLOSING, LISTING, OPENING, unbalanced
from index.reader.words import Flags, Numbers, codes

Floats = NDArray[np.float64]

_TINY = 1e-9
_FAR = 20
_NEAR = 5
_AROUND = 12

_COMMAS = frozenset(",;:。!?；")


@dataclass(frozen=True, slots=True)
class Likely:
    """The likeliest spans after the first choice, likeliest first.

    Attributes:
        first: Number of the first word of each.
        last: Number of its last word.
        sentence: Number of its sentence.
        score: As first chosen.
        edges: The part of the score its first and its last word brought.
        chance: Its softmax among all spans.
        first_chance: Of all spans that begin there.
        last_chance: Of all spans that end there.
        sentence_chance: Of all spans of its sentence.
        asked: How far the question has each word of the passage; see :func:`index.reader.spans.in_question`.
    """

    first: Numbers
    last: Numbers
    sentence: Numbers
    score: Floats
    edges: tuple[Floats, Floats]
    chance: Floats
    first_chance: Floats
    last_chance: Floats
    sentence_chance: Floats
    asked: Numbers


def features(question: Question, passage: Passage, likely: Likely, sentence_scores: Floats) -> Columns:
    """One row per likely span; there is at least one.

    Args:
        question: What is asked.
        passage: Where.
        likely: The spans.
        sentence_scores: The first score of every sentence of the passage.
    """
    columns = Columns(len(likely.first))
    asked = likely.asked
    _first_choice(columns, likely, sentence_scores)
    _neighbours(columns, passage, likely, asked)
    _question_weight(columns, question, passage, likely, asked)
    texts.put(columns, question, _texts(passage, likely))
    _rivals(columns, passage, likely)
    _against_rivals(columns, likely)
    columns["kind"] = int(question.kind)
    columns["lists"] = question.lists
    columns["question_length"] = len(question.text)
    return columns


def _first_choice(columns: Columns, likely: Likely, sentence_scores: Floats) -> None:
    score = likely.score
    columns["score"] = score - score.max()
    columns["score_itself"] = score
    for name, part in zip(("begin", "end"), likely.edges, strict=True):
        columns[name] = part - part.max()
    columns["shape"] = score - likely.edges[0] - likely.edges[1]
    columns["chance"] = likely.chance
    columns["first_chance"] = likely.first_chance
    columns["last_chance"] = likely.last_chance
    columns["sentence_chance"] = likely.sentence_chance
    columns["rank"] = np.arange(len(score))
    own = sentence_scores[likely.sentence]
    columns["sentence"] = own
    columns["sentence_to_best"] = own - sentence_scores.max()
    columns["sentence_rank"] = np.argsort(np.argsort(-sentence_scores, kind="stable"), kind="stable")[likely.sentence]
    columns["sentences"] = len(sentence_scores)


def _neighbours(columns: Columns, passage: Passage, likely: Likely, asked: Numbers) -> None:
    first, last, words = likely.first, likely.last, passage.words
    low, high = passage.first[likely.sentence], passage.last[likely.sentence]
    size = last - first + 1
    columns["words"] = size
    columns["characters"] = words.end[last] - words.start[first]
    columns["share"] = size / (high - low + 1)
    columns["from_start"] = first - low
    columns["to_end"] = high - last
    columns["place"] = (first - low) / (high - low + 1)
    kinds = _padded(words.kind, 2, 5)
    knowns = _padded(asked, 2, 3)
    for by in (-2, -1, 1, 2):
        at = (first if by < 0 else last) + by + 2
        columns[f"kind{by:+d}"] = kinds[at]
        columns[f"asked{by:+d}"] = knowns[at]
    lengths = words.end - words.start
    for name, at in (("first", first), ("last", last)):
        columns[f"{name}_kind"] = words.kind[at]
        columns[f"{name}_length"] = lengths[at]
    opening, commas, listing = words.are(OPENING), words.are(_COMMAS), words.are(LISTING)
    opens = _padded(opening, 1, 0)
    closes = _padded(words.are(CLOSING), 1, 0)
    columns["wrapped"] = opens[first] + closes[last + 2] * 2 + opens[first + 1] * 4 + closes[last + 1] * 8
    columns["unbalanced"] = unbalanced(words, first, last)
    lists = _padded(listing, 1, 0)
    columns["listing_left"] = lists[first]
    columns["listing_right"] = lists[last + 2]
    for name, marks in (("commas", commas), ("listing", listing), ("brackets", opening)):
        so_far = _running(marks)
        columns[name] = so_far[last + 1] - so_far[first]


def _padded(values: Numbers | Flags, by: int, fill: int) -> Numbers:
    """The values with ``by`` times ``fill`` in front and behind; :func:`numpy.pad` takes ten times as long."""
    padded = np.full(len(values) + 2 * by, fill)
    padded[by:-by] = values
    return padded


def _running(values: Flags | Numbers | Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def _question_weight(columns: Columns, question: Question, passage: Passage, likely: Likely, asked: Numbers) -> None:
    """How much of the question stands inside the span and on its two sides."""
    first, last, words = likely.first, likely.last, passage.words
    a, b = words.start[first], words.end[last]
    for name, known in (("any", asked >= 1), ("whole", asked == 2)):  # noqa: PLR2004 - the grades of in_question
        so_far = _running(known)
        columns[f"asked_{name}"] = so_far[last + 1] - so_far[first]
    columns["asked_share"] = columns["asked_any"] / (last - first + 1)
    weight = _running(_rarity(question, passage))
    end = len(passage.codes)
    starts, ends = np.array(passage.sentences)[likely.sentence].T
    inside = weight[b] - weight[a]
    whole = weight[ends] - weight[starts] + _TINY
    for reach in (_NEAR, _AROUND):
        columns[f"near_left{reach}"] = weight[a] - weight[np.maximum(a - reach, 0)]
        columns[f"near_right{reach}"] = weight[np.minimum(b + reach, end)] - weight[b]
    columns["inside"] = inside
    columns["outside"] = (whole - inside) / whole
    columns["left_side"] = (weight[a] - weight[starts]) / whole
    columns["right_side"] = (weight[ends] - weight[b]) / whole
    low, high = _clause(passage, likely)
    clause = weight[words.end[high]] - weight[words.start[low]]
    columns["clause"] = clause / whole
    columns["clause_outside"] = (clause - inside) / whole
    columns["clause_begins"] = first == low
    columns["clause_ends"] = last == high
    columns["clause_left"] = first - low
    columns["clause_right"] = high - last
    at = np.flatnonzero(asked == 2)  # noqa: PLR2004 - the grades of in_question
    if len(at):
        before = np.searchsorted(at, first) - 1
        behind = np.searchsorted(at, last + 1)
        left = np.where(before >= 0, first - at[np.maximum(before, 0)], _FAR)
        right = np.where(behind < len(at), at[np.minimum(behind, len(at) - 1)] - last, _FAR)
    columns["distance_left"] = np.minimum(left, _FAR) if len(at) else _FAR
    columns["distance_right"] = np.minimum(right, _FAR) if len(at) else _FAR


def _rarity(question: Question, passage: Passage) -> Floats:
    """For every character of the passage its rarity among the sentences if the question has it, else 0."""
    weights = np.zeros(len(passage.codes))
    wanted = np.sort(codes(question.characters))
    if not len(wanted):
        return weights
    place = np.minimum(np.searchsorted(wanted, passage.codes), len(wanted) - 1)
    at = np.flatnonzero(wanted[place] == passage.codes)
    count = len(passage.sentences)
    held = np.zeros((len(wanted), count), dtype=bool)
    held[place[at], passage.sentence_of[at]] = True
    weights[at] = np.maximum(np.log((count + 1.0) / (held.sum(1) + 0.5)), 0.05)[place[at]]
    return weights


def _clause(passage: Passage, likely: Likely) -> tuple[Numbers, Numbers]:
    """First and last word of the stretch between commas that the span begins and ends in."""
    low, high = passage.first[likely.sentence], passage.last[likely.sentence]
    commas = np.flatnonzero(passage.words.are(_COMMAS))
    if not len(commas):
        return low, high
    before = np.searchsorted(commas, likely.first) - 1
    behind = np.searchsorted(commas, likely.last + 1)
    begin = np.where(before >= 0, commas[np.maximum(before, 0)] + 1, 0)
    end = np.where(behind < len(commas), commas[np.minimum(behind, len(commas) - 1)] - 1, len(passage.words.texts) - 1)
    return (
        np.minimum(np.maximum(begin, low), likely.first),
        np.minimum(np.maximum(end, likely.last), high),
    )


def _texts(passage: Passage, likely: Likely) -> texts.Texts:
    """The spans and what stands around them in their sentences."""
    text, words = passage.text, passage.words
    sentences = [passage.sentences[number] for number in likely.sentence.tolist()]
    places = list(zip(words.start[likely.first].tolist(), words.end[likely.last].tolist(), sentences, strict=True))
    return texts.Texts(
        [text[a:b] for a, b, _ in places],
        [text[max(start, a - _FAR) : a] for a, _, (start, _) in places],
        [text[b : min(end, b + _FAR)] for _, b, (_, end) in places],
        text,
    )


def _against_rivals(columns: Columns, likely: Likely) -> None:
    """What tells two numbers of one sentence apart: which of them the question's words stand nearer to."""
    near = columns[f"near_left{_NEAR}"] + columns[f"near_right{_NEAR}"]
    columns["near"] = near
    columns["near_to_best"] = near - near.max()
    for name in (
        f"near_left{_NEAR}",
        f"near_left{_AROUND}",
        "clause_outside",
        "same",
        "run_left",
        "outside",
        "before_left",
    ):
        columns[f"{name}_to_best"] = columns[name] - columns[name].max()
    same_sentence = likely.sentence[:, None] == likely.sentence
    for name in (f"near_left{_NEAR}", "clause_outside"):
        values = columns[name]
        columns[f"{name}_in_sentence"] = values - np.where(same_sentence, values, -np.inf).max(1)


def _rivals(columns: Columns, passage: Passage, likely: Likely) -> None:
    """How many of the others are of the same make, hold this one, or lie inside it."""
    first, last, kind = likely.first, likely.last, passage.words.kind
    make = kind[first] * 8 + kind[last]
    columns["same_make"] = (make[:, None] == make).mean(1)
    holds = (first[:, None] >= first) & (last[:, None] <= last)
    columns["inside_others"] = holds.sum(1)
    columns["holds_others"] = holds.sum(0)
