"""Whether a paragraph speaks of the very thing that a question names by code or number; pure."""

from __future__ import annotations

from index.model import Found, Paragraph, Query
from index.text import fold
from index.text.identifiers import names


def of_another(query: Query, paragraph: Paragraph, found: Found) -> bool:
    """Whether a paragraph is about another thing than the one that the question names.

    It is where it, with what stands above it, names only others of the kind; and where a code or serial number stands
    neither in it nor in any other paragraph found in its document.

    Args:
        query: What was asked.
        paragraph: One of the hits.
        found: All of them.
    """
    if not query.identifiers:
        return False
    text = _with_above(paragraph)
    for identifier in query.identifiers:
        named = names(identifier, text)
        if named is None and not identifier.thing:
            named = any(
                names(identifier, _with_above(hit.paragraph))
                for hit in found.hits
                if hit.paragraph.document.id == paragraph.document.id
            )
        if named is False:
            return True
    return False


def has_tail(query: Query, paragraph: Paragraph) -> bool:
    """Whether a paragraph holds a number that ends as the question says (尾号4471)."""
    return any(each.tail and names(each, fold(paragraph.text).text) for each in query.identifiers)


def _with_above(paragraph: Paragraph) -> str:
    parts = (paragraph.document.title, *paragraph.headings, paragraph.article or "", paragraph.context, paragraph.text)
    return fold("\n".join(parts)).text
