"""Tables of contents: their lines repeat headings, and would answer in place of what these head. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from index.loading.pdf.elements import Line

_DOT = r"[.．…·⋯⋅‧∙•・･․‥﹒｡。_＿\-–—─]"
_PAGE = r"[-–—(（\[]?\s?(?:第\s?)?(?P<page>[0-9０-９]{1,4}|[ivxlIVXLⅰ-ⅿⅠ-Ⅿ]{1,7})(?:\s?[页頁])?\s?[-–—)）\]]?\Z"
_LEADERS = re.compile(rf"(?:(?:{_DOT}\s{{0,3}}){{4}}|(?:[…⋯]\s{{0,3}}){{2}}){_PAGE}")
_PLAIN = re.compile(rf"\s{_PAGE}")
_HEADING = re.compile(r"(?i)目\s*[录錄次]|(?:table\s+of\s+)?contents|[图圖表]\s*[目录錄]\s*[录錄次]?")
_TAIL = 40  # characters at the end of a line that are looked at
_FEWEST = 2  # entries without leaders that make a table of contents of what stands below its heading


def contents(lines: Sequence[Line]) -> frozenset[Line]:
    """The lines that belong to a table of contents, its heading among them."""
    found = {line for line in lines if _LEADERS.search(line.text[-_TAIL:])}
    for at, line in enumerate(lines):
        if _HEADING.fullmatch(line.text):
            below = lines[at + 1 : at + 2]
            entries = _without_leaders(lines, at + 1)
            if found.issuperset(below) or entries:
                found |= {line, *entries}
    # entries whose leaders are drawn, or left out, among others
    for at, before, line in ((at, one, other) for at, (one, other) in enumerate(pairwise(lines), 1)):
        if before in found and line not in found and line.page == before.page:
            found |= set(_without_leaders(lines, at, fewest=1))
    for before, line, behind in zip(lines, lines[1:], lines[2:], strict=False):
        # an entry of two lines has its page number on the second one
        if before in found and behind in found and line.page == behind.page and not line.text.endswith(("。", "；")):
            found.add(line)
    return frozenset(found)


def _without_leaders(lines: Sequence[Line], start: int, *, fewest: int = _FEWEST) -> list[Line]:
    """The lines from ``start`` on that end, behind a gap, in a number no lower than that of the line above."""
    entries: list[Line] = []
    last = 0
    for at in range(start, len(lines)):
        line = lines[at]
        number = _PLAIN.search(line.text[-_TAIL:]) if line.parts > 1 else None
        if number is None:
            break
        page = unicodedata.normalize("NFKC", number["page"])
        if page.isdecimal():
            if int(page) < last:
                break
            last = int(page)
        entries.append(line)
    return entries if len(entries) >= fewest else []
