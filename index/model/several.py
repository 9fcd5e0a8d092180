"""Several questions of one message, each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Together(StrEnum):
    """What is to be done with the answers."""

    EACH = "each"
    """Each is told by itself."""
    DIFFERENCE = "difference"
    """Two figures are compared."""
    TOTAL = "total"
    """The figures are added up."""


@dataclass(frozen=True, slots=True)
class Several:
    """The questions of one message.

    Attributes:
        together: What is to be done with their answers.
        questions: Each by itself, in order.
        names: What each is about, in few words of the message.
        left: How many more there were than are answered.
    """

    together: Together
    questions: tuple[str, ...]
    names: tuple[str, ...]
    left: int = 0
