"""Where a paragraph stands on its pages, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.model.spans import Span

PAGE = 10_000
"""The width and the height of a page, in the units of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """The box around a run of characters of one width, so that each takes an equal share of it.

    Attributes:
        start, end: The characters, counted in the paragraph.
        page: The page, counted from 1.
        left, top, right, bottom: From the upper left corner of the page, in ten-thousandths of its width and height.
        down: Whether the characters follow each other downwards.
    """

    start: int
    end: int
    page: int
    left: int
    top: int
    right: int
    bottom: int
    down: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the characters of a paragraph stand, and how sure they are.

    Attributes:
        boxes: In the order of the characters.
        confidence: With which the text was recognised on a picture (OCR), from 0 to 1; ``None`` for text that the file
            itself has.
    """

    boxes: tuple[Box, ...] = ()
    confidence: float | None = None

    def around(self, span: Span) -> Iterator[Box]:
        """The boxes around some characters, counted in the paragraph."""
        for box in self.boxes:
            start, end = max(box.start, span.start), min(box.end, span.end)
            if start >= end:
                continue
            length = box.end - box.start
            if box.down:
                high = box.bottom - box.top
                top, bottom = (box.top + high * (at - box.start) // length for at in (start, end))
                yield replace(box, start=start, end=end, top=top, bottom=bottom)
            else:
                wide = box.right - box.left
                left, right = (box.left + wide * (at - box.start) // length for at in (start, end))
                yield replace(box, start=start, end=end, left=left, right=right)
