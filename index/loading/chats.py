"""Chats as documents: each message a paragraph, with who wrote it and when.

Exports of Telegram (``result.json``, ``messages.html``) and the usual text exports of chat groups. Messages one person
sends in a row stay apart, since each is cited by itself: 「张工 2024年3月8日 14:05」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from index.loading.content import Composer
from index.model import Block, BlockKind, Span
from index.paragraphs.lines import SPACE

_DAY = r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"
_TIME = r"(?:(?P<noon>上午|下午|AM|PM)\s?)?(?P<t>\d{1,2}:\d{2})(?::\d{2})?"
_WHO = r"(?P<who>[^\n：:\[\]【】]{1,40}?)"
_NUMBER = r"(?:[(（<][\w.@-]{3,40}[)）>])?"
# 「[2024-03-02 09:15] 老周：文」 and 「2024/3/2 09:15 - 老周: 文」: the message on the line of its head
_SAME_LINE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[\[【(（]{_DAY}[,，]?\s+{_TIME}[\]】)）]\s*{_WHO}{_NUMBER}\s*[：:]\s*(?P<text>\S.*)",
        rf"{_DAY}[,，]?\s+{_TIME}\s*[-–—]?\s*{_WHO}{_NUMBER}\s*[：:]\s*(?P<text>\S.*)",
    )
)
# 「老周 2024-03-02 09:15:30」 and 「2024-03-02 09:15:30 老周(10001)」: the message on the lines below
_HEAD_LINE = tuple(
    re.compile(pattern)
    for pattern in (rf"{_DAY}\s+{_TIME}\s+{_WHO}{_NUMBER}[：:]?", rf"{_WHO}{_NUMBER}[：:]?\s+{_DAY}\s+{_TIME}")
)
_FEWEST = 3  # messages by which a text is told to be a chat
_DECLARED = re.compile(r"消息(?:记录|分组|对象)\s*(?:[:：（(]|$)")  # an export that says what it is
_SHARE = 0.3  # of the lines: heads of messages
_HEAD_LINES = 8  # in which an export says that
_LONGEST_HEAD = 90  # characters


@dataclass(frozen=True, slots=True)
class Head:
    """Who wrote a message and when, as it is shown: ``老周 2024年3月2日 09:15``."""

    text: str

    @classmethod
    def of(cls, who: str, year: str, month: str, day: str, time: str) -> Head:
        """The head of a message sent on that day."""
        return cls(f"{who.strip()} {int(year)}年{int(month)}月{int(day)}日 {time}".strip())


def message_blocks(text: str) -> list[Block] | None:
    """The messages of a chat saved as plain text, ``None`` where ``text`` is none."""
    lines = _lines(text)
    heads = [_head(line) for line, _ in lines]
    found = sum(head is not None for head in heads)
    is_declared = any(_DECLARED.match(line) for line, _ in lines[:_HEAD_LINES])
    if not found or (not is_declared and (found < _FEWEST or found < len(lines) * _SHARE)):
        return None
    blocks: list[Block] = []
    open_head: Head | None = None
    open_span: Span | None = None
    for (line, start), head in zip(lines, heads, strict=True):
        if head is None:
            open_span = Span(start if open_span is None else open_span.start, start + len(line))
            continue
        if open_span is not None:
            blocks.append(_message(open_span, open_head))
        # the whole line is the message where its head stands in it
        open_head, open_span = head[0], Span(start, start + len(line)) if head[1] else None
    if open_span is not None:
        blocks.append(_message(open_span, open_head))
    return blocks


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


def _head(line: str) -> tuple[Head, bool] | None:
    """The head of the message a line begins, and whether the message stands in the same line."""
    for pattern in _SAME_LINE:
        if found := pattern.match(line):
            return _head_of(found), True
    if len(line) <= _LONGEST_HEAD:
        for pattern in _HEAD_LINE:
            if found := pattern.fullmatch(line):
                return _head_of(found), False
    return None


def _head_of(found: re.Match[str]) -> Head:
    time = f"{found['noon'] or ''}{found['t']}"
    return Head.of(found["who"], found["y"], found["m"], found["d"], time)


def is_telegram(value: object) -> bool:
    """Whether a JSON value is what Telegram exports: one chat, or all of them."""
    if not isinstance(value, dict):
        return False
    chats = value.get("chats")
    if isinstance(chats, dict) and isinstance(chats.get("list"), list):
        return True
    messages = value.get("messages")
    return isinstance(messages, list) and any(
        isinstance(m, dict) and "date" in m and "text" in m for m in messages[:50]
    )


def compose_telegram(value: dict[str, Any], composer: Composer) -> str | None:
    """Append the messages of Telegram's ``result.json``; the name of the chat, where it is one."""
    chats = value.get("chats")
    every = chats["list"] if isinstance(chats, dict) else [value]
    for chat in every:
        if not isinstance(chat, dict):
            continue
        if len(every) > 1:
            composer.end_headings()
            composer.add(str(chat.get("name") or ""), BlockKind.HEADING, level=1)
        for message in chat.get("messages") or ():
            if isinstance(message, dict) and message.get("type") != "service":
                _telegram_message(message, composer)
    name = value.get("name")
    return name if isinstance(name, str) and name else None


def _telegram_message(message: dict[str, Any], composer: Composer) -> None:
    said = re.match(r"(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)", str(message.get("date") or ""))
    who = str(message.get("from") or message.get("forwarded_from") or "")
    head = Head.of(who, *said.groups()) if said else Head(who)
    text = _telegram_text(message.get("text"))
    file = message.get("file_name")
    poll = message.get("poll")
    if isinstance(poll, dict):
        options = [str(one.get("text") or "") for one in poll.get("answers") or () if isinstance(one, dict)]
        text = "\n".join(filter(None, [text, str(poll.get("question") or ""), *options]))
    words = "\n".join(filter(None, [text, file if isinstance(file, str) else ""]))
    composer.add(words, part=head.text or None, context=head.text)


def _telegram_text(text: object) -> str:
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    return "".join(
        piece if isinstance(piece, str) else str(piece.get("text") or "") if isinstance(piece, dict) else ""
        for piece in text
    )


def telegram_page(tree: etree._Element) -> list[etree._Element]:
    """The messages of a page of Telegram's HTML export; none for any other page."""
    history = tree.find(".//div[@class='history']")
    if history is None:
        return []
    return [one for one in history.iterfind("div") if "default" in (one.get("class") or "").split()]


def compose_telegram_page(messages: list[etree._Element], composer: Composer) -> None:
    """Append the messages of such a page."""
    who = ""
    for message in messages:
        names = list(_of_class(message, "from_name"))
        if names:
            who = " ".join("".join(str(piece) for piece in names[0].itertext()).split())
        when = next((one.get("title") or "" for one in _of_class(message, "date")), "")
        said = re.match(r"(\d{1,2})\.(\d{1,2})\.(\d{4}) (\d{1,2}:\d{2})", when)
        head = Head.of(who, said[3], said[2], said[1], said[4]) if said else Head(who)
        for text in _of_class(message, "text"):
            for line_break in text.iter("br"):
                line_break.tail = "\n" + (line_break.tail or "")
            composer.add("".join(str(piece) for piece in text.itertext()), part=head.text or None, context=head.text)


def _of_class(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in element.iter("div") if name in (one.get("class") or "").split())
