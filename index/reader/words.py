"""A folded text as the words and marks it is made of, in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.text import Analyzer, TokenKind

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
    texts: list[str] = []
    starts: list[int] = []
    kinds: list[int] = []

    def add_marks(start: int, end: int) -> None:
        inked = [place for place in range(start, end) if not folded[place].isspace()]
        texts.extend(folded[place] for place in inked)
        starts.extend(inked)
        kinds.extend(MARK for _ in inked)

    at = 0
    for text, start, kind in analyzer.bare_tokens(folded):
        if start > at:
            add_marks(at, start)
        texts.append(text)
        starts.append(start)
        kinds.append(_KINDS[kind])
        at = start + len(text)
    add_marks(at, len(folded))
    marks = [ord(text) if kind == MARK else 0 for text, kind in zip(texts, kinds, strict=True)]
    start_of = np.array(starts, dtype=np.int64) + origin
    mark = np.array(marks, dtype=np.int64)
    mark[mark >= _PLANE] = 0
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    return Words(tuple(texts), start_of, start_of + lengths, np.array(kinds, dtype=np.int64), mark)


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
