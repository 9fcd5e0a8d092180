"""jieba, wrapped: the only module that imports it.

jieba prints, warns, shares one mutable tokenizer between all who import it and trusts a cache in a directory anyone may
write to; none of that leaves this module.
"""

from __future__ import annotations

import contextlib
import logging
import marshal
import math
import re
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from index.text.lattice import LONGEST, Lattice
from index.text.viterbi import Model

SHORTEST = 2
"""Characters a word needs more than to have others inside."""

# Dearer than any path of dictionary words through it, so that an operator's word always wins.
_USER_WORD_FREQUENCY = 2_000_000
_LONGEST_RUN = 2_000
_REMEMBERED = 1 << 16
_WORTH = 50_000  # characters that take about as long to cut run by run as the dictionary takes to be put into arrays
# what jieba takes for Han; others (〇, rare characters) it cuts out one by one, by an expression of its own
_COMMON_HAN = re.compile("[\u4e00-\u9fd5]+")
_GRAMMAR = frozenset("的了是在有一和与不被把对就都也很太会能要为于从向到")


class Segmenter:
    """Cuts runs of Han characters into words; safe to share between threads.

    Nothing is loaded before the first cut: the dictionary takes most of a second.
    """

    def __init__(self, user_words: tuple[str, ...] = (), cache_folder: Path | None = None) -> None:
        """Prepare a segmenter.

        Args:
            user_words: Words never to be cut.
            cache_folder: A folder of our own for the parsed dictionary; ``None`` parses it anew in each process.
        """
        self._user_words = user_words
        self._cache_folder = cache_folder
        self._lock = threading.Lock()
        self._tokenizer: Any = None
        # words inside words, and what no dictionary knows, come again and again: most of the time goes into them
        self._known_subwords = lru_cache(_REMEMBERED)(self._subwords)
        self._known_guesses = lru_cache(_REMEMBERED)(self._guesses)
        self._arrays: tuple[Lattice, Model] | None = None
        self._met = 0  # characters of runs that could be cut together
        self._guessed: dict[str, tuple[str, ...]] = {}

    def cut(self, run: str) -> Iterator[str]:
        """The words of a run of Han characters, in order; together they are the run."""
        tokenizer = self._tokenizer or self._load()
        # jieba's search for the best path takes memory by the character; no word is anywhere near this long.
        for start in range(0, len(run), _LONGEST_RUN):
            piece = run[start : start + _LONGEST_RUN]
            if _COMMON_HAN.fullmatch(piece):
                yield from self._cut(tokenizer, piece)
                continue
            for word in tokenizer.cut(piece):
                yield from self._checked(word)

    def cut_all(self, runs: Sequence[str]) -> list[Sequence[str]]:
        """The words of each of these runs, as :meth:`cut` gives them: many are cut together, several times as fast."""
        together = [run for run in dict.fromkeys(runs) if len(run) <= LONGEST and _COMMON_HAN.fullmatch(run)]
        self._met += sum(map(len, together))
        if self._met < _WORTH:
            together = []
        known = dict(zip(together, self._cut_together(together), strict=True))
        return [known[run] if run in known else tuple(self.cut(run)) for run in runs]

    def subwords(self, word: str) -> Sequence[str]:
        """Dictionary words of two and three characters inside a longer word, as jieba's search mode gives them."""
        return self._known_subwords(word) if len(word) > SHORTEST else ()

    def _cut(self, tokenizer: Any, run: str) -> Iterator[str]:  # noqa: ANN401 - jieba ships no types
        """What jieba's own loop gives, with its guesses remembered."""
        route: dict[int, tuple[float, int]] = {}
        _best_route(tokenizer, run, None, route)
        start, loose = 0, 0  # characters from the second to the first are no part of a word yet
        while start < len(run):
            end = route[start][1] + 1
            if end - start > 1:
                if loose < start:
                    yield from self._known_guesses(run[loose:start])
                yield run[start:end]
                loose = end
            start = end
        if loose < start:
            yield from self._known_guesses(run[loose:start])

    def _cut_together(self, runs: Sequence[str]) -> list[list[str]]:
        if not runs:
            return []
        lattice, model = self._arrays or self._load_arrays()
        found = lattice.cut(runs)
        single = found.sizes == 1
        # characters that stand alone side by side are one piece, to be looked at again
        opens = np.append(True, ~(single[1:] & single[:-1]))
        opens[found.first[:-1]] = True
        begins = np.flatnonzero(opens)
        lasts = np.append(begins[1:], len(opens)) - 1
        ends = found.starts[lasts] + found.sizes[lasts]
        text = found.text
        pieces = [text[start:end] for start, end in zip(found.starts[begins].tolist(), ends.tolist(), strict=True)]
        loose = np.flatnonzero(lasts > begins)
        guessed = self._guess_together(model, [pieces[at] for at in loose.tolist()])
        places = np.searchsorted(begins, found.first)
        cut: list[list[str]] = []
        nexts = iter([*zip(loose.tolist(), guessed, strict=True), (len(pieces), ())])
        at, words = next(nexts)
        for start, end in pairwise(places.tolist()):
            one: list[str] = []
            done = start
            while at < end:
                one += pieces[done:at]
                one += words
                done = at + 1
                at, words = next(nexts)
            one += pieces[done:end]
            cut.append(one)
        return cut

    def _guess_together(self, model: Model, pieces: Sequence[str]) -> list[tuple[str, ...]]:
        """As :meth:`_guesses` for each of these pieces, which come again and again."""
        if len(self._guessed) > _REMEMBERED:
            self._guessed = {}
        guessed = self._guessed
        fresh = [piece for piece in dict.fromkeys(pieces) if piece not in guessed]
        frequencies = (self._tokenizer or self._load()).FREQ
        for piece, words in zip(fresh, model.cut(fresh), strict=True):
            if frequencies.get(piece):
                guessed[piece] = tuple(piece)
                continue
            parted: list[str] = []
            for word in words:
                if len(word) == 1 or frequencies.get(word):
                    parted.append(word)
                else:
                    parted.extend(_parted(word))
            guessed[piece] = tuple(parted)
        return [guessed[piece] for piece in pieces]

    def _guesses(self, loose: str) -> tuple[str, ...]:
        """The words of characters that stand alone by the dictionary: jieba's model may see some together."""
        if len(loose) == 1:
            return (loose,)
        tokenizer = self._tokenizer or self._load()
        if tokenizer.FREQ.get(loose):
            return tuple(loose)
        return tuple(part for word in _guess(loose) for part in self._checked(word))

    def _checked(self, word: str) -> Iterator[str]:
        """A word as it is where the dictionary knows it, else without the words of grammar at its ends."""
        if len(word) == 1 or (self._tokenizer or self._load()).FREQ.get(word):
            yield word
        else:
            yield from _parted(word)

    def _subwords(self, word: str) -> tuple[str, ...]:
        frequencies = (self._tokenizer or self._load()).FREQ
        return tuple(
            part
            for size in (2, 3)
            if len(word) > size
            for start in range(len(word) - size + 1)
            if frequencies.get(part := word[start : start + size])
        )

    def is_word(self, text: str) -> bool:
        """Whether the dictionary or the operator knows ``text`` as a word."""
        return bool((self._tokenizer or self._load()).FREQ.get(text))

    def _load_arrays(self) -> tuple[Lattice, Model]:
        tokenizer = self._tokenizer or self._load()
        from jieba import finalseg  # noqa: PLC0415 - it is there once a tokenizer is

        with self._lock:
            if self._arrays is None:
                model = Model(finalseg.start_P, finalseg.trans_P, finalseg.emit_P)
                self._arrays = Lattice(tokenizer.FREQ, tokenizer.total), model
            return self._arrays

    def _load(self) -> Any:  # noqa: ANN401 - jieba ships no types
        with self._lock:
            if self._tokenizer is None:
                tokenizer = new_tokenizer(self._cache_folder)
                for word in self._user_words:
                    tokenizer.add_word(word, _USER_WORD_FREQUENCY)
                self._tokenizer = tokenizer
            return self._tokenizer


