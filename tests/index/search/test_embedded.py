"""The embedded engine: what it finds, in which order, and among which documents."""

from collections.abc import Iterator

import pytest

from index.bm25 import KIND_WEIGHTS, InvertedBM25
from index.model import Document, DocumentInfo, Found, ParagraphId, Span, TermKind, cut
from index.paragraphs.windows import LONGEST
from index.query import parse
from index.search import EmbeddedSearch
from index.store.writer import build
from tests.analysis import ANALYZER

TEXTS = {
    "a": "图书馆周一闭馆。",
    "b": "图书馆周一闭馆。",
    "c": "图书馆的开放时间是上午九点。" + "展览馆另有规定，参观的人请先预约。" * (LONGEST // 8),
    "d": "会议由部长主持。",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSearch]:
    documents = [Document(DocumentInfo(name, f"{name}.txt", "", "v"), text) for name, text in TEXTS.items()]
    snapshot = build(
        tmp_path_factory.mktemp("embedded"),
        [(each, [cut(each, 1, Span(0, len(each.text)))]) for each in documents],
        ANALYZER,
    )
    yield EmbeddedSearch(snapshot)
    snapshot.close()


def found(engine: EmbeddedSearch, question: str, top_k: int = 10, within: frozenset[str] | None = None) -> Found:
    return engine.search(parse(question, ANALYZER), top_k, within)


def documents(hits: Found) -> list[str]:
    return [hit.paragraph.document.id for hit in hits.hits]


def test_equal_scores_stand_in_the_order_of_the_documents(engine: EmbeddedSearch) -> None:
    """The same question gives the same order on every run and machine."""
    hits = found(engine, "图书馆周一闭馆吗")
    assert documents(hits)[:2] == ["a", "b"]
    assert [hit.rank for hit in hits.hits] == list(range(1, len(hits.hits) + 1))


def test_a_paragraph_of_several_windows_is_found_once(engine: EmbeddedSearch) -> None:
    """A very long paragraph is searched in windows but is one hit."""
    hits = found(engine, "展览馆参观预约", top_k=3)
    assert documents(hits).count("c") == 1
    assert hits.hits[0].paragraph.document.id == "c"


def test_only_the_wanted_documents_are_searched(engine: EmbeddedSearch) -> None:
    """A scope of one document holds, also where others match better."""
    assert documents(found(engine, "图书馆周一闭馆", within=frozenset({"c"}))) == ["c"]
    assert documents(found(engine, "图书馆周一闭馆", within=frozenset({"d", "unknown"}))) == []


def test_a_score_is_what_its_terms_contributed_and_stays_below_what_is_possible(engine: EmbeddedSearch) -> None:
    """Explanations and confidence rest on these sums."""
    hits = found(engine, "图书馆的开放时间")
    assert len(hits.terms) == sum(map(len, parse("图书馆的开放时间", ANALYZER).terms.values()))
    for hit in hits.hits:
        assert sum(hit.contributions) == pytest.approx(hit.score)
        assert 0 < hit.score < hits.possible


def test_scores_are_the_ranking_models_own(engine: EmbeddedSearch) -> None:
    """The engine adds nothing to the sum of the models of the kinds of term."""
    query = parse("会议由谁主持", ANALYZER)
    expected = sum(
        weight * InvertedBM25(engine.snapshot.postings[kind]).get_scores(query.terms[kind])
        for kind, weight in KIND_WEIGHTS.items()
    )
    assert engine.search(query, 1).hits[0].score == pytest.approx(max(expected))  # type: ignore[arg-type] # a sum of arrays


def test_a_paragraph_is_had_by_its_name(engine: EmbeddedSearch) -> None:
    """What was cited can be opened, and what is gone is nothing."""
    there = engine.paragraph(ParagraphId("a", 1))
    assert there is not None
    assert there.text == TEXTS["a"]
    assert engine.paragraph(ParagraphId("a", 2)) is None
    assert engine.neighbours(ParagraphId("a", 1), 1, 1) == (there,)


def test_an_empty_index_finds_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No documents yet is a result, not an error."""
    snapshot = build(tmp_path_factory.mktemp("empty"), [], ANALYZER)
    assert found(EmbeddedSearch(snapshot), "图书馆") == Found((), ())
    snapshot.close()


def test_of_what_may_not_be_read_nothing_is_known(engine: EmbeddedSearch) -> None:
    """No paragraph, no neighbour, and not that a word stands there."""
    narrowed = engine.narrowed(frozenset({"b", "d"}))
    assert documents(found(narrowed, "图书馆周一闭馆")) == ["b"]
    assert documents(found(narrowed, "图书馆周一闭馆", within=frozenset({"a", "c"}))) == []
    assert documents(found(narrowed, "参观预约")) == []
    assert all(term.idf == 0.0 for term in found(narrowed, "展览馆").terms if "展" in term.text)
    assert narrowed.paragraph(ParagraphId("a", 1)) is None
    assert narrowed.neighbours(ParagraphId("a", 1), 1, 1) == ()
    assert narrowed.paragraph(ParagraphId("b", 1)) == engine.paragraph(ParagraphId("b", 1))
    for kind, term, everywhere, there in (
        (TermKind.BIGRAM, "周一", 2, 1),
        (TermKind.BIGRAM, "展览", None, 0),
        (TermKind.WORD, "没有这个词", 0, 0),
    ):
        assert everywhere is None or engine.frequency(term, kind) == everywhere
        assert narrowed.frequency(term, kind) == there


def test_what_may_be_read_weighs_as_among_all(engine: EmbeddedSearch) -> None:
    """Scores compare between people: the same paragraph has the same one for each."""
    narrowed = engine.narrowed(frozenset({"b"}))
    (hit,) = found(narrowed, "图书馆周一闭馆").hits
    (same,) = (each for each in found(engine, "图书馆周一闭馆").hits if each.paragraph.document.id == "b")
    assert hit.score == same.score
