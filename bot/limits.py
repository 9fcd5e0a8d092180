"""A limit said in words: 「只看2024年的」 for all that follows, 「在借阅规则里找：逾期怎么办」 for one question."""

from __future__ import annotations

import re
from typing import NamedTuple

EVERYTHING = "全部"
"""What lifts a limit, as the command takes it."""

_IN = "(?:里面?|裡面?|裏面?|中|内|內)"
_PAPERS = "(?:文件|文档|文檔|资料|資料)"
_LOOK = "(?:找|查|搜|看|搜尋|搜索|查找|尋找)(?:一下|一找|一查|看)?"
_LEAD = "(?:以后|以後|接下来|接下來|现在|現在|请|請|麻烦|麻煩)*"
_ALL = re.compile(
    rf"{_LEAD}(?:不限(?:范围|範圍|文件|文档)?了?|取消(?:限制|范围|範圍)|(?:看|查|搜)?(?:全部|所有)(?:的)?{_PAPERS}|恢复全部|恢復全部)"
)
_FROM_NOW_ON = (
    re.compile(rf"{_LEAD}(?:只|仅|僅)(?:看|查|找|搜)(?P<words>.{{2,30}}?)(?:的)?{_PAPERS}?"),
    re.compile(rf"{_LEAD}(?:只|仅|僅)在(?P<words>.{{2,30}}?){_IN}{_LOOK}"),
)
_THIS_ONCE = (
    re.compile(
        rf"{_LEAD}(?:只|仅|僅)?(?:看|查|在|从|從)(?P<words>.{{2,30}}?)(?:的)?{_PAPERS}?{_IN}?(?:{_LOOK})?"
        r"\s*[:：,，]\s*(?P<question>.{2,})"
    ),
    re.compile(
        rf"{_LEAD}(?:只|仅|僅)?(?:在|从|從)(?P<words>.{{2,30}}?){_IN}(?:找|查|搜)(?:一下|一找|一查)?(?P<question>.{{2,}})"
    ),
)
_NUMBERED = re.compile(
    rf"{_LEAD}第(?P<number>[0-9一二三四五六七八九十]{{1,3}})(?:份|个|個|篇)(?:{_PAPERS}|报告|報告|通知)?"
    "(?P<question>.{0,2}(?:讲|講|说|說|写|寫)(?:了|的)?(?:是|些)?(?:什么|什麼|啥).{0,3})[?？]?"
)
_PAPERS_EN = "(?:documents?|files?|papers?|reports?|ones?)"
_NAMED_EN = rf"(?:the )?(?P<words>[^:,?]{{2,40}}?)(?: {_PAPERS_EN})?"
_LOOK_EN = "(?:look|search|read|ask|use|stay|keep)(?: only| just)?(?: at| in| inside| with| to)?"
_ALL_EN = re.compile(
    rf"(?:please )?(?:(?:search|use|look (?:in|at)|ask) )?(?:everything|all(?: of)?(?: the)? {_PAPERS_EN})(?: again)?"
    "|no(?: more)? limits?|(?:remove|lift|drop) the limit",
    re.IGNORECASE,
)
_FROM_NOW_ON_EN = re.compile(
    rf"(?:please )?(?:from now on,? )?(?:(?:only|just)(?: {_LOOK_EN})?|{_LOOK_EN} only|limit (?:it|the search) to) "
    rf"(?:in |inside |at )?{_NAMED_EN}(?: from now on)?",
    re.IGNORECASE,
)
_THIS_ONCE_EN = tuple(
    re.compile(rf"(?:please )?(?:(?:only|just) )?{pattern} ?(?P<question>.{{2,}})", re.IGNORECASE)
    for pattern in (rf"(?:{_LOOK_EN} )?(?:in|inside) {_NAMED_EN} ?:", rf"{_LOOK_EN} {_NAMED_EN} for")
)
_PLACES_EN = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PLACE_EN = rf"(?P<place>{'|'.join(_PLACES_EN)}|[0-9]{{1,3}}(?:st|nd|rd|th))"
_NUMBERED_EN = re.compile(
    r"(?:what(?: is|'s|s)|what does|summari[sz]e|tell me about) (?:the )?"
    rf"(?:{_PLACE_EN} {_PAPERS_EN}|{_PAPERS_EN} (?P<number>[0-9]{{1,3}}))(?: about| say| tell)?[?？]?",
    re.IGNORECASE,
)
_ASKS_EN = re.compile(r"\b(?:what|which|who|whose|where|when|why|how|is|are|does|do|did|can|may)\b", re.IGNORECASE)
_ASKS = re.compile("[哪谁誰几幾吗嗎]|什么|什麼|怎|多少")
_YEAR = re.compile(r"([0-9]{4}年)(?:度)?的?")
_ENDS = " \t。.!！"
_TELLS = "讲什么"  # what a question in English for the whole of a document asks, as the library takes it


class Limit(NamedTuple):
    """A limit, and the question it is for.

    Attributes:
        words: What names the documents, or their number in the list; :data:`EVERYTHING` for all.
        question: What is asked; empty where the limit is for all that follows.
    """

    words: str
    question: str


def said(text: str) -> Limit | None:
    """The limit a message sets; ``None`` where it sets none. Whether there are such documents is not known here."""
    bare = text.strip(_ENDS)
    if _ALL.fullmatch(bare) or _ALL_EN.fullmatch(bare):
        return Limit(EVERYTHING, "")
    if match := _NUMBERED.fullmatch(bare):
        from index.text.numbers import parse_han_number  # noqa: PLC0415 - a prompt is shown before anything is searched

        number = match["number"] if match["number"].isdecimal() else parse_han_number(match["number"])
        return Limit(str(number), match["question"]) if number else None
    for pattern in _FROM_NOW_ON:
        match = pattern.fullmatch(bare)
        if match is not None and not _ASKS.search(bare):
            return Limit(_plain(match["words"]), "")
    for pattern in _THIS_ONCE:
        match = pattern.fullmatch(bare)
        if match is not None and not _ASKS.search(match["words"]):
            return Limit(_plain(match["words"]), match["question"])
    return _in_english(bare)


def _in_english(bare: str) -> Limit | None:
    if match := _NUMBERED_EN.fullmatch(bare):
        place = (match["place"] or "").lower()
        number = str(_PLACES_EN.index(place) + 1) if place in _PLACES_EN else match["number"] or place[:-2]
        return Limit(number, _TELLS)
    match = _FROM_NOW_ON_EN.fullmatch(bare)
    if match is not None and not _ASKS_EN.search(match["words"]):
        return Limit(_plain(match["words"]), "")
    for pattern in _THIS_ONCE_EN:
        match = pattern.fullmatch(bare)
        if match is not None and not _ASKS_EN.search(match[0][: match.start("question")]):
            return Limit(_plain(match["words"]), match["question"].strip())
    return None


def _plain(words: str) -> str:
    return _YEAR.sub(r"\1 ", words.strip('《》「」"“” ')).strip()
