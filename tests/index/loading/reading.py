"""Loading for tests: bytes in, paragraphs out."""

from __future__ import annotations

from pathlib import Path

from index.loading import Processes, load
from index.loading.means import Means
from index.model import Document, Paragraph
from index.paragraphs import split

PROCESSES = Processes()
"""The same for the files of all tests: starting one takes longer than reading a page."""

MEANS = Means(PROCESSES)
"""What loaders are given."""


def document(folder: Path, name: str, data: bytes | str) -> Document:
    """The document in a real file of that name and content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return load(path, id="d", relative=name, processes=PROCESSES)


def paragraphs(folder: Path, name: str, data: bytes | str) -> list[Paragraph]:
    """Its paragraphs, each checked to stand where it says."""
    loaded = document(folder, name, data)
    found = split(loaded)
    assert all(loaded.text[p.span.start : p.span.end] == p.text for p in found)
    return found


def texts(folder: Path, name: str, data: bytes | str) -> list[str]:
    """The texts of its paragraphs."""
    return [paragraph.text for paragraph in paragraphs(folder, name, data)]
