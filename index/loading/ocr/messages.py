"""What the program and the process that looks at pictures agree on; messages are framed as those about PDF files."""

from __future__ import annotations

from pydantic import BaseModel

from index.loading.seen import Kind, SeenPage

MEMORY = 2048 << 20
"""Bytes of memory a page may take beside twice its file; the models take some 600 MiB, a large page twice that."""

SECONDS = 240
"""Seconds of processor time a page may take; a full one takes about ten."""


class Look(BaseModel):
    """What to look at.

    Attributes:
        kind: What the file is.
        page: The page, from 1; 0 to tell only how many there are.
    """

    kind: Kind
    page: int


class Seen(BaseModel):
    """What was seen.

    Attributes:
        pages: How many pages the file has.
        page: What stands on the one asked for.
        reason: As of :class:`index.errors.BrokenFile`, where it could not be opened.
        detail: In the words of whoever refused it.
    """

    pages: int = 0
    page: SeenPage | None = None
    reason: str = ""
    detail: str = ""
