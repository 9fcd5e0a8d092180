"""The question as needles to look for in texts, each with what it weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.questions import is_attribute, without_asking
from index.analysis.synonyms import others
from index.analysis.tokens import is_han
from index.model import Found, QueryTerm, Span, TermKind

Floats = NDArray[np.float64]

KINDS = (TermKind.WORD, TermKind.BIGRAM, TermKind.CHARACTER)
_SYNONYM = -1
_AROUND = " ?!.。,\n"
_RUN = re.compile(r"[^\s?!,。、:;\"]+")

# Of a whole page pasted as a question, this much is looked at: the beginning, and the rarest terms.
_LONGEST = 300
_MOST = 400
_MOST_WORDS = 60

# What a word counts in a text that holds another word for it, all of its pairs, all of its characters.
_AS_SYNONYM = 0.8
_AS_PAIRS = 0.8
_AS_CHARACTERS = 0.5


@dataclass(frozen=True, slots=True)
class _Needle:
    text: str
    kind: int
    idf: float


class Asked:
    """A question as the second look sees it.

    A column of every matrix is a needle: a term of the query as it may stand in a text, or an everyday synonym of one.
    Shares are weights that add up to 1.

    Attributes:
        folded: The question, folded, without what surrounds it.
        runs: Where in it stretches of content stand, between what only asks and punctuation.
        needles: What is looked for.
        words: The query's words in order, unknown ones included.
        word_columns: The columns of the known ones.
        kind_shares: For words, pairs and characters, what each needle counts among its kind.
        share: What each needle counts over all kinds.
        code_share: The same over words of Latin letters and digits.
        word_share: What each of :attr:`words` counts.
        topic_share: The same without the words for what is asked about the topic.
        attribute_share: The same with nothing but those.
        weight_before: For each place in :attr:`folded`, the weight of the characters before it.
    """

    def __init__(self, folded: str, found: Found) -> None:
        content = without_asking(folded)
        begin = len(folded) - len(folded.lstrip(_AROUND))
        self.folded = folded.strip(_AROUND)[:_LONGEST]
        self.runs = [
            Span(match.start() - begin, match.end() - begin)
            for match in _RUN.finditer(content, begin, begin + len(self.folded))
        ]
        needles = _needles(found.terms)
        self.needles = [needle.text for needle in needles]
        kinds = np.array([needle.kind for needle in needles], dtype=np.int64)
        idf = np.array([needle.idf for needle in needles])
        self.word_columns = np.flatnonzero(kinds == 0)
        self.word_idf = idf[self.word_columns]
        self.kind_shares = [share(np.where(kinds == kind, idf, 0.0)) for kind in range(len(KINDS))]
        self.share = share(np.sum(self.kind_shares, axis=0))
        codes = np.array([bool(re.fullmatch(r"[0-9a-z.]+", text)) for text in self.needles], dtype=bool)
        self.code_share = share(np.where(codes & (kinds == 0), idf, 0.0))
        self.weight_before = _weight_before(self.folded, found.terms)
        self._set_words([term for term in found.terms if term.kind is TermKind.WORD][:_MOST_WORDS], needles)

    def _set_words(self, terms: Sequence[QueryTerm], needles: Sequence[_Needle]) -> None:
        self.words = [term.text for term in terms]
        # a word nobody holds is as telling as the rarest that somebody does
        rarest = max((needle.idf for needle in needles), default=1.0)
        idf = np.array([term.idf or rarest for term in terms])
        topic = np.array([not is_attribute(word) for word in self.words], dtype=bool)
        self.topic = topic if topic.any() else np.ones(len(terms), dtype=bool)
        self.word_share = share(idf)
        self.topic_share = share(np.where(self.topic, idf, 0.0))
        self.attribute_share = share(np.where(self.topic, 0.0, idf))
        column = {(needle.text, needle.kind): place for place, needle in reversed(list(enumerate(needles)))}
        exact, synonyms, pairs, characters = (np.zeros((len(needles), len(terms))) for _ in range(4))
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
            rows: One row per text, 1.0 in the column of each needle it holds.
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


def _needles(terms: Sequence[QueryTerm]) -> list[_Needle]:
    known = [_Needle(term.text, KINDS.index(term.kind), term.idf) for term in terms if term.idf and term.kind in KINDS]
    if len(known) > _MOST:
        least = sorted((needle.idf for needle in known), reverse=True)[_MOST]
        known = [needle for needle in known if needle.idf > least] or known[:_MOST]
    words = [term.text for term in terms if term.kind is TermKind.WORD][:_MOST_WORDS]
    return known + [_Needle(other, _SYNONYM, 0.0) for word in words for other in others(word)]


def _note(matrix: Floats, column: dict[tuple[str, int], int], texts: Sequence[str], kind: int, place: int) -> None:
    for text in texts:
        at = column.get((text, kind))
        if at is not None:
            matrix[at, place] += 1.0


def _weight_before(folded: str, terms: Sequence[QueryTerm]) -> list[float]:
    idf = {term.text: term.idf for term in terms if term.kind is TermKind.CHARACTER}
    mean = sum(idf.values()) / len(idf) if idf else 1.0
    weights = [idf.get(each, mean if each.isascii() and each.isalnum() else 0.0) for each in folded]
    return [0.0, *np.cumsum(weights).tolist()]
