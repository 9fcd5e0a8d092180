"""An article asked for by its number: 「第十二条怎么规定的」; pure but for the neighbours it is given.

No reading is needed: the number says which paragraphs are wanted, whole.
"""

from __future__ import annotations

from index.answering.ports import Neighbours
from index.model import Citation, Found, Identifier, Paragraph, Query, Span
from index.text import fold
from index.text.identifiers import names

MOST = 20
"""Paragraphs shown of an article, and articles of that number shown of several documents."""

_REACH = 40


def article(query: Query, found: Found, neighbours: Neighbours) -> tuple[str, tuple[Citation, ...]]:
    """The article that is asked for: the line to stand above it, and its paragraphs.

    Where several documents have an article of that number, those that hold more of the question's words come first, and
    the first paragraph of each of the others follows.

    Args:
        query: What was asked.
        found: The hits, likeliest first.
        neighbours: Paragraphs around one.

    Returns:
        No paragraphs where the question asks for something else, or where no hit stands in that article.
    """
    asked = next((each for each in query.identifiers if each.thing == "条"), None)
    if asked is None or not query.wording:
        return "", ()
    articles: dict[str, list[Paragraph]] = {}
    for hit in found.hits:
        key = hit.paragraph.document.id
        if key not in articles and _stands_in(hit.paragraph, asked):
            around = neighbours(hit.paragraph.id, _REACH, _REACH)
            articles[key] = [each for each in around if _stands_in(each, asked)][:MOST]
    if not articles:
        return "", ()
    first, *others = sorted(articles.values(), key=lambda each: -_named(query, each[0]))
    same = [each for each in others if _named(query, each[0]) == _named(query, first[0])]
    citations = [_whole(each) for each in first] + [_whole(each[0]) for each in same]
    return first[0].document.title if len(first) > 1 else "", tuple(citations[:MOST])


def _stands_in(paragraph: Paragraph, asked: Identifier) -> bool:
    return paragraph.article is not None and names(asked, fold(paragraph.article).text) is True


def _named(query: Query, paragraph: Paragraph) -> int:
    """How many pairs of characters of the document's title the question says."""
    title = fold(paragraph.document.title).text
    return len({title[at : at + 2] for at in range(len(title) - 1) if title[at : at + 2] in query.folded})


def _whole(paragraph: Paragraph) -> Citation:
    text = paragraph.text
    start = len(text) - len(text.lstrip())
    span = Span(start, max(start + 1, len(text.rstrip()))).shifted(paragraph.span.start)
    return Citation(paragraph, span, span)
