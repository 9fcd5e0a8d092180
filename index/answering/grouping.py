"""Readings arranged into citations: equal answers together, the newer of two that disagree first; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.model import Citation, DateSource, Hit, Query, Reading
from index.reading.moments import asks_of_before
from index.text import fold

FURTHER = 5
"""Answers shown beside the first, at the most."""

SAME_STATEMENT = 0.6
"""Share of character pairs two sentences have in common, figures aside, from which on they state the same thing."""

SAME_SUBJECT = 0.95
"""Share of what the question's terms gave one paragraph that they must give another for both to be on one subject."""

_FIGURES = re.compile(r"\d+(?:[.,:/-]\d+)*|[零〇一二三四五六七八九十百千万亿两]+")
_TRIMMED = re.compile(r"^\W+|\W+$")


def arrange(
    query: Query, readings: Sequence[Reading], threshold: float, editions: Sequence[Reading] = ()
) -> list[Citation]:
    """The citations for the readings that are sure enough, the best answer's first.

    Args:
        query: What was asked; one that names a year keeps the order of confidence.
        readings: Best first, each of another paragraph.
        threshold: The confidence below which a reading is not shown.
        editions: What several editions of the document of the first say of the same, the one in force first: they stand
            in front, in this order.

    Returns:
        All citations of the first answer, then those of the further ones; empty where no reading is sure enough.
    """
    sure = [reading for reading in readings if reading.confidence >= threshold]
    if not sure:
        return []
    if editions:
        own = {reading.hit.paragraph.id for reading in editions}
        sure = [*editions, *(reading for reading in sure if reading.hit.paragraph.id not in own)]
        told = {reading.hit.paragraph.document.id for reading in editions}
        readings = [reading for reading in readings if reading.hit.paragraph.document.id not in told]
    # whoever is sure of one of two statements that disagree is as sure as can be of the other
    rivals = [reading for reading in readings if _disagree(sure[0], reading)]
    sure += [rival for rival in rivals if rival not in sure]
    if rivals and not query.years:
        sure = _newest_first(sure, [sure[0], *rivals], before=asks_of_before(query.folded))
    groups: dict[str, list[Reading]] = {}
    for reading in sure:
        groups.setdefault(folded_answer(reading.citation().picked), []).append(reading)
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


def _newest_first(readings: list[Reading], rivals: list[Reading], *, before: bool) -> list[Reading]:
    """Move the newest of the statements that disagree to the front, if all of them say what day they speak from.

    Where it is asked what was before, the newest comes last: it tells what is now.
    """
    days = [reading.hit.paragraph.document for reading in rivals]
    if any(document.date is None or document.date_source is DateSource.FILE for document in days):
        return readings
    rivals = sorted(rivals, key=_day, reverse=True)
    rivals = [*rivals[1:], rivals[0]] if before else rivals
    return [*rivals, *(reading for reading in readings if reading not in rivals)]


def _day(reading: Reading) -> date:
    return reading.hit.paragraph.document.date or date.min


def _disagree(one: Reading, other: Reading) -> bool:
    """Whether two readings state the same thing of one subject, in different documents, with different answers."""
    if one.hit.paragraph.document.id == other.hit.paragraph.document.id:
        return False
    if folded_answer(one.citation().picked) == folded_answer(other.citation().picked):
        return False
    if not gained_alike(one.hit, other.hit, SAME_SUBJECT):
        return False
    pairs = [sentence_pairs(reading.citation().evidence_text) for reading in (one, other)]
    smaller = min(len(pairs[0]), len(pairs[1]))
    return smaller > 0 and len(pairs[0] & pairs[1]) / smaller >= SAME_STATEMENT


def gained_alike(one: Hit, other: Hit, share: float) -> bool:
    """Whether the question's terms that stand in one paragraph stand in the other, up to a share of their weight."""
    gains = list(zip(one.contributions, other.contributions, strict=True))
    return sum(gain for gain, also in gains if also) >= share * sum(gain for gain, _ in gains)


def sentence_pairs(sentence: str) -> set[str]:
    """The pairs of neighbouring characters of a sentence, figures aside."""
    plain = _FIGURES.sub("", fold(sentence).text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
