"""Standard output: a terminal with styles and a width, or a pipe that gets plain, unwrapped text."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme

from bot.render.printable import inert
from bot.render.terminal import STYLES

_WIDEST = 100
"""Columns beyond which lines get too long to read."""


class Screen:
    """Where replies are printed.

    Args:
        plain: No styles and no wrapping, even on a terminal.
        no_color: Styles without colours.
    """

    def __init__(self, *, plain: bool = False, no_color: bool = False) -> None:
        self._console = None if plain or not sys.stdout.isatty() else console(no_color=no_color)

    @property
    def columns(self) -> int | None:
        """Columns to wrap text in; ``None`` for not at all. Asked anew each time: terminals are resized."""
        return min(self._console.width, _WIDEST) if self._console else None

    def show(self, text: Text) -> None:
        """Print laid out text, each of its lines as it is."""
        if self._console:
            self._console.print(text, soft_wrap=True, highlight=False)
        else:
            sys.stdout.write(f"{inert(text.plain)}\n")
            sys.stdout.flush()

    def draw(self, drawing: RenderableType) -> None:
        """Print a table or the like, plain where the output is no terminal."""
        (self._console or _InertConsole(color_system=None, width=_WIDEST, highlight=False, theme=Theme(STYLES))).print(
            drawing
        )


class _InertConsole(Console):
    """A console that prints nothing a terminal would obey but what rich itself wants obeyed."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What rich is about to print, text by text."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(inert(segment.text), segment.style)


def console(*, no_color: bool = False, stderr: bool = False) -> Console:
    """A console with the program's styles."""
    return _InertConsole(theme=Theme(STYLES), no_color=no_color or None, stderr=stderr, highlight=False)
