"""Text of documents and of people made fit for a message: cut to a length, answer marked, direction kept to itself."""

from __future__ import annotations

from bot.render.marked import Mark, Marked, Tag, clean, isolation, marked, split, units
from index.model import Citation, Paragraph, Span

CUT = "……"
"""Stands where something was left out."""

_NAME_UNITS = 120


def foreign(body: Marked) -> Marked:
    """Text of a document, its writing direction kept to itself."""
    before, after = isolation(body.text)
    return Marked(before) + body + Marked(after)


def clipped(text: str, limit: int) -> Marked:
    """Text of a document, cut at a sentence where it is long."""
    body = Marked(clean(text))
    if units(text) <= limit:
        return foreign(body)
    return foreign(split(body, limit - units(CUT))[0]) + marked(CUT)


def one_line(text: str, limit: int = _NAME_UNITS) -> str:
    """A title, name, question or term on one line, cut where it is long, its writing direction kept to itself."""
    return clipped(" ".join(text.split()), limit).text


def excerpt(
    paragraph: Paragraph,
    around: Span | None,
    citation: Citation | None,
    limit: int,
    only: Span | None = None,
) -> Marked:
    """A paragraph, or ``only`` a part of it, answer marked; where it is long, sentences near ``around``."""
    base = paragraph.span.start
    shown = only or paragraph.span
    body = marked_paragraph(paragraph, citation).cut(shown.shifted(-base))
    if units(body.text) <= limit:
        return foreign(body)
    # Spaces for what is cut off, so that two 省略号 always fit.
    parts = split(body, limit - 2 * units(CUT))
    centre = (around or shown).start - shown.start
    if citation is not None and around is not None and len(around) > limit:
        centre = citation.span.start - shown.start
    start = 0
    for number, part in enumerate(parts):
        if centre < start + len(part.text) or number == len(parts) - 1:
            return _windowed(body, centre, start, limit - 2 * units(CUT))
        start += len(part.text)
    return foreign(body)


def _windowed(body: Marked, centre: int, start: int, limit: int) -> Marked:
    """About ``limit`` units of ``body`` that hold ``centre`` in their first half, begun at a sentence."""
    if centre - start > limit // 2:
        # The evidence would stand at the end of the part: begin later, at a sentence before it.
        lead = split(body.cut(Span(start, centre)), max(limit // 4, 2))
        start = centre - len(lead[-1].text) if lead else centre
    piece = split(body.cut(Span(start, len(body.text))), limit)[0]
    end = start + len(piece.text)
    before = marked(CUT if start > 0 else "")
    after = marked(CUT if end < len(body.text) else "")
    return before + foreign(piece) + after


def marked_paragraph(paragraph: Paragraph, citation: Citation | None) -> Marked:
    """The whole paragraph with the answer marked."""
    if citation is None or (citation.span == paragraph.span and not citation.marks):
        return Marked(clean(paragraph.text))
    spans = citation.marks or (citation.span,)
    base = paragraph.span.start
    marks = tuple(Mark(span.shifted(-base), tag) for span in spans for tag in (Tag.BOLD, Tag.UNDERLINE) if len(span))
    return Marked(clean(paragraph.text), marks)
