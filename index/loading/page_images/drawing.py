"""Pixels with marks on them, and pixels as a PNG file. Pure."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from index.model import Box
from index.model.placement import PAGE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MARKER = np.array([255, 232, 92], dtype=np.uint16)  # yellow, as of a felt pen: what is dark stays dark
_MARGIN = 0.12  # of the lower side of a box, by which its mark is larger


def marked(pixels: NDArray[np.uint8], boxes: Iterable[Box]) -> NDArray[np.uint8]:
    """The picture with the boxes marked."""
    result = pixels.copy()
    height, width = result.shape[:2]
    done = np.zeros((height, width), dtype=bool)
    for box in boxes:
        left, right = (at * width / PAGE for at in (box.left, box.right))
        top, bottom = (at * height / PAGE for at in (box.top, box.bottom))
        margin = min(right - left, bottom - top) * _MARGIN
        rows = slice(max(int(top - margin), 0), int(bottom + margin) + 1)
        columns = slice(max(int(left - margin), 0), int(right + margin) + 1)
        done[rows, columns] = True
    result[done] = (result[done].astype(np.uint16) * _MARKER // 255).astype(np.uint8)
    return result


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Red, green and blue pixels as a PNG file."""
    height, width = pixels.shape[:2]
    # each row begins with the way it is coded: as it is
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
