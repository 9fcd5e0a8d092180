"""The base's vocabulary pruned to what folded Chinese text needs, as a sentencepiece model.

An answer has to begin and end on the borders of pieces. So no piece mixes Han characters, digits, letters and marks,
no Han piece is anything but a character or a word of the dictionary (``元的`` and ``是中国`` are not), and marks stand
alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sentencepiece import sentencepiece_model_pb2 as model

from index.training.base import Base

SPACE = "▁"
CONTROLS = ("<pad>", "<s>", "</s>", "<unk>")
"""The first pieces of the vocabulary; the text of a document never makes the first three."""

_HAN = re.compile(r"[〇々㐀-䶿一-鿿]+")
_DIGITS = re.compile(r"[0-9]{1,4}")
_LATIN = re.compile(rf"{SPACE}?[a-z]+")
_LONGEST_LATIN = 12
_MOST_LATIN = 6000
_CONTROL, _UNKNOWN = 3, 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which pieces are kept.

    Attributes:
        pieces: The pieces; :data:`CONTROLS` first.
        scores: Log probability of each.
        kept: The number of each in the base's vocabulary.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    kept: tuple[int, ...]

    def model(self) -> bytes:
        """The vocabulary as a sentencepiece model that leaves texts as they are."""
        proto = model.ModelProto()
        for number, (piece, score) in enumerate(zip(self.pieces, self.scores, strict=True)):
            added = proto.pieces.add(piece=piece, score=score)
            if number < len(CONTROLS):
                added.type = _UNKNOWN if piece == "<unk>" else _CONTROL
        trainer, normalizer = proto.trainer_spec, proto.normalizer_spec
        trainer.model_type = trainer.UNIGRAM
        trainer.vocab_size = len(self.pieces)
        trainer.pad_id, trainer.bos_id, trainer.eos_id, trainer.unk_id = range(4)
        normalizer.name = "identity"
        normalizer.add_dummy_prefix = False
        normalizer.remove_extra_whitespaces = False
        normalizer.escape_whitespaces = True
        data: bytes = proto.SerializeToString()
        return data


def prune(base: Base, fold: Callable[[str], str], is_word: Callable[[str], bool]) -> Vocabulary:
    """The pieces of ``base`` that folded Chinese text needs.

    Args:
        base: The pretrained encoder.
        fold: How texts are folded before they are read: a piece it changes is never met.
        is_word: Whether the dictionary has a word.
    """
    numbers = {piece: number for number, piece in reversed(list(enumerate(base.pieces)))}
    chosen = [numbers[piece] for piece in CONTROLS]
    latin: list[int] = []
    for piece, number in numbers.items():
        text = piece.replace(SPACE, " ")
        if piece in CONTROLS or fold(text) != text:
            continue
        if len(piece) == 1 or _DIGITS.fullmatch(piece) or (_HAN.fullmatch(piece) and is_word(piece)):
            chosen.append(number)
        elif _LATIN.fullmatch(piece) and len(piece) <= _LONGEST_LATIN:
            latin.append(number)
    chosen += sorted(latin, key=lambda number: (-base.scores[number], number))[:_MOST_LATIN]
    return _vocabulary(base, sorted(chosen[len(CONTROLS) :]), chosen[: len(CONTROLS)])


def _vocabulary(base: Base, chosen: Sequence[int], controls: Sequence[int]) -> Vocabulary:
    kept = (*controls, *chosen)
    return Vocabulary(
        tuple(base.pieces[number] for number in kept), tuple(float(base.scores[number]) for number in kept), kept
    )
