"""What was typed, analysed: the one place where a question is folded and taken apart."""

from __future__ import annotations

import re

from index.model import AnswerType, Query, Span, TermKind
from index.query.asking import is_attribute, is_function_word, without_asking
from index.query.counted_years import counted_years
from index.query.editions import edition_asked
from index.query.figures import figures_asked
from index.query.interrogatives import (
    asks_for_extreme,
    asks_for_several,
    asks_for_summary,
    asks_for_wording,
    asks_to_calculate,
    interrogative,
    measured,
)
from index.query.persons import persons
from index.text import Analyzer, fold
from index.text.identifiers import identifiers
from index.text.numbers import in_digits

# What may surround a question and says nothing.
_AROUND = " ?!.。,\n"
# Of a whole page pasted as a question, this much is looked at for more than its terms.
_LONGEST = 300

_BARE = re.compile("(?!.*[的了在是])[㐀-䶿一-鿿]{2,4}")
"""A word that is looked up, and nothing asked of it."""

_SHORT_YEAR = re.compile(
    r"(?:^|(?<=[在到从自由,、和与跟比及的是那年]))([0-4][0-9])年(?!级|前|后|间|来|内|以|多|半|代|龄|限|期|工|经|保|质|左右|[0-9]{4})"
)
_YEAR = re.compile(r"\d{4}年")


def parse(question: str, analyzer: Analyzer) -> Query:
    """Analyse a question.

    Args:
        question: As typed.
        analyzer: The one the documents were indexed with, or terms would not meet.
    """
    folded = full_years(fold(question).text)
    canonical = analyzer.lexicon.canonical(folded)
    content = without_asking(canonical)
    core = _core(canonical)
    found = interrogative(folded)
    bare = found.answer_type is AnswerType.KEYWORDS and _BARE.fullmatch(core.of(canonical)) is not None
    terms = _terms(canonical, content, analyzer, bare=bare)
    span, measure = measured(folded, found)
    counted = counted_years(folded[:_LONGEST], _words(folded[:_LONGEST], analyzer))
    return Query(
        question=question,
        folded=folded,
        canonical=canonical,
        core=core,
        content=content,
        terms=terms,
        attributes=frozenset(filter(is_attribute, terms[TermKind.WORD])),
        answer_type=found.answer_type,
        interrogative=span,
        measure=measure,
        lists=asks_for_several(folded),
        summarises=asks_for_summary(folded),
        wording=asks_for_wording(folded),
        extreme=asks_for_extreme(folded),
        calculates=asks_to_calculate(folded),
        figures=figures_asked(core.of(canonical)),
        years=(*_YEAR.findall(folded), *(each.text for each in counted)),
        counted=counted,
        identifiers=identifiers(folded[:_LONGEST]),
        edition=edition_asked(folded[:_LONGEST]),
        persons=persons(folded[:_LONGEST], analyzer),
    )


def _words(folded: str, analyzer: Analyzer) -> list[Span]:
    return [Span(at, at + len(word)) for word, at, _ in analyzer.bare_tokens(folded)] if "年" in folded else []


def full_years(folded: str) -> str:
    """The folded text with years of two digits in four: 「24年净利润」; 保修10年 and 20年前 are no years."""
    return _SHORT_YEAR.sub(r"20\1年", folded)


def _core(canonical: str) -> Span:
    start = len(canonical) - len(canonical.lstrip(_AROUND))
    return Span(start, start + len(canonical.strip(_AROUND)[:_LONGEST]))


def _terms(canonical: str, content: str, analyzer: Analyzer, *, bare: bool) -> dict[TermKind, tuple[str, ...]]:
    """The terms a question is looked up by, each once.

    Interrogatives, politeness and function words are left out, unless nothing else is there, or a bare word is looked
    up: 「三会」 is no 三.
    """
    digits = in_digits(content)
    words = [word for word in analyzer.tokens(digits) if not is_function_word(word.text)]
    if words and not bare:
        terms = analyzer.terms(digits, words)
    else:
        terms = analyzer.terms(canonical, analyzer.tokens(canonical))
    return {kind: tuple(dict.fromkeys(found)) for kind, found in terms.items()}
