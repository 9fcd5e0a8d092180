"""What the program and the processes files are read in agree on.

A message is a length and that many bytes, either way; where there is no answer, the exit code says why. Before its
answer a process sends signs: that it is at work, and how far it is.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from enum import Enum
from typing import IO

from pydantic import BaseModel

from index.loading.content import Content
from index.loading.seen import SeenPage

MEMORY = 512 << 20
"""Bytes of memory a file may take beside twice its own size; books of thousands of pages take some hundred MiB."""

SECONDS = 600
"""Seconds of processor time a file may take; a thousand full pages take about thirty."""

SIGN_EVERY = 1.0
"""Seconds between two signs of a process at work."""

TOO_LARGE = 81
"""Exit code: the file took too much memory."""

TOO_LONG = 82
"""Exit code: the file took too long."""

Told = Callable[[int, int], None]
"""Hears how many of how many pages are done."""

_LENGTH = struct.Struct(">Q")
_DONE = struct.Struct(">QQ")


class Said(Enum):
    """What a message of a process is; its first byte."""

    ANSWER = b"="
    AT_WORK = b"."
    DONE = b"+"


class Ask(BaseModel):
    """What is told beside the file.

    Attributes:
        seen: What was recognised on pages that are pictures of text, by number.
    """

    seen: dict[int, SeenPage] = {}


class Reply(BaseModel):
    """What became of a file: its content, or why there is none.

    Attributes:
        content: What stands in it.
        unread: Pages whose text could not be read, though there is some.
        reason: As of :class:`index.errors.BrokenFile`, where it could not be read, or ``too_large``.
        detail: In the words of whoever refused it.
    """

    content: Content | None = None
    unread: tuple[int, ...] = ()
    reason: str = ""
    detail: str = ""


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message.

    Raises:
        OSError: nobody reads any more.
    """
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def packed(head: BaseModel, data: bytes) -> bytes:
    """A message of two parts."""
    told = head.model_dump_json().encode()
    return _LENGTH.pack(len(told)) + told + data


def unpacked(message: bytes) -> tuple[bytes, bytes]:
    """The two parts of a message."""
    (length,) = _LENGTH.unpack_from(message)
    start = _LENGTH.size + length
    return message[_LENGTH.size : start], message[start:]


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message; ``None`` where the other side has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def done(pages: int, of: int) -> bytes:
    """How far a process is, as the rest of a message of :attr:`Said.DONE`."""
    return _DONE.pack(pages, of)


def tell(told: Told, message: bytes) -> None:
    """Let ``told`` hear what such a message says."""
    told(*_DONE.unpack(message))
