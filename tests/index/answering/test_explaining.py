"""Explanations: in words, and adding up to what was counted."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answering.explaining import Aspect, aspect_of, reasons, searched
from index.model import Document, DocumentInfo, Found, Query, Span, cut
from index.query import parse
from index.ranking import LinearReranker
from index.ranking.features import NAMES
from index.store.snapshot import Snapshot
from index.store.writer import build
from tests.analysis import ANALYZER
from tests.index.searching import search

RERANKER = LinearReranker.load(ANALYZER)


def query(question: str) -> Query:
    return parse(question, ANALYZER)


def test_shares_of_words_and_gains_of_aspects_add_up(tmp_path: Path) -> None:
    """An explanation that does not add up explains nothing."""
    texts = ["组织部部长主持会议。", "图书馆周一闭馆。", "会议在图书馆举行。"]
    document = Document(DocumentInfo("d", "d.txt", "", "v"), "\n".join(texts))
    starts = [0, len(texts[0]) + 1, len(texts[0]) + len(texts[1]) + 2]
    paragraphs = [
        cut(document, ordinal, Span(start, start + len(text)))
        for ordinal, (start, text) in enumerate(zip(starts, texts, strict=True), start=1)
    ]
    snapshot = build(tmp_path, [(document, paragraphs)], ANALYZER)
    question = "会议由谁主持,火星"
    found = RERANKER.rerank(query(question), search(snapshot, question, 10, ANALYZER))
    parts = RERANKER.gains(query(question), found)
    explained = reasons(found, parts)
    assert [each.hit for each in explained] == list(found.hits)
    for each, of_hit in zip(explained, parts, strict=True):
        assert math.isclose(sum(word.share for word in each.words), 1.0)
        assert math.isclose(sum(a.gain for a in each.aspects), sum(part.gain for part in of_hit), abs_tol=1e-9)
        assert "火星" in each.missing
    assert {word.word for word in explained[0].words} == {"会议", "主持"}
    snapshot.close()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    text = "会议由部长主持，各组织支部持续学习，书写心得。\n第920-TB/TU号决议已经公布。"
    document = Document(DocumentInfo("d", "d.txt", "", "v"), text)
    end = text.index("\n")
    paragraphs = [cut(document, 1, Span(0, end)), cut(document, 2, Span(end + 1, len(text)))]
    built = build(tmp_path_factory.mktemp("explaining"), [(document, paragraphs)], ANALYZER)
    yield built
    built.close()


def test_a_word_of_which_only_characters_stand_there_is_neither_found_nor_lacking(snapshot: Snapshot) -> None:
    """Who asked for a 秘书 is not told that the paragraph about 书写 speaks of one."""
    found = search(snapshot, "秘书主持什么会议", 1, ANALYZER)
    (why,) = reasons(found)
    assert {word.word for word in why.words if word.whole} == {"主持", "会议"}
    assert [word.word for word in why.words if not word.whole] == ["秘书"]
    assert why.missing == ()
    assert searched(found) == (["主持", "会议"], ["秘书"])


def test_a_word_stands_where_it_was_cut_otherwise(snapshot: Snapshot) -> None:
    """Segmentation is not the reader's business: 组织 inside 组织支部 is there."""
    found = search(snapshot, "织支", 1, ANALYZER)
    assert searched(found)[1] == []
    assert all(word.whole for why in reasons(found) for word in why.words)


def test_pairs_of_a_code_count_for_its_parts(snapshot: Snapshot) -> None:
    """920tb is no word anybody typed."""
    (why,) = reasons(search(snapshot, "920-TB/TU", 1, ANALYZER))
    assert {word.word for word in why.words} == {"920", "tb", "tu"}
    assert why.missing == ()


@settings(deadline=None)  # the first text waits for the dictionary
@given(st.text("会议主持秘书组织支部920-TB/TU学习的什么 ", max_size=20))
def test_each_word_is_said_to_be_found_or_to_be_lacking(snapshot: Snapshot, question: str) -> None:
    """An explanation that contradicts itself explains nothing."""
    found = search(snapshot, question, 5, ANALYZER)
    known, absent = searched(found)
    assert not set(known) & set(absent)
    for why in reasons(found):
        words = [word.word for word in why.words]
        assert not set(words) & set(why.missing)
        assert not {word.word for word in why.words if word.whole} & set(absent)
        assert set(words) | set(why.missing) == set(known) | set(absent)


def test_a_page_pasted_as_a_question_is_explained(snapshot: Snapshot) -> None:
    """Ten thousand terms held against eight thousand words each would take a minute."""
    page = "".join(chr(0x4E00 + number) for number in range(10_000))
    found = search(snapshot, page, 5, ANALYZER)
    assert found.hits
    assert all(math.isclose(sum(word.share for word in why.words), 1.0) for why in reasons(found))


def test_without_hits_there_is_nothing_to_explain() -> None:
    """Nothing found is a result."""
    assert reasons(Found((), ())) == ()


@pytest.mark.parametrize(
    ("feature", "aspect"),
    [
        ("score_word", Aspect.COUNTS),
        ("run_weight_title", Aspect.TITLE),
        ("run_weight", Aspect.WORDING),
        ("sentences", Aspect.SHAPE),
        ("sentence_brief", Aspect.SENTENCE),
        ("topic_title", Aspect.TITLE),
        ("gives_date", Aspect.FIGURE),
    ],
)
def test_features_belong_to_aspects_a_person_can_follow(feature: str, aspect: Aspect) -> None:
    """Fifty features say nothing to anybody; eight aspects do."""
    assert aspect_of(feature) is aspect
    assert all(aspect_of(name) for name in NAMES)
