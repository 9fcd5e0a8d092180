"""Lines over sizes as an SVG picture, both axes logarithmic: no plotting library for a few panels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _MARGIN = 400, 360, 56
_TOP, _LEGEND = 40, 16
_COLOURS = ("#1f6feb", "#d1242f", "#1a7f37", "#8250df", "#9a6700", "#0e7490", "#bf3989")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel.

    Attributes:
        name: What it shows.
        values: One a size, above 0; ``None`` where it was not measured.
    """

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines that share their axes.

    Attributes:
        title: What is shown, with the unit.
        lines: At least one, with a value at least.
    """

    title: str
    lines: Sequence[Line]


def plot(sizes: Sequence[float], panels: Sequence[Panel]) -> str:
    """The picture: one panel beside the other."""
    drawn = "".join(
        f'<g transform="translate({at * _WIDTH},0)">{_panel(sizes, panel)}</g>' for at, panel in enumerate(panels)
    )
    width = _WIDTH * len(panels)
    size = f'width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}"'
    style = 'font-family="sans-serif" font-size="11"'
    ground = f'<rect width="{width}" height="{_HEIGHT}" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{ground}{drawn}</svg>\n'


def _panel(sizes: Sequence[float], panel: Panel) -> str:
    legend = _TOP + _LEGEND * len(panel.lines)
    low, high = _decades([value for line in panel.lines for value in line.values if value is not None])
    across = _Scale(math.log10(min(sizes)), math.log10(max(sizes)), _MARGIN, _WIDTH - 32)
    up = _Scale(low, high, _HEIGHT - _MARGIN, legend)
    parts = [_text(_MARGIN, 20, panel.title, "start", "#000")]
    for decade in range(low, high + 1):
        y = up(10.0**decade)
        parts.append(f'<path d="M{_MARGIN},{y:.1f}H{_WIDTH - 32}" stroke="#ddd"/>')
        parts.append(_text(_MARGIN - 6, y + 4, f"{10.0**decade:,g}" if decade < 4 else f"{10**decade:,}", "end"))
    parts += [_text(across(size), _HEIGHT - _MARGIN + 18, f"{size:,.0f}", "middle") for size in sizes]
    parts.append(_text((_MARGIN + _WIDTH - 32) / 2, _HEIGHT - 16, "paragraphs", "middle"))
    for at, line in enumerate(panel.lines):
        colour = _COLOURS[at % len(_COLOURS)]
        known = [(across(x), up(y)) for x, y in zip(sizes, line.values, strict=True) if y is not None]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in known)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in known]
        parts.append(_text(_MARGIN, _TOP - 4 + _LEGEND * at, f"● {line.name}", "start", colour))
    return "".join(parts)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#444") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'


class _Scale:
    """From a value to its place on an axis.

    Args:
        low: Common logarithm at the beginning of the axis.
        high: The same at its end.
        begin: Place of its beginning.
        end: Place of its end.
    """

    def __init__(self, low: float, high: float, begin: float, end: float) -> None:
        self._low, self._span = low, (high - low) or 1.0
        self._begin, self._end = begin, end

    def __call__(self, value: float) -> float:
        return self._begin + (math.log10(value) - self._low) / self._span * (self._end - self._begin)
