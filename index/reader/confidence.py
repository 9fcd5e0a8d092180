"""How likely it is that a reading answers the question: features of search and reading together; pure.

Nothing here depends on how many paragraphs are indexed in a way that a small folder and a large one would not share:
scores are taken relative to the best possible one, to the first hit and to one another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.model import Found, Hit, TermKind
from index.reader.columns import Columns
from index.reader.question import Question
from index.reader.reading import Seen

Floats = NDArray[np.float64]

_TINY = 1e-9
_FROM_READING = (
    "c_asked", "c_found", "c_with_previous", "c_with_first", "c_missing", "c_left", "c_right",
    "b_asked", "b_found", "b_with_previous", "b_with_first", "b_missing", "b_left", "b_right",
    "w_plain", "w_missing", "head", "tail", "numbers", "numbers_asked", "run_of_question", "run",
    "cue", "length", "place_share", "sentences", "asks", "score", "span", "span_mass", "span_words", "span_top",
    "hints", "dates_plain", "dates_found", "names_year", "names_month", "under_year", "counts_near", "start",
    "tail_at", "head_at",
)  # fmt: skip
_FAR_HITS = 10


def features(question: Question, found: Found, readings: Sequence[tuple[Hit, Seen]]) -> Columns:
    """One row per hit that was read.

    Args:
        question: What was asked.
        found: What the search brought, whole.
        readings: The hits that were read, each with what was made of it; at least one.
    """
    columns = Columns(len(readings))
    hits = [hit for hit, _ in readings]
    _search(columns, found, hits)
    _coverage(columns, found, hits)
    _reading(columns, [seen for _, seen in readings])
    asked = frozenset(question.characters)
    columns["title"] = [sum(c in seen.passage.title for c in asked) / max(1, len(asked)) for _, seen in readings]
    columns["kind"] = int(question.kind)
    columns["question_length"] = len(question.text)
    columns["content"] = len(question.content)
    return columns


def _search(columns: Columns, found: Found, hits: Sequence[Hit]) -> None:
    every = np.array([hit.score for hit in found.hits])
    score = np.array([hit.score for hit in hits])
    possible = found.possible + _TINY
    best = every.max() + _TINY
    ordered = np.sort(every)[::-1]
    columns["score"] = score / possible
    columns["score_to_best"] = score / best
    others = np.array([np.delete(every, place)[:].max(initial=0.0) for place in _places(found, hits)])
    columns["over_others"] = (score - others) / possible
    columns["over_others_to_best"] = (score - others) / best
    columns["over_far"] = (score - ordered[1:_FAR_HITS].mean()) / possible if len(every) > 1 else score / possible
    columns["rank"] = [hit.rank for hit in hits]
    columns["hits"] = min(len(every), _FAR_HITS)


def _places(found: Found, hits: Sequence[Hit]) -> list[int]:
    places = {hit.paragraph.id: place for place, hit in enumerate(found.hits)}
    return [places.get(hit.paragraph.id, 0) for hit in hits]


def _coverage(columns: Columns, found: Found, hits: Sequence[Hit]) -> None:
    """The share of the query's idf a paragraph holds, and the rarest term it lacks, by kind of term."""
    idf = np.array([term.idf for term in found.terms])
    # A term nobody holds is at least as telling as the rarest one somebody holds.
    rarest = idf.max(initial=0.0)
    weight = np.where(idf > 0, idf, rarest)
    held = np.array([[given > 0 for given in hit.contributions] or [False] * len(idf) for hit in hits], dtype=float)
    held = held.reshape(len(hits), len(idf))
    for kind in TermKind:
        chosen = np.array([term.kind is kind for term in found.terms], dtype=bool)
        total = weight[chosen].sum() + _TINY
        columns[f"idf_{kind}"] = held[:, chosen] @ weight[chosen] / total
        lacking = (1.0 - held[:, chosen]) * weight[chosen]
        columns[f"lacks_{kind}"] = lacking.max(axis=1, initial=0.0) / (weight[chosen].max(initial=0.0) + _TINY)
        columns[f"unknown_{kind}"] = weight[chosen & (idf <= 0)].sum() / total
    columns["terms"] = len(idf)


def _reading(columns: Columns, seen: Sequence[Seen]) -> None:
    rows = [each.sentence for each in seen]
    for name in _FROM_READING:
        columns[f"read_{name}"] = [float(each.columns[name][row]) for each, row in zip(seen, rows, strict=True)]
    top = np.array([float(each.scores[row]) for each, row in zip(seen, rows, strict=True)])
    columns["evidence"] = top
    columns["evidence_margin"] = [
        float(each.scores[row] - np.delete(each.scores, row).max(initial=-12.0))
        for each, row in zip(seen, rows, strict=True)
    ]
    columns["evidence_over_others"] = _over_others(top)
    columns["span_share"] = [each.span_share for each in seen]
    columns["fits"] = [each.fits for each in seen]
    spans = np.array([float(each.span_scores.max(initial=-12.0)) for each in seen])
    columns["span_over_others"] = _over_others(spans)
    columns["first_choice"] = [float(each.likely.score.max(initial=-50.0)) for each in seen]
    columns["chance"] = [float(each.likely.chance.max(initial=0.0)) for each in seen]
    asked = np.array(columns["read_c_asked"])
    columns["asked_over_others"] = _over_others(asked)


def _over_others(values: Floats) -> Floats:
    """Each value less the best of the other ones; less nothing where there are none."""
    if len(values) == 1:
        return np.zeros(1)
    order = np.argsort(-values, kind="stable")
    rival = np.full(len(values), values[order[0]])
    rival[order[0]] = values[order[1]]
    over: Floats = values - rival
    return over
