"""What is shown of a reading: the short answer, a whole list, or the sentence itself; pure.

A question for a reason or a way is answered by a sentence, not by a few words of one; so is one whose span is unsure.
Where several things are asked for and stand together, the whole list is shown and its items are marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Span
from index.reader.question import Kind, Question

SURE = 0.2
"""The share of the likely spans from which on the best one is shown rather than its sentence."""

LONGEST_SHOWN = 120
"""Characters of the longest evidence that a second sentence is joined to."""

_IN_SENTENCES = frozenset((Kind.WHY, Kind.HOW, Kind.YES_NO))
# behind one of these the reason or the way stands in the sentence before
_POINTS_BACK = re.compile("因此|所以|因而|故此|于是|为此|这样|对此|由此|这|此")
_NUMBERED = re.compile("号?(?:决议|通知|文件|指示|结论|计划|规定|法令|决定|条例|公告|办法)?")
_DATES = {
    "年": re.compile(r"(?:公元前?|前|西元|民国)?[\d〇零一二三四五六七八九十]{1,4}年(?![代级])"),
    "日": re.compile(
        r"(?:[\d〇零一二三四五六七八九十]{2,4}年)?(?:[\d一二三四五六七八九十]{1,3}月)[\d一二三四五六七八九十]{1,3}[日号]"
        "(?:上午|下午|晚上?|晚间|凌晨|清晨|早上|早晨|中午|傍晚)?"
    ),
}
_ADDRESS = re.compile("(?:同志|先生|女士|小姐)$")
_LEADS = re.compile("(?:主题|名称|目的|原因|标题|口号|名字)(?:是|为|叫做?)")
_ITEM = r"[^、,，。;；:：!！?？()（）\n\"“”]{1,24}"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM})+")
_BETWEEN = re.compile("、|以及|和|与|及(?!格|时)")


def named(question: Question, text: str, evidence: Span) -> Span | None:
    """What the evidence calls the thing, where the question is nothing but its number or code; else ``None``."""
    code = question.text.strip()
    at = evidence.of(text).lower().find(code) if question.kind is Kind.KEYWORDS and code.isascii() else -1
    if not code or at < 0:
        return None
    start, end = evidence.start + at, evidence.start + at + len(code)
    if match := _NUMBERED.match(text, end, evidence.end):
        end = match.end()
        start -= text[max(start - 1, evidence.start) : start] == "第"
    return Span(start, end)


def say(question: Question, text: str, evidence: Span, span: Span) -> Span:
    """The span as it would be said aloud: without a form of address, a mark at its end, a 主题为 in front."""
    if question.kind is Kind.WHEN and question.measure in _DATES:
        return _date(text, evidence, span, _DATES[question.measure])
    return _trimmed(question, text, span)


def _date(text: str, evidence: Span, span: Span, asked: re.Pattern[str]) -> Span:
    """The date as exact as it was asked for: the year of a day for 哪一年, the whole day for 哪天."""
    for match in asked.finditer(text, evidence.start, evidence.end):
        found = Span(*match.span())
        if found.overlaps(span):
            return found
    return span


def _trimmed(question: Question, text: str, span: Span) -> Span:
    start, end = span.start, span.end
    if (lead := _LEADS.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    if question.kind is Kind.WHO and (address := _ADDRESS.search(text[start:end])) and address.start():
        end = start + address.start()
    while end - start > 1 and text[end - 1] in "。,，、;；:：":
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown.

    Attributes:
        evidence: One sentence or two.
        answer: Inside the evidence.
        marks: Items of a list inside the answer.
    """

    evidence: Span
    answer: Span
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """An answer found in a text.

    Attributes:
        text: The paragraph as it is cited.
        sentences: Its sentences.
        number: Which of them answers.
        span: The best short answer, inside that sentence.
        sure: How far the span stands out, from 0 to 1.
    """

    text: str
    sentences: Sequence[Span]
    number: int
    span: Span
    sure: float


def show(question: Question, sight: Sight) -> Shown:
    """What to show of an answer."""
    evidence = sight.sentences[sight.number]
    if question.kind in _IN_SENTENCES:
        evidence = _joined(question.kind, sight)
        return Shown(evidence, evidence)
    whole = _whole_list(sight.text, evidence, sight.span) if question.lists else sight.span
    marks = _items(sight.text, whole)
    if len(marks) > 1:
        return Shown(evidence, whole, marks)
    if sight.sure < SURE:
        return Shown(evidence, evidence)
    return Shown(evidence, sight.span)


def _joined(kind: Kind, sight: Sight) -> Span:
    """The sentence with the one it cannot be understood without, where both are short."""
    text, sentences, number = sight.text, sight.sentences, sight.number
    here = sentences[number]
    if kind is Kind.WHY and number and _POINTS_BACK.match(here.of(text)):
        joined = Span(sentences[number - 1].start, here.end)
    elif here.of(text).endswith((":", "：")) and number + 1 < len(sentences):
        joined = Span(here.start, sentences[number + 1].end)
    else:
        return here
    return joined if len(joined) <= LONGEST_SHOWN else here


def _whole_list(text: str, evidence: Span, span: Span) -> Span:
    """The span grown to the end of the enumeration it begins or stands in; the span where there is none."""
    for match in _LIST.finditer(text, evidence.start, evidence.end):
        listed = Span(*match.span())
        if listed.overlaps(span):
            start = span.start
            if "、" in text[listed.start : span.start]:
                # the span is a later item: the words in front of the first one belong to the sentence, not to the list
                start = max(listed.start, text.rfind("、", listed.start, span.start) + 1)
            return Span(min(start, span.start), max(listed.end, span.end))
    return span


def _items(text: str, span: Span) -> tuple[Span, ...]:
    """The parts of an enumeration."""
    if "、" not in span.of(text):
        return ()
    items: list[Span] = []
    start = span.start
    for match in _BETWEEN.finditer(text, span.start, span.end):
        items.append(Span(start, match.start()))
        start = match.end()
    items.append(Span(start, span.end))
    return tuple(item for item in items if item.of(text).strip())
