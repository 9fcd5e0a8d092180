"""The years a paragraph speaks of: those it and what stands above it name, and that of its document; pure."""

from __future__ import annotations

import re

from index.model import DocumentInfo

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|版|-|年度|\.|/)")
_BACK = {"去年": 1, "上年": 1, "前年": 2, "明年": -1}

_THAN = re.compile("(?:比|较|与|同|和|跟)(?:去年|上年|前年|上一年|(?:19|20)[0-9]{2}年)(?:同期|全年)?(?:相比|比较)?")
_THIS = re.compile("今年|本年")
_LAST = re.compile("去年|上年|前年|上一年")


def without_comparison(folded: str) -> str:
    """The text without the years something is only compared to: 「比去年增加」 says what is now."""
    return _THAN.sub("", folded)


def compares(question: str) -> bool:
    """Whether a folded question compares years itself: 「比去年多多少」."""
    return _THAN.search(question) is not None


def of_this_year_only(question: str, sentence: str) -> bool:
    """Whether one earlier year is asked for (去年), and a sentence tells of this one, at most compared to that."""
    if len(_LAST.findall(question)) != 1 or _THIS.search(question) or compares(question):
        return False
    now = _THIS.search(sentence) or _THAN.search(sentence)
    return now is not None and _LAST.search(without_comparison(sentence)) is None


def named(folded: str) -> set[str]:
    """The years a folded text names, in digits."""
    return set(_YEAR.findall(folded))


def told(document: DocumentInfo, body: str, above: str) -> set[str]:
    """The years a paragraph speaks of: those it names, and by the day of its document 今年, 去年, 前年 and 明年.

    Args:
        document: Its document.
        body: The folded paragraph.
        above: What stands above it, folded: title, headings, lead-in.
    """
    years = named(body) | named(above)
    if document.own_date is not None:
        years.add(str(document.own_date.year))
        years |= {str(document.own_date.year - back) for word, back in _BACK.items() if word in body}
    return years
