"""Of several cases the one that is asked for: five years of work are 满三年不满十年, B座 is not A座; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from index.model import Query, Span
from index.text.identifiers import names
from index.text.ranges import Range, amounts, ranges
from index.text.said_amounts import said_amounts

_BREAK = re.compile("[,;:。!?\\n]")
_CLAUSE = re.compile("[^,;。!?\\n]+")
_SENTENCE_ENDS = "。;!?\n"
_OTHERS = re.compile("[,;](?:其他|其余|其它|否则|此外|另外)")
_ENDS = " ,;:。、\n"
_ADDS = re.compile("再|另[^外行]|增加|加发|加收|累计")
_SAID_ALIKE = 5  # characters in a row that two sentences share which say the same of two conditions
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


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
    for meant in _meant(query.folded):
        own_unit = any(each.unit == meant.unit for each in found)
        for asked in [meant] if own_unit else filter(None, (_in_days(meant), _in_months(meant))):
            same = [each for each in found if each.unit == asked.unit]
            holding = _narrowest([each for each in same if each.holds_all(asked)], text)
            if len(same) > 1 and len(holding) == 1:
                return _case(text, same, holding[0])
    return None


def outside(query: Query, text: str, parts: Sequence[Span], picked: Span) -> Span | None:
    """All cases side by side, where the one that was picked is not for the amount the question names, nor any other.

    「满一年的五天；满十年的十天」: who has been there for half a year is told both, for neither is theirs.

    Args:
        query: What was asked.
        text: A folded paragraph.
        parts: Its sentences.
        picked: The case that was picked.
    """
    found = ranges(text)
    for meant in _meant(query.folded):
        same = [each for each in found if each.unit == meant.unit]
        holding = [part for part in parts if any(part.contains(each.span) for each in same)]
        inside = [each for each in same if picked.contains(each.span)]
        if inside and len(inside) < len(same) and not any(each.holds_all(meant) for each in same):
            return Span(holding[0].start, holding[-1].end)
    return None


def _narrowest(holding: list[Range], text: str) -> list[Range]:
    """Of cases that lie one in another the innermost, unless one adds to the other: 超过15天, not 超过3天."""
    if len(holding) < 2 or _ADDS.search(text):  # noqa: PLR2004 - one alone is the innermost
        return holding
    lows = [each.low for each in holding if each.low is not None and each.high is None]
    highs = [each.high for each in holding if each.high is not None and each.low is None]
    if len(lows) == len(holding):
        return [each for each in holding if each.low == max(lows)]
    return [each for each in holding if each.high == min(highs)] if len(highs) == len(holding) else holding


def instead(query: Query, text: str, parts: Sequence[Span], picked: Span) -> Span | None:
    """The sentence for an amount the question names, where one that says the same for another condition was picked.

    「未满18周岁的不得值夜。怀孕7个月以上的不得值夜。」: who is seventeen is told the first.

    Args:
        query: What was asked.
        text: A folded paragraph.
        parts: Its sentences.
        picked: The one that was picked.
    """
    conditions = ranges(picked.of(text))
    for meant in _meant(query.folded):
        if not conditions or any(each.unit == meant.unit for each in conditions):
            continue
        own = [
            part
            for part in parts
            if any(each.unit == meant.unit and each.holds_all(meant) for each in ranges(part.of(text)))
        ]
        if len(own) == 1 and _says_the_same(own[0].of(text), picked.of(text)):
            return own[0]
    return None


def _says_the_same(one: str, other: str) -> bool:
    shared = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return shared.size >= _SAID_ALIKE


def _meant(question: str) -> list[Range]:
    """The amounts a question may mean; those that are said as people do, and then the plain ones of other units."""
    said = said_amounts(question)
    units = {each.unit for each in said}
    nowhere = Span(0, 0)
    plain = [
        Range(nowhere, unit, value, value, has_high=True) for value, unit in amounts(question) if unit not in units
    ]
    return [*said, *plain]


def _in_days(meant: Range) -> Range | None:
    """Months as days, however long they are."""
    if meant.unit != "月" or meant.low is None or meant.high is None:
        return None
    return replace(meant, unit="天", low=meant.low * _SHORTEST_MONTH, high=meant.high * _LONGEST_MONTH)


def _in_months(meant: Range) -> Range | None:
    """Days as months, however long they are."""
    if meant.unit != "天" or meant.low is None or meant.high is None:
        return None
    return replace(meant, unit="月", low=meant.low / _LONGEST_MONTH, high=meant.high / _SHORTEST_MONTH)


def _of_named(query: Query, text: str) -> Span | None:
    """What a paragraph says of the numbered thing or code that is asked for, where it speaks of another, too."""
    for identifier in query.identifiers:
        clauses = [] if identifier.tail else [Span(*match.span()) for match in _CLAUSE.finditer(text)]
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
