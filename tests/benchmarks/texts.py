"""Chinese texts of any size, made of the segmenter's dictionary: words as frequent as it says, in random order.

More pairs of characters occur than in written language, so the index is rather too large than too small.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path

import numpy as np

PARAGRAPHS = 10
"""Paragraphs of a document."""

_WORDS = 60  # of a paragraph, on average
_CLAUSE = 9


def paragraphs(count: int, seed: int = 1) -> Iterator[str]:
    """``count`` paragraphs of 30 to 90 words, some 110 characters; the same on every run."""
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split()[0] for line in lines]
    chances = np.cumsum([int(line.split()[1]) for line in lines])
    random = np.random.default_rng(seed)
    for _ in range(count):
        length = int(random.integers(_WORDS // 2, _WORDS * 3 // 2))
        chosen = np.searchsorted(chances, random.integers(0, chances[-1], length), side="right")
        clauses = ["".join(words[at] for at in chosen[first : first + _CLAUSE]) for first in range(0, length, _CLAUSE)]
        yield f"{'，'.join(clauses)}，共{random.integers(1, 5000)}件。"


def write_documents(folder: Path, count: int) -> int:
    """``count`` paragraphs as text files of ten each, a thousand files a folder; how many characters there are."""
    characters = 0
    texts = paragraphs(count)
    for number in range(-(-count // PARAGRAPHS)):
        place = folder / f"{number // 1000:04}" / f"{number % 1000:03}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        lines = list(islice(texts, PARAGRAPHS))
        characters += sum(map(len, lines))
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return characters
