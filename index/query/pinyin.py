"""A question typed in pinyin: 「tingche shoufei duoshao」 for 停车收费多少.

The characters are those whose pairs the documents hold most often; pure but for the documents it asks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.model import TermKind
from index.query.sounds import characters, spelt, syllable
from index.query.vocabulary import Vocabulary

# What asks stands in no document.
_ASKING = """
多少 多少钱 多久 多大 多长 什么 什么时候 什么时间 怎么 怎么办 怎么走 怎样 如何 为什么 哪里 哪儿 哪天 哪个 哪些 几点 几号
几天 是谁 谁 是什么 在哪 在哪里 可以 能不能 可以吗 有没有 是多少 要多少 吗
"""
_RUN = re.compile(r"[a-zü]+(?: [a-zü]+)*")
_SHORTEST, _LONGEST = 2, 12
_BORDER = -1.0  # between two words typed apart, a pair need not be known


def from_pinyin(text: str, vocabulary: Vocabulary) -> str:
    """The folded text with what is typed in pinyin written in characters.

    Letters stay where the documents hold them as they are, where they are no syllables, and where the documents hold
    nothing that sounds so.
    """
    return _RUN.sub(lambda match: _written(match[0], vocabulary), text)


def _written(run: str, vocabulary: Vocabulary) -> str:
    words = run.split(" ")
    known = [bool(vocabulary.frequency(word, TermKind.WORD)) for word in words]
    ways = [() if is_known else next(iter(spelt(word)), ()) for word, is_known in zip(words, known, strict=True)]
    written: list[str] = []
    stretch: list[tuple[str, ...]] = []
    for word, way in [*zip(words, ways, strict=True), ("", ())]:
        if way:
            stretch.append(way)
            continue
        if stretch:
            typed = " ".join(words[len(written) : len(written) + len(stretch)])
            found = _best(stretch, vocabulary)
            written += [found or typed, *[""] * (len(stretch) - 1)]
            stretch = []
        written.append(word)
    return " ".join(filter(None, written))


def _best(ways: Sequence[tuple[str, ...]], vocabulary: Vocabulary) -> str:
    """The likeliest characters for words of syllables; empty where none fit, or where they only ask."""
    parts: list[str] = []
    waiting: list[tuple[str, ...]] = []
    for way in ways:
        asking = _asking().get(way)
        if asking is None:
            waiting.append(way)
            continue
        parts += [_path(waiting, vocabulary)] if waiting else []
        waiting = []
        parts.append(asking)
    if waiting:
        parts.append(_path(waiting, vocabulary))
    told = [part for part in parts if part not in _asking().values()]
    return "".join(parts) if told and all(parts) else ""


def _path(ways: Sequence[tuple[str, ...]], vocabulary: Vocabulary) -> str:
    """The path through the characters of the syllables whose pairs are the most frequent (Viterbi)."""
    names = [name for way in ways for name in way]
    borders = {sum(len(way) for way in ways[:count]) for count in range(1, len(ways))}
    if not _SHORTEST <= len(names) <= _LONGEST:
        return ""
    paths: dict[str, tuple[float, str]] = {character: (0.0, character) for character in characters(names[0])}
    for place in range(1, len(names)):
        longer: dict[str, tuple[float, str]] = {}
        for character in characters(names[place]):
            best = max(_continued(paths, character, vocabulary, border=place in borders), default=None)
            if best is not None:
                longer[character] = best
        paths = longer
    return max(paths.values(), default=(0.0, ""))[1]


def _continued(
    paths: dict[str, tuple[float, str]], character: str, vocabulary: Vocabulary, *, border: bool
) -> Iterator[tuple[float, str]]:
    for last, (score, path) in paths.items():
        often = vocabulary.frequency(last + character, TermKind.BIGRAM)
        if often:
            yield score + math.log1p(often), path + character
        elif border:
            yield score + _BORDER, path + character


@cache
def _asking() -> dict[tuple[str, ...], str]:
    return {tuple(map(syllable, word)): word for word in _ASKING.split()}
