"""The unit that is cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model.documents import Document, DocumentInfo
from index.model.placement import Placement
from index.model.rows import Cell, TableRow
from index.model.spans import Span


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
        context: Words that belong to it though they stand elsewhere, one kind a line: the question it answers, the
            lead-ins it hangs on, the header of its table; searched, never cited.
        row: Its cells, where it is the row of a table; :attr:`cells` gives them with their places.
        placement: Where it stands on its pages, and how sure its text is; ``None`` where that is not known.

    Raises:
        ValueError: the text has not the length of the span, the ordinal is below 1, or a cell reaches outside.
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
    row: TableRow | None = None
    placement: Placement | None = None

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            msg = f"paragraph text of {len(self.text)} characters does not fill a span of {len(self.span)}"
            raise ValueError(msg)
        if self.ordinal < 1:
            msg = f"paragraphs are counted from 1, not {self.ordinal}"
            raise ValueError(msg)
        if self.row and self.row.bounds and self.row.bounds[-1] > len(self.text):
            msg = "a cell reaches outside its row"
            raise ValueError(msg)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of a table row that hold something, from the left; none for other paragraphs."""
        return tuple(self.row.cells(self.span.start)) if self.row else ()

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
    row: TableRow | None = None,
    placement: Placement | None = None,
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
        row,
        placement,
    )
