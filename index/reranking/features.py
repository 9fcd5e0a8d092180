"""What term counts cannot see of a hit: sentences, nearness, order, titles, the topic asked about.

One function computes all features of all hits of a question at once; training and answering both call it, so they
cannot drift apart. Everything is counted in characters of folded text; no segmentation is needed, for the terms of the
query are looked for as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from index.analysis import Lexicon, fold
from index.model import Found, Span, TermKind
from index.reranking import asked as answers
from index.reranking.haystack import Floats, Haystack, Numbers, view_of
from index.reranking.needles import KINDS, Asked

_WINDOWS = {"window_16": 8, "window_40": 20, "window_100": 50}
_WHERE = ("title", "sentence", "sentence_title")
_NEAR = 24
_BRIEF = 36
_TYPICAL_SENTENCE = 40.0

NAMES: tuple[str, ...] = (
    *(f"score_{kind}" for kind in TermKind),
    *("score", "score_to_first", "rank"),
    *(f"{where}_{kind}" for where in _WHERE for kind in KINDS),
    *("two_sentences", "sentence_brief", "sentence_mean", "opening", "place", *_WINDOWS),
    *("codes", "codes_sentence", "ends_together", "in_order", "repeats"),
    *("words_cover", "words_sentence", "words_sentence_title", "weakest", "first_word", "last_word"),
    *("topic_cover", "topic_title", "topic_sentence", "topic_sentence_title", "topic_weakest"),
    *("attribute_cover", "attribute_with_topic"),
    *("run", "run_content", "run_title", "run_weight", "run_weight_title", "title_named"),
    *("length", "brief", "sentences"),
    *(f"gives_{kind}" for kind in answers.KINDS),
)
"""The features, in the order of the columns."""


def features(question: str, found: Found, lexicon: Lexicon) -> Floats:
    """One row per hit, one column per feature of :data:`NAMES`.

    Shares are from 0 to 1 and mostly weighted by idf, so that they compare across questions.
    """
    if not found.hits:
        return np.zeros((0, len(NAMES)))
    asked = Asked(lexicon.canonical(fold(question).text), found)
    text = Haystack([view_of(hit.paragraph, lexicon) for hit in found.hits], asked.needles)
    values = {
        **_scores(found),
        **_cover(asked, text),
        **_order(asked, text),
        **_words(asked, text),
        **_runs(asked, text),
        **_shapes(asked, text),
    }
    return np.stack([values[name] for name in NAMES], axis=1)


def _scores(found: Found) -> Mapping[str, Floats]:
    scores = np.array([hit.score for hit in found.hits])
    gains = np.array([hit.contributions for hit in found.hits]).reshape(len(scores), -1)
    idf = np.array([term.idf for term in found.terms])
    values: dict[str, Floats] = {}
    for kind in TermKind:
        chosen = np.array([term.kind is kind for term in found.terms], dtype=bool)
        values[f"score_{kind}"] = gains[:, chosen].sum(axis=1) / (idf[chosen].sum() or 1.0)
    values["score"] = scores / (found.possible or 1.0)
    values["score_to_first"] = scores / (scores.max() or 1.0)
    values["rank"] = 1.0 / np.arange(1, len(scores) + 1)
    return values


def _cover(asked: Asked, text: Haystack) -> Mapping[str, Floats]:
    values: dict[str, Floats] = {}
    with_titles = text.with_titles
    for kind, share in zip(KINDS, asked.kind_shares, strict=True):
        values[f"title_{kind}"] = text.title_rows @ share
        values[f"sentence_{kind}"] = text.best(text.sentence_rows @ share)
        values[f"sentence_title_{kind}"] = text.best(with_titles @ share)
    covers = text.sentence_rows @ asked.share
    lengths = (text.ends - text.begins) / _TYPICAL_SENTENCE
    values["two_sentences"] = text.best(text.with_next @ asked.share)
    values["sentence_brief"] = text.best(covers / (1.0 + np.log1p(lengths)))
    values["sentence_mean"] = np.add.reduceat(covers, text.firsts) / (text.titles - text.firsts)
    values["opening"] = covers[text.firsts]
    values["place"] = (_best_sentence(asked, text) - text.firsts) / (text.titles - text.firsts)
    for name, half in _WINDOWS.items():
        values[name] = text.best_window(half, asked.share)
    values["codes"] = np.maximum(text.body_rows, text.title_rows) @ asked.code_share
    values["codes_sentence"] = text.best(text.sentence_rows @ asked.code_share)
    return values


def _order(asked: Asked, text: Haystack) -> Mapping[str, Floats]:
    count = len(text.views)
    columns = asked.word_columns
    if not len(columns):
        return {name: np.zeros(count) for name in ("ends_together", "in_order", "repeats")}
    occurrences = np.zeros((count, len(asked.needles)))
    np.add.at(occurrences, (text.hit[text.in_body], text.needle[text.in_body]), 1.0)
    return {
        "ends_together": text.best(text.sentence_rows[:, columns[0]] * text.sentence_rows[:, columns[-1]]),
        "in_order": _in_order(asked, text),
        "repeats": np.log1p(occurrences) @ asked.kind_shares[0],
    }


def _in_order(asked: Asked, text: Haystack) -> Floats:
    """Share of neighbouring words of the question that follow each other closely in the text, too."""
    values = np.zeros(len(text.views))
    total = 0.0
    for (left, left_idf), (right, right_idf) in pairwise(zip(asked.word_columns, asked.word_idf, strict=True)):
        weight = min(left_idf, right_idf)
        total += weight
        ends = text.place[text.needle == left] + len(asked.needles[left])
        rights = text.place[text.needle == right]
        following = np.searchsorted(rights, ends)
        followed = following < len(rights)
        near = rights[following[followed]] - ends[followed] <= _NEAR
        hits = np.searchsorted(text.offsets, ends[followed][near] - 1, side="right") - 1
        values[np.unique(hits)] += weight
    return values / total if total else values


def _words(asked: Asked, text: Haystack) -> Mapping[str, Floats]:
    anywhere = asked.credit(np.maximum(text.body_rows, text.title_rows))
    sentence = asked.credit(text.sentence_rows)
    with_title = asked.credit(text.with_titles)
    nothing = np.zeros((len(text.views), 1))
    # a question without words still has rows to fill
    padded = anywhere if asked.words else nothing
    topic = anywhere[:, asked.topic] if asked.words else nothing
    return {
        "words_cover": anywhere @ asked.word_share,
        "words_sentence": text.best(sentence @ asked.word_share),
        "words_sentence_title": text.best(with_title @ asked.word_share),
        "weakest": ((1.0 - anywhere) * asked.word_share).max(axis=1, initial=0.0),
        "first_word": padded[:, 0],
        "last_word": padded[:, -1],
        "topic_cover": anywhere @ asked.topic_share,
        "topic_title": asked.credit(text.title_rows) @ asked.topic_share,
        "topic_sentence": text.best(sentence @ asked.topic_share),
        "topic_sentence_title": text.best(with_title @ asked.topic_share),
        "topic_weakest": topic.min(axis=1),
        "attribute_cover": anywhere @ asked.attribute_share,
        "attribute_with_topic": text.best((with_title @ asked.topic_share) * (with_title @ asked.attribute_share)),
    }


def _runs(asked: Asked, text: Haystack) -> Mapping[str, Floats]:
    question, before = asked.folded, asked.weight_before
    length, weight = max(1, len(question)), before[-1] or 1.0
    longest = max((len(run) for run in asked.runs), default=1)
    bodies = [_stretches(question, view.body) for view in text.views]
    # the hits of one document stand under one title
    titles = {title: _stretches(question, title) for title in {view.title for view in text.views}}
    named = {title: _named(title, question) for title in titles}
    title_runs = [titles[view.title] for view in text.views]
    return {
        "run": np.array([_longest(stretches) for stretches in bodies]) / length,
        "run_title": np.array([_longest(stretches) for stretches in title_runs]) / length,
        "run_weight": np.array([_heaviest(stretches, before) for stretches in bodies]) / weight,
        "run_weight_title": np.array([_heaviest(stretches, before) for stretches in title_runs]) / weight,
        "run_content": np.array([_longest(_inside(stretches, asked.runs)) for stretches in bodies]) / longest,
        "title_named": np.array([named[view.title] for view in text.views]),
    }


def _named(title: str, question: str) -> float:
    """How much of the title's name the question speaks out: 1 where it holds the whole."""
    name = re.split(r"[(\n《》]", title, maxsplit=1)[0].strip() or title
    return _longest(_stretches(name, question)) / len(name) if name else 0.0


