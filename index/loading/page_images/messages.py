"""What the program and the process that draws pages agree on; messages are framed as those about PDF files."""

from __future__ import annotations

from pydantic import BaseModel

from index.loading.seen import Kind
from index.model import Box

MEMORY = 1024 << 20
"""Bytes of memory a page may take beside twice its file."""

SECONDS = 60
"""Seconds of processor time a page may take; a full one takes less than one."""

LONGEST = 2000
"""Pixels of the longer side; enough to read the small print."""


class Draw(BaseModel):
    """What to draw.

    Attributes:
        kind: What the file is.
        page: The page, from 1.
        boxes: What is marked on it.
        longest: Pixels of the longer side at the most.
    """

    kind: Kind
    page: int
    boxes: tuple[Box, ...] = ()
    longest: int = LONGEST


class Drawn(BaseModel):
    """What became of it; the picture follows.

    Attributes:
        reason: As of :class:`index.errors.BrokenFile` where there is none, or ``missing``: a package is not installed.
        detail: In the words of whoever refused it.
    """

    reason: str = ""
    detail: str = ""
