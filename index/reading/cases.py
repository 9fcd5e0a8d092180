"""Of several cases the one that is asked for: five years of work are 满三年不满十年, B座 is not A座; pure."""

from __future__ import annotations

import re

from index.model import Query, Span
from index.text.identifiers import names
from index.text.ranges import Range, amounts, ranges

_BREAK = re.compile("[,;:。!?\\n]")
_CLAUSE = re.compile("[^,;。!?\\n]+")
_SENTENCE_ENDS = "。;!?\n"
_OTHERS = re.compile("[,;](?:其他|其余|其它|否则|此外|另外)")
_ENDS = " ,;:。、\n"


def applying(query: Query, text: str) -> Span | None:
    """The part of a folded paragraph that is for an amount the question names.

    Args:
        query: What was asked.
        text: A folded paragraph that tells at least two cases apart, by ranges of one unit or by the numbers of things.

    Returns:
        The case with its condition; ``None`` where the question names no such amount or thing, or where not exactly one
        case is for it.
    """
    if (named := _of_named(query, text)) is not None:
        return named
    found = ranges(text)
    for asked in ranges(query.folded):
        # 「三天以上呢」 names the case itself
        alike = [each for each in found if (each.unit, each.low, each.high) == (asked.unit, asked.low, asked.high)]
        same = [each for each in found if each.unit == asked.unit]
        if len(same) > 1 and len(alike) == 1:
            return _case(text, same, alike[0])
    for amount, unit in amounts(query.folded):
        same = [each for each in found if each.unit == unit]
        holding = [each for each in same if each.holds(amount)]
        if len(same) > 1 and len(holding) == 1:
            return _case(text, same, holding[0])
    return None


def _of_named(query: Query, text: str) -> Span | None:
    """What a paragraph says of the numbered thing that is asked for, where it says something of another, too."""
    for identifier in query.identifiers:
        clauses = [Span(*match.span()) for match in _CLAUSE.finditer(text)] if identifier.thing else []
        named = [names(identifier, clause.of(text)) for clause in clauses]
        if named.count(True) == 1 and False in named:
            first = last = named.index(True)
            while last + 1 < len(clauses) and named[last + 1] is None and text[clauses[last].end] not in _SENTENCE_ENDS:
                last += 1
            return Span(clauses[first].start, clauses[last].end)
    return None


def _case(text: str, same: list[Range], chosen: Range) -> Span:
    """From the beginning of its clause to that of the next case, or to the end of the sentence."""
    following = [each.span.start for each in same if each.span.start > chosen.span.start]
    start = _clause_start(text, chosen.span.start)
    sentence = min((at for at in (text.find(mark, chosen.span.end) for mark in "。;\n") if at >= 0), default=len(text))
    others = _OTHERS.search(text, chosen.span.end, sentence)
    sentence = others.start() if others else sentence
    end = min([sentence, *(_clause_start(text, at) for at in following)])
    if end <= chosen.span.end:
        end = min([sentence, *following])
    while end > chosen.span.end and text[end - 1] in _ENDS:
        end -= 1
    return Span(start, end)


def _clause_start(text: str, at: int) -> int:
    return max((match.end() for match in _BREAK.finditer(text, 0, at)), default=0)
