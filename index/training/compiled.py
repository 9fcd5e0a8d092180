"""What the loops that Numba compiles share: they visit a billion crosses a round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from index.reader import hashing
from index.reader.hashing import SLOTS, Codes

Function = TypeVar("Function", bound=Callable[..., Any])
Compiled: TypeAlias = Any
"""Numba infers the types of what it compiles."""


def compiled(function: Function) -> Function:
    """The function, compiled when it is first called."""
    return cast("Function", numba.njit(function))


@compiled
def slot(feature: Compiled, question: Compiled) -> Compiled:
    """The slot of a feature crossed with one of the question's; see :func:`index.reader.hashing.slots`."""
    mixed = np.uint32(np.uint32(feature * np.uint32(0x9E3779B1)) + np.uint32(question * np.uint32(0xC2B2AE3D)))
    mixed = np.uint32(mixed ^ (mixed >> np.uint32(15)))
    mixed = np.uint32(mixed * np.uint32(0x2C1B3C6D))
    mixed = np.uint32(mixed ^ (mixed >> np.uint32(13)))
    return mixed & np.uint32(SLOTS - 1)


@compiled
def _slots(features: Compiled, question: Compiled) -> Compiled:
    out = np.empty((question.shape[0], *features.shape), dtype=np.uint32)
    for number in range(question.shape[0]):
        for row in range(features.shape[0]):
            for column in range(features.shape[1]):
                out[number, row, column] = slot(features[row, column], question[number])
    return out


def check_slots(rows: Codes, question: Codes) -> None:
    """The compiled arithmetic must be the reader's.

    Args:
        rows: Some features, rows by features.
        question: A question's features.

    Raises:
        AssertionError: it is not.
    """
    expected: NDArray[np.uint32] = hashing.slots(rows, question)
    if not np.array_equal(_slots(rows, question), expected):
        msg = "the compiled slots are not those of index.reader.hashing"
        raise AssertionError(msg)
