"""Plain text as lines, and which of them a fixed line length has cut apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.model import Span

SPACE = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\xad"
) + "".join(chr(code) for code in range(0x2000, 0x200B))
"""Trimmed from the ends of paragraphs: white space, and the characters without width that web pages leave behind."""

SENTENCE_ENDS = "。！？；…!?;"
"""Characters a sentence ends at, closing quotes and brackets aside."""

CLOSERS = "”’」』）)】》〉\"'"
"""Characters that may stand between the end of a sentence and the end of its line."""

_UNBREAKABLE = re.compile(r"[“‘「『《〈（【〔([]*(?:[!-~]+|[—…]+|.)[，。、；：？！”’」』》〉）】〕)\],.;:?!％%]*")
_MARK = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}(?:[.．]\d{1,2}){0,3}[）)]?[、.．]?|第[\d一二三四五六七八九十百.]{1,6}[条條款]|[-*•·●○①-⑳])"
    r"[ \t　]*"
)
_TAB = 4
_NARROWEST = 40  # columns; shorter lines are verse, lists and addresses, which nobody wrapped
_WIDEST = 200  # columns; no mail program or editor wraps later
_FEWEST = 3  # joints between lines: fewer prove nothing
_JOINED_SHARE = 0.5  # of neighbouring lines: the rest are ends of paragraphs
_OPEN_SHARE = 0.75  # of the joints: wrapped lines end in mid-sentence but for a lucky few
_SLACK = 2  # columns: a closing mark that may not begin a line is carried over with the character before it


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something.

    Attributes:
        span: Its characters without the white space around them.
        indent: Columns before its first character.
        width: Columns its characters take; Han and full-width ones take two.
        after_blank: Whether an empty line, or nothing, stands before it.
        first_word: Columns of what would have moved up first, had there been room in the line above.
        ends: Whether its last character ends a sentence.
        hangs_at: Columns before the words behind the number or bullet it begins with; the further lines of a clause
            often begin there. 0 where it begins with none.
    """

    span: Span
    indent: int
    width: int
    after_blank: bool
    first_word: int
    ends: bool
    hangs_at: int = 0


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does."""
    core = text.rstrip(CLOSERS)
    return core.endswith(tuple(SENTENCE_ENDS)) or (core.endswith(".") and len(core) > 1 and core[-2].isalpha())


def lines_of(text: str) -> Iterator[Line]:
    r"""The lines of ``text`` that hold something, in order. Only ``\n`` ends a line."""
    start = 0
    after_blank = True
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        raw = text[start:end]
        body = raw.strip(SPACE)
        if body:
            offset = len(raw) - len(raw.lstrip(SPACE))
            span = Span(start + offset, start + offset + len(body))
            indent = columns(raw[:offset].expandtabs(_TAB))
            yield Line(
                span, indent, columns(body), after_blank, first_word(body), ends_sentence(body), _hang(body, indent)
            )
        after_blank = not body
        start = end + 1


def _hang(text: str, indent: int) -> int:
    mark = _MARK.match(text)
    return indent + columns(mark.group().expandtabs(_TAB)) if mark else 0


def columns(text: str) -> int:
    """Columns ``text`` takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """Columns of every character asked for so far: all lines of all files are measured."""

    def __missing__(self, char: str) -> int:
        if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
            columns = 0
        else:
            columns = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        self[char] = columns
        return columns


_WIDTHS = _Widths()


def first_word(text: str) -> int:
    """Columns of the beginning of ``text`` that no line break may cut apart.

    A Latin word with the space before it, or a Han character with the marks that may not be parted from it.
    """
    word = _UNBREAKABLE.match(text)
    return columns(word.group()) + word.group()[0].isascii() if word else 0


def wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """The column at which ``lines`` of ``text`` were wrapped, ``None`` where a line is a paragraph.

    A line was wrapped if the first word of the next would not have fitted behind it. Wrapped text is told from text
    whose lines happen to be alike by this: its lines end in mid-sentence, and sentences end inside them.
    """
    if len(lines) <= _FEWEST:
        return None
    widths = sorted(line.indent + line.width for line in lines)
    width = widths[min(len(widths) - 1, len(widths) * 19 // 20)]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(line, following) for line, following in pairwise(lines) if not following.after_blank]
    joints = [line for line, following in pairs if is_joint(line, following, width)]
    if len(joints) < _FEWEST or len(joints) < len(pairs) * _JOINED_SHARE:
        return None
    open_ends = sum(not line.ends for line in joints)
    inner_ends = sum(1 for line in joints if re.search(r"[。！？；，,.!?;](?=.)", line.span.of(text)))
    return width if open_ends >= len(joints) * _OPEN_SHARE and inner_ends * 2 >= len(joints) else None


def is_joint(line: Line, following: Line, width: int) -> bool:
    """Whether ``following`` goes on where ``line`` was cut at ``width`` columns."""
    is_hanging = line.hangs_at > line.indent + 1 and abs(following.indent - line.hangs_at) <= 1
    if following.after_blank or (following.indent > line.indent + 1 and not is_hanging):
        return False
    return line.indent + line.width + following.first_word > width - _SLACK
