"""The header of a table above its rows: a row says little without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model import Paragraph


def headers(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """For each paragraph, shown in this order, the words to put above it; none, where they stand above already."""
    above = ""
    for paragraph in paragraphs:
        yield "" if _words(paragraph.context) == above else paragraph.context
        above = _words(paragraph.context or paragraph.text)


def _words(text: str) -> str:
    """The words of a text without what parts them: a header looks otherwise in a file than above its rows."""
    return "".join(c for c in text if c.isalnum())
