"""Text that was recognised on pictures, and the kinds of file that have pages to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a file of pages is."""

    PDF = "pdf"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of text on a picture.

    Attributes:
        text: What it says.
        confidence: From 0 to 1, that it says so.
        left, top, right, bottom: The box around it, from the upper left corner of the picture.
    """

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The lines of a picture, in any order; lengths in one unit, whichever it is.

    Attributes:
        width, height: Of the picture, turned so that its lines run from left to right.
        lines: What stands on it then.
        turn: By how many quarters it was turned clockwise for that.
    """

    width: float
    height: float
    lines: tuple[SeenLine, ...]
    turn: int = 0
