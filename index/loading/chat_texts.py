"""Chats saved as plain text, as people export or copy them: each message a paragraph, with who wrote it and when.

Where every message has its whole day, three of them make a chat. Heads that leave out the year, or the day, look like
lines of a timetable; there somebody has to speak more than once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.loading.chats import Head, day_of
from index.model import Block, Span
from index.paragraphs.lines import SPACE

_DAY = r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"
_DAY_LAST_YEAR = r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"
_WEEKDAY = "(?:星期|周|礼拜|禮拜|週)[一二三四五六日天]"
_SHORT_DAY = rf"(?:(?P<short>\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}[-/]\d{{1,2}}|[今昨前]天|{_WEEKDAY})[,，]?\s*)?"
_TIME = r"(?:(?P<noon>凌晨|早上|上午|中午|下午|晚上|AM|PM)\s?)?(?P<t>\d{1,2}:\d{2})(?P<s>:\d{2})?"
_CLOCK = re.compile(r"\d:\d\d")
_TITLE = r"(?:【[^】\n]{1,12}】)?"
_WHO = _TITLE + r"(?P<who>[^\n：:\[\]【】]{1,40}?)"
_NAME = _TITLE + r"(?P<who>[^\s\d：:\[\]【】，。；！？,;!?][^\n\t：:\[\]【】，。；！？,;!?]{0,19}?)"
_NUMBER = r"(?:[(（<][\w.@-]{3,40}[)）>])?"
_TEXT = r"(?P<text>\S.*)"
# 「[2024-03-02 09:15] 老周：文」 and 「2024/3/2 09:15 - 老周: 文」: the message on the line of its head
_SAME_LINE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\[【(（]{_DAY}[,，]?\s+{_TIME}[\]】)）]\s*{_WHO}{_NUMBER}\s*[：:]\s*{_TEXT}",
        rf"{_DAY}[,，]?\s+{_TIME}\s*[-–—]?\s*{_WHO}{_NUMBER}\s*[：:]\s*{_TEXT}",
        rf"\[?{_DAY_LAST_YEAR}[,，]?\s+{_TIME}\]?\s*[-–—]?\s*{_WHO}{_NUMBER}\s*[：:]\s*{_TEXT}",
    )
)
# 「老周 2024-03-02 09:15:30」 and 「2024-03-02 09:15:30 老周(10001)」: the message on the lines below
_HEAD_LINE = tuple(
    re.compile(pattern)
    for pattern in (rf"{_DAY}\s+{_TIME}\s+{_WHO}{_NUMBER}[：:]?", rf"{_WHO}{_NUMBER}[：:]?\s+{_DAY}\s+{_TIME}")
)
# the same without a year or a day: 「老周 3月2日 09:15」, 「[09:15] 老周：文」, 「老周(00:12): 文」
_LOOSE_SAME_LINE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\[【(（]?{_SHORT_DAY}{_TIME}[\]】)）]?\s*[-–—]?\s*{_NAME}{_NUMBER}\s*[：:]\s*{_TEXT}",
        rf"{_NAME}\s?[(（\[]{_SHORT_DAY}{_TIME}[)）\]]\s*[：:]\s*{_TEXT}",
        rf"{_SHORT_DAY}{_TIME}\t+{_NAME}\t+{_TEXT}",
    )
)
_LOOSE_HEAD_LINE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_SHORT_DAY}{_TIME}\s+{_NAME}{_NUMBER}[：:]?",
        rf"{_NAME}{_NUMBER}[：:]?\s+{_SHORT_DAY}{_TIME}",
    )
)
_DAY_LINE = re.compile(rf"[-–—=\s]*{_DAY}[,，]?\s*(?:[(（]?(?:星期|周|週|礼拜)?[一二三四五六日天][)）]?)?[-–—=\s]*")
_FEWEST = 3  # messages by which a text is told to be a chat
_DECLARED = re.compile(
    r"消息(?:记录|分组|对象)\s*(?:[:：（(]|$)|.{0,20}聊天[记紀][录錄]$"
)  # an export that says what it is
_SHARE = 0.3  # of the lines: heads of messages
_SPEAKERS = 0.75  # of the messages, at the most, where heads have no whole day
_HEAD_LINES = 8  # in which an export says that
_LONGEST_HEAD = 90  # characters
_Patterns = Sequence[re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a line begins.

    Attributes:
        head: Of the message; ``None`` where the line only says which day follows.
        who: Who wrote it.
        is_whole: Whether the message stands on the line as well.
    """

    head: Head | None
    who: str = ""
    is_whole: bool = False


