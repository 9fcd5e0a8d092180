"""Text with marked ranges: made, cut and split as plain characters, escaped only when it is put out as HTML.

Telegram counts a message in UTF-16 units after its markup is taken off, so a text and its marks are kept apart until
the end; a part cut out of the middle then carries the marks that reach into it, and no tag is ever cut in two.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from index.model import Span


class Tag(IntEnum):
    """How a range is shown. Where ranges overlap, the smaller number is the outer element."""

    QUOTE = 1
    """An expandable quote."""
    BOLD = 2
    ITALIC = 3
    UNDERLINE = 4
    CODE = 5
    LINK = 6
    """A link; the mark says where to."""


_OPEN = {
    Tag.QUOTE: "<blockquote expandable>",
    Tag.BOLD: "<b>",
    Tag.ITALIC: "<i>",
    Tag.UNDERLINE: "<u>",
    Tag.CODE: "<code>",
    Tag.LINK: '<a href="{}">',
}
_CLOSE = {
    Tag.QUOTE: "</blockquote>",
    Tag.BOLD: "</b>",
    Tag.ITALIC: "</i>",
    Tag.UNDERLINE: "</u>",
    Tag.CODE: "</code>",
    Tag.LINK: "</a>",
}
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ESCAPED_ADDRESS = _ESCAPED | str.maketrans({'"': "&quot;"})

_SENTENCE_ENDS = "。！？；…!?;"
_CLOSERS = "」』”’）)】》〉\"'"
_ZERO_WIDTH_JOINER = "\u200d"
_BASIC_PLANE = 0xFFFF

_OPEN_ISOLATES = "\u2066\u2067\u2068"
_CLOSE_ISOLATE = "\u2069"
_BIDI_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e" + _OPEN_ISOLATES + _CLOSE_ISOLATE)


def units(text: str) -> int:
    """Length of ``text`` in UTF-16 units, the way Telegram counts (𠮷 and most emoji are 2)."""
    return len(text) + sum(ord(character) > _BASIC_PLANE for character in text)


def clean(text: str) -> str:
    """``text`` as Telegram accepts it, as long as before: no control characters, no half surrogates."""
    return "".join(_clean(character) for character in text)


def _clean(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return character if character == "\n" else " "
        case "Cs":
            return "\ufffd"
        case _:
            return character


def isolation(text: str) -> tuple[str, str]:
    """What to put before and behind ``text`` so that its writing direction leaves what stands around it alone.

    First-strong isolates, as many as the text's own unmatched marks would otherwise break open; nothing for text
    without direction marks and right-to-left letters.
    """
    if not any(c in _BIDI_CONTROLS or unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        return "", ""
    depth = unmatched = 0
    for character in text:
        if character in _OPEN_ISOLATES:
            depth += 1
        elif character == _CLOSE_ISOLATE and depth:
            depth -= 1
        elif character == _CLOSE_ISOLATE:
            unmatched += 1
    return "\u2068" * (unmatched + 1), _CLOSE_ISOLATE * (depth + 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a text and how it is shown; a link has an address."""

    span: Span
    tag: Tag
    address: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain text and its marks, which may nest and overlap as they like.

    Raises:
        ValueError: a mark leaves the text.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if any(mark.span.end > len(self.text) for mark in self.marks):
            msg = "a mark reaches beyond the text"
            raise ValueError(msg)

    def __add__(self, other: Marked) -> Marked:
        by = len(self.text)
        return Marked(
            self.text + other.text, self.marks + tuple(Mark(m.span.shifted(by), m.tag, m.address) for m in other.marks)
        )

    def within(self, tag: Tag) -> Marked:
        """The whole of it marked once more."""
        return Marked(self.text, (*self.marks, Mark(Span(0, len(self.text)), tag)))

    def linked(self, address: str) -> Marked:
        """The whole of it as a link."""
        return Marked(self.text, (*self.marks, Mark(Span(0, len(self.text)), Tag.LINK, address)))

    def cut(self, span: Span) -> Marked:
        """The part at ``span`` with the marks that reach into it."""
        marks = tuple(
            Mark(
                Span(max(m.span.start, span.start) - span.start, min(m.span.end, span.end) - span.start),
                m.tag,
                m.address,
            )
            for m in self.marks
            if m.span.overlaps(span)
        )
        return Marked(span.of(self.text), marks)

    def html(self) -> str:
        """As Telegram's HTML: every tag closed in the order it was opened, overlaps taken apart."""
        edges = sorted({0, len(self.text), *(m.span.start for m in self.marks), *(m.span.end for m in self.marks)})
        out: list[str] = []
        active: list[tuple[Tag, str]] = []
        for start, end in itertools.pairwise(edges):
            wanted = sorted({(m.tag, m.address) for m in self.marks if m.span.start <= start < m.span.end})
            same = 0
            while same < min(len(active), len(wanted)) and active[same] == wanted[same]:
                same += 1
            out += (_CLOSE[tag] for tag, _ in reversed(active[same:]))
            out += (_OPEN[tag].format(address.translate(_ESCAPED_ADDRESS)) for tag, address in wanted[same:])
            out.append(self.text[start:end].translate(_ESCAPED))
            active = wanted
        out += (_CLOSE[tag] for tag, _ in reversed(active))
        return "".join(out)


def marked(text: str, *tags: Tag) -> Marked:
    """``text`` with all of it shown as ``tags`` say."""
    return Marked(text, tuple(Mark(Span(0, len(text)), tag) for tag in tags if text))


def split(whole: Marked, limit: int) -> list[Marked]:
    """Cut into parts of at most ``limit`` UTF-16 units, marks going on in the next part.

    The cut is made at the last line end, else sentence end, else comma or space in the second half of what fits, else
    between two characters. The parts' texts put together are the text.
    """
    return [whole.cut(span) for span in _parts(whole.text, limit)]


def _parts(text: str, limit: int) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = _fitting(text, start, limit)
        if end < len(text):
            end = _boundary(text, start, end)
        yield Span(start, end)
        start = end


def _fitting(text: str, start: int, limit: int) -> int:
    """The furthest end so that ``text[start:end]`` fits; at least one character."""
    room = limit
    end = start
    while end < len(text):
        room -= 2 if ord(text[end]) > _BASIC_PLANE else 1
        if room < 0:
            break
        end += 1
    return max(end, start + 1)


def _boundary(text: str, start: int, end: int) -> int:
    """The best place to cut in ``text[start:end]``, not before its middle."""
    earliest = start + (end - start + 1) // 2
    for wanted in (_is_line_end, _is_sentence_end, _is_pause):
        for place in range(end, earliest, -1):
            if wanted(text, place):
                return place
    for place in range(end, earliest, -1):
        if not _joins(text, place):
            return place
    return end


def _is_line_end(text: str, place: int) -> bool:
    return text[place - 1] == "\n"


def _is_sentence_end(text: str, place: int) -> bool:
    before = text[place - 1]
    if before in _CLOSERS and place > 1:
        before = text[place - 2]
    return before in _SENTENCE_ENDS and text[place] not in _CLOSERS + _SENTENCE_ENDS


def _is_pause(text: str, place: int) -> bool:
    return text[place - 1] in "，、,：: \u3000"


def _joins(text: str, place: int) -> bool:
    """Whether the characters around ``place`` are one sign to the eye: an accent, an emoji of several characters."""
    before, after = text[place - 1], text[place]
    return (
        unicodedata.combining(after) != 0
        or unicodedata.category(after) in ("Mn", "Me", "Sk")
        or _ZERO_WIDTH_JOINER in (before, after)
    )
