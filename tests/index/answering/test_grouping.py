"""Readings arranged into citations."""

from datetime import date

from index.answering.grouping import FURTHER, arrange
from index.model import Citation, DateSource, Document, DocumentInfo, Hit, Query, Reading, Span, cut
from index.query import parse
from tests.analysis import ANALYZER


def query(question: str) -> Query:
    return parse(question, ANALYZER)


def reading(  # noqa: PLR0913, PLR0917 - what a reading is made of
    text: str,
    answer: str,
    confidence: float,
    document: str = "甲",
    day: date | None = None,
    gains: tuple[float, ...] = (1.0, 2.0),
) -> Reading:
    info = DocumentInfo(document, document, document, "v", day, DateSource.TEXT if day else None)
    paragraph = cut(Document(info, text), 1, Span(0, len(text)))
    start = text.index(answer)
    span = Span(start, start + len(answer))
    return Reading(Hit(paragraph, 1, 1.0, gains), Span(0, len(text)), span, span, confidence)


def quotes(citations: list[Citation]) -> list[tuple[str, str]]:
    return [(citation.paragraph.document.id, citation.quote) for citation in citations]


def test_nothing_is_cited_below_the_threshold() -> None:
    """Silence is honest; a list of poor guesses is not."""
    assert arrange(query("多少名"), [reading("党员1580名。", "1580名", 0.4)], 0.5) == []


def test_equal_answers_stand_together_with_all_their_citations() -> None:
    """One answer that three documents confirm is one answer, not three."""
    found = [
        reading("党员1580名。", "1580名", 0.9, "甲"),
        reading("共有20人。", "20人", 0.8, "乙"),
        reading("学生党员１５８０名", "１５８０名", 0.7, "丙"),
    ]
    assert quotes(arrange(query("多少名"), found, 0.5)) == [("甲", "1580名"), ("丙", "１５８０名"), ("乙", "20人")]


def test_further_answers_come_from_other_documents_first() -> None:
    """A second source tells more than a second paragraph of the same one."""
    found = [
        reading("党员1580名。", "1580名", 0.9, "甲"),
        reading("共有20人。", "20人", 0.8, "甲"),
        reading("那年有30人。", "30人", 0.7, "乙"),
    ]
    assert quotes(arrange(query("多少名"), found, 0.5)) == [("甲", "1580名"), ("乙", "30人"), ("甲", "20人")]


def test_no_more_than_five_further_answers_are_given() -> None:
    """Who wants everything opens the documents."""
    found = [reading(f"有{number}人。", f"{number}人", 0.9, str(number)) for number in range(10)]
    assert len(arrange(query("多少人"), found, 0.5)) == 1 + FURTHER


OLD = reading("全省湿地面积共计1200公顷。", "1200公顷", 0.9, "2023", date(2023, 12, 1))
NEW = reading("全省湿地面积共计1350公顷。", "1350公顷", 0.8, "2024", date(2024, 12, 1))


def test_of_two_documents_that_disagree_the_newer_stands_first() -> None:
    """Last year's figure is not today's, and both are shown."""
    assert quotes(arrange(query("湿地面积是多少？"), [OLD, NEW], 0.5)) == [("2024", "1350公顷"), ("2023", "1200公顷")]


def test_the_other_statement_is_shown_however_unsure() -> None:
    """Whoever hears only one of two figures believes it."""
    newer = reading("经重新测绘，全省湿地面积共计1350公顷。", "1350公顷", 0.2, "2024", date(2024, 12, 1))
    assert quotes(arrange(query("湿地面积是多少？"), [OLD, newer], 0.5)) == [("2024", "1350公顷"), ("2023", "1200公顷")]


def test_the_same_sentence_on_another_subject_is_no_disagreement() -> None:
    """Two counties report in the same words: the newer report is not on the county that was asked for."""
    other = reading("全县湿地面积共计90公顷。", "90公顷", 0.2, "2024", date(2024, 12, 1), (0.0, 2.0))
    assert quotes(arrange(query("全省湿地面积是多少？"), [OLD, other], 0.5)) == [("2023", "1200公顷")]


def test_a_question_that_names_the_year_keeps_its_order() -> None:
    """Who asks for 2023 gets 2023."""
    assert quotes(arrange(query("２０２３年湿地面积是多少？"), [OLD, NEW], 0.5))[0] == ("2023", "1200公顷")


def test_documents_on_different_things_are_not_reordered_by_date() -> None:
    """A newer document about something else is not a newer answer."""
    other = reading("新建博物馆的门票为每人20元。", "20元", 0.8, "2024", date(2024, 12, 1))
    assert quotes(arrange(query("湿地面积是多少？"), [OLD, other], 0.5))[0] == ("2023", "1200公顷")
