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
    """The slot of every feature of every row crossed with every feature of the question.

    Args:
        features: Rows by features.
        question: The question's features.

    Returns:
        Rows by crosses.
    """
    mixed = features[:, :, None] * _ODD_1 + question[None, None, :] * _ODD_3
    mixed ^= mixed >> np.uint32(15)
    mixed *= _ODD_4
    mixed ^= mixed >> np.uint32(13)
    mixed &= np.uint32(SLOTS - 1)
    return mixed.reshape(len(features), features.shape[1] * len(question))
