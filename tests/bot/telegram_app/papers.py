"""Documents of the stage that have pages."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.index.loading.papers import drawn


def pool(number: int = 80) -> bytes:
    """A PDF file of two pages; how many people may swim, the answer, stands on the second."""

    def first(canvas: Canvas) -> None:
        canvas.drawString(70, 700, "游泳馆规定")

    def second(canvas: Canvas) -> None:
        canvas.drawString(70, 700, f"游泳馆每场限{number}人入场。")

    return drawn(first, second)