def message_blocks(text: str) -> list[Block] | None:
    """The messages of a chat saved as plain text, ``None`` where ``text`` is none."""
    lines = _lines(text)
    is_declared = any(_DECLARED.match(line) for line, _ in lines[:_HEAD_LINES])
    for found, is_loose in ((_dated(lines), False), (_undated(lines), True)):
        heads = [one for one in found if one is not None and one.head is not None]
        if not heads or (not is_declared and (len(heads) < _FEWEST or len(heads) < len(lines) * _SHARE)):
            continue
        if is_loose and not _is_talk(found, len(heads)):
            continue
        return list(_blocks(lines, found))
    return None


def _is_talk(found: Sequence[_Found | None], count: int) -> bool:
    """Whether heads are those of messages and no timetable: people speak again, and something stands below a head."""
    speakers = {one.who for one in found if one is not None and one.head is not None}
    alone = sum(
        one is not None and one.head is not None and not one.is_whole and below is not None
        for one, below in zip(found, [*found[1:], _Found(None)], strict=True)
    )
    return len(speakers) <= count * _SPEAKERS and alone <= count * _SHARE


def _blocks(lines: Sequence[tuple[str, int]], found: Sequence[_Found | None]) -> Iterator[Block]:
    open_head: Head | None = None
    open_span: Span | None = None
    for (line, start), one in zip(lines, found, strict=True):
        if one is None:
            open_span = Span(start if open_span is None else open_span.start, start + len(line))
            continue
        if open_span is not None:
            yield _message(open_span, open_head)
        # the whole line is the message where its head stands in it
        open_head, open_span = one.head, Span(start, start + len(line)) if one.is_whole else None
    if open_span is not None:
        yield _message(open_span, open_head)


def _message(span: Span, head: Head | None) -> Block:
    words = head.text if head else ""
    return Block(span, part=words or None, context=words)


def _lines(text: str) -> list[tuple[str, int]]:
    lines = []
    start = 0
    for raw in text.split("\n"):
        line = raw.strip(SPACE)
        if line:
            lines.append((line, start + len(raw) - len(raw.lstrip(SPACE))))
        start += len(raw) + 1
    return lines


def _dated(lines: Sequence[tuple[str, int]]) -> list[_Found | None]:
    """The heads among lines, each with its whole day."""
    found: list[_Found | None] = []
    for line, _ in lines:
        one = _head(line, _SAME_LINE, _HEAD_LINE)
        found.append(one and _Found(Head.of(one[0]["who"], *_day(one[0]), _time(one[0])), one[0]["who"], one[1]))
    return found


def _undated(lines: Sequence[tuple[str, int]]) -> list[_Found | None]:
    """The heads among lines that leave out the day; it may stand on a line above them."""
    found: list[_Found | None] = []
    day = ""
    for line, _ in lines:
        if len(line) <= _LONGEST_HEAD and (said := _DAY_LINE.fullmatch(line)):
            day = day_of(*_day(said))
            found.append(_Found(None))
            continue
        one = _head(line, _LOOSE_SAME_LINE, _LOOSE_HEAD_LINE)
        if one is None:
            found.append(None)
            continue
        who = one[0]["who"].strip()
        head = Head(" ".join(filter(None, (who, one[0]["short"] or day, _time(one[0]) + (one[0]["s"] or "")))))
        found.append(_Found(head, who, one[1]))
    return found


def _head(line: str, same_line: _Patterns, head_line: _Patterns) -> tuple[re.Match[str], bool] | None:
    """The head of the message a line begins, and whether the message stands in the same line."""
    if _CLOCK.search(line, 0, 2 * _LONGEST_HEAD) is None:
        return None
    for pattern in same_line:
        if found := pattern.match(line):
            return found, True
    if len(line) <= _LONGEST_HEAD:
        for pattern in head_line:
            if found := pattern.fullmatch(line):
                return found, False
    return None


def _day(found: re.Match[str]) -> tuple[str, str, str]:
    month, day = found["m"], found["d"]
    if int(month) > 12 >= int(day):  # noqa: PLR2004 - months
        month, day = day, month
    return found["y"], month, day


def _time(found: re.Match[str]) -> str:
    return f"{found['noon'] or ''}{found['t']}"
