"""How much around the picked span is shown, by what is asked: a reason needs its clause, a way all its steps; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import AnswerType, Query, Span, TermKind
from index.reading import edges

_WHOLE = 120
"""Characters of a sentence shown whole for a reason, a way, or the things of a list."""

_DECIDES = 80
"""The same for a sentence that decides a question of yes or no."""

_REASON = re.compile("因|由于|原因|为了|之所以|鉴于|为[^人期]{1,12}[,，]|以免|以防|导致|造成")
_REASON_FOLLOWS = re.compile("\\s*(?:主要|其|这)?(?:原因|是因为|因为|由于|主要是)")
_CLAUSES = re.compile(r"[^,，;；。!！?？\n]+")
_LONGEST = {
    AnswerType.WHY: _WHOLE,
    AnswerType.HOW: _WHOLE,
    AnswerType.YES_NO: _DECIDES,
}


def shown(query: Query, text: str, parts: Sequence[Span], sentence: Span, span: Span) -> tuple[Span, Span]:
    """The evidence and what is shown of it.

    Args:
        query: What was asked.
        text: The folded paragraph.
        parts: Its sentences, in order.
        sentence: The sentence, or sentences, the span lies in.
        span: The span, made whole.

    Returns:
        Two spans of ``text``, the second inside the first.
    """
    if query.answer_type is AnswerType.WHY:
        reason = _reason_behind(text, parts, sentence)
        if reason is not None:
            return reason, reason
    longest = _WHOLE if query.lists else _LONGEST.get(query.answer_type, 0)
    if longest:
        return sentence, sentence if len(sentence) <= longest else _clauses(text, sentence, span)
    if query.answer_type is AnswerType.KEYWORDS:
        return sentence, _with_the_word(query, text, sentence, span)
    return sentence, span


def _clauses(text: str, sentence: Span, span: Span) -> Span:
    return edges.lies_in(edges.clause(text, sentence, span), [span])


def _reason_behind(text: str, parts: Sequence[Span], sentence: Span) -> Span | None:
    """The next sentence, where it gives the reason and this one gives none."""
    following = next((part for part in parts if part.start >= sentence.end), None)
    if following is None or _REASON.search(text, sentence.start, sentence.end):
        return None
    return following if _REASON_FOLLOWS.match(text, following.start, following.end) else None


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
