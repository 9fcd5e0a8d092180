"""Which words of the question before another thing takes the place of: 「1号线几点发车?」「那2号线呢?」; pure.

People name the other thing as they named the first: with another number, the same last character (冬天 for 夏天), the
same kind of time. Where nothing is alike, it is the first thing named. As little as possible is replaced: what the
question asks of the thing (几点发车) has to stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Span
from index.query.asking import is_function_word

_NUMERALS = "0-9〇零一二三四五六七八九十百千两"
_TIMES = tuple(
    map(
        re.compile,
        (
            r"\d{2,4}年(?:度|版)?|[去今明前后]年|本年度?|全年|上一?年度?",
            "上半年|下半年|[上本下]个?季度|第?[一二三四]季度|年[初底末中]",
            r"\d{1,2}月份?(?:\d{1,2}[日号])?|[上本下这]个?月|[一二三四五六七八九十]{1,3}月份?",
            r"\d{1,2}[日号]|[昨今明后]天|[当次第][一二三]?[日天]",
            (
                "(?:[上本下这]个?)?(?:周|星期|礼拜)[一二三四五六日天末]|工作日|双休日|节假日|节日|假日|平[时常日]"
                "|(?:国庆|春节|元旦|五一|劳动|端午|中秋|清明)(?:节|长假|期间)?|(?:汛|雨|流感|花|毕业|开学|考试|采摘|禁渔)[期季]|[一-鿿]{1,4}(?:高峰期?|高发期|期间)"
            ),
            "[上下中]午|凌晨|清晨|早[上晨]?|傍晚|晚[上间]?|夜[里间晚]|半夜|大?白天",
            "[春夏秋冬][天季]|[旺淡]季|[寒暑]假",
        ),
    )
)
_NEARER = re.compile("(?:[头前][0-9〇零一二三四五六七八九十两几个]{1,3}(?:月|季度|天|周)|[底初末])?")  # 今年头三个月
_MARKED = re.compile(f"[a-z]+[0-9]+|第?[{_NUMERALS}]+|[a-z]+")
_OF_A_KIND = frozenset("型类版区组馆店院岗班级档号厂所局部科室站队线款种")
_RANKS = frozenset("副正前原")
_DENYING = frozenset("不非未无")
_VERBS = frozenset("办做考倒学看买卖收交打用去来住吃坐开走建写招到找问说")


def place(question: str, thing: str, words: Sequence[Span], behind: Sequence[Span]) -> Span | None:
    """The words of a question that another thing takes the place of; an empty span in front of a question without them.

    Args:
        question: Folded.
        thing: Folded.
        words: The words of the question in front of its interrogative, in order.
        behind: Those behind it; of them only one gives way that ends as the thing does: 午饭 in 「几点吃早饭」.

    Returns:
        ``None`` where nothing in the question can be told to be such a thing.
    """
    for kind in _TIMES:
        told = kind.match(thing)
        if told is not None and _NEARER.fullmatch(thing, told.end()):
            found = kind.search(question)
            return Span(*found.span()) if found else Span(0, 0)
    same = [word for word in behind if 1 < len(word) == len(thing) and word.of(question)[-1] == thing[-1]]
    found_at = (
        numbered(question, thing)
        or _alike(question, thing, words)
        or (same[0] if len(same) == 1 else None)
        or _first(question, words)
    )
    if found_at is None or not any(kind.match(thing) for kind in _TIMES):
        return found_at
    # a thing that has a time of its own takes the place of the time before it, too
    before = [time.start for time in _times(question) if time.end == found_at.start]
    return Span(min(before), found_at.end) if before else found_at


def _times(question: str) -> list[Span]:
    return [Span(*found.span()) for kind in _TIMES for found in kind.finditer(question)]


def numbered(question: str, thing: str) -> Span | None:
    """The same words with another number or letter: 1号线 for 2号线, 第一次 for 第二次下台."""
    mark = _MARKED.search(thing)
    if mark is None:
        return None
    lettered = mark[0][0].isascii() and mark[0][0].isalpha()
    if lettered:
        number = "[a-z]+" if mark[0].isalpha() else "[a-z]+[0-9]+"
    else:
        number = f"第[{_NUMERALS}]+" if mark[0].startswith("第") else f"[{_NUMERALS}]+"
    # a letter names a thing by itself, a bare number may be any
    for size in range(len(thing), mark.end() - lettered, -1):
        pattern = re.escape(thing[: mark.start()]) + number + re.escape(thing[mark.end() : size])
        found = re.search(pattern, question) or re.search(number + re.escape(thing[mark.end() : size]), question)
        if found:
            return Span(*found.span())
    return None


def _alike(question: str, thing: str, words: Sequence[Span]) -> Span | None:
    """The word, with what stands before it where it is the last word of the thing, that ends as the thing does."""
    for size in range(min(len(thing) - 1, 6), 0, -1):
        tail = thing[-size:]
        for place, word in enumerate(words):
            text = word.of(question)
            if not text.endswith(tail) or (size == 1 and abs(len(text) - len(thing)) > 1 and text != tail):
                continue
            if text != tail:
                return word
            before = words[place - 1] if place else None
            if thing[:-size] in _RANKS:
                return word
            if before is not None and before.end == word.start and _may_lead(before.of(question)):
                return Span(before.start, word.end)
            if size > 1:
                return word
        if size > 1 and (at := question.find(tail)) >= 0:
            return Span(_whole_words(question, at, words), at + size)
    return None


def _whole_words(question: str, at: int, words: Sequence[Span]) -> int:
    """Where the word begins that a place stands in, with what denies it: 不记名卡 gives way as one."""
    start = next((word.start for word in words if word.start <= at < word.end), at)
    return start - 1 if start and question[start - 1] in _DENYING else start


def _may_lead(text: str) -> bool:
    return (len(text) > 1 or text.isascii()) and not is_function_word(text)


def _first(question: str, words: Sequence[Span]) -> Span | None:
    """The first thing the question names: no time, nothing of grammar, no verb of one character."""
    times = _times(question)
    for place, word in enumerate(words):
        text = word.of(question)
        if is_function_word(text) or text in _VERBS or any(time.overlaps(word) for time in times):
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if following is not None and following.start == word.end and following.of(question) in _OF_A_KIND:
            return Span(word.start, following.end)
        return word
    return None
