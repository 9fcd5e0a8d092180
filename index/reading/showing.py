"""How much around the picked span is shown, by what is asked: a reason needs its clause, a way all its steps; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.model import AnswerType, Query, Span, TermKind
from index.reading import edges

_WHOLE = 120
"""Characters of a sentence shown whole for a reason."""

_STEPS = 150
"""Characters of a paragraph shown whole for a way: the steps before and behind the one that was picked."""

_LISTED = 200
"""The same for the things of a list that semicolons part, and for figures to be compared or added up."""

_DECIDES = 80
"""The same for a sentence that decides a question of yes or no."""

_SHORT = 60
"""The same for a sentence of which no part stands out: in so few words the answer is seen at a glance."""

STANDS_OUT = 0.5
"""The share of a span from which on it is shown without the rest of its sentence."""

_REASON = re.compile("因|由于|原因|为了|之所以|鉴于|为[^人期]{1,12}[,，]|以免|以防|导致|造成")
_TROUBLE = re.compile(r"(?:[^,。;:]{0,10}[:、.?])?\s*(?:如果|如|若|倘若|万一|一旦|遇|当|发现|出现)")
_REASON_FOLLOWS = re.compile("\\s*(?:主要|其|这)?(?:原因|是因为|因为|由于|主要是)")
_CONTACT_ASKED = re.compile("电话|联系方式|手机|热线|邮箱|怎么联系")
_CONTACT = re.compile("[0-9]{4,}|@")
_WHEN, _WHERE = "什么时候|何时|几点|哪一?天|几月几|几号", "在哪|哪里|哪儿|哪个地方|什么地方|何处"
# 「什么时候在哪里办」: one part of the sentence would answer half of it
_ASKS_TWO = re.compile(
    f"(?:{_WHEN})[^,?]{{0,8}}(?:{_WHERE})|(?:{_WHERE})[^,?]{{0,8}}(?:{_WHEN})|谁[^,?]{{0,8}}(?:{_WHEN}|{_WHERE})"
)
_GOES_ON = (";", "；")
_CLAUSES = re.compile(r"[^,，;；。!！?？\n]+")
_LONGEST = {
    AnswerType.WHY: _WHOLE,
    AnswerType.HOW: _STEPS,
    AnswerType.YES_NO: _DECIDES,
}


class Shown(NamedTuple):
    """What of a paragraph is shown, counted in its folded text.

    Attributes:
        evidence: The sentence or sentences that hold the answer.
        span: What is shown as the answer, inside the evidence.
        marks: The words that were picked, where more is shown than them.
    """

    evidence: Span
    span: Span
    marks: tuple[Span, ...] = ()


def shown(  # noqa: PLR0913, PLR0917 - the question, the paragraph, and what was picked of it
    query: Query, text: str, parts: Sequence[Span], sentence: Span, span: Span, share: float
) -> Shown:
    """The evidence and what is shown of it.

    Args:
        query: What was asked.
        text: The folded paragraph.
        parts: Its sentences, in order.
        sentence: The sentence, or sentences, the span lies in.
        span: The span, made whole.
        share: How far it stands out among all spans, from 0 to 1.
    """
    whole = _needed_whole(query, text, parts, sentence)
    if whole is not None:
        return Shown(whole, whole)
    if query.answer_type is AnswerType.HOW:
        sentence = _with_steps(text, parts, sentence)
    several = query.lists or query.calculates or _ASKS_TWO.search(query.folded) is not None
    if several:
        sentence = _whole_list(text, parts, sentence)
    longest = _LISTED if several else _LONGEST.get(query.answer_type, 0)
    if longest:
        return Shown(sentence, sentence if len(sentence) <= longest else _clauses(text, sentence, span))
    if share < STANDS_OUT and len(sentence) <= _SHORT:
        return Shown(sentence, sentence, (span,) if span != sentence else ())
    if query.answer_type is AnswerType.KEYWORDS:
        return Shown(sentence, _with_the_word(query, text, sentence, span))
    return Shown(sentence, span)


def _needed_whole(query: Query, text: str, parts: Sequence[Span], sentence: Span) -> Span | None:
    """The next sentence where it gives the reason, both where it gives the number of the person named in this one."""
    following = next((part for part in parts if part.start >= sentence.end), None)
    if following is None:
        return None
    if query.answer_type is AnswerType.WHY and not _REASON.search(text, sentence.start, sentence.end):
        return following if _REASON_FOLLOWS.match(text, following.start, following.end) else None
    if _CONTACT_ASKED.search(query.folded) and not _CONTACT.search(text, sentence.start, sentence.end):
        told = _CONTACT.search(text, following.start, following.end)
        return Span(sentence.start, following.end) if told else None
    return None


def _clauses(text: str, sentence: Span, span: Span) -> Span:
    return edges.lies_in(edges.clause(text, sentence, span), [span])


def _with_steps(text: str, parts: Sequence[Span], sentence: Span) -> Span:
    """The whole paragraph where it is short; else a sentence that only tells the trouble, with the next one."""
    told = [part for part in parts if not edges.is_question(part.of(text))] or list(parts)
    whole = Span(told[0].start, told[-1].end)
    if len(whole) <= _STEPS and whole.contains(sentence):
        return whole
    following = next((part for part in parts if part.start >= sentence.end), None)
    if following is None or not _TROUBLE.match(text, sentence.start, sentence.end):
        return sentence
    both = Span(sentence.start, following.end)
    return both if len(both) <= _STEPS else sentence


def _whole_list(text: str, parts: Sequence[Span], sentence: Span) -> Span:
    """The sentence up to the full stops around it: what semicolons part is one list."""
    whole = sentence
    for part in reversed(parts):
        if part.end <= whole.start and part.of(text).endswith(_GOES_ON):
            whole = Span(part.start, whole.end)
        elif part.end <= whole.start:
            break
    for part in parts:
        if part.start >= whole.end:
            if not whole.of(text).endswith(_GOES_ON):
                break
            whole = Span(whole.start, part.end)
    return whole if len(whole) <= _LISTED else sentence


def _with_the_word(query: Query, text: str, sentence: Span, span: Span) -> Span:
    """For a bare word that is looked up: the clause it stands in, where the span stands in one without it."""
    words = [word for word in query.terms.get(TermKind.WORD, ()) if len(word) > 1]
    around = _clauses(text, sentence, span).of(text)
    if len(words) != 1 or words[0] in around:
        return span
    for clause in _CLAUSES.finditer(text, sentence.start, sentence.end):
        if words[0] in clause[0]:
            return Span(*clause.span())
    return span
