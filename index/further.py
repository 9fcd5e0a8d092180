"""Readings arranged into citations: equal answers together, the newer of two that disagree first; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from index.analysis import fold
from index.model import Citation, Reading

FURTHER = 5
"""Answers shown beside the first, at the most."""

SAME_STATEMENT = 0.6
"""Share of character pairs two sentences have in common, figures aside, from which on they state the same thing."""

_YEAR = re.compile(r"\d{4}年|今年|去年|本年|上年|前年")
_FIGURES = re.compile(r"\d+(?:[.,:/-]\d+)*|[零〇一二三四五六七八九十百千万亿两]+")
_TRIMMED = re.compile(r"^\W+|\W+$")


def arrange(question: str, readings: Sequence[Reading], threshold: float) -> list[Citation]:
    """The citations for the readings that are sure enough, the best answer's first.

    Args:
        question: As asked; one that names a year keeps the order of confidence.
        readings: Best first, each of another paragraph.
        threshold: The confidence below which a reading is not shown.

    Returns:
        All citations of the first answer, then those of the further ones; empty where no reading is sure enough.
    """
    sure = [reading for reading in readings if reading.confidence >= threshold]
    if not sure:
        return []
    if not _YEAR.search(fold(question).text):
        sure = _newest_first(sure)
    groups: dict[str, list[Reading]] = {}
    for reading in sure:
        groups.setdefault(folded_answer(reading.citation().quote), []).append(reading)
    first, *others = groups.values()
    # an answer from a document not yet cited tells more than one more from the same
    seen = {reading.hit.paragraph.document.id for reading in first}
    fresh = [group for group in others if group[0].hit.paragraph.document.id not in seen]
    rest = [group for group in others if group not in fresh]
    chosen = [first, *(fresh + rest)[:FURTHER]]
    return [reading.citation() for group in chosen for reading in group]


def folded_answer(quote: str) -> str:
    """What of an answer decides whether another one says the same: folded, without marks around it."""
    return _TRIMMED.sub("", fold(quote).text)


def _newest_first(readings: list[Reading]) -> list[Reading]:
    """Move the newest of the statements that disagree with the first one to the front."""
    first, *others = readings
    rivals = [first, *(other for other in others if _disagree(first, other))]
    dated = [reading for reading in rivals if reading.hit.paragraph.document.date is not None]
    if len(rivals) < 2 or len(dated) < len(rivals):  # noqa: PLR2004 - two statements are the least that can disagree
        return readings
    rivals.sort(key=_day, reverse=True)
    return [*rivals, *(other for other in others if other not in rivals)]


def _day(reading: Reading) -> date:
    return reading.hit.paragraph.document.date or date.min


def _disagree(one: Reading, other: Reading) -> bool:
    """Whether two readings state the same thing of different documents with different answers."""
    if one.hit.paragraph.document.id == other.hit.paragraph.document.id:
        return False
    if folded_answer(one.citation().quote) == folded_answer(other.citation().quote):
        return False
    pairs = [_pairs(reading.citation().evidence_text) for reading in (one, other)]
    smaller = min(len(pairs[0]), len(pairs[1]))
    return smaller > 0 and len(pairs[0] & pairs[1]) / smaller >= SAME_STATEMENT


def _pairs(sentence: str) -> set[str]:
    plain = _FIGURES.sub("", fold(sentence).text)
    return {plain[at : at + 2] for at in _steps(plain)}


def _steps(text: str) -> Iterable[int]:
    return range(len(text) - 1)
