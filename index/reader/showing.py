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
_ITEM = r"[^、,，。;；:：!！?？()（）\n\"“”]{1,24}"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM})+")
_BETWEEN = re.compile("、|以及|和|与|及(?!格|时)")


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
