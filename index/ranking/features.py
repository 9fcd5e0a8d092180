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

from index.model import Figure, Found, ParagraphId, Query, Span, TermKind
from index.ranking.figures import given
from index.ranking.matching import Floats, Matches, Numbers, folded_paragraph
from index.ranking.weighting import KINDS, WeightedQuery
from index.text import Lexicon

_WINDOWS = {"window_16": 8, "window_40": 20, "window_100": 50}
_WHERE = ("title", "sentence", "sentence_title")
_NEAR = 24
_BRIEF = 36
_TYPICAL_SENTENCE = 40.0

NAMES: tuple[str, ...] = (
    *(f"score_{kind}" for kind in TermKind),
    *("score", "score_to_first", "rank"),
    *("document_share", "document_best", "above", "below"),
    *(f"{where}_{kind}" for where in _WHERE for kind in KINDS),
    *("two_sentences", "sentence_brief", "sentence_mean", "opening", "place", *_WINDOWS),
    *("codes", "codes_sentence", "ends_together", "in_order", "repeats"),
    *("words_cover", "words_sentence", "words_sentence_title", "weakest", "first_word", "last_word"),
    *("topic_cover", "topic_title", "topic_sentence", "topic_sentence_title", "topic_weakest"),
    *("attribute_cover", "attribute_with_topic"),
    *("run", "run_content", "run_title", "run_weight", "run_weight_title", "title_named"),
    *("length", "brief", "sentences"),
    *(f"gives_{kind}" for kind in Figure),
)
"""The features, in the order of the columns."""


