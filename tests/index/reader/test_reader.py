from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Document, DocumentInfo, Found, Hit, Query, QueryTerm, Span, TermKind, cut
from index.query import parse
from index.reader import TrainedReader
from index.text import Analyzer

ANALYZER = Analyzer()
READER = TrainedReader.load(ANALYZER)


def query(question: str) -> Query:
    return parse(question, ANALYZER)


def found(*texts: str, title: str = "题") -> Found:
    document = Document(DocumentInfo("d", "d.txt", title, "v"), "\n".join(texts))
    hits = []
    start = 0
    for ordinal, text in enumerate(texts, 1):
        span = Span(start, start + len(text))
        hits.append(Hit(cut(document, ordinal, span), ordinal, 8.0 / ordinal, (2.0 / ordinal, 0.0)))
        start = span.end + 1
    terms = (QueryTerm("党员", TermKind.WORD, 2.0), QueryTerm("多少", TermKind.BIGRAM, 0.0))
    return Found(terms, tuple(hits), 10.0)


def best(question: str, *texts: str, title: str = "题") -> tuple[str, str]:
    reading = READER.read(query(question), found(*texts, title=title))[0]
    paragraph = reading.hit.paragraph
    return paragraph.quote(reading.span), paragraph.quote(reading.evidence)


def test_how_many_is_answered_by_a_number_from_the_right_sentence() -> None:
    """The reason the reader exists: 1580名, not half a page."""
    text = "年内全省发展党员6202名,达到目标的104.8%。其中学生党员1580名,企业党员307名。会议还讨论了其他事项。"
    span, evidence = best("学生党员有多少名?", text)
    assert span.removesuffix("名") == "1580"
    assert evidence == "其中学生党员1580名,企业党员307名。"


def test_traditional_questions_read_simplified_text() -> None:
    """Script must not matter."""
    span, _ = best("會議由誰主持？", "会议于10日召开。组织部部长黎德强同志主持并指导会议。会议闭幕。")
    assert "黎德强" in span


def test_evidence_is_cited_as_it_was_written() -> None:
    """Folding happens in the reader's head, never in the quotation."""
    text = "會議由黎德強同志主持，共有１５８０名黨員（㎏）參加。"
    span, evidence = best("有多少名党员参加?", "無關的一句話。" + text)
    assert evidence == text
    assert span in text


def test_no_hits_no_readings() -> None:
    """Nothing found is nothing read."""
    assert READER.read(query("谁?"), Found((), ())) == []


def test_a_blank_paragraph_is_not_read() -> None:
    """White space answers nothing."""
    assert READER.read(query("谁?"), found("  \n \u3000 ")) == []


def test_readings_come_best_first_and_repeat() -> None:
    """The same question gives the same answer every time."""
    hits = found("无关的文字。", "学生党员1580名。", "会议结束。")
    once = READER.read(query("学生党员有多少名?"), hits)
    assert once == READER.read(query("学生党员有多少名?"), hits)
    assert [r.confidence for r in once] == sorted((r.confidence for r in once), reverse=True)
    assert len(once) == 3


def test_what_was_read_before_does_not_change_what_is_read_now() -> None:
    """Paragraphs are remembered for one question; another question or another text must not get them."""
    texts = ("学生党员1580名。", "无关的文字。", "企业党员307名。")
    for question in ("学生党员有多少名?", "企业党员有多少名?", "学生党员有多少名?"):
        for some in (texts, texts[::-1], texts[1:], ("学生党员1581名。", *texts[1:])):
            assert READER.read(query(question), found(*some)) == TrainedReader.load(Analyzer()).read(
                query(question), found(*some)
            )


def test_top_k_bounds_what_is_read() -> None:
    """Reading costs time; who asks says how much."""
    assert len(READER.read(query("谁?"), found("甲。", "乙。", "丙。"), top_k=2)) == 2


def test_bad_input_is_read_in_bounded_work() -> None:
    """A wall of characters, a table, a poem, English: an answer or none, never a crash."""
    wall = "数" * 20_000
    table = "\n".join("|".join(str(row * column) for column in range(30)) for row in range(200))
    poem = "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡"
    english = "The committee met on 10 December. It elected Le Duc Cuong. " * 40
    commas = "甲、乙，" * 5000
    hits = found(wall, table, poem, english, commas)
    for question in ("谁?", "望的是什么?", "When did the committee meet?", "哪些?", "\U00020bb7" * 400):
        assert all(reading.citation().quote for reading in READER.read(query(question), hits, 5))


def test_the_end_of_a_very_long_paragraph_is_read() -> None:
    """What was found for its last sentence must be answered by it."""
    text = "其他事项一切照旧。" * 2500 + "其中学生党员1580名。"
    assert best("学生党员有多少名?", text)[1] == "其中学生党员1580名。"


def test_a_sentence_without_a_number_never_tells_how_many() -> None:
    """Whoever asks for a telephone number is not told who leads the office."""
    asked = "组织部的办公电话是多少?"
    assert READER.read(query(asked), found("会议由组织部部长主持。"))[0].confidence < READER.threshold(0.2)
    assert READER.read(query(asked), found("组织部的办公电话是5551234。"))[0].confidence > READER.threshold(0.2)


def test_threshold_rises_as_fewer_inventions_are_allowed() -> None:
    """The one setting of silence means what it says."""
    limits = [READER.threshold(rate) for rate in (0.0, 0.01, 0.05, 0.2, 1.0)]
    assert limits == sorted(limits, reverse=True)
    assert limits[0] == 1.0
    assert limits[-1] == 0.0


TEXTS = st.text(
    alphabet=st.sampled_from('年黨员1２。！？；!?;…\n\u3000”」）《》（「，、.AB：:"㎏é\u0301\u200b\U00020bb7·%-'),
    max_size=160,
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.text(max_size=30))
def test_spans_always_lie_inside_the_evidence_inside_the_paragraph(question: str, text: str, title: str) -> None:
    """A citation that points outside its paragraph is the one fault nobody forgives."""
    for reading in READER.read(query(question), found(text, text[::-1], title=title)):
        bounds = reading.hit.paragraph.span
        assert bounds.contains(reading.evidence)
        assert reading.evidence.contains(reading.span)
        assert reading.evidence.contains(reading.shown)
        assert len(reading.span)
        assert 0.0 <= reading.confidence <= 1.0
        assert reading.citation().quote
