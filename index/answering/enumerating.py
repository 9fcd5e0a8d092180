"""A list chosen by what stands above it, where no line of it is read surely; pure but for the neighbours it is given.

「申请时须带下列材料：」 answers 「要带啥」, and no single line under it does: the encoder, which reads paragraph by
paragraph, is sure of none. What leads a list in says what its items are; where that says what the question says, the
list is what is asked for. The same holds of the lines under a heading, of a paragraph that counts (一是…二是…),
and of a sentence that lists what is to be brought or into what a number falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.answering import listing
from index.answering.list_questions import Asked, asked
from index.answering.ports import Neighbours
from index.model import Citation, Found, Paragraph, ParagraphId, Query
from index.text import fold, sentences

SURE = 0.7
"""The confidence of a list that its head chooses; on ``written/dev`` nine of ten were right (see MEASURES)."""

SAYS_ALL = 0.9
"""The share of the question said from which on a list stands before what was read elsewhere with less confidence."""

LOOKED_AT = 24
"""Hits whose lists are looked at."""

_REACH = 30
"""Paragraphs looked at before and behind a hit."""

_LEAST = 0.6  # share of the question that is said there
_LEAST_NEAR = 0.4  # share that the head alone says
_LEAST_OF_HEADING = 0.65  # the same of a heading over lines that nothing numbers or leads in
_AHEAD = 0.15  # share by which no other list may come near
_LARGEST_SECTION = 6
_LONGEST = 200  # characters of a sentence shown whole
_LONGEST_QUESTION = 80
_COUNTED = re.compile("一是[^。]+二是|其一[^。]+其二|第一[,，、][^。]+第二[,，、]")
_DIFFERS = re.compile("除了|除开|另外|还[要需得]|其他|其它|别的")


class Told(NamedTuple):
    """A list, and how much of the question it says.

    Attributes:
        said: The share of the question that its head, what stands above that, and its items say.
        near: The same of its head alone.
        lead: The line above it; empty where one paragraph is all of it.
        citations: Its items.
    """

    said: float
    near: float
    lead: str
    citations: tuple[Citation, ...]


def enumerated(query: Query, found: Found, neighbours: Neighbours) -> Told | None:
    """The list whose head says what is asked for; ``None`` where there is none, or where two say it alike.

    Args:
        query: What was asked.
        found: The hits.
        neighbours: Paragraphs around one.
    """
    if _DIFFERS.search(query.folded) or len(query.folded) > _LONGEST_QUESTION:
        return None
    every = sorted(candidates(query, found, neighbours), key=lambda each: -each.said)
    # a sentence beside a list that says as much adds to it: 「另须提交」
    lists = [each for each in every if each.lead]
    told = [
        each
        for each in every
        if each.lead or not any(_beside(each, other) and other.said >= each.said for other in lists)
    ]
    if not told or told[0].said < _LEAST or told[0].near < _LEAST_NEAR:
        return None
    return told[0] if len(told) == 1 or told[0].said - told[1].said >= _AHEAD else None


def candidates(query: Query, found: Found, neighbours: Neighbours) -> Iterator[Told]:
    """The lists near the hits, each once, with how much of the question they say."""
    wanted = asked(query, found)
    seen: set[ParagraphId] = set()
    for hit in found.hits[:LOOKED_AT]:
        paragraph = hit.paragraph
        if paragraph.id in seen:
            continue
        nearby = neighbours(paragraph.id, _REACH, _REACH)
        items = listing.around(paragraph, nearby)
        section = [] if items else _section(paragraph, nearby)
        if items and items[0].id not in seen:
            yield _hanging(wanted, items)
        elif section and section[0].id not in seen:
            told = _hanging(wanted, section)
            counted = any(_COUNTED.search(each.text) for each in section)
            if told.near >= (_LEAST_NEAR if counted else _LEAST_OF_HEADING):
                yield told
        seen.update(each.id for each in (*items, *section))
        yield from _in_sentences(wanted, paragraph)


def _section(paragraph: Paragraph, nearby: tuple[Paragraph, ...]) -> list[Paragraph]:
    """The lines under the heading of a paragraph, where they are few."""
    if not paragraph.headings:
        return []
    section = [each for each in nearby if each.headings == paragraph.headings and each.row is None]
    return section if len(section) <= _LARGEST_SECTION else []


def _hanging(wanted: Asked, items: list[Paragraph]) -> Told:
    """What hangs on one line."""
    first = items[0]
    lead = listing.head(items)
    head = fold(lead).text
    above = fold("\n".join((first.context, first.document.title, *first.headings))).text
    texts = [fold(each.text).text for each in items]
    whole = "\n".join((above, *texts))
    said = wanted.said(whole, head)
    if not wanted.of_that_time(whole, head) or (wanted.relation is None and wanted.names_one(above, texts)):
        said = 0.0
    return Told(said, wanted.near(head), lead if len(items) > 1 else "", listing.cited(items))


def _in_sentences(wanted: Asked, paragraph: Paragraph) -> Iterator[Told]:
    """The sentences of a paragraph that list what the question asks for."""
    listed = wanted.relation.listed if wanted.relation is not None else None
    if listed is None or paragraph.row is not None:
        return
    folded = fold(paragraph.text)
    heading = fold("\n".join((paragraph.context, *paragraph.headings[-1:]))).text
    above = fold("\n".join((paragraph.document.title, *paragraph.headings))).text
    whole = f"{folded.text}\n{heading}\n{above}"
    for part in sentences.split(paragraph.text[: folded.length]):
        text = folded.from_source(part).of(folded.text)
        if len(part) > _LONGEST or not listed.search(text) or not wanted.says_any(text):
            continue
        said = wanted.said(whole, text, listed=True) if wanted.of_that_time(whole, text) else 0.0
        span = part.shifted(paragraph.span.start)
        yield Told(said, wanted.near(f"{text}\n{heading}", listed=True), "", (Citation(paragraph, span, span),))


def _beside(one: Told, other: Told) -> bool:
    """Whether two stand under one heading of one document."""
    first, second = one.citations[0].paragraph, other.citations[0].paragraph
    return first.document.id == second.document.id and first.headings == second.headings
