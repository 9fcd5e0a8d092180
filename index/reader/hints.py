"""What a sentence says that questions of this make are answered by: 因 where a reason is asked for, 任 for an office.

Coverage cannot see it, for it is just what the question does not say; nor which of the question's own words matter most
(the verb more than the name that stands in every sentence). Every character and pair of characters of a sentence is
crossed with what the question asks for, apart for those the question has and those it lacks, and each cross has a
learned weight; pure.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader.hashing import Codes, both, code, steps
from index.reader.passage import Passage
from index.reader.question import Question
from index.reader.words import Numbers, codes, contained

Floats = NDArray[np.float64]

_WORDS = 8
_SINGLE = np.uint32(0x9E3779B1)
_SHARED = np.uint32(0x51ED270B)
_ZERO, _NINE = ord("0"), ord("9")


@dataclass(frozen=True, slots=True)
class Said:
    """What sentences say, told apart by whether the question says it too.

    Attributes:
        features: Hashed characters and pairs, each once a sentence, sentence after sentence.
        begins: Where each sentence's begin; one more than sentences.
    """

    features: Codes
    begins: Numbers


@dataclass(frozen=True, slots=True)
class HintWeights:
    """What the crosses are worth.

    Attributes:
        table: A weight for every slot, in units of ``unit``.
        unit: What one step of the table is worth.
    """

    table: NDArray[np.int8]
    unit: float

    def worth(self, question: Question, passage: Passage) -> Floats:
        """What every sentence's hints add to its score: their sum, less than in proportion to the sentence's length."""
        found = said(question, passage)
        each = steps(self.table, found.features, asked(question))
        so_far = np.concatenate(([0], np.cumsum(each)))
        sums = so_far[found.begins[1:]] - so_far[found.begins[:-1]]
        worth: Floats = sums * self.unit / np.sqrt(np.diff(found.begins) + 1.0)
        return worth


def asked(question: Question) -> Codes:
    """The question's features: what it asks for, the words beside the interrogative, the words that carry content."""
    kind = int(question.kind)
    left = (*question.left, "^")[0]
    right = (*question.right, "$")[0]
    features = (
        "bias",
        f"kind{kind}",
        f"head{question.head}",
        f"headend{question.head[-1:]}",
        f"tail{question.tail[-2:]}",
        f"right{right}",
        f"left{left}",
        f"kindright{kind}{right}",
        f"noun{question.noun}",
        f"lists{kind}{question.lists}",
        f"unit{kind}{question.measure}",
        *(f"content{word}" for word in question.content[-_WORDS:]),
    )
    return np.array([code(feature) for feature in features], dtype=np.uint32)


def said(question: Question, passage: Passage) -> Said:
    """The characters and pairs of every sentence; digits are all the same, the question's own are others."""
    count = len(passage.sentences)
    mine = _plain(codes(question.masked))
    text = _plain(passage.codes)
    of_single, of_pair = passage.sentence_of, passage.sentence_of[:-1]
    # a pair across the end of a sentence belongs to none
    in_single, in_pair = of_single >= 0, (of_pair >= 0) & (of_pair == passage.sentence_of[1:])
    single, pair = _told(_singles(text), _singles(mine)), _told(_pairs(text), _pairs(mine))
    numbers = np.concatenate((of_single[in_single], of_pair[in_pair]))
    ordered = np.sort((numbers << 32) | np.concatenate((single[in_single], pair[in_pair])))
    each_once = ordered[np.diff(ordered, prepend=-1) != 0]
    return Said(
        (each_once & 0xFFFFFFFF).astype(np.uint32),
        np.searchsorted(each_once, np.arange(count + 1, dtype=np.int64) << 32).astype(np.int64),
    )


def _told(grams: Codes, mine: Codes) -> Codes:
    """The grams, those of the question marked as such."""
    shared = contained(grams.astype(np.int64), mine.astype(np.int64))
    return np.where(shared, grams ^ _SHARED, grams).astype(np.uint32)


def _plain(text: Numbers) -> Codes:
    return np.where((text >= _ZERO) & (text <= _NINE), _ZERO, text).astype(np.uint32)


def _singles(text: Codes) -> Codes:
    return text * _SINGLE


def _pairs(text: Codes) -> Codes:
    return both(text[:-1], text[1:])
