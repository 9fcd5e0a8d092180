"""Running heads and feet: what of a page's edges is said on many pages and read on none. Pure.

A line goes only if it stands at the same place in the same type on many pages *and* apart from the text. Digits that
differ from page to page are content, unless they count the pages. What is set in the type of the text itself may be
meant: it is kept where it stands first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from index.loading.pdf.elements import Line, Page, rounded
from index.loading.pdf.layout import rows
from index.paragraphs.headings import han_number

_MARGIN = 0.14  # of the page's height, from either edge, in which running heads stand
_OUTER_ROWS = 3  # lines from either edge that may be running heads
_OFTEN = 3  # pages with the same line at their edge that prove a running head in any document
_LEADING = 1.35  # times the usual distance of lines that make a gap
_GAP = 2.4  # ems between the middles of two lines that no paragraph has
_LARGER = 1.12  # times the size of what stands next to it that make a title, or set small type apart
_SMALL = 0.95  # times the size of the body below which nobody sets what he wants to be read
_PLACE = 0.5  # ems by which a running head moves from page to page
_FEW_NUMBERS = 3  # in a line for which every way to count is tried
_LAST_PAGE = 9999
_PAGE_NUMBER = re.compile(
    r"(?i)[-—–·•~|/\s]*(?:第\s*)?(?:page\s*)?(?:#|[ivxl]{1,6})\s*[页頁]?"
    r"(?:\s*[,，/／]?\s*(?:共|of)?\s*#\s*[页頁]?)?[-—–·•~|/\s]*|共#[页頁][,，]?第#[页頁]"
)
_SAYS_PAGE = re.compile(r"(?i)[页頁]|page|/|[-—–·•~|]\s*#\s*[-—–·•~|]|\A[ivxl]+\Z")
_SPACES = re.compile(r"(?<!\d) +| +(?!\d)")
_NUMBER = re.compile(r"\d+|(?<=第)[〇零一二三四五六七八九十百]+(?=[页頁])")
# a number that belongs to a code, an entry or a clause counts these, not pages: QX-21, 编号：0012, 第3条
_OF_A_CODE = re.compile(r"(?:[A-Za-z][-–_./]?|[：:#№号號]|No\.?|\d[.\-–/])\Z")
_OF_A_CLAUSE = re.compile(r"[条條款项項章节節号號元米吨年月日%％A-Za-z]|[.\-–]\d")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row near an edge of a page.

    Attributes:
        line: Its words.
        page: Number of the page.
        away: Its distance from the edge of the page.
        apart: Whether a gap, or type smaller than the text's, sets it apart from the next row inwards.
        title: Whether it is set larger than that row.
    """

    line: Line
    page: int
    away: float
    apart: bool
    title: bool

    @property
    def masked(self) -> str:
        """Its words with ``#`` for each number."""
        return _NUMBER.sub("#", _words(self.line))


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads, running feet and page numbers."""
    body = _body_size(pages)
    found = [rows(page) for page in pages]
    gone: dict[int, list[Line]] = {page.number: [] for page in pages}
    for is_head in (True, False):
        edges = [list(_outer_rows(*each, is_head=is_head)) for each in zip(pages, found, strict=True)]
        repeated = _Repeated([row for edge in edges for row in edge], len(pages))
        told: set[tuple[str, float]] = set()  # what has been kept once
        for edge, all_rows in zip(edges, found, strict=True):
            inner = {(_words(line), rounded(line.size)) for line in all_rows[_OUTER_ROWS:-_OUTER_ROWS]}
            for row in _going(edge, repeated, body, inner):
                key = (row.masked, rounded(row.line.size))
                is_text = row.line.size >= body * _SMALL and not repeated.counts_pages(row)
                if not is_text or key in told:
                    gone[row.page].append(row.line)
                told.add(key)
    return [_without(page, gone[page.number]) for page in pages]


def _without(page: Page, gone: Sequence[Line]) -> Page:
    kept = (piece for piece in page.pieces if not any(row.bottom <= piece.middle <= row.top for row in gone))
    return replace(page, pieces=tuple(kept)) if gone else page


def _going(edge: Sequence[_Row], repeated: _Repeated, body: float, inner: set[tuple[str, float]]) -> Iterator[_Row]:
    """The rows of one edge that are running heads, from the outermost inwards to the last gap."""
    candidates: list[_Row] = []
    for row in edge:
        # what stands in the middle of its page, too, is a row of figures like those around it
        is_title = row.title or row.line.size > body * _LARGER or (_words(row.line), rounded(row.line.size)) in inner
        if row.line.table or not (repeated.counts_pages(row) or (repeated.often(row) and not is_title)):
            return
        candidates.append(row)
        if row.apart:
            yield from candidates
            candidates = []


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes two rows the same.

    Attributes:
        words: With ``#`` for each number.
        numbers: Of each number its value (``=3``), or by how much it is more than the page's (``+0``).
        size: Of the type, which tells a title from the running head that repeats it.
    """

    words: str
    numbers: tuple[str, ...]
    size: float


