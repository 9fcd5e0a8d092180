"""Whether a sentence lacks what a question plainly asks for: a number to call, an address to write to, the month; pure.

All texts are folded.
"""

from __future__ import annotations

import re

_CALLS = re.compile(
    "(?:电话|手机号|号码|热线|座机)(?:号码?)?(?:是|为)?(?:多少|几|哪|什么)|(?:哪个|什么|哪些)(?:电话|号码|热线)|打几号|打哪个号"
)
# a sum of money, a year and a measure are no numbers to call
_NUMBER = re.compile("(?<![0-9.])(?:[0-9]{3,}(?![0-9.,]*\\s?[万亿元人名年个米度吨张份%])|[0-9]{1,4}[- ][0-9]{3})")
_MAILS = re.compile("(?:邮箱|邮件地址)(?:地址)?(?:是|为)?(?:多少|哪|什么)|(?:哪个|什么)邮箱")
_MONTH = "(?<![0-9个几前])(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
# 3月8日 asks of a day, and 七月二十 as well
_ASKED_MONTH = re.compile(_MONTH + r"(?!\s?[0-9一二三四五六七八九十])")
_TOLD_MONTH = re.compile(_MONTH)
_STRETCH = re.compile("[至到~-]|[以之]?[后前]|起|季度")
_FROM_TO = re.compile(rf"{_MONTH}(?:[0-9]{{1,2}}[日号])?[至到~-](?:[今次明当同]年)?{_MONTH}")
_TO_TEN = "一二三四五六七八九十"
_PLAIN = {name: str(place) for place, name in enumerate((*_TO_TEN, "十一", "十二"), start=1)}


def lacks_contact(question: str, sentence: str) -> bool:
    """Whether a number to call or an address to write to is asked for, and the sentence has none."""
    if _MAILS.search(question):
        return "@" not in sentence
    return _CALLS.search(question) is not None and _NUMBER.search(sentence) is None


def of_another_month(question: str, sentence: str, above: str) -> bool:
    """Whether a question names a month, and the sentence with what stands above it tells of other months only.

    A stretch of time (3月至9月, 5月前) may hold the month without naming it; where both ends are named, it does or not.
    """
    asked = _months(_ASKED_MONTH, question)
    told = _months(_TOLD_MONTH, sentence)
    if not asked or not told or asked & (told | _months(_TOLD_MONTH, above)):
        return False
    held = [_between(*map(_number, match.groups())) for match in _FROM_TO.finditer(sentence)]
    rest = _FROM_TO.sub("", sentence)
    return not any(int(month) in months for month in asked for months in held) and _STRETCH.search(rest) is None


def _number(month: str) -> int:
    return int(_PLAIN.get(month, month))


def _between(first: int, last: int) -> set[int]:
    """The months from one to another, over the turn of the year where need be."""
    return {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}


def _months(pattern: re.Pattern[str], text: str) -> set[str]:
    return {_PLAIN.get(month, month) for month in pattern.findall(text)}
