"""The page a citation stands on, and what is marked there; the one place for it, both channels show it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from index.model import Box, Paragraph, Span


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page to be drawn.

    Attributes:
        page: Its number, from 1.
        boxes: What is marked on it; none where it is not known where the words stand.
    """

    page: int
    boxes: tuple[Box, ...]


def has_page(name: str, paragraph: Paragraph) -> bool:
    """Whether the page of a paragraph can be shown: its document is a PDF file or a picture.

    Args:
        name: Name or path of the document's file.
        paragraph: The paragraph.
    """
    from index.loading.page_images import SUFFIXES  # noqa: PLC0415 - what it brings along is seldom needed

    return paragraph.page is not None and PurePath(name).suffix.lower() in SUFFIXES


def page_of(paragraph: Paragraph, span: Span | None = None) -> CitedPage | None:
    """The page ``span`` of a paragraph begins on; ``None`` for a paragraph that stands on no page.

    Args:
        paragraph: As it stands in the index: elsewhere its place on the page is not kept.
        span: What is marked, counted in the document; ``None`` for all of it.
    """
    if paragraph.page is None:
        return None
    whole = paragraph.span
    span = span or whole
    inside = Span(span.start - whole.start, span.end - whole.start)
    boxes = tuple(paragraph.placement.around(inside)) if paragraph.placement else ()
    # the words that are marked may stand on the second page of their paragraph
    page = boxes[0].page if boxes else paragraph.page
    return CitedPage(page, tuple(box for box in boxes if box.page == page))
