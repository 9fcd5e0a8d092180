"""The terms of a query as they are looked for in texts, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.model import Found, Query, QueryTerm, Span, TermKind
from index.text.synonyms import others
from index.text.tokens import is_han

Floats = NDArray[np.float64]

KINDS = (TermKind.WORD, TermKind.BIGRAM, TermKind.CHARACTER)
_SYNONYM = -1
_RUN = re.compile(r"[^\s?!,。、:;\"]+")

# Of a whole page pasted as a question the rarest terms are looked for.
_MOST = 400
_MOST_WORDS = 60

# What a word counts in a text that holds another word for it, all of its pairs, all of its characters.
_AS_SYNONYM = 0.8
_AS_PAIRS = 0.8
_AS_CHARACTERS = 0.5


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    kind: int
    idf: float


class WeightedQuery:
    """A query as the reranker sees it.

    A column of every matrix is a query term as it may stand in a text, or an everyday synonym of one.
    Shares are weights that add up to 1.

    Attributes:
        figures: The kinds of figure that may be wanted.
        text: The query's core, in canonical writing.
        runs: Where in it stretches of content stand, between what only asks and punctuation.
        texts: What is looked for, one for each column.
        words: The query's words in order, unknown ones included.
        word_columns: The columns of the known ones.
        kind_shares: For words, pairs and characters, what each column counts among its kind.
        share: What each column counts over all kinds.
        code_share: The same over words of Latin letters and digits.
        word_share: What each of :attr:`words` counts.
        topic_share: The same without the words for what is asked about the topic.
        attribute_share: The same with nothing but those.
        weight_before: For each place in :attr:`text`, the weight of the characters before it.
    """

    def __init__(self, query: Query, found: Found) -> None:
        begin, end = query.core.start, query.core.end
        self.figures = query.figures
        self.text = query.core.of(query.canonical)
        self.runs = [
            Span(match.start() - begin, match.end() - begin) for match in _RUN.finditer(query.content, begin, end)
        ]
        terms = _looked_for(found.terms)
        self.texts = [term.text for term in terms]
        kinds = np.array([term.kind for term in terms], dtype=np.int64)
        idf = np.array([term.idf for term in terms])
        self.word_columns = np.flatnonzero(kinds == 0)
        self.word_idf = idf[self.word_columns]
        self.kind_shares = [share(np.where(kinds == kind, idf, 0.0)) for kind in range(len(KINDS))]
        self.share = share(np.sum(self.kind_shares, axis=0))
        codes = np.array([bool(re.fullmatch(r"[0-9a-z.]+", text)) for text in self.texts], dtype=bool)
        self.code_share = share(np.where(codes & (kinds == 0), idf, 0.0))
        self.weight_before = _weight_before(self.text, found.terms)
        words = [term for term in found.terms if term.kind is TermKind.WORD][:_MOST_WORDS]
        self._set_words(words, terms, query.attributes)

    def _set_words(self, words: Sequence[QueryTerm], terms: Sequence[_Term], attributes: frozenset[str]) -> None:
        self.words = [word.text for word in words]
        # a word nobody holds is as telling as the rarest that somebody does
        rarest = max((term.idf for term in terms), default=1.0)
        idf = np.array([word.idf or rarest for word in words])
        topic = np.array([word not in attributes for word in self.words], dtype=bool)
        self.topic = topic if topic.any() else np.ones(len(words), dtype=bool)
        self.word_share = share(idf)
        self.topic_share = share(np.where(self.topic, idf, 0.0))
        self.attribute_share = share(np.where(self.topic, 0.0, idf))
        column = {(term.text, term.kind): place for place, term in reversed(list(enumerate(terms)))}
        exact, synonyms, pairs, characters = (np.zeros((len(terms), len(words))) for _ in range(4))
        for place, word in enumerate(self.words):
            _note(exact, column, [word], 0, place)
            _note(synonyms, column, others(word), _SYNONYM, place)
            if is_han(word):
                _note(pairs, column, [word[at : at + 2] for at in range(len(word) - 1)], 1, place)
                _note(characters, column, word, 2, place)
        self._exact, self._synonyms = exact, synonyms
        self._pairs = pairs / np.array([max(1, len(word) - 1) for word in self.words])
        self._characters = characters / np.array([len(word) for word in self.words])

    def credit(self, rows: Floats) -> Floats:
        """How far each text speaks of each of :attr:`words`, from 0 to 1.

        Args:
            rows: One row per text, 1.0 in the column of each term it holds.
        """
        credits_: Floats = np.maximum.reduce(
            [
                rows @ self._exact,
                _AS_SYNONYM * np.minimum(1.0, rows @ self._synonyms),
                _AS_PAIRS * (rows @ self._pairs),
                _AS_CHARACTERS * (rows @ self._characters),
            ]
        )
        return credits_


def share(weights: Floats) -> Floats:
    """The weights made to add up to 1; all 0 where they are."""
    total = weights.sum()
    return weights / total if total > 0 else weights


def _looked_for(terms: Sequence[QueryTerm]) -> list[_Term]:
    known = [_Term(term.text, KINDS.index(term.kind), term.idf) for term in terms if term.idf and term.kind in KINDS]
    if len(known) > _MOST:
        least = sorted((term.idf for term in known), reverse=True)[_MOST]
        known = [term for term in known if term.idf > least] or known[:_MOST]
    words = [term.text for term in terms if term.kind is TermKind.WORD][:_MOST_WORDS]
    return known + [_Term(other, _SYNONYM, 0.0) for word in words for other in others(word)]


def _note(matrix: Floats, column: dict[tuple[str, int], int], texts: Sequence[str], kind: int, place: int) -> None:
    for text in texts:
        at = column.get((text, kind))
        if at is not None:
            matrix[at, place] += 1.0


def _weight_before(text: str, terms: Sequence[QueryTerm]) -> list[float]:
    idf = {term.text: term.idf for term in terms if term.kind is TermKind.CHARACTER}
    mean = sum(idf.values()) / len(idf) if idf else 1.0
    weights = [idf.get(each, mean if each.isascii() and each.isalnum() else 0.0) for each in text]
    return [0.0, *np.cumsum(weights).tolist()]
