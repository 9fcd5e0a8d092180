"""What the program and the process files are read in agree on; messages are framed as those about PDF files."""

from __future__ import annotations

from pydantic import BaseModel

from index.loading.content import Content

MEMORY = 6 << 30
"""Bytes of memory a file may take beside twice its own size; a full sheet of Excel takes some three GiB."""

SECONDS = 45.0
"""Seconds of processor time a file may take."""

PER_BYTE = 45.0 / (16 << 20)
"""As many more for each byte."""


class File(BaseModel):
    """What is told beside the file.

    Attributes:
        suffix: Names its format.
    """

    suffix: str


class Loaded(BaseModel):
    """What became of a file: its content, or the error that says why there is none.

    Attributes:
        content: What stands in it.
        error: Name of the error, of those in :mod:`index.errors`.
        facts: Its facts.
    """

    content: Content | None = None
    error: str = ""
    facts: dict[str, str] = {}
