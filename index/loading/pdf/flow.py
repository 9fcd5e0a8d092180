"""Lines of all pages into paragraphs and headings. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, zip_longest
from statistics import median

from index.loading.pdf.clauses import clause_starts, goes_on_under, hangs
from index.loading.pdf.contents import contents
from index.loading.pdf.elements import Column, Line, Marks, TableLine, rounded, shifted, shortened
from index.loading.pdf.labels import label_of
from index.loading.pdf.layout import glue
from index.model import BlockKind
from index.paragraphs.headings import article_start, numbering
from index.paragraphs.lines import ends_sentence, first_word

_SLACK = 0.6  # ems of room that a line may have left though its paragraph goes on
_INDENT = 1.2  # ems that make the first line of a paragraph stand out
_LEADING = 1.35  # times the usual distance of lines that make a gap
_GAP = 2.4  # ems between the middles of two lines that no paragraph has
_SHORT = 0.5  # share of its column that a line fills which may be a heading
_LONG = 0.7  # share of its column that a line of a clause fills which is no heading
_LARGER = 1.12  # times the size of the body that make a heading
_SMALLER = 0.9  # times the size of a line that make the next one something else
_LONGEST_HEADING = 80
_DEEPEST = 6
_FEW_LINES = 5  # lines from which a column's own edges can be trusted
_FEWEST_LINES = 3
_EVEN = 1.5  # ems by which the two longest lines of prose differ at the most
_NARROWEST = 8  # ems: what is narrower than this holds entries, not prose
_MARK = re.compile(r"[，。、；：！？,;:!?]|\w{3}\.")
_MARKED = 4  # lines of prose, of which one at the least has a mark
_BULLET = re.compile(r"[•●■◆▪◇○□★]\s*\S|[·\-–—]\s+\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading or row of a table, with the pages it begins and ends on."""

    text: str
    kind: BlockKind
    level: int
    page: int
    last_page: int | None
    marks: Marks = ()
    table: TableLine | None = None
    confidence: float | None = None
    context: str = ""


def flow(found: Sequence[Column]) -> Iterator[Piece]:
    """The pieces of a document whose columns stand in reading order."""
    body = _body_size(found)
    groups = _grouped(found)
    sizes = sorted({rounded(_size(group)) for group in groups if _is_heading(group, body)}, reverse=True)
    for group in groups:
        yield _piece(group, sizes if _is_heading(group, body) else [])


def _grouped(found: Sequence[Column]) -> list[list[Line]]:
    """The lines of each paragraph and heading."""
    every = [line for column in found for line in column.lines]
    skipped, clauses = contents(every), clause_starts(every)
    known = [column for column in found if _is_full_of_text(column)]
    paragraph: list[Line] = []
    reach = _Reach.SHORT
    groups: list[list[Line]] = []
    for column, behind in zip_longest(found, found[1:]):
        right, is_sure = _right_edge(column, known)
        usual = _usual_leading(column)
        for index, line in enumerate(column.lines):
            if line in skipped:
                reach = _Reach.SHORT
                continue
            before = column.lines[index - 1] if index else None
            anew = line in clauses or _begins_anew(line.text)
            leading = usual.get(rounded(line.size), math.inf)
            if not paragraph or anew or _starts(line, paragraph, column, before=before, leading=leading, reach=reach):
                paragraph = []
                groups.append(paragraph)
            paragraph.append(line)
            rest = column.lines[index + 1 : index + 2] or (behind.lines[:1] if behind else ())
            reach = _reached(line, rest[0] if rest else None, right, column, is_sure=is_sure)
    return groups


class _Reach(Enum):
    """Whether a line was broken for want of room, rather than ended."""

    SHORT = 0
    DOUBTFUL = 1  # it was, or its sentence ended just there
    FULL = 2


def _starts(  # noqa: PLR0913 - what surrounds a line
    line: Line, paragraph: Sequence[Line], column: Column, *, before: Line | None, leading: float, reach: _Reach
) -> bool:
    """Whether ``line``, which no number opens, starts a paragraph rather than going on with the last one."""
    last = paragraph[-1]
    is_item = _is_item(paragraph[0].text)
    # a clause may be broken anywhere: what stands under its words goes on with it, unless these were a heading
    is_long = last.right - column.left > (column.right - column.left) * _LONG
    is_under = is_item and is_long and not ends_sentence(last.text) and goes_on_under(paragraph, line)
    if (reach is _Reach.SHORT and not is_under) or line.parts > 1 or last.parts > 1:
        return True
    if not _SMALLER <= line.size / max(last.size, 1.0) <= 1 / _SMALLER:
        return True
    if before and before.middle - line.middle > min(leading * _LEADING, line.size * _GAP):
        return True
    if is_item and hangs(paragraph, line):
        return False
    is_back = is_item and len(paragraph) > 1 and paragraph[1].left > paragraph[0].left + line.size / 2
    indented = line.left > column.left + _INDENT * line.size
    same_indent = abs(line.left - last.left) < line.size / 2
    if indented and same_indent and not ends_sentence(last.text):
        indented = False
    # a short line without a full stop behind a finished sentence is no end of a paragraph but a heading
    is_short = line.right < column.left + (column.right - column.left) * _SHORT
    is_heading = is_short and ends_sentence(last.text) and not ends_sentence(line.text)
    # at the top of a column or page: a sentence that ended exactly at the edge has most likely ended its paragraph
    ended = before is None and ends_sentence(last.text)
    return reach is _Reach.DOUBTFUL or is_back or indented or is_heading or ended


