"""Citations and hits made by hand for tests of what is done with them."""

from __future__ import annotations

from index.model import Answer, Citation, Document, DocumentInfo, Hit, Paragraph, Span, cut


def paragraphs(*lines: str, document: str = "甲", contexts: tuple[str, ...] = ()) -> list[Paragraph]:
    """The lines of a document as paragraphs, each with its context."""
    text = "\n".join(lines)
    made = []
    start = 0
    for number, line in enumerate(lines, start=1):
        context = contexts[number - 1] if contexts else ""
        info = DocumentInfo(document, document, document, "v")
        made.append(cut(Document(info, text), number, Span(start, start + len(line)), context=context))
        start += len(line) + 1
    return made


def citation(paragraph: Paragraph, quote: str) -> Citation:
    """The quote, its paragraph as the evidence."""
    start = paragraph.span.start + paragraph.text.index(quote)
    return Citation(paragraph, paragraph.span, Span(start, start + len(quote)))


def answer(question: str, paragraph: Paragraph, quote: str, confidence: float = 0.8) -> Answer:
    """An answer with one citation."""
    return Answer(question, (citation(paragraph, quote),), confidence, (paragraph,))


def hit(paragraph: Paragraph, rank: int = 1, chance: float = 1.0) -> Hit:
    """The paragraph found."""
    return Hit(paragraph, rank, 1.0, (1.0,), chance=chance)
