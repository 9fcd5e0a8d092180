"""A folded text as the words and marks it is made of, in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.analysis import Analyzer, TokenKind

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_PLANE = 0x10000

HAN, LATIN, NUMBER, MARK, OTHER = range(5)
_KINDS = {TokenKind.HAN: HAN, TokenKind.LATIN: LATIN, TokenKind.NUMBER: NUMBER, TokenKind.OTHER: OTHER}


@dataclass(frozen=True, slots=True)
class Words:
    """Everything in a text that is not white space, in order.

    Attributes:
        texts: The words; a mark of punctuation is a word of one character.
        start: Where each begins in the text.
        end: Where each ends.
        kind: :data:`HAN`, :data:`LATIN`, :data:`NUMBER`, :data:`MARK` or :data:`OTHER`.
        mark: Code point of each mark, 0 for what is not a mark.
    """

    texts: tuple[str, ...]
    start: Numbers
    end: Numbers
    kind: Numbers
    mark: Numbers

    def are(self, wanted: frozenset[str]) -> Flags:
        """Which of the words are marks among ``wanted``."""
        flags: Flags = _table(wanted)[self.mark]
        return flags


@lru_cache(maxsize=32)
def _table(wanted: frozenset[str]) -> Flags:
    """For every code point up to the last of the basic plane whether it is wanted."""
    table = np.zeros(_PLANE, dtype=bool)
    table[[ord(character) for character in wanted]] = True
    return table


def words(folded: str, analyzer: Analyzer, origin: int = 0) -> Words:
    """The words and marks of a folded text; places are counted from ``origin`` in front of it."""
    found: list[tuple[str, int, int, int]] = []
    at = 0
    for token in analyzer.tokens(folded):
        found.extend(_marks(folded, at, token.span.start))
        found.append((token.text, token.span.start, token.span.end, _KINDS[token.kind]))
        at = token.span.end
    found.extend(_marks(folded, at, len(folded)))
    places = np.array([each[1:] for each in found], dtype=np.int64).reshape(-1, 3)
    marks = np.array([ord(text) if kind == MARK else 0 for text, _, _, kind in found], dtype=np.int64)
    marks[marks >= _PLANE] = 0
    return Words(tuple(each[0] for each in found), places[:, 0] + origin, places[:, 1] + origin, places[:, 2], marks)


_NONE = np.zeros(0, dtype=np.int64)
NO_WORDS = Words((), _NONE, _NONE, _NONE, _NONE)
"""The words of nothing."""


def joined(parts: Sequence[Words]) -> Words:
    """The words of several pieces of one text, one after the other."""
    return Words(
        tuple(text for part in parts for text in part.texts),
        np.concatenate([_NONE, *(part.start for part in parts)]),
        np.concatenate([_NONE, *(part.end for part in parts)]),
        np.concatenate([_NONE, *(part.kind for part in parts)]),
        np.concatenate([_NONE, *(part.mark for part in parts)]),
    )


def _marks(folded: str, start: int, end: int) -> list[tuple[str, int, int, int]]:
    return [(folded[i], i, i + 1, MARK) for i in range(start, end) if not folded[i].isspace()]


def codes(text: str) -> Numbers:
    """The code point of every character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)


def contained(values: Numbers, wanted: Numbers) -> Flags:
    """Which of ``values`` are among the few ``wanted``; what :func:`numpy.isin` does, without its preparations."""
    if not len(wanted):
        return np.zeros(len(values), dtype=bool)
    ordered = np.sort(wanted)
    flags: Flags = ordered[np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)] == values
    return flags