def features(query: Query, found: Found, lexicon: Lexicon) -> Floats:
    """One row per hit, one column per feature of :data:`NAMES`.

    Shares are from 0 to 1 and mostly weighted by idf, so that they compare across questions.
    """
    if not found.hits:
        return np.zeros((0, len(NAMES)))
    weighted = WeightedQuery(query, found)
    matches = Matches([folded_paragraph(hit.paragraph, lexicon) for hit in found.hits], weighted.texts)
    values = {
        **_scores(found),
        **_company(found),
        **_cover(weighted, matches),
        **_order(weighted, matches),
        **_words(weighted, matches),
        **_runs(weighted, matches),
        **_shapes(weighted, matches),
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


def _company(found: Found) -> Mapping[str, Floats]:
    """How well the other paragraphs of its document were found, those right above and below it above all."""
    scores = np.array([hit.score for hit in found.hits])
    scores /= scores.max() or 1.0
    keys = [hit.paragraph.id for hit in found.hits]
    at = dict(zip(keys, scores.tolist(), strict=True))
    of_document: dict[str, list[float]] = {}
    for key, score in at.items():
        of_document.setdefault(key.document, []).append(score)
    return {
        "document_share": np.array([sum(of_document[key.document]) for key in keys]) / (scores.sum() or 1.0),
        "document_best": np.array([max(of_document[key.document]) for key in keys]),
        "above": np.array([at.get(ParagraphId(key.document, key.ordinal - 1), 0.0) for key in keys]),
        "below": np.array([at.get(ParagraphId(key.document, key.ordinal + 1), 0.0) for key in keys]),
    }


def _cover(query: WeightedQuery, matches: Matches) -> Mapping[str, Floats]:
    values: dict[str, Floats] = {}
    with_contexts = matches.with_contexts
    for kind, share in zip(KINDS, query.kind_shares, strict=True):
        values[f"title_{kind}"] = matches.context_rows @ share
        values[f"sentence_{kind}"] = matches.best(matches.sentence_rows @ share)
        values[f"sentence_title_{kind}"] = matches.best(with_contexts @ share)
    covers = matches.sentence_rows @ query.share
    lengths = (matches.ends - matches.begins) / _TYPICAL_SENTENCE
    values["two_sentences"] = matches.best(matches.with_next @ query.share)
    values["sentence_brief"] = matches.best(covers / (1.0 + np.log1p(lengths)))
    values["sentence_mean"] = np.add.reduceat(covers, matches.firsts) / (matches.contexts - matches.firsts)
    values["opening"] = covers[matches.firsts]
    values["place"] = (_best_sentence(query, matches) - matches.firsts) / (matches.contexts - matches.firsts)
    for name, half in _WINDOWS.items():
        values[name] = matches.best_window(half, query.share)
    values["codes"] = np.maximum(matches.body_rows, matches.context_rows) @ query.code_share
    values["codes_sentence"] = matches.best(matches.sentence_rows @ query.code_share)
    return values


def _order(query: WeightedQuery, matches: Matches) -> Mapping[str, Floats]:
    count = len(matches.paragraphs)
    columns = query.word_columns
    if not len(columns):
        return {name: np.zeros(count) for name in ("ends_together", "in_order", "repeats")}
    occurrences = np.zeros((count, len(query.texts)))
    np.add.at(occurrences, (matches.hit[matches.in_body], matches.term[matches.in_body]), 1.0)
    return {
        "ends_together": matches.best(matches.sentence_rows[:, columns[0]] * matches.sentence_rows[:, columns[-1]]),
        "in_order": _in_order(query, matches),
        "repeats": np.log1p(occurrences) @ query.kind_shares[0],
    }


def _in_order(query: WeightedQuery, matches: Matches) -> Floats:
    """Share of neighbouring words of the question that follow each other closely in the text, too."""
    values = np.zeros(len(matches.paragraphs))
    total = 0.0
    for (left, left_idf), (right, right_idf) in pairwise(zip(query.word_columns, query.word_idf, strict=True)):
        weight = min(left_idf, right_idf)
        total += weight
        ends = matches.place[matches.term == left] + len(query.texts[left])
        rights = matches.place[matches.term == right]
        following = np.searchsorted(rights, ends)
        followed = following < len(rights)
        near = rights[following[followed]] - ends[followed] <= _NEAR
        hits = np.searchsorted(matches.offsets, ends[followed][near] - 1, side="right") - 1
        values[np.unique(hits)] += weight
    return values / total if total else values


def _words(query: WeightedQuery, matches: Matches) -> Mapping[str, Floats]:
    anywhere = query.credit(np.maximum(matches.body_rows, matches.context_rows))
    sentence = query.credit(matches.sentence_rows)
    with_context = query.credit(matches.with_contexts)
    nothing = np.zeros((len(matches.paragraphs), 1))
    # a question without words still has rows to fill
    padded = anywhere if query.words else nothing
    topic = anywhere[:, query.topic] if query.words else nothing
    return {
        "words_cover": anywhere @ query.word_share,
        "words_sentence": matches.best(sentence @ query.word_share),
        "words_sentence_title": matches.best(with_context @ query.word_share),
        "weakest": ((1.0 - anywhere) * query.word_share).max(axis=1, initial=0.0),
        "first_word": padded[:, 0],
        "last_word": padded[:, -1],
        "topic_cover": anywhere @ query.topic_share,
        "topic_title": query.credit(matches.context_rows) @ query.topic_share,
        "topic_sentence": matches.best(sentence @ query.topic_share),
        "topic_sentence_title": matches.best(with_context @ query.topic_share),
        "topic_weakest": topic.min(axis=1),
        "attribute_cover": anywhere @ query.attribute_share,
        "attribute_with_topic": matches.best(
            (with_context @ query.topic_share) * (with_context @ query.attribute_share)
        ),
    }


def _runs(query: WeightedQuery, matches: Matches) -> Mapping[str, Floats]:
    question, before = query.text, query.weight_before
    length, weight = max(1, len(question)), before[-1] or 1.0
    longest = max((len(run) for run in query.runs), default=1)
    bodies = [_stretches(question, each.body) for each in matches.paragraphs]
    # the hits of one document stand under one title
    titles = {title: _stretches(question, title) for title in {each.context for each in matches.paragraphs}}
    named = {title: _named(title, question) for title in titles}
    title_runs = [titles[each.context] for each in matches.paragraphs]
    return {
        "run": np.array([_longest(stretches) for stretches in bodies]) / length,
        "run_title": np.array([_longest(stretches) for stretches in title_runs]) / length,
        "run_weight": np.array([_heaviest(stretches, before) for stretches in bodies]) / weight,
        "run_weight_title": np.array([_heaviest(stretches, before) for stretches in title_runs]) / weight,
        "run_content": np.array([_longest(_inside(stretches, query.runs)) for stretches in bodies]) / longest,
        "title_named": np.array([named[each.context] for each in matches.paragraphs]),
    }


def _named(title: str, question: str) -> float:
    """How much of the title's name the question speaks out: 1 where it holds the whole."""
    name = re.split(r"[(\n《》]", title, maxsplit=1)[0].strip() or title
    return _longest(_stretches(name, question)) / len(name) if name else 0.0


def _stretches(phrase: str, text: str) -> list[tuple[int, int]]:
    """The stretches of ``phrase`` that stand in ``text``, as start and end, without those inside others."""
    found: list[tuple[int, int]] = []
    end = 0
    for start in range(len(phrase)):
        # what begins later ends no earlier: each character is tried about twice
        known = end = max(start, end)
        while end < len(phrase) and phrase[start : end + 1] in text:
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


def _best_sentence(query: WeightedQuery, matches: Matches) -> Numbers:
    """The segment of each hit that covers most of the question."""
    covers = matches.sentence_rows @ query.share
    return np.array(
        [
            first + int(np.argmax(covers[first:context]))
            for first, context in zip(matches.firsts, matches.contexts, strict=True)
        ],
        dtype=np.int64,
    )


def _shapes(query: WeightedQuery, matches: Matches) -> Mapping[str, Floats]:
    lengths = np.array([len(each.body) for each in matches.paragraphs], dtype=np.float64)
    values = {
        "length": np.log1p(lengths),
        "brief": (lengths < _BRIEF).astype(np.float64),
        "sentences": np.log1p((matches.contexts - matches.firsts).astype(np.float64)),
        **{f"gives_{kind}": np.zeros(len(matches.paragraphs)) for kind in Figure},
    }
    if query.figures:
        for number, segment in enumerate(_best_sentence(query, matches).tolist()):
            sentence = matches.text[matches.begins[segment] : matches.ends[segment]]
            for word in query.words:
                # a number of the question is not its answer
                sentence = sentence.replace(word, "")
            for kind in query.figures:
                values[f"gives_{kind}"][number] = given(kind, sentence)
    return values
