"""How likely a reading is right, from what is known of it beside its margin; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from index.model import AnswerType, DateSource, Found, Query, Span, TermKind
from index.reading.reading import Look
from index.reading.units import lacks_unit
from index.text import fold

LEAST_CHANCE = 1e-6
"""The chance of a hit that has none, where its logarithm is taken."""

BASE = "base"
"""Name of the weight that every reading has."""

_NUMBER = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿半几]")
_CODE = re.compile(r"(?=[a-z0-9-]*[0-9])[a-z0-9]+(?:[-/][a-z0-9]+)*")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|版|-|年度|\.|/)")
_FIGURE_ASKED = frozenset((AnswerType.HOW_MANY, AnswerType.WHEN))
_BACK = {"去年": 1, "上年": 1, "前年": 2}
_ANOTHER = re.compile("大前年|前年|去年|上年|明年|后年")
_SAME_AS = {"去年": "去年|上年|同期", "上年": "去年|上年|同期"}
_STOP = re.compile(r"[。;!?\n]")
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
    above = fold(_above(look)).text
    margin = max(-_MOST, min(_MOST, look.margin))
    return {
        BASE: 1.0,
        "margin": margin,
        "share": look.share,
        "ahead": math.tanh((margin - max(-_MOST, second)) / 4),
        "found": look.hit.score / found.possible if found.possible else 0.0,
        "held": _held(query, body + "\n" + above),
        "chance": math.log(max(look.hit.chance, LEAST_CHANCE)),
        "length": min(1.0, len(body) / _LONG),
        "no_figure": float(query.answer_type in _FIGURE_ASKED and not _NUMBER.search(look.span.of(body))),
        "other_year": float(_other_year(query.folded, _years_told(look, body, above))),
        "no_year": float(_no_year(query.folded, body + "\n" + above)),
        "no_unit": float(lacks_unit(query.folded, _around(body, look.span) + "\n" + above)),
        "other_code": float(any(code not in body and code not in above for code in _codes(query.folded))),
        "typed": float(query.answer_type not in {AnswerType.KEYWORDS, AnswerType.YES_NO}),
        "yes_no": float(query.answer_type is AnswerType.YES_NO),
    }


def probability(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """The logistic function of the weighted features, rounded: machines differ behind the fourth digit.

    Raises:
        KeyError: a weight names a feature that there is not.
    """
    odds = sum(weight * values[name] for name, weight in weights.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)


def _above(look: Look) -> str:
    paragraph = look.hit.paragraph
    return "\n".join((paragraph.document.title, *paragraph.headings, paragraph.context))


def _held(query: Query, text: str) -> float:
    words = query.terms.get(TermKind.WORD, ())
    return sum(word in text for word in words) / len(words) if words else 0.0


def _codes(folded: str) -> list[str]:
    return [code for code in _CODE.findall(folded) if len(code) > 2]  # noqa: PLR2004 - 5g and a4 name no single thing


def _other_year(question: str, told: set[str]) -> bool:
    """Whether the question names a year, and the paragraph with what stands above it speaks of others only."""
    asked = set(_YEAR.findall(question))
    return bool(asked and told and not asked & told)


def _no_year(question: str, text: str) -> bool:
    """Whether the question asks of another year by 去年 or 前年, and the paragraph tells no year at all."""
    asked = _ANOTHER.search(question)
    return asked is not None and not re.search(f"{_SAME_AS.get(asked[0], asked[0])}|(?:19|20)[0-9]{{2}}", text)


def _around(body: str, span: Span) -> str:
    """The sentence, or sentences, a span lies in."""
    first = max((match.end() for match in _STOP.finditer(body, 0, span.start)), default=0)
    last = _STOP.search(body, span.end)
    return body[first : last.start() if last else len(body)]


def _years_told(look: Look, body: str, above: str) -> set[str]:
    """The years a paragraph speaks of: those it names, and by the day of its document 今年, 去年 and 前年."""
    told = set(_YEAR.findall(body)) | set(_YEAR.findall(above))
    document = look.hit.paragraph.document
    if document.date is not None and document.date_source is not DateSource.FILE:
        told.add(str(document.date.year))
        told |= {str(document.date.year - back) for word, back in _BACK.items() if word in body}
    return told
