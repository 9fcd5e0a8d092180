"""Whether a clause denies just what a question asks for, or the other way round; pure. All texts are folded."""

from __future__ import annotations

import re

from index.model import AnswerType, Query, Span
from index.reading import edges
from index.text import sentences

_THINGS = frozenset((AnswerType.WHO, AnswerType.WHICH, AnswerType.WHERE, AnswerType.WHAT))
_CLAUSE = re.compile(r"[^,;。!?\n]+")
_NUMBER = re.compile("[0-9一二三四五六七八九十百千万两]")
_SHORTEST = 4
_CLEARLY = (
    2  # characters by which another clause must say more of what is asked for to count in place of the thing's own
)
_NEAR = 6  # characters between a denial and what it denies


def turns_round(query: Query, text: str, span: Span) -> bool:
    """Whether what is said of the thing in ``span`` is the opposite of what is asked for.

    「哪种船能夜航」 is not answered by 「甲型船不能夜航」. Only questions for a thing are meant: where yes or no is
    asked, a denial is the answer.

    Args:
        query: What was asked.
        text: The folded paragraph.
        span: What was picked of it.
    """
    if query.answer_type not in _THINGS:
        return False
    asked = _clause(query.folded, query.interrogative.start)
    sentence = next((each for each in sentences.split(text) if each.end > span.start), Span(0, len(text)))
    said = _clause(text, span.start)
    for other in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if len(_longest_shared(asked, other[0])) >= len(_longest_shared(asked, said)) + _CLEARLY:
            said = other[0]
    shared = _longest_shared(asked, said)
    return len(shared) >= _SHORTEST and _denied(asked, shared) != _denied(said, shared)


def _clause(text: str, at: int) -> str:
    """The clause that place lies in."""
    return next((each[0] for each in _CLAUSE.finditer(text) if each.end() > at), "")


def _denied(clause: str, shared: str) -> bool:
    at = clause.index(shared)
    return edges.denies(clause[max(0, at - _NEAR) : at])


def _longest_shared(one: str, other: str) -> str:
    """The longest run of characters that stands in both; none that leaves out the number before it (三级, 二级)."""
    best = ""
    for start in range(len(one)):
        if start and _NUMBER.match(one, start - 1):
            continue
        end = start + len(best) + 1
        while end <= len(one) and one[start:end] in other:
            best = one[start:end]
            end += 1
    return best
