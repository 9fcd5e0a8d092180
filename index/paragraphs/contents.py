"""Lines of a table of contents: a heading, leaders, the number of a page. Pure.

They repeat headings without saying anything, and would be found for every question that names one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from index.model import Block, BlockKind

_LONGEST = 200  # characters
_PAGE = r"[（(\-—]?[\s　]?(?P<page>[0-9０-９]{1,5}|[ivxlIVXL]{1,7}|[一二三四五六七八九十百]{1,4})[\s　]?[）)\-—]?"
# no part gives back what it took: a line of dots costs no more than its length squared
_LINE = re.compile(
    r"\S.*?(?:(?:[…⋯‥·⋅・•∙.．。﹒․‧▪■][\s　]*+){3,}+|[…⋯][\s　]*|(?:[_＿\-—–－─―~～][\s　]?+){6,}+)[\s　]*" + _PAGE
)
_PLAIN = re.compile(rf"\S(?:[^\n\t]*\S)?(?:[ 　]*\t+|[\s　]{{3,}})[\s　]*{_PAGE}")
_HEADING = re.compile(r"(?i)目\s*[录錄次]|(?:table\s+of\s+)?contents|[图圖表]\s*[目录錄]\s*[录錄次]?")
_FEWEST = 2  # one under the other: a single such line may be the blank of a form


def contents_lines(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Which of ``blocks`` are lines of a table of contents, by their places among them."""
    found: set[int] = set()
    run: list[int] = []
    is_below = False  # its heading
    page = 0  # of the last line without leaders, which make one only below a heading

    def close() -> None:
        if len(run) >= _FEWEST:
            found.update(run)
        run.clear()

    for index, block in enumerate(blocks):
        words = block.span.of(text) if len(block.span) <= _LONGEST else ""
        lines = [line.strip() for line in words.split("\n")]
        if all(_LINE.fullmatch(line) for line in lines):
            run.append(index)
        elif is_below and block.kind is not BlockKind.ROW and (number := _page(lines)) >= page:
            run.append(index)
            page = number
        else:
            close()
            is_below, page = _HEADING.fullmatch(words.strip()) is not None, 0
    close()
    return frozenset(found)


def _page(lines: Sequence[str]) -> int:
    """The number of the page that a line without leaders ends in, behind a gap; -1 where it ends in none."""
    found = _PLAIN.fullmatch(lines[0]) if len(lines) == 1 else None
    number = unicodedata.normalize("NFKC", found["page"]) if found else ""
    return int(number) if number.isdecimal() else -1
