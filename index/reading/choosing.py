"""Which of the likely spans is the answer; pure.

The encoder scores where an answer begins and where it ends, each for itself, so that both may be right and the span
between them two sentences long. What a question asks for tells more: a name or a figure is short and stands in one
sentence, and a figure has digits. What counts how much was chosen by exact match and F1 on the data of ``dev`` and
``written/dev`` (see MEASURES).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index.model import AnswerType, Query, QueryTerm, Span, TermKind
from index.reading import edges

_SHARES = 8  # spans the best is compared with

_FACTS = {
    AnswerType.WHO,
    AnswerType.WHEN,
    AnswerType.WHERE,
    AnswerType.HOW_MANY,
    AnswerType.WHICH,
    AnswerType.WHAT,
}
_KINDS = {TermKind.WORD, TermKind.BIGRAM}
_FIGURES = {AnswerType.WHEN, AnswerType.HOW_MANY}
_FIGURE = re.compile("[0-9〇零一二三四五六七八九十百千万亿两几半]")
_MARK = re.compile("[,，;；:：](?![0-9])")

# in units of the encoder's scores, which are logarithms
_LENGTH = 0.6  # for each factor e of its length
_CLAUSE = 0.5  # for each mark inside
_NO_FIGURE = 4.0  # for having none where one is asked for
_SAID = 3.0  # for a sentence that says all of the question
_LEAST = -60.0  # further below the best all is the same, and no logarithm is taken of nothing


class Likely(NamedTuple):
    """A span of the folded text and its score."""

    span: Span
    score: float


class Chosen(NamedTuple):
    """The span that answers.

    Attributes:
        span: The likeliest one.
        core: The name or figure itself, where that is what is asked for; else the same.
        share: The share of the likeliest among the best, from 0 to 1.
    """

    span: Span
    core: Span
    share: float


def chosen(
    text: str, parts: Sequence[Span], likely: Sequence[Likely], query: Query, terms: Sequence[QueryTerm]
) -> Chosen | None:
    """The span that answers; ``None`` where all are labels or echoes.

    The sentence is chosen first, by what all spans inside it score together and by how much of the question it says;
    then the span.

    Args:
        text: The folded paragraph.
        parts: Its sentences, in order, or those of them that were read.
        likely: Spans of it with the encoder's scores.
        query: What was asked.
        terms: What was searched: misspelt words as they are meant, and what few paragraphs hold counts more.
    """
    told: Sequence[Likely] = [
        each
        for each in likely
        if not edges.is_label(each.span.of(text), query.folded) and not edges.is_echo(each.span.of(text), query.folded)
    ]
    if not told:
        return None
    if not (query.lists or query.calculates):
        told = _of_one_sentence(text, parts, told, terms)
    best = sorted(told, key=lambda each: -each.score)[:_SHARES]
    total = sum(math.exp(each.score - best[0].score) for each in best)
    core = max(told, key=lambda each: each.score - _against(text, each.span, query))
    return Chosen(best[0].span, core.span, 1 / total)


def _of_one_sentence(
    text: str, parts: Sequence[Span], likely: Sequence[Likely], terms: Sequence[QueryTerm]
) -> Sequence[Likely]:
    """The spans inside the likeliest sentence; all of them where none is inside a sentence."""
    inside: dict[int, list[Likely]] = {}
    for each in likely:
        at = next((at for at, part in enumerate(parts) if part.contains(each.span)), None)
        if at is not None:
            inside.setdefault(at, []).append(each)
    if len(inside) < 2:  # noqa: PLR2004 - nothing to choose between
        return next(iter(inside.values()), likely)
    top = max(each.score for spans in inside.values() for each in spans)
    worth = {term.text: term.idf for term in terms if term.kind in _KINDS and term.idf > 0}

    def score(at: int) -> float:
        together = sum(math.exp(max(each.score - top, _LEAST)) for each in inside[at])
        return math.log(together) + _SAID * _said(parts[at].of(text), worth)

    return inside[max(inside, key=score)]


def _said(sentence: str, worth: Mapping[str, float]) -> float:
    """How much of what was searched a sentence says, from 0 to 1."""
    return sum(value for text, value in worth.items() if text in sentence) / (sum(worth.values()) or 1.0)


def _against(text: str, span: Span, query: Query) -> float:
    """What speaks against a span being the answer."""
    if query.lists or query.calculates or query.answer_type not in _FACTS:
        return 0.0
    against = _LENGTH * math.log(max(1, len(span)))
    against += _CLAUSE * sum(1 for _ in _MARK.finditer(text, span.start, span.end))
    if query.answer_type in _FIGURES and not _FIGURE.search(text, span.start, span.end):
        against += _NO_FIGURE
    return against
