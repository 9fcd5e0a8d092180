"""Whether a paragraph speaks of the very thing that a question names by code, number or bare word; pure."""

from __future__ import annotations

from index.model import AnswerType, Found, Paragraph, Query, TermKind
from index.reading import persons
from index.reading.contrasts import is_its_contrast
from index.text import fold
from index.text.identifiers import names
from index.text.synonyms import says

_LOOKED_AT = 12  # hits


def of_another(query: Query, paragraph: Paragraph, found: Found) -> bool:
    """Whether a paragraph is about another thing than the one that the question names.

    It is where it, with what stands above it, names only others of the kind; where a code or serial number stands
    neither in it nor in any other paragraph found in its document; where it knows only another post or kinship than the
    one of the person that is asked for, or nobody of that trade; and where it knows only the counterpart of a thing
    (西门 for 东门).

    Args:
        query: What was asked.
        paragraph: One of the hits.
        found: All of them.
    """
    text = _with_above(paragraph)
    if is_its_contrast(query.terms.get(TermKind.WORD, ()), text):
        return True
    if (
        of_another_person(query, paragraph)
        or persons.lacks_trade(query.folded, text)
        or persons.lacks_post(query.folded, text)
        or persons.of_another_house(query.folded, text)
        or persons.of_another_post(query.folded, text)
        or persons.of_other_kin(query.folded, fold(paragraph.text).text)
    ):
        return True
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


def of_another_person(query: Query, paragraph: Paragraph) -> bool:
    """Whether a paragraph is about another person than those the question names."""
    if not query.persons:
        return False
    return persons.of_another_person(query.persons, _with_above(paragraph), fold(paragraph.text).text)


def lacks_the_word(query: Query, paragraph: Paragraph, found: Found) -> bool:
    """Whether a bare word is looked up that the documents may hold, but not this paragraph or what stands above it."""
    word = _looked_up(query)
    known = {term.text for term in found.terms if term.kind is TermKind.BIGRAM and term.idf > 0}
    held = known.issuperset(query.terms.get(TermKind.BIGRAM, ()))
    return bool(word) and held and word not in _with_above(paragraph)


def is_unknown(query: Query, found: Found) -> bool:
    """Whether the one word that is asked about stands in no document: who sings is no answer to 「谁画画」.

    A single character may stand inside words (租 in 租期), and another everyday word in its place (出租人 for 房东).
    """
    words = query.terms.get(TermKind.WORD, ())
    if len(words) != 1:
        return False
    kinds = {TermKind.WORD, TermKind.CHARACTER} if len(words[0]) == 1 else {TermKind.WORD}
    worth = [term.idf for term in found.terms if term.kind in kinds and term.text == words[0]]
    if not worth or max(worth) > 0:
        return False
    return not any(says(_with_above(hit.paragraph), words[0]) for hit in found.hits[:_LOOKED_AT])


def has_the_word(query: Query, paragraph: Paragraph) -> bool:
    """Whether a bare word is looked up that the paragraph itself holds."""
    word = _looked_up(query)
    return bool(word) and word in fold(paragraph.text).text


def _looked_up(query: Query) -> str:
    """The bare word that is looked up; empty where something is asked."""
    word = query.core.of(query.canonical)
    bare = query.answer_type is AnswerType.KEYWORDS and len(query.terms.get(TermKind.BIGRAM, ())) == len(word) - 1
    return word if bare else ""


def has_tail(query: Query, paragraph: Paragraph) -> bool:
    """Whether a paragraph holds a number that ends as the question says (尾号4471)."""
    return any(each.tail and names(each, fold(paragraph.text).text) for each in query.identifiers)


def _with_above(paragraph: Paragraph) -> str:
    parts = (paragraph.document.title, *paragraph.headings, paragraph.article or "", paragraph.context, paragraph.text)
    return fold("\n".join(parts)).text
