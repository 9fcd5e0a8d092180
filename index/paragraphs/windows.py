"""A very long paragraph is searched in windows but cited whole; pure.

Shorter windows were tried and cost 0.2 to 0.8 points of success@1: terms of one question spread over two windows.
"""

from __future__ import annotations

from index.model import Span
from index.text import sentences

LONGEST = 2000
"""Characters a paragraph may have before it is searched in windows, and about the most a window has."""


def windows(text: str) -> list[Span]:
    """The windows of a paragraph: cut at the ends of sentences, none empty, together the whole text.

    One window for a paragraph of at most :data:`LONGEST` characters.
    """
    if len(text) <= LONGEST:
        return [Span(0, len(text))]
    spans: list[Span] = []
    start = 0
    end = 0
    for sentence in sentences.split(text):
        if sentence.end - start > LONGEST and end > start:
            spans.append(Span(start, end))
            start = end
        end = sentence.end
    spans.append(Span(start, len(text)))
    return spans
