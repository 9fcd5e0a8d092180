from datetime import date

from index.model import Document, DocumentInfo, Found, Hit, Span, cut
from index.reader import TrainedReader


def found(*texts: str, possible: float = 10.0) -> Found:
    text = "\n".join(texts)
    document = Document(DocumentInfo("d", "d.txt", "题", "v", date(2024, 1, 1)), text, ())
    hits = []
    start = 0
    for ordinal, one in enumerate(texts, 1):
        span = Span(start, start + len(one))
        hits.append(Hit(cut(document, ordinal, span), ordinal, 8.0 / ordinal, ()))
        start = span.end + 1
    return Found((), tuple(hits), possible)


def test_answers_with_a_span_inside_the_evidence_inside_the_paragraph() -> None:
    """A citation always points at what it shows."""
    for reading in TrainedReader.load().read(
        "学生党员有多少名？", found("全省发展党员6202名。学生党员1580名。", "其他。")
    ):
        assert reading.citation().quote


def test_no_hits_no_readings() -> None:
    """Nothing found is nothing read."""
    assert TrainedReader.load().read("谁？", Found((), ())) == []
