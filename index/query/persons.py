"""The persons a question names, and who in the documents may be meant by a name that does not stand there; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.model import Query, TermKind, UnknownPerson
from index.query.likely import likely, may_be_taken_for
from index.query.vocabulary import Vocabulary
from index.text import Analyzer
from index.text.persons import AFTER, COMPOUND, SURNAMES, is_name_like, is_post, names_person, others_like
from index.text.tokens import is_han

_BEFORE = frozenset("的和与跟及同给找问请由向对为是让叫、查告")
_LONGEST = 120
_MOST = 3
"""Persons looked for in one question."""

_MOST_ALIKE = 4
_SHORT = 2  # characters of a name that is another's as easily as it is mistyped


def persons(folded: str, analyzer: Analyzer, *, loosely: bool = False) -> tuple[str, ...]:
    """The names of persons in a folded question, by their looks: a surname, a given name, and a border behind it.

    Args:
        folded: The question.
        analyzer: Cuts it into words.
        loosely: Also where the surname begins a word of the dictionary: 顾名 in 顾名远, but 高铁 in 高铁票 as well.
    """
    text = folded[:_LONGEST]
    borders = {span.start + len(span) for span in (token.span for token in analyzer.tokens(text))}
    long_words = [token.span for token in analyzer.tokens(text) if len(token.text) > 1 and analyzer.is_word(token.text)]
    found: list[str] = []
    end = 0
    for start in range(len(text)):
        if start < end or (start and is_han(text[start - 1]) and text[start - 1] not in _BEFORE):
            continue
        surname = 2 if text[start : start + 2] in COMPOUND else 1 if text[start] in SURNAMES else 0
        # 高铁票 is no person of the name of 高
        if not surname or any(is_post(text[start : start + surname + size]) for size in (1, 2, 3)):
            continue
        if not loosely and any(span.start <= start < span.end and len(span) > surname for span in long_words):
            continue
        for size in (surname + 2, surname + 1):
            name, behind = text[start : start + size], text[start + size : start + size + 1]
            bounded = not is_han(behind) or behind in AFTER or start + size in borders
            if len(name) == size and bounded and is_name_like(name) and not analyzer.is_word(name):
                found.append(name)
                end = start + size
                break
    return tuple(dict.fromkeys(found))[:_MOST]


def unknown(
    query: Query, analyzer: Analyzer, vocabulary: Vocabulary, texts: Callable[[], Iterable[str]]
) -> UnknownPerson | None:
    """A name in the question that stands in no document, where names nearly like it do.

    Args:
        query: As typed.
        analyzer: The one the documents were indexed with.
        vocabulary: What the documents hold.
        texts: Gives the folded paragraphs that are found for the question; asked only where a name stands nowhere.
    """
    for name in persons(query.folded, analyzer, loosely=True):
        if vocabulary.holds(name):
            continue
        likeliest = alike(name, vocabulary)
        others = list(likeliest)
        if name in query.persons:
            others += [other for text in texts() for other in alike_in(name, text)]
        if others:
            names = tuple(dict.fromkeys(others))[:_MOST_ALIKE]
            return UnknownPerson(name, names, surely=len(names) == 1 and bool(likeliest) and len(name) > _SHORT)
    return None


def alike_in(name: str, folded: str) -> list[str]:
    """The names in a folded text that are easily taken for this one."""
    return [other for other in others_like(name, folded) if _taken_for(name, other) and names_person(other, folded)]


def _taken_for(name: str, other: str) -> bool:
    at = next(place for place, (one, its) in enumerate(zip(name, other, strict=True)) if one != its)
    # 顾明远 and 顾明辉 are as near as 顾明远 and 顾铭远
    return (len(name) > _SHORT and at > 0) or may_be_taken_for(name[at], other[at])


def alike(name: str, vocabulary: Vocabulary) -> list[str]:
    """The names in the documents that differ from ``name`` in one character that sounds or looks like it."""
    found: list[str] = []
    for place, character in enumerate(name):
        for other in likely(character):
            before, after = name[place - 1 : place], name[place + 1 : place + 2]
            pairs = [pair for pair in (before + other, other + after) if len(pair) == len("两字")]
            candidate = name[:place] + other + name[place + 1 :]
            known = all(vocabulary.frequency(pair, TermKind.BIGRAM) for pair in pairs)
            if known and is_name_like(candidate) and vocabulary.holds(candidate):
                found.append(candidate)
    return found[:_MOST_ALIKE]
