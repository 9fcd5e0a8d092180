"""What was typed, analysed: the one place where a question is folded and taken apart."""

from __future__ import annotations

import re

from index.model import Query, Span, TermKind
from index.query.asking import is_attribute, is_function_word, without_asking
from index.query.figures import figures_asked
from index.query.interrogatives import (
    asks_for_extreme,
    asks_for_several,
    asks_for_summary,
    interrogative,
    measured,
)
from index.text import Analyzer, fold
from index.text.numbers import in_digits

# What may surround a question and says nothing.
_AROUND = " ?!.。,\n"
# Of a whole page pasted as a question, this much is looked at for more than its terms.
_LONGEST = 300

_YEAR = re.compile(r"\d{4}年|今年|去年|本年|上年|前年")


def parse(question: str, analyzer: Analyzer) -> Query:
    """Analyse a question.

    Args:
        question: As typed.
        analyzer: The one the documents were indexed with, or terms would not meet.
    """
    folded = fold(question).text
    canonical = analyzer.lexicon.canonical(folded)
    content = without_asking(canonical)
    core = _core(canonical)
    terms = _terms(canonical, content, analyzer)
    found = interrogative(folded)
    span, measure = measured(folded, found)
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
        extreme=asks_for_extreme(folded),
        figures=figures_asked(core.of(canonical)),
        years=tuple(_YEAR.findall(folded)),
    )


def _core(canonical: str) -> Span:
    start = len(canonical) - len(canonical.lstrip(_AROUND))
    return Span(start, start + len(canonical.strip(_AROUND)[:_LONGEST]))


def _terms(canonical: str, content: str, analyzer: Analyzer) -> dict[TermKind, tuple[str, ...]]:
    """The terms a question is looked up by, each once.

    Interrogatives, politeness and function words are left out, unless nothing else is there.
    """
    digits = in_digits(content)
    words = [word for word in analyzer.tokens(digits) if not is_function_word(word.text)]
    terms = analyzer.terms(digits, words) if words else analyzer.terms(canonical, analyzer.tokens(canonical))
    return {kind: tuple(dict.fromkeys(found)) for kind, found in terms.items()}
