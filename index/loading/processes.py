"""The processes in which files are read, looked at and drawn that might take the program along."""

from __future__ import annotations

from collections.abc import Mapping

from index.loading import elsewhere, ocr, page_images
from index.loading.pdf.apart import Apart


class Processes:
    """One process for each kind of work, each started with the first file it is needed for; for several threads.

    Args:
        environment: What they get in place of this one's environment, which may hold secrets; ``None`` for the same.

    Attributes:
        environment: As given.
        files: Reads files of most other formats.
        pdf: Reads PDF files.
        ocr: Looks at pages that are pictures.
        drawing: Draws pages.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self.environment = environment
        self.files = Apart(
            environment,
            elsewhere.START,
            memory=elsewhere.MEMORY,
            seconds=elsewhere.SECONDS,
            per_byte=elsewhere.PER_BYTE,
        )
        self.pdf = Apart(environment)
        self.ocr = Apart(environment, ocr.START, memory=ocr.MEMORY, seconds=ocr.SECONDS)
        self.drawing = Apart(environment, page_images.START, memory=page_images.MEMORY, seconds=page_images.SECONDS)

    @property
    def is_asked(self) -> bool:
        """Whether somebody waits for one of them."""
        return any(each.is_asked for each in self._all())

    def close(self) -> None:
        """End them, whatever they are doing."""
        for each in self._all():
            each.close()

    def _all(self) -> tuple[Apart, ...]:
        return self.files, self.pdf, self.ocr, self.drawing