def _stretches(needle: str, text: str) -> list[tuple[int, int]]:
    """The stretches of ``needle`` that stand in ``text``, as start and end, without those inside others."""
    found: list[tuple[int, int]] = []
    end = 0
    for start in range(len(needle)):
        # what begins later ends no earlier: each character is tried about twice
        known = end = max(start, end)
        while end < len(needle) and needle[start : end + 1] in text:
            end += 1
        if end > known:
            found.append((start, end))
    return found


def _inside(stretches: Sequence[tuple[int, int]], bounds: Sequence[Span]) -> list[tuple[int, int]]:
    """What lies of each of ``stretches`` inside each of ``bounds``."""
    return [
        (max(start, bound.start), min(end, bound.end))
        for start, end in stretches
        for bound in bounds
        if start < bound.end and bound.start < end
    ]


def _longest(stretches: Sequence[tuple[int, int]]) -> float:
    return float(max((end - start for start, end in stretches), default=0))


def _heaviest(stretches: Sequence[tuple[int, int]], before: Sequence[float]) -> float:
    """The weight of the heaviest stretch; ``before`` holds the weight of all characters before each place."""
    return max((before[end] - before[start] for start, end in stretches), default=0.0)


def _best_sentence(asked: Asked, text: Haystack) -> Numbers:
    """The segment of each hit that covers most of the question."""
    covers = text.sentence_rows @ asked.share
    return np.array(
        [first + int(np.argmax(covers[first:title])) for first, title in zip(text.firsts, text.titles, strict=True)],
        dtype=np.int64,
    )


def _shapes(asked: Asked, text: Haystack) -> Mapping[str, Floats]:
    lengths = np.array([len(view.body) for view in text.views], dtype=np.float64)
    values = {
        "length": np.log1p(lengths),
        "brief": (lengths < _BRIEF).astype(np.float64),
        "sentences": np.log1p((text.titles - text.firsts).astype(np.float64)),
        **{f"gives_{kind}": np.zeros(len(text.views)) for kind in answers.KINDS},
    }
    wanted = answers.asked(asked.folded)
    if wanted:
        for number, segment in enumerate(_best_sentence(asked, text).tolist()):
            sentence = text.text[text.begins[segment] : text.ends[segment]]
            for word in asked.words:
                # a number of the question is not its answer
                sentence = sentence.replace(word, "")
            for kind in wanted:
                values[f"gives_{kind}"][number] = answers.given(kind, sentence)
    return values
