"""A document, or a section of it, told in its own sentences; pure but for the neighbours it is given.

The sentences whose pairs of characters recur most in the text stand for it (the centrality of Radev et al.,
"Centroid-based summarization of multiple documents", IPM 2004, over pairs of characters in place of words), one of a
paragraph, each section in turn, in the order of the document.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from index.answering import listing
from index.answering.ports import Neighbours
from index.model import Citation, Found, Paragraph, Query, Span, TermKind
from index.text import fold, sentences
from index.text.identifiers import names

MOST = 5
"""Sentences of a summary."""

_REACH = 300
"""Paragraphs looked at on either side of the one that was found."""

_SHORTEST = 12  # characters: a shorter line is a heading, a signature or a date
_LONGEST = 160
_ALIKE = 0.5  # share of pairs of characters two sentences may have in common
_DEEPEST = 4  # levels of headings looked through

_LEAST_TOLD = 8  # Han characters besides those of a day: 「报告日期：2025年1月17日」 tells nothing
_TELLING = re.compile("[一-鿿]")
_ASKS_TO_TELL = frozenset(
    (
        *("要点", "主要", "内容", "概括", "总结", "归纳", "大概", "大致", "简单", "说说", "讲讲"),
        *("方面", "一节", "一章", "部分", "意思", "问题"),
    )
)
_OF_A_DAY = frozenset("年月日")
_ONE = re.compile(r"一句话?|一两句|\b(?:one|a single) sentence\b")
_POINTED = re.compile(
    "[这那该本此](?:一?[份篇个本条则张部])?"
    "(?P<kind>新闻|报道|通知|公告|通告|纪要|合同|协议|手册|通报|计划|总结|规定|办法|方案|制度|说明|指南|须知|判决书|简章|章程|报告)"
)


def summary(query: Query, found: Found, neighbours: Neighbours) -> tuple[float, tuple[Citation, ...]]:
    """How likely the document is the one that is meant, and its sentences.

    Args:
        query: What was asked.
        found: The hits, likeliest first, with their chances.
        neighbours: Paragraphs around one.
    """
    chances: dict[str, float] = {}
    for hit in found.hits:
        key = hit.paragraph.document.id
        chances[key] = chances.get(key, 0.0) + hit.chance
    meant = _of_kind(query, found)
    document, chance = (meant, 1.0) if meant else max(chances.items(), key=lambda pair: pair[1])
    start = next(hit.paragraph for hit in found.hits if hit.paragraph.document.id == document)
    text = neighbours(start.id, _REACH, _REACH)
    section = _numbered(query, text) if query.wording else _section(query, text)
    one = _ONE.search(query.folded) is not None
    if not one and len(section) < len(text) and (whole := _all_of(section)):
        return min(1.0, chance), whole
    return min(1.0, chance), tuple(_chosen(section, 1 if one else MOST)) if section else ()


def _all_of(section: Sequence[Paragraph]) -> tuple[Citation, ...]:
    """The paragraphs of a section, each whole, where they are few and short; none where they are not."""
    told = [each for each in section if each.text.strip() not in each.headings]
    if len(told) > MOST or any(each.row is not None or len(each.text) > _LONGEST for each in told):
        return ()
    return listing.cited(told)


def _of_kind(query: Query, found: Found) -> str | None:
    """The document that 「这条新闻」 means: the only one whose title or file says that it is of that kind."""
    pointed = _POINTED.search(query.folded)
    if pointed is None:
        return None
    names = {
        hit.paragraph.document.id: fold(f"{hit.paragraph.document.title} {hit.paragraph.document.path}").text
        for hit in found.hits
    }
    kind = [key for key, name in names.items() if pointed["kind"] in name]
    return kind[0] if len(kind) == 1 else None


def _numbered(query: Query, text: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs under the heading of that number; none where there is no such heading."""
    for depth in range(_DEEPEST):
        for paragraph in text:
            heading = fold("".join(paragraph.headings[depth : depth + 1])).text
            if heading and any(names(each, heading) for each in query.identifiers):
                return [each for each in text if each.headings[: depth + 1] == paragraph.headings[: depth + 1]]
    return ()


def _section(query: Query, text: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs under the heading that the question names; all where it names none."""
    words = [word for word in query.terms.get(TermKind.WORD, ()) if len(word) > 1 and word not in _ASKS_TO_TELL]
    title = fold(text[0].document.title).text
    named = [word for word in words if word not in title]
    for depth in (3, 2, 1):
        for paragraph in text:
            heading = fold("".join(paragraph.headings[depth - 1 : depth])).text
            if heading and named and all(word in heading for word in named):
                return [each for each in text if each.headings[:depth] == paragraph.headings[:depth]]
    return text


def _chosen(text: Sequence[Paragraph], most: int) -> list[Citation]:
    candidates = [(paragraph, span) for paragraph in text if (span := _sentence(paragraph)) is not None]
    pairs = [_pairs(paragraph.quote(span)) for paragraph, span in candidates]
    often: Counter[str] = Counter(pair for each in pairs for pair in each)
    scores = [sum(math.log1p(often[pair] - 1) for pair in each) / math.sqrt(len(each)) for each in pairs]
    # writers say first what matters most
    taken = [0] if candidates else []
    sections: Counter[tuple[str, ...]] = Counter(paragraph.headings for paragraph, _ in candidates[:1])
    while len(taken) < min(most, len(candidates)):
        left = [
            place
            for place in range(len(candidates))
            if place not in taken and not any(_alike(pairs[place], pairs[other]) for other in taken)
        ]
        if not left:
            break
        best = min(left, key=lambda place: (sections[candidates[place][0].headings], -scores[place], place))
        sections[candidates[best][0].headings] += 1
        taken.append(best)
    return [Citation(candidates[place][0], candidates[place][1], candidates[place][1]) for place in sorted(taken)]


def _sentence(paragraph: Paragraph) -> Span | None:
    """The first whole sentence of a paragraph; none of a row, a heading, a line that leads in a list."""
    if paragraph.text.strip() in {paragraph.document.title, *paragraph.headings}:
        return None
    if paragraph.row is not None or len(paragraph.text) < _SHORTEST or paragraph.text.rstrip().endswith(("：", ":")):
        return None
    first = next(iter(sentences.split(paragraph.text)), None)
    if first is None or not _SHORTEST <= len(first) <= _LONGEST or not _tells(first.of(paragraph.text)):
        return None
    return first.shifted(paragraph.span.start)


def _tells(sentence: str) -> bool:
    """Whether a sentence says more than a day, a number or a version; of one that is not Chinese nobody can tell."""
    told = [character for character in _TELLING.findall(sentence) if character not in _OF_A_DAY]
    return not told or len(told) >= _LEAST_TOLD


def _pairs(sentence: str) -> frozenset[str]:
    plain = "".join(character for character in fold(sentence).text if character.isalnum())
    return frozenset(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))
