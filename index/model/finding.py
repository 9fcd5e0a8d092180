"""What a search brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.model.paragraphs import Paragraph


class TermKind(StrEnum):
    """The kinds of term a text is indexed under; each kind is a BM25 model of its own."""

    WORD = "word"
    SUBWORD = "subword"
    BIGRAM = "bigram"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One term of a query, as the search understood it.

    Attributes:
        text: The term as indexed (folded).
        kind: The model it is looked up in.
        idf: Its inverse document frequency there; 0.0 for a term no paragraph holds.
    """

    text: str
    kind: TermKind
    idf: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found for a query.

    Attributes:
        paragraph: The paragraph.
        rank: Its place among the hits, counted from 1.
        score: The higher the better; comparable only within one search.
        contributions: What each query term added to the score of the search, aligned with :attr:`Found.terms`.
        chance: The reranker's estimate that of all hits this one answers; 1.0 where nothing estimated it.
        before: The paragraph before it in its document, where somebody looked it up.
        year: The year it speaks of without naming it (年内), where somebody looked it up and it is said above; four
            digits, or empty.
    """

    paragraph: Paragraph
    rank: int
    score: float
    contributions: tuple[float, ...] = ()
    chance: float = 1.0
    before: Paragraph | None = None
    year: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: the query's terms and the hits, best first.

    Attributes:
        terms: Every term of the query with its idf, whether or not it was found.
        hits: Best first; ties by (document, ordinal).
        possible: The score a paragraph would approach that held every term arbitrarily often: the upper bound of
            ``score`` over all paragraphs. ``score / possible`` compares across questions.
    """

    terms: tuple[QueryTerm, ...]
    hits: tuple[Hit, ...]
    possible: float = 0.0
