"""Everyday words that mean the same: people ask in other words than documents use.

They stand in ``synonyms.txt``, a group a line, written for this project: only words that can stand for each other in
most texts; a word of two meanings stands in the group of the commoner one or in none. The operator's own groups
(:class:`index.text.Lexicon`) make writings equal; these only bring them nearer.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Every word with the others of its groups; read when first asked for."""
    others: dict[str, list[str]] = {}
    for line in files("index.text").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        words = list(dict.fromkeys(line.split()))
        for word in words:
            known = others.setdefault(word, [])
            known.extend(other for other in words if other != word and other not in known)
    return {word: tuple(known) for word, known in others.items()}


def others(word: str) -> tuple[str, ...]:
    """Everyday words that mean the same as ``word``; empty for most."""
    return _groups().get(word, ())


def says(text: str, word: str) -> bool:
    """Whether a folded text holds a word, or another everyday word for it."""
    return word in text or any(other in text for other in others(word))
