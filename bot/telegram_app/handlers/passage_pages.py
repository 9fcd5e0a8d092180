"""The buttons that turn the pages of a passage, or go further before or behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.messages import Passage, Said, View

Carry = Callable[[int, int], str]
"""What a button carries that shows the passage from the paragraph of a number, at a page."""


@dataclass(frozen=True, slots=True)
class Turned:
    """How far a passage is turned.

    Attributes:
        start: Number of the paragraph it goes on from.
        page: The page shown, from 0.
        pages: How many there are.
    """

    start: int
    page: int
    pages: int


def pager(view: View, passage: Passage | Said, turned: Turned, carry: Carry) -> list[tuple[str, str]]:
    """Labels of the buttons, each with what it carries.

    Args:
        view: What the passage is shown for.
        passage: What is shown.
        turned: How far it is turned.
        carry: What a button carries.
    """
    start, page, pages = turned.start, turned.page, turned.pages
    buttons = []
    if view is View.BEFORE and isinstance(passage, Passage) and passage.more_before:
        buttons.append(("⇧", carry(passage.paragraphs[0].ordinal, 0)))
    if pages > 1:
        buttons.append(("‹", carry(start, (page - 1) % pages)))
        buttons.append((f"{page + 1}/{pages}", carry(start, page)))
        buttons.append(("›", carry(start, (page + 1) % pages)))
    if view is View.AFTER and isinstance(passage, Passage) and passage.more_after:
        buttons.append(("⇩", carry(passage.paragraphs[-1].ordinal, 0)))
    return buttons
