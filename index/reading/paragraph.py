"""A paragraph made ready for the encoder: folded, cut into pieces, and of a very long one the likely parts; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.model import Paragraph, QueryTerm
from index.reading.inputs import windows
from index.reading.pieces import Numbers, Pieces, Tokenizer
from index.text import Folded, fold

MOST_WINDOWS = 3
"""Windows of one paragraph that are read: a page."""

FARTHEST = 400_000
"""Characters of a paragraph that are looked at; nobody writes one so long."""


@dataclass(frozen=True, slots=True)
class Readable:
    """A paragraph as the encoder reads it.

    Attributes:
        folded: Its text, folded, with the way back.
        pieces: The pieces of the folded text.
        context: The pieces of what stands above it.
        windows: First and last (exclusive) pieces of what is read, in order.
    """

    folded: Folded
    pieces: Pieces
    context: Numbers
    windows: tuple[tuple[int, int], ...]


def readable(paragraph: Paragraph, context: str, terms: Sequence[QueryTerm], tokenizer: Tokenizer) -> Readable:
    """Make a paragraph ready.

    Args:
        paragraph: The paragraph.
        context: What stands above it (:func:`index.reading.context.context_of`).
        terms: What was searched: of a very long paragraph the windows that hold most of it are read.
        tokenizer: Cuts texts into pieces.
    """
    folded = fold(paragraph.text[:FARTHEST])
    pieces = tokenizer.cut(folded.text)
    found = list(windows(pieces))
    if len(found) > MOST_WINDOWS:
        weights = {term.text: term.idf for term in terms if term.idf > 0}
        worth = [-_held(folded.text[pieces.starts[start] : pieces.ends[end - 1]], weights) for start, end in found]
        best = sorted(range(len(found)), key=lambda number: (worth[number], number))[:MOST_WINDOWS]
        found = [found[number] for number in sorted(best)]
    return Readable(folded, pieces, tokenizer.cut(fold(context).text).numbers, tuple(found))


def _held(text: str, weights: Mapping[str, float]) -> float:
    """How much of what was searched a text holds."""
    return sum(weight for term, weight in weights.items() if term in text)
