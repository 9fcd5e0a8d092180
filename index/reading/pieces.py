"""Folded text as the pieces the encoder reads, with their places: the only import of sentencepiece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PAD, BEGIN, END, UNKNOWN = range(4)
"""Numbers of the pieces that no text makes, and of what no piece is known for."""

_SPACE = "▁"
# a line end is a space to the vocabulary; NUL would end the text early, and the sign for a space would not come back
_PLAIN = str.maketrans({"\n": " ", "\0": " ", _SPACE: "_"})

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into pieces.

    Attributes:
        numbers: The number of each in the vocabulary.
        starts: Where each begins in the text, in characters.
        ends: Where each ends.
    """

    numbers: Numbers
    starts: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def part(self, first: int, last: int) -> Pieces:
        """The pieces from ``first`` to before ``last``."""
        return Pieces(self.numbers[first:last], self.starts[first:last], self.ends[first:last])


class Tokenizer:
    """Cuts texts into pieces; safe to share between threads.

    Args:
        model: A sentencepiece model that leaves texts as they are.
    """

    def __init__(self, model: bytes) -> None:
        import sentencepiece  # noqa: PLC0415 - a tenth of a second, spent in the background

        self._processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        count = self._processor.get_piece_size()
        self._numbers = {self._processor.id_to_piece(number): number for number in range(END + 1, count)}

    def __len__(self) -> int:
        return self._processor.get_piece_size()

    def cut(self, folded: str) -> Pieces:
        """The pieces of a folded text, in order; together they cover it."""
        # the pieces add up to the text, so their lengths are their places: true of every version of the library
        pieces: list[str] = self._processor.encode(folded.translate(_PLAIN), out_type=str)
        ends = np.cumsum([len(piece) for piece in pieces], dtype=np.int32)
        numbers = np.fromiter((self._numbers.get(piece, UNKNOWN) for piece in pieces), np.int32, len(pieces))
        starts = np.concatenate((np.zeros(1, dtype=np.int32), ends[:-1])) if len(pieces) else ends
        return Pieces(numbers, starts, ends)
