"""Lines over sizes as an SVG picture, both axes logarithmic: no plotting library for two panels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _MARGIN = 460, 320, 56
_COLOURS = ("#1f6feb", "#d1242f", "#1a7f37", "#8250df")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel.

    Attributes:
        name: What it shows, with the unit.
        values: One a size.
    """

    name: str
    values: Sequence[float]


def plot(sizes: Sequence[float], *panels: Sequence[Line]) -> str:
    """The picture: one panel beside the other."""
    drawn = "".join(
        f'<g transform="translate({at * _WIDTH},0)">{_panel(sizes, lines)}</g>' for at, lines in enumerate(panels)
    )
    size = f'width="{_WIDTH * len(panels)}" height="{_HEIGHT}"'
    style = 'font-family="sans-serif" font-size="11"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{drawn}</svg>\n'


def _panel(sizes: Sequence[float], lines: Sequence[Line]) -> str:
    values = [value for line in lines for value in line.values]
    across = _scale(sizes, _MARGIN, _WIDTH - 16)
    up = _scale(values, _HEIGHT - _MARGIN, 16)
    parts = [
        f'<path d="M{_MARGIN},16V{_HEIGHT - _MARGIN}H{_WIDTH - 16}" fill="none" stroke="#888"/>',
        *(_text(across(size), _HEIGHT - _MARGIN + 16, f"{size:,.0f}", "middle") for size in sizes),
        *(_text(_MARGIN - 6, up(value) + 4, f"{value:,.3g}", "end") for value in (min(values), max(values))),
    ]
    for at, line in enumerate(lines):
        colour = _COLOURS[at % len(_COLOURS)]
        points = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in zip(sizes, line.values, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(_MARGIN + 10 + 150 * at, _HEIGHT - 14, line.name, "start", colour))
    return "".join(parts)


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#444") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'


class _scale:  # noqa: N801 - used as a function
    def __init__(self, values: Sequence[float], low: float, high: float) -> None:
        logs = [math.log(max(value, 1e-9)) for value in values]
        self._least, self._span = min(logs), (max(logs) - min(logs)) or 1.0
        self._low, self._high = low, high

    def __call__(self, value: float) -> float:
        return self._low + (math.log(max(value, 1e-9)) - self._least) / self._span * (self._high - self._low)
