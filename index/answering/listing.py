"""All items of a list for a question that asks for several things; pure but for the neighbours it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.answering.ports import Neighbours
from index.model import Citation, Paragraph, Query, Reading, Span, TermKind
from index.text import fold, sentences

MOST = 20
"""Items shown of one list."""

_REACH = 30
"""Paragraphs looked at before and behind the one that was read."""

_LONGEST = 200
"""Characters of an item shown whole; of a longer one its first sentence is."""

_DIGITS = re.compile("[0-9０-９]+|[一二三四五六七八九十]+|[①-⑳]")
_NUMBER = re.compile(
    r"\s*(?:[(（]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:[)）、]|[.．](?![0-9]))|[①-⑳]|[•·◆■-]\s"
    r"|第[0-9一二三四五六七八九十]{1,2}(?:步|阶段|階段|批|轮|輪|梯次|环节|環節)|步[骤驟]\s?[0-9一二三四五六七八九十]{1,2})"
)
# 「除了身份证还要带什么」: whoever asks wants the others
_EXCEPTED = re.compile("除(?:了|去|开)?(?P<known>[^,。;?]{1,14}?)(?:以外|之外|外|,|(?=还|另))")


def items(query: Query, first: Reading, neighbours: Neighbours) -> tuple[str, tuple[Citation, ...]]:
    """The line that leads in the list that answers, and its items, each cited where it stands, in order.

    Args:
        query: What was asked.
        first: The best reading: an item of the list, or the line that leads it in.
        neighbours: Paragraphs around one.

    Returns:
        No items where the reading stands in no list, or where the question asks for this very item.
    """
    paragraph = first.hit.paragraph
    nearby = neighbours(paragraph.id, _REACH, _REACH)
    excepted = _EXCEPTED.search(query.folded)
    known = excepted["known"] if excepted else ""
    found = _hanging_on(paragraph.text, [each for each in nearby if each.ordinal > paragraph.ordinal])
    if not found and not _asks_for_this(query, paragraph, _lead_of(paragraph), known):
        found = _beside(paragraph, nearby)
    if len(found) < 2:  # noqa: PLR2004 - one line is no list
        return "", ()
    others = [each for each in found if not known or known not in fold(each.text).text]
    return head(found), cited(others or found)


def around(paragraph: Paragraph, nearby: Sequence[Paragraph]) -> list[Paragraph]:
    """The items of the list that a paragraph leads in, heads or is one of; none where it stands in no list.

    Args:
        paragraph: A paragraph.
        nearby: It and those before and behind it, in order.
    """
    behind = [each for each in nearby if each.ordinal > paragraph.ordinal]
    found = _hanging_on(paragraph.text, behind)
    if not found and behind and behind[0].headings[-1:] == (paragraph.text.strip(),):
        found = _numbered_beside(behind[0], nearby)
    found = found or _beside(paragraph, nearby)
    return found if len(found) > 1 else []


def head(found: Sequence[Paragraph]) -> str:
    """The line that leads a list in, or the heading it stands under."""
    return _lead_of(found[0]).rpartition("\n")[2] or next(reversed(found[0].headings), "")


def cited(found: Sequence[Paragraph]) -> tuple[Citation, ...]:
    """The items, each cited where it stands."""
    return tuple(Citation(each, _shown(each), _shown(each)) for each in found[:MOST])


def _beside(paragraph: Paragraph, nearby: Sequence[Paragraph]) -> list[Paragraph]:
    """The items that hang on the line the paragraph hangs on, or are numbered as it is under its heading."""
    lead = _lead_of(paragraph)
    if lead:
        return [each for each in nearby if _lead_of(each) == lead]
    return _numbered_beside(paragraph, nearby) if paragraph.headings else []


def _numbered_beside(paragraph: Paragraph, around: Sequence[Paragraph]) -> list[Paragraph]:
    """The numbered lines in a row that the paragraph is one of, where they stand right under a heading."""
    place = next(at for at, each in enumerate(around) if each.ordinal == paragraph.ordinal)
    kind = _number_kind(paragraph.text)

    def goes_on(each: Paragraph) -> bool:
        return bool(kind) and each.headings == paragraph.headings and _number_kind(each.text) == kind

    first = last = place
    while first > 0 and goes_on(around[first - 1]):
        first -= 1
    while last + 1 < len(around) and goes_on(around[last + 1]):
        last += 1
    return list(around[first : last + 1]) if goes_on(paragraph) else []


def _number_kind(text: str) -> str:
    """How a line is numbered, its number left out; empty for one that is not."""
    match = _NUMBER.match(text)
    return _DIGITS.sub("0", match[0]).strip() if match else ""


def _lead_of(paragraph: Paragraph) -> str:
    """The line it hangs on; empty for a row, whose context is the header of its table."""
    return paragraph.context if paragraph.row is None else ""


def _hanging_on(text: str, behind: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs whose context ends with ``text``, or with its last sentence."""
    found = []
    for each in behind:
        lead = _lead_of(each).rpartition("\n")[2]
        if not lead or not text.rstrip().endswith(lead.strip()):
            break
        found.append(each)
    return found


def _asks_for_this(query: Query, paragraph: Paragraph, lead: str, known: str) -> bool:
    """Whether the item itself holds words of the question that nothing above it holds, but for what is known."""
    above = fold("\n".join((paragraph.document.title, *paragraph.headings, lead))).text
    body = fold(paragraph.text).text
    words = query.terms.get(TermKind.WORD, ())
    return any(word in body and word not in above and word not in known for word in words if len(word) > 1)


def _shown(paragraph: Paragraph) -> Span:
    text = paragraph.text
    if len(text) <= _LONGEST:
        start = len(text) - len(text.lstrip())
        return Span(start, max(start, len(text.rstrip()))).shifted(paragraph.span.start)
    return next(iter(sentences.split(text)), Span(0, len(text))).shifted(paragraph.span.start)
