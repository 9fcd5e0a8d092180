"""Chinese text into lines of a terminal: how wide characters are, and where a line may break.

A line may break between Han characters, after spaces and around wide punctuation, but does not begin with what closes
(，。？）》) nor end with what opens (《（「): 禁则. Latin words, codes and numbers stay whole while they fit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

from index.model import Span

NOT_FIRST = frozenset("，。！？；：、）》」』】〉”’…—～·％%‰℃,.!?;:)]}>〕〗﹞︰﹐﹑﹒﹔﹕﹖﹗ー々")
"""Characters no line begins with."""

NOT_LAST = frozenset("（《「『【〈“‘([{<〔〖﹝￥$＄#№/")
"""Characters no line ends with."""

_JOINER = "\u200d"


def width(text: str) -> int:
    """Columns ``text`` takes up in a terminal."""
    return cell_len(text)


def wrap(text: str, columns: int, *, at_spaces: bool = False) -> list[Span]:
    """The lines of ``text`` in that many columns, as ranges of it; spaces and line ends where it breaks are left out.

    Every character that is no white space is in exactly one line. Each line fits, except that at least one character
    is in each, however few the columns.

    Args:
        text: What to wrap.
        columns: How wide a line may be.
        at_spaces: Break at spaces only, as long as what stands between them fits.
    """
    lines: list[Span] = []
    for paragraph in _paragraphs(text):
        lines.extend(_wrap_one(text, paragraph, max(columns, 1), at_spaces=at_spaces))
    return lines


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for part in text.split("\n"):
        yield Span(start, start + len(part))
        start += len(part) + 1


def _wrap_one(text: str, paragraph: Span, columns: int, *, at_spaces: bool) -> Iterator[Span]:
    line_start = line_end = paragraph.start
    used = pending = 0  # columns of the line, and of the spaces behind it that count only if something follows
    for chunk in _words(text, paragraph, columns) if at_spaces else _chunks(text, paragraph):
        piece = chunk.of(text)
        if piece.isspace():
            if line_end > line_start:
                pending += width(piece)
            else:
                line_start = line_end = chunk.end
            continue
        size = width(piece)
        if line_end > line_start and used + pending + size > columns:
            yield Span(line_start, line_end)
            line_start = line_end = chunk.start
            used = pending = 0
        if size <= columns:
            used += pending + size
            line_end = chunk.end
        else:
            *full, last = _forced(text, chunk, columns)
            yield from full
            line_start, line_end = last.start, last.end
            used = width(last.of(text))
        pending = 0
    yield Span(line_start, line_end)


def _chunks(text: str, within: Span) -> Iterator[Span]:
    """What is not divided while it fits: a Han character with its punctuation, a Latin word, a run of spaces."""
    start = within.start
    before = ""
    for cluster in _clusters(text, within):
        current = cluster.of(text)
        if before and _may_break(before, current):
            yield Span(start, cluster.start)
            start = cluster.start
        before = current
    if start < within.end:
        yield Span(start, within.end)


def _words(text: str, within: Span, columns: int) -> Iterator[Span]:
    """What stands between spaces, and the spaces; in chunks, where it would not fit a line."""
    for match in re.finditer(r"\s+|\S+", within.of(text)):
        word = Span(*match.span()).shifted(within.start)
        if match[0].isspace() or width(match[0]) <= columns:
            yield word
        else:
            yield from _chunks(text, word)


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return before.isspace() != after.isspace()
    if after[0] in NOT_FIRST or before[-1] in NOT_LAST:
        return False
    return _wide(before) or _wide(after)


def _wide(cluster: str) -> bool:
    first = cluster[0]
    # “ ” … — · are one column wide, yet Chinese punctuation; the commas and points inside a number are not.
    return width(cluster) > 1 or (not first.isascii() and (first in NOT_FIRST or first in NOT_LAST))


def _forced(text: str, chunk: Span, columns: int) -> list[Span]:
    """A chunk wider than a line, divided between any two clusters; closing punctuation takes one along."""
    lines: list[Span] = []
    line: list[Span] = []
    for cluster in _clusters(text, chunk):
        if line and width(text[line[0].start : cluster.end]) > columns:
            kept = 1 if cluster.of(text)[0] in NOT_FIRST and len(line) > 1 else 0
            cut = len(line) - kept
            lines.append(Span(line[0].start, line[cut - 1].end))
            line = line[cut:]
        line.append(cluster)
    lines.append(Span(line[0].start, line[-1].end))
    return lines


def _clusters(text: str, within: Span) -> Iterator[Span]:
    """Characters as people see them: a base with its combining marks, an emoji with what joins to it."""
    start = within.start
    for at in range(within.start + 1, within.end):
        if not _joined(text, start, at):
            yield Span(start, at)
            start = at
    if start < within.end:
        yield Span(start, within.end)


def _joined(text: str, start: int, at: int) -> bool:
    character, before = text[at], text[at - 1]
    if _JOINER in (character, before):
        return True
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff":  # skin tones
        return True
    flags = "\U0001f1e6" <= character <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff"
    return flags and (at - start) % 2 == 1
