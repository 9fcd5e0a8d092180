"""The records keep their promises by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Answer, Citation, Document, DocumentInfo, Paragraph, Span, cut

INFO = DocumentInfo("甲", "甲.txt", "甲", "v")
DOCUMENT = Document(INFO, "标题\n学生党员1580名。\n完")


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_a_quote_is_the_documents_own_text_at_its_offsets(a: int, b: int, c: int, d: int) -> None:
    """The one promise everything else hangs on: the citation is verbatim at its offsets."""
    paragraph = cut(DOCUMENT, 2, Span(3, 13))
    offsets = sorted(3 + at for at in (a, b, c, d))
    evidence, span = Span(offsets[0], offsets[3]), Span(offsets[1], offsets[2])
    citation = Citation(paragraph, evidence, span)
    assert citation.quote == DOCUMENT.text[citation.span.start : citation.span.end]
    assert citation.evidence_text == DOCUMENT.text[citation.evidence.start : citation.evidence.end]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_range_that_is_none_is_refused(start: int, end: int) -> None:
    """A negative offset would silently count from the end of the text."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_paragraph_cannot_claim_text_of_another_length() -> None:
    """A text that does not fill its span would shift every citation in it."""
    with pytest.raises(ValueError, match="does not fill"):
        Paragraph(INFO, 1, Span(0, 3), "学生")


@pytest.mark.parametrize(
    ("evidence", "span"), [(Span(0, 5), Span(3, 4)), (Span(3, 5), Span(5, 6)), (Span(3, 14), Span(3, 4))]
)
def test_a_citation_cannot_leave_its_paragraph_or_its_evidence(evidence: Span, span: Span) -> None:
    """An answer outside the paragraph shown would be a wrong citation."""
    with pytest.raises(ValueError, match="outside"):
        Citation(cut(DOCUMENT, 2, Span(3, 13)), evidence, span)


def test_an_answer_without_a_citation_cannot_exist() -> None:
    """Nothing is said that stands nowhere."""
    with pytest.raises(ValueError, match="at least one"):
        Answer("问", (), 0.9, ())
