"""Which year is meant by 今年 and 去年, and of which years the documents tell what is asked; pure.

今年 is the year of the newest document that speaks of what is asked, as it is for whoever wrote that; it is the asker's
own where there is one of this year. They are told which year was taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from index.answering.ports import Neighbours
from index.answering.surroundings import said_above
from index.model import CountedYear, DocumentInfo, Found, Hit, Paragraph, Query, TermKind
from index.reading import years
from index.text import fold
from index.text.editions import RULES, edition_of

_LOOKED_AT = 12  # hits
_AS_WELL = 0.7  # of what the best hit holds of the question, years aside, what another needs that speaks of the same
_ENOUGH = 0.5  # of what could be held of it, what the best hit needs to speak of it
# what is said in them of a year is said of every year: 「没休完的年假能留到明年吗」
_RULES = re.compile(f"{RULES}|使用说明|问答|faq")
_YEARLY = frozenset(("今年", "去年", "前年", "本年", "上年", "明年", "年", "年度", "年底", "年末"))


def of_hits(found: Found, neighbours: Neighbours, today: date) -> int | None:
    """The year that 今年 stands for; ``None`` where no document that speaks of what is asked says its year.

    Rules are for every year. It is this year where one of them is from this year, else that of the newest.

    Args:
        found: What the question finds.
        neighbours: Gives what stands above a hit: a text without a date may say its year there.
        today: The day it is.
    """
    paragraphs = (
        hit.paragraph for hit in speaking(found) if not _RULES.search(fold(hit.paragraph.document.title).text)
    )
    made = (made_in(each.document, today) or _above(each, neighbours) for each in paragraphs)
    return max((year for year in made if year is not None and year <= today.year), default=None)


def says_so(counted: Sequence[CountedYear], this_year: int, sentence: str) -> bool:
    """Whether a sentence that is read as it stands may be of the years that are counted to: it counts to them, too.

    Where a single one is asked for, 「比去年增加」 says nothing of it.
    """
    text = fold(sentence).text
    if len(counted) == 1:
        text = years.without_comparison(text)
    return all(
        not each.back or each.text in text or str(this_year - each.back) in text or (each.back == 1 and "同期" in text)
        for each in counted
    )


def made_in(document: DocumentInfo, today: date) -> int | None:
    """The year a document was made in; ``None`` where neither it nor its name says one.

    Of a report that has no date it is the year behind the one it tells of: that is when reports are written.
    """
    edition = edition_of(document.title, document.path)
    if document.own_date is not None or edition.year is None:
        return document.own_date.year if document.own_date else None
    return edition.year + 1 if edition.period and edition.year < today.year else edition.year


def told_of(document: DocumentInfo) -> int | None:
    """The year a document reports of: the one its name says, else the one it was made in."""
    own = document.own_date
    return edition_of(document.title, document.path).year or (own.year if own else None)


def speaking(found: Found) -> list[Hit]:
    """The first hits that speak of what is asked, as far as their words tell; the years that are asked for aside."""
    content = [not _of_year(term.text) for term in found.terms]
    words = [
        term.idf if counts and term.kind is TermKind.WORD else 0.0
        for term, counts in zip(found.terms, content, strict=True)
    ]
    hits = found.hits[:_LOOKED_AT]
    held = [
        sum(gain for gain, counts in zip(hit.contributions, content, strict=True) if counts and gain > 0)
        for hit in hits
    ]
    best = max(held, default=0.0)
    told = [hit for hit, each in zip(hits, held, strict=True) if each and each >= _AS_WELL * best]
    said = [sum(worth for worth, gain in zip(words, hit.contributions, strict=True) if gain > 0) for hit in told]
    return told if sum(words) and max(said, default=0.0) >= _ENOUGH * sum(words) else []


def other_years(
    query: Query, found: Found, neighbours: Neighbours
) -> tuple[tuple[str, ...], tuple[str, ...], list[Paragraph]]:
    """The years that are asked for and not told of, those that are, and the paragraphs that tell of these.

    Args:
        query: What was asked.
        found: What it found.
        neighbours: As in :func:`of_hits`.

    Returns:
        Three times nothing where a year that is asked for is told of, or nothing tells which ones are. The years are
        as people write them, the newest first; the paragraphs those of the nearest year first.
    """
    asked = sorted(years.named(query.folded))
    told: list[tuple[set[str], Paragraph]] = []
    for hit in speaking(found) if asked else ():
        mine = _told(hit.paragraph, neighbours)
        if mine & set(asked):
            return (), (), []
        if mine:
            told.append((mine, hit.paragraph))
    if not told:
        return (), (), []
    there = sorted({year for mine, _ in told for year in mine}, reverse=True)

    def away(one: tuple[set[str], Paragraph]) -> int:
        return min(abs(int(year) - int(other)) for year in one[0] for other in asked)

    nearest = [paragraph for _, paragraph in sorted(told, key=away)]
    return tuple(f"{year}年" for year in asked), tuple(f"{year}年" for year in there), nearest


def year_of(paragraph: Paragraph, neighbours: Neighbours) -> int | None:
    """The year a paragraph that names none is of: that its document reports of, else the one said above it."""
    return told_of(paragraph.document) or _above(paragraph, neighbours)


def _above(paragraph: Paragraph, neighbours: Neighbours) -> int | None:
    year = said_above(paragraph, neighbours)
    return int(year) if year else None


def _told(paragraph: Paragraph, neighbours: Neighbours) -> set[str]:
    above = fold("\n".join((paragraph.document.title, *paragraph.headings, paragraph.context))).text
    body = years.without_comparison(fold(paragraph.text).text)
    own = years.named(body)
    if own:
        return own
    year = year_of(paragraph, neighbours)
    return years.named(above) or ({str(year)} if year else set())


def _of_year(term: str) -> bool:
    return term in _YEARLY or any(character.isdecimal() for character in term)
