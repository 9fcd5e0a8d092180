"""The console over the sample documents, as a picture: ``python -m tests.e2e.console.pictures OUT``.

It starts ``yinju`` behind a pty, types questions as a person would, and draws the screen in its own colours.
"""

from __future__ import annotations

import html
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pyte.screens import Char

from tests.e2e.console.conftest import bare_environment
from tests.e2e.console.terminal import Terminal
from tests.e2e.telegram.pictures import browser, draw

_ROOT = Path(__file__).parents[3]
_TYPED = ("白鹭洲湿地的面积是多少公顷？", "不记名卡最多存多少元？", "那实名卡呢？", "省长的电话是多少？")
_COLUMNS, _LINES = 84, 52
_COLOURS = {"green": "#1f7a4d", "cyan": "#0d7377", "magenta": "#8a4f7d", "brown": "#8a6d1d", "red": "#b3261e"}
_WIDTH = 700
_STYLE = """
body { background: #fff; margin: 0; padding: 14px; }
.window { border-radius: 10px; background: #fafafa; box-shadow: 0 1px 6px #0004; overflow: hidden; }
.bar { height: 34px; background: #e9e9ee; display: flex; align-items: center; gap: 6px; padding-left: 12px; }
.bar i { width: 11px; height: 11px; border-radius: 6px; }
pre { margin: 0; padding: 14px 18px 18px; color: #1b1b1f; font: 14px/1.5 "Noto Sans Mono CJK SC", monospace; }
"""
_LIGHTS = "".join(f'<i style="background: {colour}"></i>' for colour in ("#f5bf4f", "#f5bf4f", "#1f7a4d"))


def page(rows: Sequence[Sequence[Char]]) -> str:
    """A screen as a web page: one line a row, each stretch of one look in its colour."""
    lines = "\n".join("".join(map(_stretch, _stretches(row))).rstrip() for row in rows)
    return (
        f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>'
        f'<body><div class="window"><div class="bar">{_LIGHTS}</div><pre>{lines}</pre></div></body>'
    )


def _stretches(row: Sequence[Char]) -> Iterator[tuple[str, bool, str]]:
    for (colour, bold), cells in groupby(row, key=lambda cell: (cell.fg, cell.bold)):
        yield colour, bold, "".join(cell.data for cell in cells)


def _stretch(look: tuple[str, bool, str]) -> str:
    colour, bold, text = look
    style = "; ".join(
        filter(None, (f"color: {_COLOURS[colour]}" if colour in _COLOURS else "", "font-weight: bold" if bold else ""))
    )
    return f'<span style="{style}">{html.escape(text)}</span>' if style and text.strip() else html.escape(text)


def screen(folder: Path) -> list[list[Char]]:
    """The screen after the questions, down to the last prompt."""
    environment = {**bare_environment(), "PYTHONPATH": str(_ROOT), "LANG": "zh_CN.UTF-8", "TERM": "xterm-256color"}
    environment |= {"YINJU_DATA": str(folder / "data"), "YINJU_CACHE": str(folder / "cache")}
    with Terminal([sys.executable, "-m", "bot"], environment, folder, _COLUMNS, _LINES) as terminal:
        terminal.wait_for("/帮助")
        for question in _TYPED:
            terminal.settled()
            terminal.enter(question)
            terminal.wait_for("最接近的段落" if question is _TYPED[-1] else f"> {question}")
        terminal.settled()
        rows = terminal.cells()
    while rows and not "".join(cell.data for cell in rows[-1]).strip():
        rows.pop()
    return rows


def main(out: Path) -> None:
    """Write the page and, with a browser, the picture ``console.png`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        target = out / "console.html"
        target.write_text(page(screen(Path(folder))), encoding="utf-8")
    found = browser()
    if found is not None:
        draw(target, target.with_suffix(".png"), found, _WIDTH)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
