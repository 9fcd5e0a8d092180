"""What the encoder reads above a paragraph: when and where it was said, and what it hangs on; pure."""

from __future__ import annotations

from index.model import DateSource, Paragraph

BETWEEN = " | "
"""Stands between the parts of a context."""

_TITLE = 48
_HEADINGS = 3
_HEADING = 32
_HANGS_ON = 96
_BEFORE = 24
_SHORT = 120


def context_of(paragraph: Paragraph, before: Paragraph | None, year: str = "") -> str:
    """Date, title, headings, and the lead-in or the table's header; where there is neither, the line before.

    Args:
        paragraph: What is read; one longer than a few lines needs no line before it to be understood.
        before: The paragraph before it in its document.
        year: The year it speaks of without naming it, where that is said above.
    """
    info = paragraph.document
    parts = [info.title[:_TITLE]]
    if info.date is not None and info.date_source is not DateSource.FILE:
        parts.insert(0, f"{info.date.year}年{info.date.month}月{info.date.day}日")
    if year:
        parts.append(f"{year}年")
    if paragraph.part and paragraph.part != info.title:
        parts.append(paragraph.part[:_HEADING])
    parts += [heading[:_HEADING] for heading in paragraph.headings[-_HEADINGS:]]
    if paragraph.context:
        parts.append(paragraph.context[:_HANGS_ON])
    elif before is not None and len(paragraph.text) <= _SHORT and before.text not in {info.title, *paragraph.headings}:
        parts.append(before.text[-_BEFORE:])
    return BETWEEN.join(dict.fromkeys(part for part in parts if part))
