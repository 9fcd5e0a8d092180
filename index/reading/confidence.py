"""How likely a reading is right, from what is known of it beside its margin; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from index.model import AnswerType, DocumentInfo, Found, Query, TermKind
from index.reading import years
from index.reading.identity import is_unknown, lacks_the_word, of_another
from index.reading.lacking import lacks_contact, of_another_month
from index.reading.polarity import turns_round
from index.reading.reading import Look
from index.reading.units import lacks_count, lacks_unit
from index.text.synonyms import says

LEAST_CHANCE = 1e-6
"""The chance of a hit that has none, where its logarithm is taken."""

BASE = "base"
"""Name of the weight that every reading has."""

OF_ANOTHER = 0.02
"""The highest confidence of what is said of another year, thing or kind of figure than is asked for."""

DECISIVE = ("other_year", "no_unit", "otherwise")
"""Features that need no weight: where one is told, nothing else counts."""

_NUMBER = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿半几]")
_CODE = re.compile(r"(?=[a-z0-9-]*[0-9])[a-z0-9]+(?:[-/][a-z0-9]+)*")
_FIGURE_ASKED = frozenset((AnswerType.HOW_MANY, AnswerType.WHEN))
_ANOTHER = re.compile("大前年|前年|去年|上年|明年|后年")
_NEXT_TO_IT = frozenset(("去年", "上年"))
_SAME_AS = {"去年": "去年|上年|同期", "上年": "去年|上年|同期", "前年": "(?<!大)前年|上年|上一年"}
_MOST = 12.0
_LONG = 200  # characters of a paragraph from which on it grows no harder to read


def features(query: Query, found: Found, look: Look, margins: Sequence[float]) -> dict[str, float]:
    """What tells how sure a reading is.

    Args:
        query: What was asked.
        found: What the search brought.
        look: The reading.
        margins: The margins of all readings of the query.
    """
    others = sorted((margin for margin in margins if margin != look.margin), reverse=True)
    second = others[0] if others else -_MOST
    body = look.text.folded.text
    above = look.above
    margin = max(-_MOST, min(_MOST, look.margin))
    return {
        BASE: 1.0,
        "margin": margin,
        "share": look.share,
        "ahead": math.tanh((margin - max(-_MOST, second)) / 4),
        **_words(query, found, f"{look.sentence}\n{look.hangs_on}", f"{body}\n{above}"),
        "chance": math.log(max(look.hit.chance, LEAST_CHANCE)),
        "length": min(1.0, len(body) / _LONG),
        "no_figure": float(query.answer_type in _FIGURE_ASKED and not _NUMBER.search(look.span.of(body))),
        "other_year": float(
            _other_year(query, look.hit.paragraph.document, body, above)
            or years.of_this_year_only(query.folded, look.sentence)
        ),
        "no_year": float(_no_year(query.folded, look, body, above)),
        "no_unit": float(_lacks_figure(query.folded, look, body, above)),
        "other_code": float(any(code not in body and code not in above for code in _codes(query.folded))),
        "typed": float(query.answer_type not in {AnswerType.KEYWORDS, AnswerType.YES_NO}),
        "yes_no": float(query.answer_type is AnswerType.YES_NO),
        "otherwise": float(_otherwise(query, found, look)),
    }


def speaks_of_another(values: Mapping[str, float]) -> bool:
    """Whether the features of a reading say that it tells of another year, thing or kind of figure."""
    return any(values.get(name) for name in DECISIVE)


def probability(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """The logistic function of the weighted features, rounded: machines differ behind the fourth digit.

    At most :data:`OF_ANOTHER` for what tells of another thing.

    Raises:
        KeyError: a weight names a feature that there is not.
    """
    odds = sum(weight * values[name] for name, weight in weights.items())
    chance = round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)
    return min(chance, OF_ANOTHER) if speaks_of_another(values) else chance


def _otherwise(query: Query, found: Found, look: Look) -> bool:
    paragraph = look.hit.paragraph
    return (
        of_another(query, paragraph, found)
        or lacks_the_word(query, paragraph, found)
        or is_unknown(query, found)
        or turns_round(query, look.text.folded.text, look.span)
        or lacks_contact(query.folded, look.sentence)
        or of_another_month(query.folded, look.sentence, look.above)
    )


def _words(query: Query, found: Found, near: str, text: str) -> dict[str, float]:
    """Which words of the question are said, themselves or as another everyday word.

    What the documents say elsewhere and not here speaks against a paragraph. What they say nowhere does not: people
    have words of their own.

    Args:
        query: What was asked.
        found: What the search brought.
        near: The sentence of the answer with its headings and lead-in.
        text: The whole paragraph with all that stands above it.

    Returns:
        ``said``: share of the words said near the answer. ``missing``: weight of the weightiest word that the
        whole text lacks, as a share of the weightiest there is. ``unknown``: share of the
        words that no document has, and the text not in other words either.
    """
    words = query.terms.get(TermKind.WORD, ())
    if not words:
        return {"said": 0.0, "missing": 0.0, "unknown": 0.0}
    idfs = {term.text: term.idf for term in found.terms if term.kind is TermKind.WORD}
    most = max(idfs.values(), default=0.0) or 1.0
    lacking = [word for word in words if not says(text, word)]
    return {
        "said": sum(says(near, word) for word in words) / len(words),
        "missing": max((idfs.get(word) or most for word in lacking), default=0.0) / most,
        "unknown": sum(not idfs.get(word) for word in lacking) / len(words),
    }


def _codes(folded: str) -> list[str]:
    return [code for code in _CODE.findall(folded) if len(code) > 2]  # noqa: PLR2004 - 5g and a4 name no single thing


def _other_year(query: Query, document: DocumentInfo, body: str, above: str) -> bool:
    """Whether the question names a year, and the paragraph with what stands above it speaks of others only.

    「比2024年多」 says nothing of 2024, unless that is asked.
    """
    if not (query.calculates or years.compares(query.folded)):
        body = years.without_comparison(body)
    asked, told = years.named(query.folded), years.told(document, body, above)
    return bool(asked and told and not asked & told)


def _no_year(question: str, look: Look, body: str, above: str) -> bool:
    """Whether the question asks of another year by 去年 or 前年, and nothing tells a year that could be it.

    The title of a document tells the year it reports of, and so may its 去年, but never its 前年.
    """
    asked = _ANOTHER.search(question)
    if asked is None:
        return False
    beside = above if asked[0] in _NEXT_TO_IT else look.hangs_on
    return not re.search(f"{_SAME_AS.get(asked[0], asked[0])}|(?:19|20)[0-9]{{2}}", f"{body}\n{beside}")


def _lacks_figure(question: str, look: Look, body: str, above: str) -> bool:
    """Whether the sentence has no figure of the kind that is asked for; a row has its units in other places."""
    if look.hit.paragraph.row is not None:
        return False
    return lacks_unit(question, look.sentence, above) or lacks_count(question, look.span.of(body))
