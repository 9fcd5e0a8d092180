"""A bare word that is looked up: the paragraph that holds it, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.evaluation.dataset import DatasetBuilder
from index.model import Found, Hit, QueryTerm, TermKind
from index.query import parse
from index.reading.identity import has_the_word, is_unknown, lacks_the_word, of_another
from index.search import EmbeddedSearch
from index.store.writer import build
from tests.analysis import ANALYZER
from tests.index.answering.made import paragraphs

TEXTS = ["第一会客室在二楼。", "“三不”巡河员不漏段、不漏岸、不漏时。", "不得在河岸垂钓。", "三号河段的岸长三里。"]


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("三不", 1, [0, 2, 3]),
        ("垂钓", 2, [0, 1, 3]),
        # nothing is looked up as a bare word: something is asked, or no paragraph has the word
        ("能垂钓吗", None, []),
        ("泅渡", None, []),
    ],
)
def test_a_bare_word_belongs_to_the_paragraph_that_holds_it(
    tmp_path: Path, question: str, has: int | None, lacks: list[int]
) -> None:
    """Who looks 三不 up is not helped by paragraphs that number something 三."""
    builder = DatasetBuilder()
    builder.document("巡河.txt", "巡河", TEXTS)
    snapshot = build(tmp_path, builder.finish().documents, ANALYZER)
    try:
        search = EmbeddedSearch(snapshot)
        query = parse(question, ANALYZER)
        found = search.search(query, 9)
        every = search.search(parse("会客 三不 河岸 垂钓 三号", ANALYZER), 9).hits
        paragraphs = sorted((hit.paragraph for hit in every), key=lambda each: each.id.ordinal)
    finally:
        snapshot.close()
    assert len(paragraphs) == len(TEXTS)
    assert [at for at, each in enumerate(paragraphs) if has_the_word(query, each)] == ([] if has is None else [has])
    assert [at for at, each in enumerate(paragraphs) if lacks_the_word(query, each, found)] == lacks


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("副站长是谁？", "站长李舟，值班员张望。", True),
        ("站长是谁？", "副站长张望负责夜间值班。", True),
        ("站长是谁？", "站长李舟，副站长张望。", False),
        ("副站长是谁？", "站长、副站长由李舟、张望分别担任。", False),
        ("站长是谁？", "渡口由李舟负责。", False),
        ("李舟的女儿叫什么？", "李舟有个儿子，叫李帆。", True),
        ("李舟的女儿叫什么？", "李舟有一儿一女，长女叫李岸。", False),
        ("李舟的女儿叫什么？", "李舟在渡口二十年。", False),
    ],
)
def test_a_deputy_or_another_of_the_kin_is_another_person(question: str, text: str, other: bool) -> None:  # noqa: FBT001 - a case
    """The wrong name on an invitation is worse than none."""
    (paragraph,) = paragraphs(text)
    assert of_another(parse(question, ANALYZER), paragraph, Found((), (), 0.0)) is other


@pytest.mark.parametrize(("question", "idf", "unknown"), [("谁画画？", 0.0, True), ("谁画画？", 2.0, False)])
def test_of_a_word_no_document_has_nothing_is_told(question: str, idf: float, unknown: bool) -> None:  # noqa: FBT001 - a case
    """Who reads aloud is no answer to who paints."""
    found = Found((QueryTerm("画画", TermKind.WORD, idf),), ())
    assert is_unknown(parse(question, ANALYZER), found) is unknown


def test_a_character_inside_words_and_another_everyday_word_are_known() -> None:
    """「租到哪天」 is answered by 租期, 「房东是谁」 by the one who lets."""
    alone = QueryTerm("租", TermKind.WORD, 0.0), QueryTerm("租", TermKind.CHARACTER, 0.7)
    assert not is_unknown(parse("租到哪天？", ANALYZER), Found(alone, ()))
    (line,) = paragraphs("出租人：船具厂。")
    landlord = Found((QueryTerm("房东", TermKind.WORD, 0.0),), (Hit(line, 1, 1.0),))
    assert not is_unknown(parse("房东是谁？", ANALYZER), landlord)
