"""Chats as documents: each message a paragraph, with who wrote it and when.

Exports of Telegram (``result.json``, ``messages.html``). Messages one person sends in a row stay apart, since each is
cited by itself: 「张工 2024年3月8日 14:05」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from index.loading.content import Composer
from index.model import BlockKind


@dataclass(frozen=True, slots=True)
class Head:
    """Who wrote a message and when, as it is shown: ``老周 2024年3月2日 09:15``."""

    text: str

    @classmethod
    def of(cls, who: str, year: str, month: str, day: str, time: str) -> Head:
        """The head of a message sent on that day."""
        return cls(f"{who.strip()} {day_of(year, month, day)} {time}".strip())


def day_of(year: str, month: str, day: str) -> str:
    """A day as heads show it."""
    return f"{int(year)}年{int(month)}月{int(day)}日"


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
