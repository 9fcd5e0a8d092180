"""Lines of all pages into paragraphs and headings. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import median

from index.loading.pdf.layout import Column, Line, Page, glue, rows
from index.model import BlockKind
from index.paragraphs.headings import article_start, numbering
from index.paragraphs.lines import ends_sentence, first_word

_MARGIN = 0.14  # of the page's height, from either edge, in which running heads stand
_OUTER_ROWS = 3  # lines from either edge that may be running heads
_OFTEN = 3  # pages with the same line at their edge that prove a running head in any document
_PAGE_NUMBER = re.compile(
    r"(?i)[-—–·•~|/\s]*(?:第\s*)?(?:page\s*)?(?:#|[ivxl]{1,6})\s*页?(?:\s*[,，/／]?\s*(?:共|of)?\s*#\s*页?)?[-—–·•~|/\s]*"
)
_NUMBER = re.compile(r"\d+|(?<=第)[〇零一二三四五六七八九十百]+(?=[页頁])")
_SLACK = 0.6  # ems of room that a line may have left though its paragraph goes on
_INDENT = 1.2  # ems that make the first line of a paragraph stand out
_LEADING = 1.35  # times the usual distance of lines that make a gap
_GAP = 2.4  # ems between the middles of two lines that no paragraph has
_LARGER = 1.12  # times the size of the body that make a heading
_SMALLER = 0.9  # times the size of a line that make the next one something else
_LONGEST_HEADING = 80
_DEEPEST = 6
_FEW_LINES = 5  # lines from which a column's own edges can be trusted
_CONTENTS = re.compile(
    r"(?<![.．…·])[.．…·]{5,}+\s*+\d++\Z"
)  # the end of an entry of a table of contents, which repeats a heading
_BULLET = re.compile(r"[•●■◆▪◇○□★]\s*\S|[·\-–—]\s+\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading or row of a table, with the pages it begins and ends on."""

    text: str
    kind: BlockKind
    level: int
    page: int
    last_page: int | None
    context: str = ""


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines at their upper and lower edges that repeat, numbers aside, and page numbers.

    What stands in the middle of its page, too, is no running head but a row of figures like those around it.
    """
    edges = [_edges(page) for page in pages]
    counts = Counter(
        key
        for edge in edges
        for is_head, outer in enumerate(edge)
        for key in {(is_head, _key(row)) for row, _ in outer}
    )
    cleaned = []
    for page, edge in zip(pages, edges, strict=True):
        gone: list[Line] = []
        inner = {_key(row) for row in rows(page)[_OUTER_ROWS:-_OUTER_ROWS]}
        for is_head, outer in enumerate(edge):
            candidates = []
            for row, set_apart in outer:
                often = counts[is_head, _key(row)]
                repeats = often > 1 and (often >= _OFTEN or often * 2 >= len(pages)) and _key(row) not in inner
                if not repeats and not _PAGE_NUMBER.fullmatch(_key(row)[0]):
                    break
                candidates.append(row)
                # the last line of a paragraph may stand on two pages by chance, but then no gap parts it from the rest
                if set_apart or often >= _OFTEN:
                    gone.extend(candidates)
                    candidates = []
        kept = tuple(piece for piece in page.pieces if not any(_stands_in(piece, line) for line in gone))
        cleaned.append(replace(page, pieces=kept))
    return cleaned


def _edges(page: Page) -> tuple[list[tuple[Line, bool]], list[tuple[Line, bool]]]:
    """The outer rows at the foot and at the head of a page."""
    found = rows(page)
    return list(_outer_rows(page, found[::-1], is_head=False)), list(_outer_rows(page, found, is_head=True))


def _outer_rows(page: Page, found: list[Line], *, is_head: bool) -> Iterator[tuple[Line, bool]]:
    """The rows near an edge from the outermost inwards, and whether a gap or its type sets each apart from the next."""
    distances = sorted(abs(one.middle - other.middle) for one, other in pairwise(found))
    usual = distances[len(distances) // 4] if distances else 0.0
    margin = (page.top - page.bottom) * _MARGIN
    for index, row in enumerate(found[:_OUTER_ROWS]):
        if not (row.middle > page.top - margin if is_head else row.middle < page.bottom + margin):
            return
        inner = found[index + 1] if index + 1 < len(found) else None
        yield row, inner is None or abs(row.middle - inner.middle) > usual * _LEADING or inner.size > row.size * _LARGER


def _key(row: Line) -> tuple[str, float]:
    """What makes two rows the same; the size of type tells a title from the running head that repeats it."""
    return _NUMBER.sub("#", row.text.replace(" ", "")), _rounded(row.size)


def _stands_in(piece: Line, row: Line) -> bool:
    return row.bottom <= piece.middle <= row.top


def flow(found: Sequence[Column]) -> Iterator[Piece]:
    """The pieces of a document whose columns stand in reading order."""
    body = _body_size(found)
    known = [column for column in found if len(column.lines) >= _FEW_LINES]
    paragraph: list[Line] = []
    full = False  # whether the last line reached the edge of its column
    groups: list[list[Line]] = []
    for column, behind in zip_longest(found, found[1:]):
        right, is_sure = _right_edge(column, known)
        usual = _usual_leading(column)
        for index, line in enumerate(column.lines):
            if _CONTENTS.search(line.text):
                continue
            before = column.lines[index - 1] if index else None
            if not paragraph or _starts(line, paragraph, before, column, usual, full=full):
                paragraph = []
                groups.append(paragraph)
            paragraph.append(line)
            rest = column.lines[index + 1 : index + 2] or (behind.lines[:1] if behind else ())
            following = rest[0] if rest else None
            full = _is_full(line, following, right) and (is_sure or not ends_sentence(line.text))
    sizes = sorted({_rounded(_size(group)) for group in groups if _is_heading(group, body)}, reverse=True)
    for group in groups:
        yield _piece(group, sizes if _is_heading(group, body) else [])


def _starts(  # noqa: PLR0913 - what surrounds a line
    line: Line, paragraph: Sequence[Line], before: Line | None, column: Column, usual: dict[float, float], *, full: bool
) -> bool:
    """Whether ``line`` starts a paragraph rather than going on with the last one."""
    last = paragraph[-1]
    if not full or line.parts > 1 or last.parts > 1 or _begins_anew(line.text):
        return True
    if not _SMALLER <= line.size / max(last.size, 1.0) <= 1 / _SMALLER:
        return True
    same_indent = abs(line.left - last.left) < line.size / 2
    hanging = _BULLET.match(paragraph[0].text) and line.left > paragraph[0].left
    indented = line.left > column.left + _INDENT * line.size
    if indented and (same_indent or hanging) and not ends_sentence(last.text):
        indented = False
    if before is None:
        # a new column or page: a sentence that ended exactly at the edge has most likely ended its paragraph
        return indented or ends_sentence(last.text)
    if before.middle - line.middle > min(usual.get(_rounded(line.size), math.inf) * _LEADING, line.size * _GAP):
        return True
    return indented


def _begins_anew(text: str) -> bool:
    start = article_start(text)
    found = numbering(text)
    return bool(
        (start and start.certain)
        or (found and (found.explicit or text[0] in "一二三四五六七八九十（("))
        or (_BULLET.match(text) and not text[0].isalnum())
    )


def _body_size(found: Iterable[Column]) -> float:
    """The size of type most characters are set in."""
    sizes: Counter[float] = Counter()
    for column in found:
        for line in column.lines:
            sizes[_rounded(line.size)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _size(group: Sequence[Line]) -> float:
    return median(line.size for line in group)


def _is_heading(group: Sequence[Line], body: float) -> bool:
    return (
        _size(group) >= body * _LARGER
        and sum(len(line.text) for line in group) <= _LONGEST_HEADING
        and not group[-1].text.endswith(("。", "；", "，"))
        and all(line.parts == 1 for line in group)
        and any(char.isalpha() for line in group for char in line.text)
    )


def _is_full(line: Line, following: Line | None, right: float) -> bool:
    """Whether ``line`` was broken for want of room, rather than ended."""
    room = first_word(following.text) / 2 if following else 1.0
    # text is set with some slack; but where a sentence ended, so has the paragraph if even little room was left
    slack = 0.0 if ends_sentence(line.text) else _SLACK
    return line.right > right - (room + slack) * line.size


def _right_edge(column: Column, known: Sequence[Column]) -> tuple[float, bool]:
    """The edge a column's lines run up to, and whether it is more than the length of a few lines.

    A column of few lines borrows its edge from a fuller one in the same place.
    """
    # a table may be wider than the text around it
    lines = [line for line in column.lines if not line.ruled] or column.lines
    own = max(_reach(line) for line in lines)
    if len(lines) >= _FEW_LINES:
        return own, True
    em = column.lines[0].size
    likes = [
        _reach(line)
        for other in known
        if abs(other.left - column.left) < 3 * em
        for line in other.lines
        if not line.ruled
    ]
    return max([own, *likes]), bool(likes)


def _reach(line: Line) -> float:
    """How far a line runs without a mark that hangs over the edge."""
    return line.right - line.size if line.text.endswith(tuple("，。、；：,.;:”）》")) else line.right


def _usual_leading(column: Column) -> dict[float, float]:
    """The distance of lines inside paragraphs, by size of type.

    A low one of those there are, since where paragraphs are short most distances are gaps between them.
    """
    distances: dict[float, list[float]] = {}
    for upper, lower in pairwise(column.lines):
        if _rounded(upper.size) == _rounded(lower.size):
            distances.setdefault(_rounded(lower.size), []).append(upper.middle - lower.middle)
    return {size: sorted(found)[len(found) // 5] for size, found in distances.items()}


def _piece(group: Sequence[Line], heading_sizes: Sequence[float]) -> Piece:
    text = group[0].text
    for line in group[1:]:
        text = _continued(text, line.text)
    kind = BlockKind.ROW if len(group) == 1 and group[0].parts > 2 else BlockKind.TEXT  # noqa: PLR2004 - two may be a line with a gap
    level = 0
    if heading_sizes:
        kind = BlockKind.HEADING
        level = min(heading_sizes.index(_rounded(_size(group))) + 1, _DEEPEST)
    first, last = group[0].page, group[-1].page
    return Piece(text, kind, level, first, last if last != first else None, group[0].context)


def _continued(text: str, more: str) -> str:
    """Two lines of one paragraph as running text."""
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha():
        # "compu-" "ter" was cut by the printer; "39-" "NQ/TW" has its hyphen from its author
        return text[:-1] + more if more[0].islower() and text[-2].islower() else text + more
    if text.endswith("-") or more.startswith("-"):
        return text + more
    return text + glue(text[-1], more[0], 0.0, space=True) + more
