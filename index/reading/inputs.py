"""Question, context and part of a paragraph as one row of pieces, the way the encoder reads them; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reading.pieces import BEGIN, END, Numbers, Pieces

LONGEST_QUESTION = 64
LONGEST_CONTEXT = 80
WINDOW = 320
"""Pieces of a paragraph that are read at once: about 420 characters."""

OVERLAP = 64
"""Pieces of a long paragraph that a window shares with the one before it."""

Segments = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Row:
    """One input of the encoder.

    Attributes:
        numbers: The pieces: beginning, question, end, context, end, paragraph, end.
        segments: 0 for the question, 1 for the context, 2 for the paragraph.
        first: The place of the paragraph's first piece.
    """

    numbers: Numbers
    segments: Segments
    first: int

    def __len__(self) -> int:
        return len(self.numbers)


def row(question: Numbers, context: Numbers, paragraph: Numbers) -> Row:
    """Put the three together; of a question or context that is too long, the beginning."""
    question, context = question[:LONGEST_QUESTION], context[:LONGEST_CONTEXT]
    numbers = np.concatenate(([BEGIN], question, [END], context, [END], paragraph, [END])).astype(np.int32)
    first = len(question) + len(context) + 3
    segments = np.full(len(numbers), 2, dtype=np.int8)
    segments[: len(question) + 2] = 0
    segments[len(question) + 2 : first] = 1
    return Row(numbers, segments, first)


def windows(pieces: Pieces) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) pieces of the windows of a paragraph; one for a paragraph of ordinary length."""
    count = len(pieces)
    start = 0
    while True:
        end = min(start + WINDOW, count)
        yield start, end
        if end == count:
            return
        start = end - OVERLAP
