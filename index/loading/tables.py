"""What tables of all formats have in common. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

CELL_SEPARATOR = " | "
"""Stands between the cells of a row."""

CELL_BREAK = "\n"
"""Stands between the lines of one cell."""

_LONGEST_HEADER = 30
_FIGURE = re.compile(r"[-+¥$€]?[\d.,，:/\-\s]+[%％‰]?(?:年|月|日|元|个|人|名|万|亿)?")


def joined(cells: Sequence[str]) -> str:
    """A row as text: its cells that hold something."""
    return CELL_SEPARATOR.join(text for cell in cells if (text := cell.strip()))


def looks_like_header(cells: Sequence[str]) -> bool:
    """Whether the first row of a table names its columns: short, different, no figures, no gaps.

    A mere guess, so such a row stays a paragraph besides lending its words to the rows below.
    """
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return (
        len(texts) > 1
        and all(texts)
        and len(set(texts)) == len(texts)
        and all(len(text) <= _LONGEST_HEADER and not _FIGURE.fullmatch(text) for text in texts)
    )
