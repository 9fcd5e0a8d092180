"""Clauses side by side that tell the same of two things: 「成人票30元,学生票15元」, 「2201(馆长)、2202(采编部)」; pure.

The encoder sees that a sentence answers and may take the figure of the other thing. Where the question names one of the
two, the figure of its own clause is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Span

_CLAUSE = re.compile(r"[^,，;；。、()（）]+")
_FIGURE = re.compile(
    r"(?:不超过|不少于|不低于|最多|至多|最少|至少|约)?[0-9][0-9.:~\-]*(?:万|亿)?(?P<unit>%|个?[一-鿿℃㎡]{1,2})?"
)
# 4亿8千万元 is one figure
_AMOUNT = re.compile(
    r"(?:约|近|超过|不足)?[0-9][0-9.,]*(?:[亿万千百]+(?:[0-9][0-9.,]*[亿万千百]*)*)?(?P<unit>%|个?[一-鿿℃㎡])"
)
# a number with what it is of, in brackets behind it or before them
_BRACKETED = re.compile(
    r"(?P<number>[0-9][0-9-]{2,})\s?[(（](?P<behind>[^()（）]{1,20})[)）]"
    r"|(?P<before>[^,，;；。、:：()（）0-9]{1,12})[(（](?P<inside>[0-9][0-9-]{2,})[)）]"
)


def own_figure(text: str, sentence: Span, picked: Span, words: Sequence[str]) -> Span:
    """The figure of the thing that is asked about, where another thing's of the same unit was picked beside it.

    Args:
        text: The folded paragraph.
        sentence: The sentence that was picked.
        picked: The span that was picked.
        words: The words of the question.
    """
    total = _total(text, sentence, picked, words)
    if total is not None:
        return total
    figures = list(_FIGURE.finditer(text, picked.start, picked.end))
    if len(figures) != 1:
        return picked
    bracketed = _own_number(text, sentence, figures[0].start(), words)
    if bracketed is not None:
        return bracketed
    clauses = [Span(*clause.span()) for clause in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    own = next((clause for clause in clauses if clause.start <= figures[0].start() < clause.end), None)
    if own is None:
        return picked
    said = {word for word in words if word in own.of(text)}
    for clause in clauses:
        other = list(_FIGURE.finditer(text, clause.start, clause.end))
        told = {word for word in words if word in clause.of(text)}
        if clause != own and len(other) == 1 and other[0]["unit"] == figures[0]["unit"] and told > said:
            return Span(*other[0].span())
    return picked


def _own_number(text: str, sentence: Span, at: int, words: Sequence[str]) -> Span | None:
    """The number whose brackets say more of the question than those of the number picked there; ``None`` for none."""
    numbers: list[tuple[Span, set[str]]] = []
    for match in _BRACKETED.finditer(text, sentence.start, sentence.end):
        of = match["behind"] or match["before"]
        numbers.append((Span(*match.span("number" if match["number"] else "inside")), {w for w in words if w in of}))
    own = next((said for span, said in numbers if span.start <= at < span.end), None)
    if own is None:
        return None
    return next((span for span, said in numbers if said > own), None)


def _total(text: str, sentence: Span, picked: Span, words: Sequence[str]) -> Span | None:
    """The whole that a part was picked of (其中), where the question names nothing of the part; ``None`` otherwise."""
    at = text.rfind("其中", sentence.start, picked.end)
    part = Span(max(at, 0), picked.end)
    mine = list(_AMOUNT.finditer(text, part.start, part.end))
    if at < 0 or len(mine) != 1 or any(word in part.of(text) for word in words):
        return None
    before = [each for each in _AMOUNT.finditer(text, sentence.start, at) if each["unit"] == mine[0]["unit"]]
    return Span(*before[-1].span()) if len(before) == 1 else None
