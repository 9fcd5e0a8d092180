"""What was, and what is, told side by side in one paragraph: 「成立时有三十人。如今有八十人。」; pure.

The encoder sees that both answer how many there are. Where the question says which moment it means, the figure told of
that moment is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Span

_NOW = re.compile("现在|如今|目前|现有|现任|现已|眼下|当前|至今|今天的?")
_THEN = re.compile("初期|之初|起初|最初|当初|当时|[成建设創创]立时|建成时|原来|原先|原有|过去|以前|早年|刚成立|刚开始")
_BEFORE = re.compile("以前|从前|原来|原先|过去|早先|[前上]一?任(?!何|务|意|性)|(?<!年)之前的")
_FIGURE = re.compile("(?:约|近|超过|不足)?[0-9][0-9.,]*(?:余|多)?(?:万|亿)?(?P<unit>%|个?[一-鿿℃㎡])?")


def asks_of_before(question: str) -> bool:
    """Whether a folded question asks of what was, not of what is: 「以前的主任是谁」."""
    return _BEFORE.search(question) is not None and _NOW.search(question) is None


def of_that_moment(question: str, text: str, parts: Sequence[Span], picked: Span) -> Span:
    """The figure of the moment that is asked for, where the one of the other moment was picked.

    Args:
        question: The folded question.
        text: The folded paragraph.
        parts: Its sentences.
        picked: The span that was picked.
    """
    now, then = bool(_NOW.search(question)), bool(_THEN.search(question))
    figures = list(_FIGURE.finditer(text, picked.start, picked.end))
    if now == then or len(figures) != 1:
        return picked
    asked, other = (_NOW, _THEN) if now else (_THEN, _NOW)
    own = next((part for part in parts if part.contains(picked)), None)
    if own is None or asked.search(own.of(text)) or not other.search(own.of(text)):
        return picked
    found = [
        Span(*figure.span())
        for part in parts
        if part != own and asked.search(part.of(text)) and not other.search(part.of(text))
        for figure in _FIGURE.finditer(text, part.start, part.end)
        if figure["unit"] == figures[0]["unit"]
    ]
    return found[0] if len(found) == 1 else picked
