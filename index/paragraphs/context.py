"""What counts for a paragraph though it stands outside it."""

from __future__ import annotations

from index.model import Paragraph


def context_of(paragraph: Paragraph) -> str:
    """Title, part, headings and table header of a paragraph, one a line; searched with it, never cited.

    A heading is a paragraph of plain text itself: its own words do not count for it twice.
    """
    parts = (paragraph.document.title, paragraph.part or "", *paragraph.headings, paragraph.context)
    return "\n".join(dict.fromkeys(part for part in parts if part and part != paragraph.text))
