"""Features that are words: hashed, crossed with the question's, and looked up in one table of weights; pure.

The hashing trick (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009). Only words are
hashed one by one; a cross of two features is arithmetic on whole arrays.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]

BITS = 22
SLOTS = 1 << BITS
"""Weights in the table."""

_ODD_1 = np.uint32(0x9E3779B1)
_ODD_2 = np.uint32(0x85EBCA77)
_ODD_3 = np.uint32(0xC2B2AE3D)
_ODD_4 = np.uint32(0x2C1B3C6D)
_ODD_5 = np.uint32(0x165667B1)


@lru_cache(maxsize=65536)
def code(feature: str) -> int:
    """A feature as 32 bits."""
    return crc32(feature.encode("utf-8", "surrogatepass"))


def both(one: Codes, other: Codes) -> Codes:
    """Two features side by side as one."""
    return (one * _ODD_1) ^ (other * _ODD_2 + _ODD_5)


def slots(features: Codes, question: Codes) -> NDArray[np.uint32]:
    """The slot of every feature crossed with every feature of the question.

    Args:
        features: An array of any shape.
        question: The question's features.

    Returns:
        For every feature of the question (row) the slots of its crosses, in the shape of ``features``.
    """
    mixed: NDArray[np.uint32] = np.add.outer(question * _ODD_3, features * _ODD_1)
    mixed ^= mixed >> np.uint32(15)
    mixed *= _ODD_4
    mixed ^= mixed >> np.uint32(13)
    mixed &= np.uint32(SLOTS - 1)
    return mixed


def steps(table: NDArray[np.int8], features: Codes, question: Codes) -> NDArray[np.int32]:
    """What every feature is worth: the sum of the weights of its crosses, in steps of the table."""
    worth: NDArray[np.int32] = table.take(slots(features, question)).sum(axis=0, dtype=np.int32)
    return worth
