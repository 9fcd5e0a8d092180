"""Real PDF files for tests, set with a Chinese font every reader brings along."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def style(size: float = 10.5, *, indent: float = 0, after: float = 0) -> ParagraphStyle:
    """A paragraph style with the Chinese font, lengths in points."""
    return ParagraphStyle(
        f"{size}-{indent}-{after}",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.5,
        wordWrap="CJK",
        firstLineIndent=indent,
        spaceAfter=after,
    )


INDENTED = style(indent=21)


def pdf(
    paragraphs: Sequence[str],
    body: ParagraphStyle = INDENTED,
    head: str = "会议材料汇编",
    title: str | None = None,
) -> bytes:
    """One column, with a running head and page numbers."""
    frame = Frame(70, 70, 455, 700)
    return _built(
        [PageTemplate("all", [frame], onPage=_edges(head))], [Paragraph(text, body) for text in paragraphs], title
    )


def two_columns(title: str, sections: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A paper: title across the page, two columns below it and on all further pages."""
    first = [Frame(60, 690, 475, 100), Frame(60, 60, 227, 620), Frame(308, 60, 227, 620)]
    later = [Frame(60, 60, 227, 730), Frame(308, 60, 227, 730)]
    story: list[Flowable] = [NextPageTemplate("later"), Paragraph(title, style(18)), FrameBreak()]
    for heading, paragraphs in sections:
        story += [Paragraph(heading, style(13)), *(Paragraph(text, INDENTED) for text in paragraphs)]
    templates = [PageTemplate("first", first, onPage=_edges(title)), PageTemplate("later", later, onPage=_edges(title))]
    return _built(templates, story, None)


def drawn(*pages: Callable[[Canvas], None], encrypt: StandardEncryption | None = None) -> bytes:
    """Pages drawn by hand."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 10.5)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _edges(head: str) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 805, head)
        canvas.drawCentredString(297, 30, f"第 {document.page} 页")

    return draw


def _built(templates: list[PageTemplate], story: list[Flowable], title: str | None) -> bytes:
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, invariant=1, title=title)
    document.addPageTemplates(templates)
    document.build(story)
    return buffer.getvalue()
