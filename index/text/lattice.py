"""The best path through the words of many runs at once: what jieba's search finds run by run, found by NumPy.

All places of all runs are looked up in the dictionary together, and the best path is sought from the ends of all runs
backwards, one distance after the other. The same floating point operations are done in the same order as by jieba, so
that the words are the same (see the tests, where jieba itself is the oracle).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

FIRST, LAST = 0x4E00, 0x9FD5
"""The characters that words here are made of."""

LONGEST = 256
"""Characters a run may have; each distance from the end costs the same however few runs are as long."""

_BITS = 15  # of a character's number
_FEWEST = 1 << 16  # places of the table
_SCATTER = np.uint64(0x9E3779B97F4A7C15)
_EMPTY = np.uint64(2**64 - 1)
_ALWAYS = 4  # up to this length words are common: their chances stand at every place


class Words(NamedTuple):
    """The words of all runs, in order.

    Attributes:
        text: The runs, with a separator between them.
        starts: Where in it each word begins.
        sizes: How many characters each has.
        first: The number of the first word of each run, and behind them the number of all words.
    """

    text: str
    starts: Longs
    sizes: Longs
    first: Longs


class Lattice:
    """A dictionary in arrays: its words as a tree, whose branches stand in one hash table.

    Args:
        frequencies: How often each word comes, with all beginnings of words, as jieba keeps them.
        total: The sum of the frequencies.
    """

    def __init__(self, frequencies: Mapping[str, int], total: int) -> None:
        self._log_total = math.log(total)
        codes = _codes("\0".join(frequencies))
        ends = np.append(np.flatnonzero(codes == 0), len(codes))
        starts = np.append(0, ends[:-1] + 1)
        odd = np.append(0, np.cumsum((codes < FIRST) | (codes > LAST)))
        known = np.flatnonzero((odd[ends] == odd[starts]) & (ends > starts))
        chances = _chances(np.fromiter(frequencies.values(), np.int64, len(frequencies))[known], self._log_total)
        starts, sizes = starts[known], (ends - starts)[known]
        room = max(_FEWEST, 1 << (4 * len(known)).bit_length())
        self._shift = np.uint64(64 - (room.bit_length() - 1))
        self._keys = np.full(room, _EMPTY)
        self._chances = np.full(room, -np.inf)
        self._single = np.full(1 << _BITS, -np.inf)
        characters = codes - FIRST
        nodes = characters[starts]
        self._single[nodes[sizes == 1]] = chances[sizes == 1]
        self._longest = int(sizes.max(initial=1))
        for depth in range(1, self._longest):
            deeper = sizes > depth
            starts, sizes, nodes, chances = starts[deeper], sizes[deeper], nodes[deeper], chances[deeper]
            keys = _keys(nodes, characters[starts + depth])
            # each beginning of a word is in the dictionary itself, once
            ending = sizes == depth + 1
            self._insert(keys[ending])
            _, places = self._find(keys)
            self._chances[places[ending]] = chances[ending]
            nodes = places + (1 << _BITS)

    def cut(self, runs: Sequence[str]) -> Words:
        """The words of runs of the characters from :data:`FIRST` to :data:`LAST`, each of 1 to :data:`LONGEST`."""
        text = "\0".join(runs)
        lengths = np.fromiter(map(len, runs), np.int64, len(runs))
        begins = np.append(0, np.cumsum(lengths + 1)[:-1])
        grid = _Grid(begins, lengths)
        # a separator is no character of any word
        characters = np.where((codes := _codes(text)) == 0, (1 << _BITS) - 1, codes - FIRST)
        starts, sizes = grid.follow(self._best(grid, *self._edges(characters, grid)))
        first = np.append(np.searchsorted(starts, begins), len(starts))
        return Words(text, starts, sizes, first)

    def _edges(self, characters: Longs, grid: _Grid) -> tuple[list[Floats], list[tuple[int, Longs, Floats]]]:
        """The words that begin at each place: by length their chances at every place, and the places of longer ones."""
        always = [self._single[characters[grid.source]]]
        longer: list[tuple[int, Longs, Floats]] = []
        at, nodes = grid.source, characters[grid.source]
        places = np.arange(len(at))
        # what follows the last character is no word either
        padded = np.append(characters, (1 << _BITS) - 1)
        for size in range(2, self._longest + 1):
            found, slots = self._find(_keys(nodes, padded[at + size - 1]))
            at, places, slots = at[found], places[found], slots[found]
            nodes = slots + (1 << _BITS)
            chances = self._chances[slots]
            if size <= _ALWAYS:
                spread = np.full(len(grid.source), -np.inf)
                spread[places] = chances
                always.append(spread)
            elif len(ends := np.flatnonzero(chances > -np.inf)):
                longer.append((size, places[ends], chances[ends]))
            if not len(at):
                break
        return always, longer

    def _best(
        self, grid: _Grid, always: Sequence[Floats], longer: Sequence[tuple[int, Longs, Floats]]
    ) -> NDArray[np.uint8]:
        """The length of the word that the best path from each place begins with."""
        route = np.zeros(grid.count + len(grid.source))
        sizes = np.ones(len(grid.source), dtype=np.uint8)
        bounds = [np.searchsorted(places, grid.blocks) for _, places, _ in longer]
        for distance in range(1, len(grid.blocks)):
            begin, end = grid.blocks[distance - 1], grid.blocks[distance]
            width = end - begin

            def behind(size: int, distance: int = distance, width: int = width) -> Floats:
                """The best paths from behind words of that size."""
                origin = 0 if size == distance else grid.count + grid.blocks[distance - size - 1]
                return route[origin : origin + width]

            best, size_of = always[0][begin:end] + behind(1), sizes[begin:end]
            for size in range(2, min(len(always), distance) + 1):
                chances = always[size - 1][begin:end] + behind(size)
                # of equals the longer word
                better = chances >= best
                np.copyto(best, chances, where=better)
                size_of[better] = size
            for (size, places, chances), bound in zip(longer, bounds, strict=True):
                if (low := bound[distance - 1]) < (high := bound[distance]):
                    at = places[low:high] - begin
                    offered = chances[low:high] + behind(size)[at]
                    better = offered >= best[at]
                    best[at[better]] = offered[better]
                    size_of[at[better]] = size
            # where no word begins, the character is one
            none = np.flatnonzero(best == -np.inf)
            best[none] = behind(1)[none] - self._log_total
            size_of[none] = 1
            route[grid.count + begin : grid.count + end] = best
        return sizes

    def _home(self, keys: NDArray[np.uint64]) -> Longs:
        return ((keys * _SCATTER) >> self._shift).astype(np.int64)

    def _insert(self, keys: NDArray[np.uint64]) -> None:
        """Put different keys, none of them there yet, each in its place or in the next free one."""
        places = self._home(keys)
        while len(keys):
            free = np.flatnonzero(self._keys[places] == _EMPTY)
            taken, first = np.unique(places[free], return_index=True)
            put = free[first]
            self._keys[taken] = keys[put]
            left = np.ones(len(keys), dtype=np.bool_)
            left[put] = False
            keys, places = keys[left], (places[left] + 1) % len(self._keys)

    def _find(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.bool_], Longs]:
        """Whether each key is there, and its place."""
        places = self._home(keys)
        held = self._keys[places]
        found = held == keys
        open_ = np.flatnonzero(~found & (held != _EMPTY))
        while len(open_):
            places[open_] = (places[open_] + 1) % len(self._keys)
            held = self._keys[places[open_]]
            same = held == keys[open_]
            found[open_[same]] = True
            open_ = open_[~same & (held != _EMPTY)]
        return found, places


class _Grid:
    """The places of all runs ordered by their distance from the end of their run, the longest run first in each.

    Args:
        begins: Where each run begins in the text.
        lengths: How many characters each has.

    Attributes:
        count: How many runs there are.
        blocks: Where the places of each distance begin, from 1 on, and behind them the number of all places.
        source: Where in the text each place lies.
    """

    def __init__(self, begins: Longs, lengths: Longs) -> None:
        self.count = len(lengths)
        order = np.argsort(-lengths, kind="stable")
        ends = (begins + lengths)[order]
        self._lengths = lengths[order]
        # how many runs are at least so long
        reaching = self.count - np.searchsorted(np.sort(lengths), np.arange(1, int(lengths.max(initial=0)) + 1))
        self.blocks: list[int] = [0, *np.cumsum(reaching).tolist()]
        self.source: Longs = np.empty(self.blocks[-1], dtype=np.int64)
        for distance in range(1, len(self.blocks)):
            begin, end = self.blocks[distance - 1], self.blocks[distance]
            self.source[begin:end] = ends[: end - begin] - distance

    def follow(self, sizes: NDArray[np.uint8]) -> tuple[Longs, Longs]:
        """Where in the text each word begins, and its size, by the sizes of the words that begin at each place."""
        blocks = np.array(self.blocks, dtype=np.int64)
        left, ranks = self._lengths, np.arange(self.count)
        starts: list[Longs] = []
        lengths: list[NDArray[np.uint8]] = []
        while len(left):
            places = blocks[left - 1] + ranks
            taken = sizes[places]
            starts.append(self.source[places])
            lengths.append(taken)
            left = left - taken
            going = left > 0
            left, ranks = left[going], ranks[going]
        if not starts:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        found, size_of = np.concatenate(starts), np.concatenate(lengths).astype(np.int64)
        order = np.argsort(found)
        return found[order], size_of[order]


def _codes(text: str) -> Longs:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)


def _keys(nodes: Longs, characters: Longs) -> NDArray[np.uint64]:
    return ((nodes << _BITS) | characters).astype(np.uint64)


def _chances(frequencies: Longs, log_total: float) -> Floats:
    """The logarithm of each word's chance; by ``math.log``, whose last digit NumPy's need not share."""
    values, places = np.unique(frequencies, return_inverse=True)
    chances = np.array([math.log(value) - log_total if value > 0 else -math.inf for value in values.tolist()])
    return chances[places]