class _Repeated:
    """Knows what rows repeat, each number in them standing still or counting the pages."""

    def __init__(self, edge: Sequence[_Row], pages: int) -> None:
        self._pages = pages
        places: dict[_Key, list[float]] = {}
        for row in edge:
            for key in _keys(row):
                places.setdefault(key, []).append(row.away)
        self._places = {key: sorted(found) for key, found in places.items()}

    def often(self, row: _Row) -> bool:
        """Whether enough pages have the row at this place."""
        count = max(self._count(key, row) for key in _keys(row))
        return count > 1 and (count >= _OFTEN or count * 2 >= self._pages)

    def counts_pages(self, row: _Row) -> bool:
        """Whether the row says the page's number: it grows by one a page, or it is the page's own and says so."""
        counting = [key for key in _keys(row) if any(number.startswith("+") for number in key.numbers)]
        is_number = _PAGE_NUMBER.fullmatch(row.masked) is not None
        if any(self._count(key, row) > 1 for key in counting):
            return is_number or self.often(row)
        numbers = [_value(found) for found in _NUMBER.findall(_words(row.line))]
        says_page = _SAYS_PAGE.search(row.masked) is not None and numbers == sorted(numbers)
        return is_number and (says_page or numbers[:1] == [row.page])

    def _count(self, key: _Key, row: _Row) -> int:
        found = self._places[key]
        slack = row.line.size * _PLACE
        return bisect_right(found, row.away + slack) - bisect_left(found, row.away - slack)


def _keys(row: _Row) -> list[_Key]:
    """A key for every way the numbers of a row may go on from page to page."""
    words, size = _words(row.line), rounded(row.line.size)
    ways: list[tuple[str, ...]] = []
    for found in _NUMBER.finditer(words):
        value = _value(found.group())
        still = f"={found.group()}"
        may_count = (
            value <= _LAST_PAGE
            and not _OF_A_CODE.search(words[: found.start()])
            and not _OF_A_CLAUSE.match(words[found.end() :])
        )
        ways.append((still, f"+{value - row.page}") if may_count else (still,))
    if len(ways) > _FEW_NUMBERS:
        ways = [way[:1] for way in ways]
    return [_Key(row.masked, numbers, size) for numbers in product(*ways)]


def _value(number: str) -> int:
    # a run of digits longer than any page number is not worth its conversion
    return han_number(number) if len(number) <= len(str(_LAST_PAGE)) else _LAST_PAGE + 1


def _words(line: Line) -> str:
    """Its words without spaces, but for those that part two numbers."""
    return _SPACES.sub("", line.text)


def _outer_rows(page: Page, found: Sequence[Line], *, is_head: bool) -> Iterator[_Row]:
    """The rows near an edge from the outermost inwards."""
    distances = sorted(abs(one.middle - other.middle) for one, other in pairwise(found))
    usual = distances[len(distances) // 4] if distances else 0.0
    margin = (page.top - page.bottom) * _MARGIN
    inwards = found if is_head else found[::-1]
    for index, line in enumerate(inwards[:_OUTER_ROWS]):
        away = page.top - line.middle if is_head else line.middle - page.bottom
        if away >= margin:
            return
        inner = inwards[index + 1] if index + 1 < len(inwards) else None
        gap = min(usual * _LEADING, line.size * _GAP)
        apart = inner is None or abs(line.middle - inner.middle) > gap or inner.size > line.size * _LARGER
        yield _Row(line, page.number, away, apart, inner is not None and line.size > inner.size * _LARGER)


def _body_size(pages: Sequence[Page]) -> float:
    """The size of type most characters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[rounded(piece.size)] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
