"""Pixels into lines of text: the only import of rapidocr."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rapidocr import RapidOCR

from index.loading.seen import SeenLine, SeenPage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEAST = 0.5  # confidence of a line below which it says nothing


@cache
def _engine() -> Any:  # noqa: ANN401 - rapidocr's types are not checked
    return RapidOCR(params={"Global.log_level": "critical", "Global.text_score": _LEAST})


def recognise(image: NDArray[np.uint8]) -> SeenPage:
    """The lines on a picture, lengths in pixels."""
    height, width = image.shape[:2]
    # the models were made for blue, green and red
    found = _engine()(image[:, :, ::-1])
    lines: list[SeenLine] = []
    for corners, text, score in zip(
        found.boxes if found.boxes is not None else (), found.txts or (), found.scores or (), strict=True
    ):
        words = " ".join(str(text).split())
        if words:
            across, down = ([float(corner[at]) for corner in corners] for at in (0, 1))
            lines.append(SeenLine(words, float(score), min(across), min(down), max(across), max(down)))
    return SeenPage(float(width), float(height), tuple(lines))
