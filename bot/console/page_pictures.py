"""The page of a citation as a picture in a file: 原页."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cited_pages import has_page, page_of
from index.model import Box, Paragraph, Span

_KEPT = 20
"""Pictures left in the folder; older ones are removed when another one is made."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is looked at.

    Attributes:
        paragraph: The paragraph.
        span: What of it is marked, counted in the document; ``None`` for all of it.
    """

    paragraph: Paragraph
    span: Span | None = None


class PagePictures:
    """Draws pages of citations and keeps the last few.

    Args:
        folder: Where the pictures lie; made when the first one is.
        render: A page of a file as a PNG file, with some boxes marked (:meth:`index.library.Library.render_page`).
    """

    def __init__(self, folder: Path, render: Callable[[Path, int, Sequence[Box]], bytes]) -> None:
        self._folder = folder
        self._render = render

    def draw(self, path: Path, cited: Cited) -> Path | None:
        """The picture of the page ``cited`` begins on; ``None`` where a document of that kind has no pages to show.

        Args:
            path: The document's file.
            cited: What is marked.

        Raises:
            DocumentError: the file cannot be drawn.
            OSError: the picture cannot be saved.
        """
        paragraph = cited.paragraph
        shown = page_of(paragraph, cited.span)
        if shown is None or not has_page(path.name, paragraph):
            return None
        picture = self._render(path, shown.page, shown.boxes)
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = re.sub(r"[^\w-]+", "_", path.stem)[:60]
        target = self._folder / f"{stem}-{shown.page}-{paragraph.ordinal}.png"
        target.write_bytes(picture)
        self._tidy(target)
        return target

    def _tidy(self, newest: Path) -> None:
        pictures = sorted(self._folder.glob("*.png"), key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)
        for old in [one for one in pictures if one != newest][_KEPT - 1 :]:
            # another console may have removed it just now
            old.unlink(missing_ok=True)