def _parted(word: str) -> Iterator[str]:
    """A word guessed by jieba's model, with the words of grammar it swallowed (冷是, 琅琅的) parted from it."""
    start = 0
    while start < len(word) - 1 and word[start] in _GRAMMAR:
        yield word[start]
        start += 1
    end = len(word)
    while end - 1 > start and word[end - 1] in _GRAMMAR:
        end -= 1
    yield word[start:end]
    yield from word[end:]


def _guess(loose: str) -> Iterator[str]:
    """The words jieba's hidden Markov model sees in characters no dictionary puts together."""
    from jieba import finalseg  # noqa: PLC0415 - it is there once a tokenizer is

    words: Iterator[str] = finalseg.cut(loose)
    return words


def _no_graph(tokenizer: Any, run: str) -> dict[int, list[int]]:  # noqa: ARG001, ANN401 - jieba's method, without types
    """In place of jieba's graph of the words of a run: :func:`_best_route` looks them up itself."""
    return {}


def _best_route(tokenizer: Any, run: str, _: object, route: dict[int, tuple[float, int]]) -> None:  # noqa: ANN401
    """In place of jieba's own search, with the same result: each piece of the run is cut out and looked up once.

    Half of jieba's time goes into doing so again in its search for what it found for its graph.

    Args:
        tokenizer: jieba's, with its dictionary.
        run: A run of Han characters.
        route: Filled with the logarithm of the best path from each place on, and the place its first word ends at.
    """
    frequency_of = tokenizer.FREQ.get
    log_total = math.log(tokenizer.total)
    route[len(run)] = (0.0, 0)
    for start in range(len(run) - 1, -1, -1):
        best, last = -math.inf, start
        # the dictionary has the beginnings of its words too, with the frequency 0
        for end in range(start + 1, len(run) + 1):
            frequency = frequency_of(run[start:end])
            if frequency is None:
                break
            if frequency and (chance := math.log(frequency) - log_total + route[end][0]) >= best:
                best, last = chance, end - 1
        # where no word begins, the character is one
        route[start] = (best if best > -math.inf else route[start + 1][0] - log_total, last)


