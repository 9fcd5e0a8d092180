"""The records that travel through the library: frozen, slotted, checked when made.

Offsets are half-open character ranges into the text of the document *as loaded* (decoded, BOM dropped, CRLF turned
into LF). A quote is always a slice of a text, never an argument, so a citation cannot disagree with its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``start`` inclusive, ``end`` exclusive.

    Raises:
        ValueError: a negative start, or an end before the start.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = f"not a span: [{self.start}, {self.end})"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same range counted from another origin: ``by`` is added to both ends."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether at least one character is in both."""
        return self.start < other.end and other.start < self.end


class DateSource(StrEnum):
    """Where the date of a document was found, the most telling first."""

    METADATA = "metadata"
    TEXT = "text"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of one source file apart from its text.

    Attributes:
        id: Identity inside an index; stable while the file stays where it is.
        path: Path relative to the folder it was given by, with ``/``; the bare name for a file given by itself.
        title: From the file's metadata, its first heading, or its name, in that order.
        version: Hash of the file's bytes: two documents with one version have the same content.
        date: The day the document speaks from, if one could be had.
        date_source: Where ``date`` came from; ``None`` exactly when there is no date.
    """

    id: str
    path: str
    title: str
    version: str
    date: date | None = None
    date_source: DateSource | None = None


class BlockKind(StrEnum):
    """What a piece of a document is, as its format says."""

    TEXT = "text"
    HEADING = "heading"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document whose bounds the file format itself gives: a paragraph, a heading, a table row.

    Attributes:
        span: Where it stands in the document's text; an empty heading only ends the reach of those before it.
        kind: Text, heading or table row.
        level: Depth of a heading, 1 the highest; 0 for what is not a heading.
        page: Page or slide, counted from 1; ``None`` where the format has none.
        last_page: The page it ends on, where that is another one.
        part: Name of the sheet or part it stands in, where the format names one.
        context: Words that belong to it though they stand elsewhere (a table's header row); searched, never cited.
    """

    span: Span
    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    page: int | None = None
    last_page: int | None = None
    part: str | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as loaded.

    Attributes:
        info: What is known of it apart from its text.
        text: The whole text; every offset in the library counts its characters.
        blocks: Its pieces in order of appearance, where the format names them; ``None`` for plain text, whose
            paragraphs are found by its lines.
        notes: What the reader should be told about the loading (a doubtful encoding, a scanned page), each as written
            by :class:`index.loading.notes.Note`.
    """

    info: DocumentInfo
    text: str
    blocks: tuple[Block, ...] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class ParagraphId:
    """Names a paragraph in an index; sorts by document, then by place in it."""

    document: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit that is cited.

    Attributes:
        document: The document it stands in.
        ordinal: Its number in the document, counted from 1.
        span: Where it stands in the document's text.
        text: ``document.text[span.start:span.end]``; made by :func:`cut`, which slices it.
        headings: The headings above it, the outermost first.
        article: Number of the article of a regulation it stands in, as written (``第十二条``).
        page: Page or slide, counted from 1.
        last_page: The page it ends on, where that is another one.
        part: Name of the sheet it stands in.
        context: Words that belong to it though they stand elsewhere; searched, never cited.

    Raises:
        ValueError: the text has not the length of the span, or the ordinal is below 1.
    """

    document: DocumentInfo
    ordinal: int
    span: Span
    text: str
    headings: tuple[str, ...] = ()
    article: str | None = None
    page: int | None = None
    last_page: int | None = None
    part: str | None = None
    context: str = ""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            msg = f"paragraph text of {len(self.text)} characters does not fill a span of {len(self.span)}"
            raise ValueError(msg)
        if self.ordinal < 1:
            msg = f"paragraphs are counted from 1, not {self.ordinal}"
            raise ValueError(msg)

    @property
    def id(self) -> ParagraphId:
        """Its name in the index."""
        return ParagraphId(self.document.id, self.ordinal)

    def quote(self, span: Span) -> str:
        """The exact text of ``span``, which is counted in the document.

        Raises:
            ValueError: the span reaches outside the paragraph.
        """
        if not self.span.contains(span):
            msg = f"[{span.start}, {span.end}) is not inside paragraph [{self.span.start}, {self.span.end})"
            raise ValueError(msg)
        return self.text[span.start - self.span.start : span.end - self.span.start]


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
    """

    paragraph: Paragraph
    rank: int
    score: float
    contributions: tuple[float, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands.

    Attributes:
        paragraph: The paragraph it stands in.
        evidence: The sentence or two that hold the answer, counted in the document.
        span: The answer itself, counted in the document, inside the evidence.
        marks: Parts of the span to show as the items of a list (哪些); empty where the span is the one answer.

    Raises:
        ValueError: the evidence leaves the paragraph, or the span leaves the evidence.
    """

    paragraph: Paragraph
    evidence: Span
    span: Span
    marks: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.paragraph.span.contains(self.evidence):
            msg = "the evidence lies outside its paragraph"
            raise ValueError(msg)
        if not self.evidence.contains(self.span):
            msg = "the answer lies outside its evidence"
            raise ValueError(msg)
        if not all(self.span.contains(mark) for mark in self.marks):
            msg = "a marked item lies outside the answer"
            raise ValueError(msg)

    @property
    def quote(self) -> str:
        """The exact text of the answer."""
        return self.paragraph.quote(self.span)

    @property
    def evidence_text(self) -> str:
        """The exact text of the evidence."""
        return self.paragraph.quote(self.evidence)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of one hit.

    Attributes:
        hit: The paragraph that was read, with its place among the hits.
        evidence: The best sentence or two, counted in the document.
        span: The best short answer inside the evidence, also where it is too unsure to be shown.
        shown: What is given as the answer: ``span``, or ``evidence`` where a short answer does not fit.
        confidence: Calibrated probability that the evidence answers the question, from 0 to 1.
        marks: Items of a list inside ``shown``.
    """

    hit: Hit
    evidence: Span
    span: Span
    shown: Span
    confidence: float
    marks: tuple[Span, ...] = ()

    def citation(self) -> Citation:
        """The reading as something to show."""
        return Citation(self.hit.paragraph, self.evidence, self.shown, self.marks)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered by the documents.

    Attributes:
        question: As the person asked it.
        citations: The best first; those after it repeat the answer elsewhere or answer further.
        confidence: Calibrated probability that the first citation is right.
        nearest: The paragraphs nearest to the question, best first.
        suggestion: The question with a likely misspelling mended, where that is what was searched.
    """

    question: str
    citations: tuple[Citation, ...]
    confidence: float
    nearest: tuple[Paragraph, ...]
    suggestion: str | None = None

    def __post_init__(self) -> None:
        if not self.citations:
            msg = "an answer cites at least one paragraph"
            raise ValueError(msg)

    @property
    def text(self) -> str:
        """The answer, verbatim from its document."""
        return self.citations[0].quote

    @property
    def evidence(self) -> str:
        """The sentence the answer stands in, verbatim."""
        return self.citations[0].evidence_text


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY_QUESTION = "empty_question"
    EMPTY_INDEX = "empty_index"
    NOTHING_FOUND = "nothing_found"
    NOT_CONFIDENT = "not_confident"


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The documents do not hold an answer: a result, not an error.

    Attributes:
        question: As the person asked it.
        reason: Why there is none.
        confidence: Of the best candidate that was held back; 0.0 where there was none.
        nearest: The paragraphs nearest to the question, best first.
        suggestion: The question with a likely misspelling mended, where that is what was searched.
    """

    question: str
    reason: Reason
    confidence: float = 0.0
    nearest: tuple[Paragraph, ...] = ()
    suggestion: str | None = None


def cut(  # noqa: PLR0913 - the fields of a paragraph
    document: Document,
    ordinal: int,
    span: Span,
    *,
    headings: Sequence[str] = (),
    article: str | None = None,
    page: int | None = None,
    last_page: int | None = None,
    part: str | None = None,
    context: str = "",
) -> Paragraph:
    """Make the paragraph that stands at ``span`` of ``document``: the only way a paragraph of a file comes to be."""
    return Paragraph(
        document.info,
        ordinal,
        span,
        span.of(document.text),
        tuple(headings),
        article,
        page,
        last_page,
        part,
        context,
    )
