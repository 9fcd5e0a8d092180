"""Real PDF files for tests, set with a Chinese font every reader brings along."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Literal

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

FONT = "STSong-Light"
_Place = tuple[int, int]
_Span = tuple[Literal["SPAN"], _Place, _Place]
_Box = tuple[Literal["BOX", "GRID"], _Place, _Place, float, Color]
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
    *,
    frame: bool = False,
) -> bytes:
    """One column, with a running head and page numbers; on request with lines around it all and through the middle."""

    def edges(canvas: Canvas, document: BaseDocTemplate) -> None:
        _edges(head)(canvas, document)
        if frame:
            canvas.grid([60, 535], [60, 780, 820])
            canvas.line(540, 60, 540, 820)

    template = PageTemplate("all", [Frame(70, 70, 455, 700)], onPage=edges)
    return _built([template], [Paragraph(text, body) for text in paragraphs], title)


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[int], *spans: _Span, drawn_as: str = "lines") -> bytes:
    """A table with lines around its cells between two paragraphs; cells of many characters are set as paragraphs.

    Args:
        rows: The words of the cells.
        widths: Of the columns, in points.
        spans: Cells that reach over others, in the words of reportlab's table style.
        drawn_as: ``lines``, or the ``boxes`` of each cell, as other programs draw them.
    """
    plain = style()
    grid: list[_Box] = (
        [("GRID", (0, 0), (-1, -1), 0.5, black)] if drawn_as == "lines" else _boxes(len(rows), len(rows[0]))
    )
    table = Table([[Paragraph(cell, plain) for cell in row] for row in rows], colWidths=list(widths))
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *grid, *spans]))
    story = [Paragraph("各岗位职责如下。", INDENTED), Spacer(1, 10), table, Spacer(1, 10)]
    story.append(Paragraph("本表自印发之日起执行。", INDENTED))
    return _built([PageTemplate("all", [Frame(70, 70, 455, 700)], onPage=_edges(""))], story, None)


def _boxes(rows: int, columns: int) -> list[_Box]:
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    return [("BOX", cell, cell, 0.5, black) for cell in cells]


def two_columns(title: str, sections: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A paper: title across the page, two columns below it and on all further pages."""
    first = [Frame(60, 690, 475, 100), Frame(60, 60, 227, 620), Frame(308, 60, 227, 620)]
    later = [Frame(60, 60, 227, 730), Frame(308, 60, 227, 730)]
    story: list[Flowable] = [NextPageTemplate("later"), Paragraph(title, style(18)), FrameBreak()]
    for heading, paragraphs in sections:
        story += [Paragraph(heading, style(13)), *(Paragraph(text, INDENTED) for text in paragraphs)]
    templates = [PageTemplate("first", first, onPage=_edges(title)), PageTemplate("later", later, onPage=_edges(title))]
    return _built(templates, story, None)


def written(lines: Sequence[str], *, step: float = 18) -> Callable[[Canvas], None]:
    """Draws lines one below another."""

    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(70, 700 - step * at, line)

    return draw


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
