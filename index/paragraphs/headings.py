"""What the beginning of a line says of its place: chapters, numbered sections, articles of a regulation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.paragraphs.lines import SENTENCE_ENDS

LONGEST = 40
"""Characters a heading has at the most; what is longer is a paragraph that begins with a number."""

BY_PATTERN = 100
"""Levels of headings told by their look begin here: they stand below every heading the file itself marks."""

UNNUMBERED = BY_PATTERN + 90
"""Level of a heading without a number: it stands below every numbered one."""

_HAN_NUMBER = "〇零一二三四五六七八九十百千两0-9０-９"
# what makes a figure of a number: 2.4米 begins no section
_MEASURE = (
    r"[\s　]?(?:[毫厘微]?[米克升]|[吨元亿度倍℃]|万[元吨人亩件名户千]|千[米克瓦伏]|公[里斤顷分升]|平方|立方|小时|分钟|"
    r"[至到]\d)"
)
_NUMBERINGS = tuple(
    (BY_PATTERN + level, explicit, re.compile(pattern))
    for level, explicit, pattern in (
        (1, True, rf"第[{_HAN_NUMBER}]{{1,6}}(?:编|編|篇|卷|部分|部份)(?=[\s　:：]|$)"),
        (2, True, rf"第[{_HAN_NUMBER}]{{1,6}}章(?!程)"),
        (3, True, rf"第[{_HAN_NUMBER}]{{1,6}}[节節](?=[\s　:：]|$|[^课課目日])"),
        (4, False, r"[一二三四五六七八九十百]{1,4}[、．.]"),
        (5, False, r"[（(][一二三四五六七八九十百]{1,4}[）)]"),
        (12, False, r"\d{1,2}(?:\.\d{1,2}){2,3}[.．、]?(?=[\s　]|[㐀-鿿])"),
        (11, False, rf"(?!0)\d{{1,2}}\.\d{{1,2}}[.．、]?(?!{_MEASURE})(?=[\s　]+\S|[㐀-鿿])"),
        (10, False, r"\d{1,2}(?:[、．]|\.(?!\d)|[\s　]+(?=[㐀-鿿]))"),
        (15, False, r"[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳]"),
    )
)
_MARKED = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_ARTICLE = re.compile(rf"第([{_HAN_NUMBER}]{{1,8}})[条條](?:之[一二三四五六七八九十])?")
# what follows 第十二条 where it is spoken of, not begun
_ARTICLE_MENTION = re.compile(r"[所规規的第、和与與及至或款项項中之,，。；;]|[规規]定|以[上下外]|[^\s　]{0,2}[）)]")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_PAIR = re.compile(r"^[^：:]{1,12}[：:]\s*\S")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number a line begins with.

    Attributes:
        level: Depth among headings, from :data:`BY_PATTERN` on (1 to 6 for ``#`` marks).
        explicit: Whether the words say heading (第三章); a mere number (1.) begins items of lists as well.
        length: Characters of the number itself.
    """

    level: int
    explicit: bool
    length: int


def numbering(text: str) -> Numbering | None:
    """The number ``text`` begins with, if any."""
    if marked := _MARKED.match(text):
        return Numbering(len(marked.group(1)), explicit=True, length=marked.end())
    for level, explicit, pattern in _NUMBERINGS:
        if found := pattern.match(text):
            return Numbering(level, explicit, found.end())
    return None


def could_be_heading(text: str) -> bool:
    """Whether ``text`` is short and unfinished enough for a heading, its number aside."""
    return (
        len(text) <= LONGEST
        and not re.search(rf"[{SENTENCE_ENDS}。]", text)
        and not text.endswith((",", "，", "、", "."))
        and any(char.isalpha() for char in text)
    )


def could_be_bare_heading(text: str) -> bool:
    """The same for a line without a number, which has to look more like one.

    Lines such as ``时间：上午九点`` are facts, not headings.
    """
    return (
        could_be_heading(text)
        and len(text) <= LONGEST - 10
        and bool(re.search(r"[㐀-鿿]", text))
        and not text.endswith(("：", ":"))
        and not _PAIR.match(text)
        and text[0] not in '“"「『-—*·•●■◆（('
    )


@dataclass(frozen=True, slots=True)
class ArticleStart:
    """The article of a regulation a line begins.

    Attributes:
        name: As written: ``第十二条``.
        number: Its number.
        certain: Whether a space or the end of the line follows, as it is printed in regulations.
    """

    name: str
    number: int
    certain: bool


def article_start(text: str) -> ArticleStart | None:
    """The article ``text`` begins, if it does: ``第十二条规定的情形`` speaks of one and begins none."""
    found = _ARTICLE.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    certain = not rest or rest[0].isspace() or rest[0] in "【[:："
    if not certain and _ARTICLE_MENTION.match(rest):
        return None
    return ArticleStart(found.group(), han_number(found.group(1)), certain)


def han_number(text: str) -> int:
    """The value of a number in digits or Han numerals: ``一百二十三``, ``二〇``, ``12``."""
    if text.isdecimal():
        return int(text)
    if not any(char in _TENS for char in text):
        return int("".join(str(_DIGITS.get(char, char)) for char in text))
    total = 0
    digit = 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char] if char in _DIGITS else int(char)
    return total + digit
