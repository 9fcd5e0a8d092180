"""Which edition of a document is in force, and which one a question is for."""

from datetime import date

import pytest

from index.answering.editions import are_versions, in_force_first, meant, ranked, without_earlier
from index.model import DateSource, Document, DocumentInfo, Found, Hit, Span, cut
from index.query.editions import edition_asked


def document(title: str, path: str = "", day: date | None = None, source: DateSource = DateSource.TEXT) -> DocumentInfo:
    return DocumentInfo(title + path, path, title, "v", day, source if day else None)


OLD, NEW = document("泳池规定（2021年版）"), document("泳池规定（2024年修订）")
DRAFT, TRIAL = document("泳池规定（征求意见稿）"), document("泳池规定（试行）")


def found(*documents: DocumentInfo) -> Found:
    hits = [
        Hit(cut(Document(info, "泳池九点开放。"), 1, Span(0, 7)), rank, 1.0, (), chance=0.25)
        for rank, info in enumerate(documents, start=1)
    ]
    return Found((), tuple(hits))


def in_force(_: DocumentInfo) -> bool:
    """No edition is still to come."""
    return False


def titles(of: Found) -> list[str]:
    return [hit.paragraph.document.title for hit in of.hits]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (OLD, NEW),
        (document("手册 v1.9"), document("手册 v1.10")),
        (document("规定（试行）"), document("规定")),
        (document("规定", "规定_2022.txt"), document("规定", "规定_2024.txt")),
        (document("规定（2024年版）", "旧版/规定.txt"), document("规定（2023年版）")),
        (document("规定（征求意见稿）", day=date(2025, 1, 1)), document("规定", day=date(2022, 1, 1))),
        (document("规定", "a", date(2022, 1, 1)), document("规定", "b", date(2024, 1, 1))),
        (document("规定（2024年版）", "a", date(2024, 1, 1)), document("规定（2024年修订）", "b", date(2024, 9, 1))),
    ],
)
def test_the_edition_in_force_comes_first(earlier: DocumentInfo, later: DocumentInfo) -> None:
    """People live by the rules in force, not by those before, nor by a draft."""
    assert ranked((earlier, later), in_force) == ranked((later, earlier), in_force) == [later, earlier]


def test_what_is_not_in_force_yet_comes_behind_what_is() -> None:
    """A fee of next year is not owed today."""
    coming = document("泳池规定（2027年修订）")
    order = ranked((OLD, coming, NEW), lambda each: each is coming)
    assert order == [NEW, OLD, coming]
    asked = edition_asked("旧版几点开放")
    assert asked is not None
    assert meant(asked, found(NEW), lambda _: (OLD, coming, NEW), lambda each: each is coming) == frozenset((OLD.id,))


def test_where_nothing_tells_them_apart_none_is_called_in_force() -> None:
    """The day a file was copied says nothing of the rules in it."""
    same = [document("规定", each, date(2024, 1, int(each)), DateSource.FILE) for each in "12"]
    assert ranked(same, in_force) == []


def test_reports_on_two_years_are_no_versions() -> None:
    """Last year's figures stay true."""
    assert are_versions((OLD, NEW))
    assert not are_versions((document("湿地2023年度报告"), document("湿地2024年度报告")))
    assert not are_versions((document("规定", "a"), document("规定", "b")))


def test_what_is_told_of_a_document_is_told_of_the_edition_in_force() -> None:
    """「主要讲了什么」 means the rules as they are; their share of the hits is not halved by the old ones."""
    hits = found(OLD, NEW)
    kept = without_earlier(hits, lambda _: (OLD, NEW), in_force)
    assert titles(kept) == [NEW.title]
    assert sum(hit.chance for hit in kept.hits) == sum(hit.chance for hit in hits.hits)
    assert titles(in_force_first(hits, lambda _: (OLD, NEW), in_force)) == [NEW.title, OLD.title]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2021版几点开放", [OLD]),
        ("旧版几点开放", [OLD, TRIAL]),
        ("最新的开放时间", [NEW]),
        ("征求意见稿里几点开放", [DRAFT]),
        ("试行的时候几点开放", [TRIAL]),
        ("2023版几点开放", []),
    ],
)
def test_a_question_for_an_edition_gets_that_one(question: str, expected: list[DocumentInfo]) -> None:
    """And nothing where there is no such edition: another's answer would be wrong."""
    asked = edition_asked(question)
    assert asked is not None
    assert meant(asked, found(NEW, OLD), lambda _: (OLD, NEW, DRAFT, TRIAL), in_force) == frozenset(
        each.id for each in expected
    )


def test_a_question_for_an_edition_of_what_has_none_is_a_question_like_others() -> None:
    """「现行的」 is said of many things that stand in one document alone."""
    asked = edition_asked("现行的开放时间")
    assert asked is not None
    assert meant(asked, found(NEW), lambda info: (info,), in_force) is None
