"""Marks of a page's own measure as boxes on the page a reader sees, cropped and turned. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from index.loading.pdf.elements import Glyph, Mark, Marks, Page
from index.loading.pdf.turning import turned
from index.model import Box, Placement
from index.model.placement import PAGE

_MOST = 4000  # boxes of a paragraph; a longer one is not marked to its end


def placement(marks: Marks, pages: Mapping[int, Page], confidence: float | None) -> Placement | None:
    """Where text stands, its marks counted in it; ``None`` where that is not known."""
    boxes = tuple(box for mark in marks[:_MOST] if (box := _box(mark, pages[mark.page])) is not None)
    return Placement(boxes, confidence) if boxes or confidence is not None else None


def _box(mark: Mark, page: Page) -> Box | None:
    left, bottom, right, top = page.crop
    wide, high = right - left, top - bottom
    if wide <= 0 or high <= 0:
        return None
    # back to the page as its file has it, then turned as it is shown
    drawn = turned(Glyph("", mark.left, mark.bottom, mark.right, mark.top, 0.0), -page.turn)
    x0, x1 = ((at - left) / wide for at in (drawn.left, drawn.right))
    y0, y1 = ((top - at) / high for at in (drawn.top, drawn.bottom))
    match page.rotation % 360:
        case 90:
            x0, y0, x1, y1 = 1 - y1, x0, 1 - y0, x1
        case 180:
            x0, y0, x1, y1 = 1 - x1, 1 - y1, 1 - x0, 1 - y0
        case 270:
            x0, y0, x1, y1 = y0, 1 - x1, y1, 1 - x0
    a, b, c, d = (round(min(max(at, 0.0), 1.0) * PAGE) for at in (x0, y0, x1, y1))
    # text runs to the right where the turn of its page undoes that of its lines
    down = (page.turn + page.rotation // 90) % 2 == 1
    return Box(mark.start, mark.end, mark.page, a, b, c, d, down=down)