def _is_item(text: str) -> bool:
    return label_of(text) is not None or _BULLET.match(text) is not None or article_start(text) is not None


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
            sizes[rounded(line.size)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


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


def _reached(line: Line, following: Line | None, right: float, column: Column, *, is_sure: bool) -> _Reach:
    room = first_word(following.text) / 2 if following else 1.0
    # text is set with some slack; but where a sentence ended, so has the paragraph if even little room was left
    slack = 0.0 if ends_sentence(line.text) else _SLACK
    if line.right <= right - (room + slack) * line.size or (not is_sure and line.right < column.far):
        return _Reach.SHORT
    return _Reach.FULL if is_sure or not ends_sentence(line.text) else _Reach.DOUBTFUL


def _right_edge(column: Column, known: Sequence[Column]) -> tuple[float, bool]:
    """The edge a column's lines run up to, and whether it is more than the length of a few lines.

    A column of few lines borrows its edge from a fuller one in the same place.
    """
    # a table may be wider than the text around it
    lines = [line for line in column.lines if not line.table] or column.lines
    own = max(_reach(line) for line in lines)
    if _is_full_of_text(column):
        return own, True
    em = column.lines[0].size
    likes = [
        _reach(line)
        for other in known
        if abs(other.left - column.left) < 3 * em
        for line in other.lines
        if not line.table
    ]
    return max([own, *likes]), bool(likes)


def _is_full_of_text(column: Column) -> bool:
    """Whether a column's lines are enough, and enough of them as long as prose makes them, to show its edges."""
    lines = [line for line in column.lines if not line.table]
    # items of a list may be of one length as well, but have no marks inside
    if len(lines) < _FEWEST_LINES or sum(_MARK.search(line.text) is not None for line in lines) * _MARKED < len(lines):
        return False
    em = median(line.size for line in lines)
    reaches = [_reach(line) for line in lines]
    # few lines show it only if they all end at one place, but for the last one
    sample = sorted(reaches, reverse=True)[:2] if len(lines) >= _FEW_LINES else reaches[:-1]
    return min(sample) > max(reaches) - em * _EVEN and max(reaches) - column.left > em * _NARROWEST


def _reach(line: Line) -> float:
    """How far a line runs without a mark that hangs over the edge."""
    return line.right - line.size if line.text.endswith(tuple("，。、；：,.;:”）》")) else line.right


def _usual_leading(column: Column) -> dict[float, float]:
    """The distance of lines inside paragraphs, by size of type.

    A low one of those there are, since where paragraphs are short most distances are gaps between them.
    """
    distances: dict[float, list[float]] = {}
    for upper, lower in pairwise(column.lines):
        if rounded(upper.size) == rounded(lower.size):
            distances.setdefault(rounded(lower.size), []).append(upper.middle - lower.middle)
    return {size: sorted(found)[len(found) // 5] for size, found in distances.items()}


def _piece(group: Sequence[Line], heading_sizes: Sequence[float]) -> Piece:
    text, marks = group[0].text, group[0].marks
    for line in group[1:]:
        kept, between = _joint(text, line.text)
        marks = (*shortened(marks, kept), *shifted(line.marks, kept + len(between)))
        text = text[:kept] + between + line.text
    kind = BlockKind.ROW if len(group) == 1 and group[0].parts > 2 else BlockKind.TEXT  # noqa: PLR2004 - two may be a line with a gap
    level = 0
    if heading_sizes:
        kind = BlockKind.HEADING
        level = min(heading_sizes.index(rounded(_size(group))) + 1, _DEEPEST)
    first, last = group[0].page, group[-1].page
    return Piece(text, kind, level, first, last if last != first else None, marks, group[0].table, _confidence(group))


def _confidence(group: Sequence[Line]) -> float | None:
    """With which the text of lines was recognised; ``None`` where none was."""
    known = [(line.confidence, len(line.text)) for line in group if line.confidence is not None]
    return sum(value * length for value, length in known) / sum(length for _, length in known) if known else None


def _joint(text: str, more: str) -> tuple[int, str]:
    """How much of a line is kept where the next one follows in its paragraph, and what stands between the two."""
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha():
        # "compu-" "ter" was cut by the printer; "39-" "NQ/TW" has its hyphen from its author
        return len(text) - (more[0].islower() and text[-2].islower()), ""
    if text.endswith("-") or more.startswith("-"):
        return len(text), ""
    return len(text), glue(text[-1], more[0], 0.0, space=True)
