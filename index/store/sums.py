"""What the files of a snapshot must be."""

from __future__ import annotations

import threading
import zlib
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict

_CHUNK = 1 << 20


class FileSum(BaseModel):
    """What a file of a snapshot must be.

    Attributes:
        size: Bytes.
        crc32: Checksum of the bytes; it is damage that is looked for, not forgery.
    """

    model_config = ConfigDict(frozen=True)

    size: int
    crc32: int


def summed(file: BinaryIO, ended: threading.Event | None = None) -> FileSum:
    """What an open file is, from where it stands; or only its beginning, once ``ended`` is set.

    Raises:
        OSError: it cannot be read.
    """
    size = crc32 = 0
    while (ended is None or not ended.is_set()) and (chunk := file.read(_CHUNK)):
        size += len(chunk)
        crc32 = zlib.crc32(chunk, crc32)
    return FileSum(size=size, crc32=crc32)


def sum_of(path: Path) -> FileSum:
    """What a file is.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return summed(file)
