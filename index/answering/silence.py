"""What of a question the documents do not speak of: the reason of a silence in the asker's own words; pure."""

from __future__ import annotations

from index.answering.explaining import searched
from index.model import Found, Paragraph, Query, TermKind
from index.text import fold
from index.text.identifiers import names

MOST = 3
"""Words told at the most."""

_LOOKED_AT = 10
_SHORTEST = 2
_OF_NOW = frozenset(("现在", "目前", "如今", "当前", "眼下", "现今", "最近", "最新", "现行"))  # nothing is about these


def missing(query: Query, found: Found) -> tuple[str, ...]:
    """The years and numbers of things that none of the nearest paragraphs names, and the words that no paragraph holds.

    Args:
        query: What was asked.
        found: The hits, with every term of the query.
    """
    near = fold("\n".join(_with_above(found))).text
    absent = [year for year in query.years if year[:1].isascii() and year.removesuffix("年") not in near]
    absent += [_as_typed(query, each.text) for each in query.identifiers if not names(each, near)]
    known = query.attributes | set(query.years)
    words = [word for word in searched(found)[1] if len(word) >= _SHORTEST and word not in known | _OF_NOW]
    absent += [word for word in words if not any(word in one for one in absent)]
    return tuple(dict.fromkeys(absent))[:MOST]


def holds_all(query: Query, found: Found, paragraph: Paragraph) -> bool:
    """Whether a paragraph, with what stands above it, holds every word of the query that any paragraph holds.

    A word that no document knows may be another one for what stands there; one that stands elsewhere means that.
    """
    parts = (paragraph.text, paragraph.context, *paragraph.headings, paragraph.document.title)
    text = fold("\n".join(parts)).text
    words = (term for term in found.terms if term.kind is TermKind.WORD and len(term.text) >= _SHORTEST and term.idf)
    return all(term.text in text for term in words if term.text not in query.attributes)


def _as_typed(query: Query, text: str) -> str:
    """A piece of the folded question as it was typed, where that can be told."""
    at = query.folded.find(text)
    return query.question[at : at + len(text)] if at >= 0 and len(query.question) == len(query.folded) else text


def _with_above(found: Found) -> list[str]:
    texts: list[str] = []
    for hit in found.hits[:_LOOKED_AT]:
        paragraph = hit.paragraph
        day = paragraph.document.date
        texts += (paragraph.text, paragraph.context, *paragraph.headings, paragraph.document.title)
        texts += [str(day.year)] if day else []
    return texts
