"""Plots as SVG text, coloured by the style sheet of the page they stand in; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import floor, log10, sqrt

from index.evaluation.measures import Bin

_WIDTH, _HEIGHT = 440, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 14, 30, 48
_INNER_WIDTH = _WIDTH - _LEFT - _RIGHT
_INNER_HEIGHT = _HEIGHT - _TOP - _BOTTOM
_TICKS = 4
_ROUND = (1.0, 1.2, 1.6, 2.0, 2.4, 3.2, 4.0, 5.0, 6.0, 8.0, 10.0)
_SMALLEST_DOT, _LARGEST_DOT = 2.5, 11.0


@dataclass(frozen=True, slots=True)
class Names:
    """What is written on a plot.

    Attributes:
        title: Read aloud by screen readers.
        across: Along the horizontal axis.
        up: Along the vertical axis.
    """

    title: str
    across: str
    up: str


@dataclass(frozen=True, slots=True)
class Series:
    """Heights of one kind of bar.

    Attributes:
        style: Class in the style sheet.
        name: In the legend.
        heights: From left to right.
    """

    style: str
    name: str
    heights: Sequence[float]


def bars(names: Names, labels: Sequence[str], heights: Sequence[int]) -> str:
    """One bar for each label, its height written above it."""
    top = ceiling(max(heights, default=0), whole=True)
    slot = _INNER_WIDTH / max(len(labels), 1)
    body: list[str] = []
    for at, (label, height) in enumerate(zip(labels, heights, strict=True)):
        middle = _LEFT + slot * (at + 0.5)
        body.append(_bar("one", middle - slot * 0.36, slot * 0.72, height / top))
        body.append(_text(middle, _TOP + _INNER_HEIGHT + 18, label, "tick"))
        if height:
            body.append(_text(middle, _y(height / top) - 4, str(height), "count"))
    return _figure(names, [*_up_axis(top), *body])


def calibration(names: Names, bins: Sequence[Bin]) -> str:
    """A dot for each bin over the diagonal of honest confidence; its area grows with the answers in it."""
    most = max((each.count for each in bins), default=0)
    body = [f'<line class="ideal" x1="{_x(0):.1f}" y1="{_y(0):.1f}" x2="{_x(1):.1f}" y2="{_y(1):.1f}"/>']
    filled = [each for each in bins if each.count]
    for one, other in pairwise(filled):
        body.append(
            f'<line class="path" x1="{_x(one.confidence):.1f}" y1="{_y(one.right):.1f}" '
            f'x2="{_x(other.confidence):.1f}" y2="{_y(other.right):.1f}"/>'
        )
    for each in filled:
        radius = _SMALLEST_DOT + (_LARGEST_DOT - _SMALLEST_DOT) * sqrt(each.count / most)
        tip = f"{each.confidence:.2f} → {each.right:.2f} ({each.count})"
        body.append(
            f'<circle class="one" cx="{_x(each.confidence):.1f}" cy="{_y(each.right):.1f}" r="{radius:.1f}">'
            f"<title>{escape(tip)}</title></circle>"
        )
    return _figure(names, [*_share_axis(), *_up_axis(1.0), *body])


def distributions(names: Names, series: Sequence[Series], mark: float) -> str:
    """Bars of several kinds over one another on a scale from 0 to 1, with a dashed line at ``mark``."""
    top = ceiling(max((height for one in series for height in one.heights), default=0), whole=True)
    body: list[str] = []
    for number, one in enumerate(series):
        slot = _INNER_WIDTH / len(one.heights)
        for at, height in enumerate(one.heights):
            body.append(_bar(one.style, _LEFT + slot * at, slot, height / top))
        body.append(_legend(number, one))
    line = f'<line class="mark" x1="{_x(mark):.1f}" y1="{_TOP}" x2="{_x(mark):.1f}" y2="{_TOP + _INNER_HEIGHT}"/>'
    return _figure(names, [*_share_axis(), *_up_axis(top), *body, line])


def histogram(names: Names, heights: Sequence[int], end: float) -> str:
    """Bars over a scale from 0 to ``end``."""
    top = ceiling(max(heights, default=0), whole=True)
    slot = _INNER_WIDTH / max(len(heights), 1)
    body = [_bar("one", _LEFT + slot * at, slot - 1, height / top) for at, height in enumerate(heights)]
    body += [_text(_x(at / _TICKS), _TOP + _INNER_HEIGHT + 18, _number(end * at / _TICKS), "tick") for at in range(5)]
    return _figure(names, [*_up_axis(top), *body])


def spread(values: Sequence[float], bins: int, end: float) -> list[int]:
    """How many of ``values`` fall into each of ``bins`` parts of 0 to ``end``; what lies beyond is in the last."""
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, max(0, int(value / end * bins)) if end > 0 else 0)] += 1
    return counts


def ceiling(value: float, *, whole: bool = False) -> float:
    """The next number not below ``value`` whose quarters are round, or even ``whole``; at least 1, or 4."""
    if value <= 0:
        return float(_TICKS) if whole else 1.0
    power = 10.0 ** floor(log10(value))
    steps = (step * more for more in (power, 10 * power) for step in _ROUND)
    return next(step for step in steps if step >= value * (1 - 1e-9) and not (whole and round(step, 6) % _TICKS))


def _figure(names: Names, body: Sequence[str]) -> str:
    across = _text(_LEFT + _INNER_WIDTH / 2, _HEIGHT - 10, names.across, "axis")
    middle = _TOP + _INNER_HEIGHT / 2
    up = f'<text class="axis" transform="translate(14 {middle:.1f}) rotate(-90)">{escape(names.up)}</text>'
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(names.title)}">'
        f"{''.join(body)}{across}{up}</svg>"
    )


def _up_axis(top: float) -> list[str]:
    out: list[str] = []
    for tick in range(_TICKS + 1):
        y = _y(tick / _TICKS)
        out.append(f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>')
        out.append(_text(_LEFT - 6, y + 4, _number(top * tick / _TICKS), "tick end"))
    return out


def _share_axis() -> list[str]:
    return [_text(_x(at / 5), _TOP + _INNER_HEIGHT + 18, f"{at / 5:g}", "tick") for at in range(6)]


def _bar(style: str, left: float, wide: float, share: float) -> str:
    top = _y(share)
    return f'<rect class="{style}" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{_y(0) - top:.1f}"/>'


def _legend(number: int, series: Series) -> str:
    y = 16
    left = _LEFT + 110 * number
    return (
        f'<rect class="{series.style}" x="{left}" y="{y - 9}" width="12" height="10"/>'
        f'<text class="legend" x="{left + 18}" y="{y}">{escape(series.name)}</text>'
    )


def _text(x: float, y: float, text: str, style: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"  # noqa: PLR2004 - four digits still fit


def _x(share: float) -> float:
    return _LEFT + _INNER_WIDTH * share


def _y(share: float) -> float:
    return _TOP + _INNER_HEIGHT * (1 - share)
