"""Which edition of a document is in force, and which one a question is for; pure but for the port it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cmp_to_key
from itertools import pairwise

from index.model import DocumentInfo, EditionAsked, EditionKind, Found
from index.text.editions import Edition, edition_of

_LOOKED_AT = 3  # hits whose documents a question for an edition may mean

EditionsOf = Callable[[DocumentInfo], tuple[DocumentInfo, ...]]
"""The editions of a document, itself included."""

IsComing = Callable[[DocumentInfo], bool]
"""Whether an edition is not in force yet."""


def ranked(documents: Sequence[DocumentInfo], is_coming: IsComing) -> list[DocumentInfo]:
    """The editions of one document, the one in force first, the others from the newest on.

    Those that are not in force yet come behind the earlier ones, drafts at the end.

    Where nothing tells two of them apart, the list is empty: a guess would call the wrong one in force.
    """

    def behind(one: DocumentInfo, other: DocumentInfo) -> int:
        return _compare(other, one, is_coming)

    order = sorted(documents, key=cmp_to_key(behind))
    return order if all(_compare(one, other, is_coming) > 0 for one, other in pairwise(order)) else []


def _compare(one: DocumentInfo, other: DocumentInfo, is_coming: IsComing) -> int:
    """Positive where ``one`` is in force rather than ``other``, or newer; 0 where that cannot be told."""
    mine, its = (edition_of(each.title, each.path) for each in (one, other))
    numbers = (mine.number, its.number) if mine.number and its.number else ((), ())
    when, then = _when(one, mine), _when(other, its)
    size = min(len(when), len(then))
    differences = (
        its.old - mine.old,
        its.draft - mine.draft,
        is_coming(other) - is_coming(one),
        _sign(*numbers),
        _sign(when[:size], then[:size]),
        mine.new - its.new,
        its.trial - mine.trial,
    )
    return next((each for each in differences if each), 0)


def _sign(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return (one > other) - (one < other)


def _when(document: DocumentInfo, edition: Edition) -> tuple[int, ...]:
    """The year, or the day, an edition is from; empty where it is not known."""
    day = document.own_date
    if day is not None and edition.year in {None, day.year}:
        return (day.year, day.month, day.day)
    return (edition.year,) if edition.year else ()


def in_force_first(found: Found, editions_of: EditionsOf, is_coming: IsComing) -> Found:
    """The hits, those of editions that are not in force behind the others where the one that is was found, too."""
    superseded = _superseded(found, editions_of, is_coming)
    if not superseded:
        return found
    hits = sorted(found.hits, key=lambda hit: hit.paragraph.document.id in superseded)
    return replace(found, hits=tuple(hits))


def without_earlier(found: Found, editions_of: EditionsOf, is_coming: IsComing) -> Found:
    """The hits without those of editions that are not in force, where the one that is was found, too."""
    superseded = _superseded(found, editions_of, is_coming)
    kept = [hit for hit in found.hits if hit.paragraph.document.id not in superseded]
    if len(kept) == len(found.hits):
        return found
    # their chances are what they would be if nothing else had been found
    share = sum(hit.chance for hit in kept) / (sum(hit.chance for hit in found.hits) or 1.0)
    return replace(found, hits=tuple(replace(hit, chance=hit.chance / (share or 1.0)) for hit in kept))


def _superseded(found: Found, editions_of: EditionsOf, is_coming: IsComing) -> set[str]:
    documents = {hit.paragraph.document.id: hit.paragraph.document for hit in found.hits}
    superseded: set[str] = set()
    for document in documents.values():
        there = [each for each in editions_of(document) if each.id in documents]
        order = ranked(there, is_coming) if are_versions(there) else []
        superseded |= {each.id for each in order[1:]}
    return superseded


def meant(asked: EditionAsked, found: Found, editions_of: EditionsOf, is_coming: IsComing) -> frozenset[str] | None:
    """Ids of the documents that are the edition a question is for.

    Args:
        asked: How it is named.
        found: What the question finds without naming it, likeliest first.
        editions_of: The editions of a document.
        is_coming: Whether one of them is not in force yet.

    Returns:
        Nothing but the empty set where the documents that are spoken of have no such edition; ``None`` where they have
        no editions, or where nothing tells which is the newest.
    """
    looked_at = found.hits[: _LOOKED_AT if asked.surely else 1]
    chosen: set[str] = set()
    known = False
    for hit in looked_at:
        editions = editions_of(hit.paragraph.document)
        order = ranked(editions, is_coming) if len(editions) > 1 else []
        if order:
            known = True
            chosen |= {each.id for each in _chosen(asked, order, is_coming)}
    return frozenset(chosen) if known else None


def _chosen(asked: EditionAsked, order: Sequence[DocumentInfo], is_coming: IsComing) -> list[DocumentInfo]:
    """Those of the editions of one document, the one in force first, that are meant."""
    read = [(each, edition_of(each.title, each.path)) for each in order]
    years = [(_when(each, edition) or (0,))[0] for each, edition in read]
    newest = max((year for each, year in zip(order, years, strict=True) if not is_coming(each)), default=max(years))
    return [
        each
        for place, ((each, edition), year) in enumerate(zip(read, years, strict=True))
        if {
            EditionKind.LATEST: place == 0,
            EditionKind.EARLIER: place > 0 and not edition.draft and not is_coming(each),
            EditionKind.YEAR: year == asked.year,
            EditionKind.BACK: 0 < year == newest - asked.back,
            EditionKind.NUMBER: edition.number == asked.number,
            EditionKind.DRAFT: edition.draft,
            EditionKind.TRIAL: edition.trial,
        }[asked.kind]
    ]


def are_versions(editions: Sequence[DocumentInfo]) -> bool:
    """Whether there are several, and the newer takes the place of the earlier: of two yearly reports it does not."""
    read = [edition_of(each.title, each.path) for each in editions]
    return len(read) > 1 and any(each.marked for each in read) and not any(each.period for each in read)
