"""Lines of a table of contents: a heading, leaders, the number of a page. Pure.

They repeat headings without saying anything, and would be found for every question that names one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Block

_LONGEST = 200  # characters
# no part gives back what it took: a line of dots costs no more than its length squared
_LINE = re.compile(
    r"\S.*?(?:(?:[…⋯‥·⋅・•∙.．。][\s　]*+){3,}+|[…⋯][\s　]*|[_\-—–－]{6,})[\s　]*"
    r"[（(\-—]?[\s　]?(?:[0-9０-９]{1,5}|[ivxlIVXL]{1,7}|[一二三四五六七八九十百]{1,4})[\s　]?[）)\-—]?"
)
_FEWEST = 2  # one under the other: a single such line may be the blank of a form


def contents_lines(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Which of ``blocks`` are lines of a table of contents, by their places among them."""
    found: set[int] = set()
    run: list[int] = []
    for index, block in enumerate(blocks):
        lines = block.span.of(text).split("\n") if len(block.span) <= _LONGEST else [""]
        if all(_LINE.fullmatch(line.strip()) for line in lines):
            run.append(index)
            continue
        if len(run) >= _FEWEST:
            found.update(run)
        run = []
    if len(run) >= _FEWEST:
        found.update(run)
    return frozenset(found)
