"""Folded text to tokens: runs of Han cut by the segmenter, Latin words and numbers by a rule of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.model import Span


class TokenKind(StrEnum):
    """What a token is written in."""

    HAN = "han"
    LATIN = "latin"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a folded text; punctuation makes no tokens.

    Attributes:
        text: As it stands in the folded text.
        span: Where it stands there.
        kind: What it is written in.
    """

    text: str
    span: Span
    kind: TokenKind


# Numbers: 6,202 · 4.0 · 2023, but 2023.07.18 and 1.2.3 fall into their parts. Letters and digits are parted, so that
# 39 in 39-nq/tw and km in 2.4km are found by themselves; what stood together meets again as a pair of neighbours.
_HAN = r"〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUNS = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+(?![.0-9]))?|(?<![0-9.])[0-9]+\.[0-9]+(?!\.?[0-9])|[0-9]+)"
    r"|(?P<latin>[a-z]+(?:'[a-z]+)*)"
    rf"|(?P<han>[{_HAN}]+)"
    rf"|(?P<other>(?:(?![0-9a-z_{_HAN}])\w)+)"
)
Run = tuple[str, int, TokenKind]
"""Text, start and kind of a run."""

_KINDS: dict[str | None, TokenKind] = {kind.value: kind for kind in TokenKind}
_ALL_HAN = re.compile(f"[{_HAN}]+")


def is_han(text: str) -> bool:
    """Whether ``text`` is one or more Han characters and nothing else."""
    return _ALL_HAN.fullmatch(text) is not None


def tokens(folded_text: str, cut: Callable[[str], Iterator[str]]) -> list[Token]:
    """The tokens of a folded text in order; ``cut`` parts a run of Han characters into words that add up to it."""
    return [Token(text, Span(start, start + len(text)), kind) for text, start, kind in bare_tokens(folded_text, cut)]


def bare_tokens(folded_text: str, cut: Callable[[str], Iterator[str]]) -> Iterator[tuple[str, int, TokenKind]]:
    """The same as text, start and kind: making the objects takes half as long as cutting."""
    for run, at, kind in runs(folded_text):
        if kind is not TokenKind.HAN:
            yield run, at, kind
            continue
        start = at
        for word in cut(run):
            yield word, start, kind
            start += len(word)


def runs(folded_text: str) -> Iterator[Run]:
    """Latin words, numbers and uncut runs of Han characters: text, start and kind of each, in order."""
    for match in _RUNS.finditer(folded_text):
        yield match[0], match.start(), _KINDS[match.lastgroup]
