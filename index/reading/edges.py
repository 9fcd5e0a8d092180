"""A span made whole, so that its quote never says what its sentence does not; pure.

The trained choice picks the words of an answer; where they begin and end is mended here. No word, number or pair of
brackets is cut, a figure keeps its unit and its limit (不超过, 以上, 前), and what is denied or forbidden in the
sentence stays denied in the quote. All texts are folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.model import Span

LONGEST = 120
"""Characters of a span that has been made whole; a longer one gives way to its sentence."""

_TRIMMED = " \t\n\u3000,.。、;；:：!！?？·-—"
# a comma or colon inside a number ends nothing: 6,202 and 9:30
_CLAUSE_END = re.compile(r"[。;；!！?？\n]|[,，:：](?![0-9])|(?<![0-9])[,，:：](?=[0-9])")
_NUMBER = re.compile(
    r"[0-9]+(?:[.,:/~\-][0-9]+)*(?:%|‰|℃)?|[〇零一二三四五六七八九十百千万亿两]+(?:点[〇零一二三四五六七八九]+)?"
)
_ENDS_IN_NUMBER = re.compile(r"(?:[0-9〇零一二三四五六七八九十百千万亿两几半]|%)$")
_UNIT = re.compile(
    "(?:多|余|来)?(?:[十百千万亿]*)(?:%|‰|℃|个百分点|百分点|平方公里|平方千米|平方米|立方米|公里|千米|公顷|厘米|毫米|毫升|毫克|千克"
    "|公斤|千瓦时|千瓦|兆瓦|个工作日|工作日|个自然日|个小时|小时|分钟|个月|个星期|星期|人次|户次|美元|欧元|港元|日元|港币|周岁"
    "|[年月日号天周时分秒点元角块钱米亩吨斤两克升度岁名人个位家户项条件次种类批篇期届座间套辆台架艘层楼栋室床席张份本册股只头匹棵"
    "株把枚颗根支部卷页章节款倍成折级等分场轮步排排科]|[a-z]{1,4}(?![a-z]))"
    "|(?:十|百|千|万|亿)+"
)
_PART_OF_DAY = "(?:[上下中]午|凌晨|清晨|早上?|傍晚|晚上?|夜间)?"
_TIME_OF_DAY = re.compile(_PART_OF_DAY + "[0-9〇零一二三四五六七八九十]{1,3}(?:[时点]|:[0-9])")
_DAY_BEFORE = re.compile(
    "(?:(?:[0-9〇零一二三四五六七八九十]{2,4}年)?[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号]"
    r"(?:\([^()]{1,6}\)|[周星]期?[一二三四五六日天])?(?:当[日天])?[, ]?)?" + _PART_OF_DAY + "$"
)
_LIMIT_BEFORE = re.compile(
    "(?:不得超过|不得少于|不得低于|不得高于|不得早于|不得晚于|不超过|不少于|不低于|不高于|不大于|不小于|不早于|不晚于|不多于|不足|不满|未满|未达"
    "|至少|最少|最多|至多|最高|最低|最长|最短|最迟|最早|最晚|超过|少于|低于|高于|多于|大于|小于|达到|限于|仅限|逾|满|约|大约|近|每)$"
)
_LIMIT_AFTER = re.compile(
    r"(?:\([^()]{0,6}含[^()]{0,6}\)|及|含)?"
    "(?:以[上下内外前后]|之[前后内外间]|左右|上下|不等|开外|有余|[前后内外起止整](?![一-鿿])|[内起](?=[一-鿿]))"
)
_DENIAL = re.compile("不|未|没|无|非|勿|禁止|严禁|拒绝|取消|停止|暂停|除外|免")
_DENIED_BEFORE = re.compile("不|未|没|禁止|严禁|切勿|请勿|勿|无须|无需|无法|拒绝")
_DENIED_BEHIND = re.compile("不|未|没|禁止|严禁|无须|无需|无法|除外")
# these hold a sign of denial and deny nothing
_NO_DENIAL = re.compile(
    "不[仅但只断同少久论管等锈然一止单变良足满]|不动产|不过(?!多)|不可抗力|不合格|不(?:超过|低于|高于|大于|小于|晚于|早于|多于)"
    "|无[论线锡偿期]|无人机|无障碍|无症状|无记名|非[常遗]|非营利|非机动|未[来满]|未成年|没收|免费|对不起|差不多"
)
_FAR = 14
_MOST_BRACKETS = 6
_PAIRS = {"(": ")", "[": "]", "《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉", "“": "”", "（": "）"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_LABEL = re.compile(
    r"第[0-9〇零一二三四五六七八九十百千两]{1,7}[条章节款项编篇部分]{1,2}(?:之[一二三四五六七八九十])?[、.:]?"
    r"|[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.]+|[①-⑳]|[一二三四五六七八九十]{1,3}、?|[^,。;:]{1,8}:"
)
_WORDS = re.compile(r"[\W_]+")
_OFFERS = re.compile("还是|哪|[吗嘛]|是否|是不是|能不能|可不可以|有没有|要不要|会不会|谁")
_SENTENCE_END = re.compile("[。!！;；\n]")
_OF_WHICH = re.compile("[,，;；(（]其中")
_ASKS_WHO = re.compile("谁|(?:几|多少)个?人|几[位名]|哪位|哪一?个(?:人|部门|单位)|什么(?:人|部门|单位)|哪家")
_DOES = re.compile("[由被](?![于来告])")  # 「由李四接任」: whoever is asked for is 李四
_ASKS_LABEL = re.compile("第几|哪一?[条章节款项]|几[条章节款项]|编号|序号")


def is_label(text: str, question: str) -> bool:
    """Whether a quote is nothing but a number or name that a line begins with, and nobody asked for one."""
    bare = text.strip()
    return bool(_LABEL.fullmatch(bare)) and not _NUMBER.fullmatch(bare) and not _ASKS_LABEL.search(question)


def is_echo(text: str, question: str) -> bool:
    """Whether a quote only repeats the question, and so tells nothing; 「A还是B」 is answered in its words."""
    said = _WORDS.sub("", text)
    return bool(said) and said in _WORDS.sub("", question) and not _OFFERS.search(question)


def is_question(text: str) -> bool:
    """Whether a paragraph only asks: the answer stands in the next one."""
    bare = text.rstrip()
    return bare.endswith(("?", "？")) and not _SENTENCE_END.search(bare[:-1])


def denies(text: str) -> bool:
    """Whether something is denied or forbidden in a folded text."""
    return _DENIAL.search(_NO_DENIAL.sub("", text)) is not None


def whole(text: str, sentence: Span, span: Span, words: Iterable[Span], question: str) -> Span:
    """The span made whole inside its sentence.

    Args:
        text: The folded paragraph.
        sentence: The sentence, or sentences, the span lies in.
        span: What was picked.
        words: The words of the sentence, in order.
        question: The folded question: what it denies itself need not stand in the answer.

    Returns:
        A span inside ``sentence`` that holds ``span``, but for marks and blanks at its ends, for 由 before whoever is
        asked for, and for the parts told behind a figure (其中) where nobody asked for them; the sentence itself where
        it would become longer than :data:`LONGEST`.
    """
    span = _without_parts(text, _trimmed(text, span), question)
    if not len(span):
        return sentence
    span = _unbroken(span, [*words, *_numbers(text, sentence)])
    span = _with_day(text, sentence, span)
    span = _with_unit(text, sentence, span)
    span = _with_limits(text, sentence, span)
    if not denies(question):
        span = _with_denial(text, sentence, span)
    span = _unbroken(span, words)
    span = _paired(text, sentence, span)
    if len(span) > 1 and _DOES.match(text, span.start) and _ASKS_WHO.search(question):
        span = Span(span.start + 1, span.end)
    return span if 0 < len(span) <= LONGEST else sentence


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return Span(start, end)


def _without_parts(text: str, span: Span, question: str) -> Span:
    """A figure without what is told of its parts: 「300人,其中女生120人」 says 300人, unless they are asked for."""
    if "其中" in question or not _begins_with_figure(text, span):
        return span
    parts = _OF_WHICH.search(text, span.start, span.end)
    return _trimmed(text, Span(span.start, parts.start())) if parts else span


def _numbers(text: str, sentence: Span) -> list[Span]:
    return [Span(*match.span()) for match in _NUMBER.finditer(text, sentence.start, sentence.end)]


def _unbroken(span: Span, parts: Iterable[Span]) -> Span:
    """The span widened to the borders of the parts it begins or ends inside of."""
    start, end = span.start, span.end
    for part in parts:
        if part.start < start < part.end:
            start = part.start
        if part.start < end < part.end:
            end = part.end
    return Span(start, end)


def _with_day(text: str, sentence: Span, span: Span) -> Span:
    """A time of day with the day that stands right before it: 「3月5日(星期二)上午8时」."""
    if not _TIME_OF_DAY.match(text, span.start, span.end):
        return span
    before = _DAY_BEFORE.search(text[sentence.start : span.start])
    return Span(sentence.start + before.start(), span.end) if before else span


def _with_unit(text: str, sentence: Span, span: Span) -> Span:
    if _ENDS_IN_NUMBER.search(text, span.start, span.end) and (unit := _UNIT.match(text, span.end, sentence.end)):
        return Span(span.start, unit.end())
    return span


def _with_limits(text: str, sentence: Span, span: Span) -> Span:
    start, end = span.start, span.end
    if _begins_with_figure(text, span):
        while before := _LIMIT_BEFORE.search(text[max(sentence.start, start - 6) : start]):
            start -= len(before[0])
    if re.search("[0-9〇零一二三四五六七八九十百千万亿%年月日号天时分点元岁周]", text[max(start, end - 4) : end]) and (
        after := _LIMIT_AFTER.match(text, end, sentence.end)
    ):
        end = after.end()
    return Span(start, end)


def _begins_with_figure(text: str, span: Span) -> bool:
    return _NUMBER.match(text, span.start, span.end) is not None


def _with_denial(text: str, sentence: Span, span: Span) -> Span:
    """The span with what denies it in its clause, in front or behind."""
    start, end = span.start, span.end
    begin = _clause_start(text, sentence, start)
    denied = [match.start() for match in _DENIED_BEFORE.finditer(_without_other_signs(text[begin:start]))]
    if denied and start - (begin + denied[-1]) <= _FAR:
        start = begin + denied[-1]
    close = _CLAUSE_END.search(text, end, sentence.end)
    rest = _without_other_signs(text[end : close.start() if close else sentence.end])
    if _DENIED_BEHIND.search(rest, 0, _FAR):
        end += len(rest)
    return Span(start, end)


def _without_other_signs(text: str) -> str:
    """The text, as long as before, without the words that hold a sign of denial and deny nothing."""
    return _NO_DENIAL.sub(lambda match: "\0" * len(match[0]), text)


def _clause_start(text: str, sentence: Span, at: int) -> int:
    begin = sentence.start
    for match in _CLAUSE_END.finditer(text, sentence.start, at):
        begin = match.end()
    return begin


def _paired(text: str, sentence: Span, span: Span) -> Span:
    """The span with the other half of each bracket it has one half of; without a bracket that has no other half."""
    for _ in range(_MOST_BRACKETS):
        opening, closing = _unpaired(text, span)
        before = span
        if opening is not None:
            span = _closed(text, sentence, span, opening)
        elif closing is not None:
            span = _opened(text, sentence, span, closing)
        if span == before:
            break
    return _quoted(text, sentence, span)


def _quoted(text: str, sentence: Span, span: Span) -> Span:
    """The same for marks of quotation that folding made straight: which one opens is told by counting them."""
    if text.count('"', sentence.start, sentence.end) % 2:
        return span
    begins_inside = text.count('"', sentence.start, span.start) % 2 == 1
    if text.count('"', span.start, span.end) % 2 == 0:
        return span
    if begins_inside:
        return Span(text.rfind('"', sentence.start, span.start), span.end)
    return Span(span.start, text.find('"', span.end, sentence.end) + 1)


def _unpaired(text: str, span: Span) -> tuple[int | None, int | None]:
    """The last bracket that the span opens and does not close, and the first it closes and does not open."""
    opened: list[int] = []
    lone: int | None = None
    for at in range(span.start, span.end):
        if text[at] in _PAIRS:
            opened.append(at)
        elif text[at] in _CLOSING:
            if opened and text[opened[-1]] == _CLOSING[text[at]]:
                opened.pop()
            elif lone is None:
                lone = at
    return (opened[-1] if opened else None), lone


def _closed(text: str, sentence: Span, span: Span, opening: int) -> Span:
    at = text.find(_PAIRS[text[opening]], span.end, sentence.end)
    if at >= 0:
        return Span(span.start, at + 1)
    return Span(span.start + 1, span.end) if opening == span.start else span


def _opened(text: str, sentence: Span, span: Span, closing: int) -> Span:
    at = text.rfind(_CLOSING[text[closing]], sentence.start, span.start)
    if at >= 0:
        return Span(at, span.end)
    return Span(span.start, span.end - 1) if closing == span.end - 1 else span


def clause(text: str, sentence: Span, span: Span) -> Span:
    """The clauses the span stands in: from the mark before it to the mark behind it."""
    begin = _clause_start(text, sentence, span.start)
    close = _CLAUSE_END.search(text, span.end, sentence.end)
    return _trimmed(text, Span(begin, close.start() if close else sentence.end))


def lies_in(span: Span, spans: Sequence[Span]) -> Span:
    """The stretch from the first to the last of ``spans`` (which are in order) that ``span`` touches."""
    touched = [each for each in spans if each.overlaps(span)]
    if not touched:
        return span
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))
