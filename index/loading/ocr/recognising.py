"""Pixels into lines of text: the only import of rapidocr."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidocr import RapidOCR

from index.loading.seen import SeenLine, SeenPage

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST = 0.5  # confidence of a line below which it says nothing
_ASKED = 7  # lines that show which way a page lies
_SURE = 0.1  # by which a line has to read better the other way round, to count
_TALL = 1.5  # times as high as wide, a box holds a line on its side
_LONG = 1.5  # times as long as high, a line is more than a character, which may be anything


@cache
def _engine() -> Any:  # noqa: ANN401 - rapidocr's types are not checked
    return RapidOCR(params={"Global.log_level": "critical", "Global.text_score": _LEAST})


def recognise(image: NDArray[np.uint8]) -> SeenPage:
    """The lines on a picture, lengths in pixels; one that lies on its side or head is turned."""
    # the models were made for blue, green and red
    image = image[:, :, ::-1]
    lines = _lines(image)
    turn = _turn(image, lines)
    if turn:
        image = np.rot90(image, -turn)
        lines = _lines(image)
    height, width = image.shape[:2]
    return SeenPage(float(width), float(height), tuple(lines), turn)


def _lines(image: NDArray[np.uint8]) -> list[SeenLine]:
    found = _engine()(np.ascontiguousarray(image), use_det=True, use_cls=True, use_rec=True)
    lines: list[SeenLine] = []
    for corners, text, score in zip(
        found.boxes if found.boxes is not None else (), found.txts or (), found.scores or (), strict=True
    ):
        words = " ".join(str(text).split())
        if words:
            across, down = ([float(corner[at]) for corner in corners] for at in (0, 1))
            lines.append(SeenLine(words, float(score), min(across), min(down), max(across), max(down)))
    return lines


def _turn(image: NDArray[np.uint8], lines: list[SeenLine]) -> int:
    """By how many quarters a picture has to be turned clockwise for its lines to run from left to right.

    The longest lines are read both ways; a page is turned only where most of them read better the other way.
    """
    longest = sorted(lines, key=lambda line: -max(line.right - line.left, line.bottom - line.top))
    votes: Counter[int] = Counter()
    for line in longest[:_ASKED]:
        left, top, right, bottom = (max(round(at), 0) for at in (line.left, line.top, line.right, line.bottom))
        crop = image[top:bottom, left:right]
        high, wide = crop.shape[:2]
        if not crop.size or max(high, wide) < _LONG * min(high, wide):
            continue
        one, other = (1, 3) if high > _TALL * wide else (0, 2)
        by = _certainty(np.rot90(crop, -one)) - _certainty(np.rot90(crop, -other))
        if abs(by) > _SURE:
            votes[one if by > 0 else other] += 1
    (turn, for_it), *_ = votes.most_common(1) or [(0, 0)]
    return turn if 2 * for_it > votes.total() else 0


def _certainty(line: NDArray[np.uint8]) -> float:
    """How sure it is that a picture of one line says what it seems to say."""
    found = _engine()(np.ascontiguousarray(line), use_det=False, use_cls=False, use_rec=True)
    # where nothing is read there is a score all the same
    return float(np.mean(found.scores)) if found.scores and any(found.txts or ()) else 0.0
