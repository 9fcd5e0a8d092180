"""Characters no dictionary puts together, cut by jieba's hidden Markov model: many pieces at once, by NumPy.

The same floating point operations are done in the same order as by jieba, and of equal paths the same one is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Chances = Mapping[str, Mapping[str, float]]

_STATES = "BEMS"  # begin, end and middle of a word, or a word by itself; of equal ones jieba takes the later letter
_BEFORE = {"B": "ES", "E": "BM", "M": "BM", "S": "ES"}
_LAST = ("E", "S")
_FIRST, _SPAN = 0x4E00, 1 << 15
_NEVER = -3.14e100  # jieba's logarithm of what does not occur


class Model:
    """The model in arrays.

    Args:
        start: The logarithm of the chance that a piece begins in each state.
        trans: The same for each step from one state to another.
        emit: The same for each character in each state.
    """

    def __init__(self, start: Mapping[str, float], trans: Chances, emit: Chances) -> None:
        self._start = [start[state] for state in _STATES]
        self._steps = [
            [(_STATES.index(before), trans[before].get(state, _NEVER)) for before in _BEFORE[state]]
            for state in _STATES
        ]
        self._emit = np.full((len(_STATES), _SPAN), _NEVER)
        for row, state in zip(self._emit, _STATES, strict=True):
            for character, chance in emit[state].items():
                if 0 <= ord(character) - _FIRST < _SPAN:
                    row[ord(character) - _FIRST] = chance

    def cut(self, pieces: Sequence[str]) -> list[list[str]]:
        """The words of each piece of one or more characters from U+4E00 on."""
        if not pieces:
            return []
        order = sorted(range(len(pieces)), key=lambda at: -len(pieces[at]))
        lengths = np.array([len(pieces[at]) for at in order], dtype=np.int64)
        text = "".join(pieces[at] for at in order)
        begins = np.append(0, np.cumsum(lengths)[:-1])
        codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.int64)
        ends = np.flatnonzero(self._ends(codes, begins, lengths)) + 1
        # a piece ends where a word does
        bounds = np.searchsorted(ends, np.append(begins, len(codes)), side="right").tolist()
        all_words = [text[start:end] for start, end in pairwise([0, *ends.tolist()])]
        words: list[list[str]] = [[] for _ in pieces]
        for at, (first, last) in zip(order, pairwise(bounds), strict=True):
            words[at] = all_words[first:last]
        return words

    def _ends(self, codes: Longs, begins: Longs, lengths: Longs) -> NDArray[np.bool_]:
        """Whether a word ends at each character; the longest pieces come first."""
        emit = self._emit[:, codes - _FIRST]
        route = emit[:, begins] + np.array(self._start)[:, None]
        finals = route.copy()
        taken: list[NDArray[np.uint8]] = []
        for place in range(1, int(lengths.max(initial=0))):
            count = int(np.count_nonzero(lengths > place))
            here = emit[:, begins[:count] + place]
            following = np.empty((len(_STATES), count))
            came = np.empty((len(_STATES), count), dtype=np.uint8)
            for state, ((one, chance), (other, other_chance)) in enumerate(self._steps):
                first = route[one, :count] + chance + here[state]
                second = route[other, :count] + other_chance + here[state]
                later = second >= first
                following[state] = np.where(later, second, first)
                came[state] = np.where(later, other, one)
            taken.append(came)
            route = following
            finals[:, :count] = following
        end, single = (_STATES.index(state) for state in _LAST)
        states = np.where(finals[single] >= finals[end], single, end)
        ending = np.zeros(len(codes), dtype=np.bool_)
        for place in range(int(lengths.max(initial=0)) - 1, -1, -1):
            count = int(np.count_nonzero(lengths > place))
            ending[begins[:count] + place] = (states[:count] == end) | (states[:count] == single)
            if place:
                states[:count] = taken[place - 1][states[:count], np.arange(count)]
        return ending