_import_lock = threading.Lock()


def new_tokenizer(cache_folder: Path | None) -> Any:  # noqa: ANN401 - jieba ships no types
    """A tokenizer of jieba's with its dictionary, parsed anew unless ``cache_folder`` has it."""
    with _import_lock, warnings.catch_warnings(), _without_pkg_resources():
        # jieba's sources hold invalid escapes.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - only who cuts text should pay for it
    logger = logging.getLogger("jieba")
    logger.handlers.clear()
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    tokenizer = type("Tokenizer", (jieba.Tokenizer,), {"get_DAG": _no_graph, "calc": _best_route})()
    if cache_folder is None:
        # Its own initialize() would read and write a file in the shared temporary directory.
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        return tokenizer
    cache = cache_folder / f"jieba-{jieba.__version__}.cache"
    try:
        # Its own initialize() reads the file item by item, which takes three times as long.
        tokenizer.FREQ, tokenizer.total = marshal.loads(cache.read_bytes())  # noqa: S302 - a folder of our own
        tokenizer.initialized = True
    except (OSError, EOFError, TypeError, ValueError):  # none yet, damaged, or of another Python: written anew
        cache_folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(cache_folder)
        tokenizer.cache_file = cache.name
        tokenizer.initialize()
    return tokenizer


@contextlib.contextmanager
def _without_pkg_resources() -> Iterator[None]:
    """Keep jieba from importing the deprecated pkg_resources: a quarter of a second for opening one file."""
    if "pkg_resources" in sys.modules:
        yield
        return
    sys.modules["pkg_resources"] = None  # type: ignore[assignment] # the documented way to forbid an import
    try:
        yield
    finally:
        del sys.modules["pkg_resources"]
