"""The engine that asks a cluster gives what the embedded one gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from index.model import Found, ParagraphId, Query, TermKind
from index.query import mended, parse
from index.search import EmbeddedSearch
from index.search.cluster import ClusterAccess, ClusterSearch, ClusterSnapshot
from index.search.cluster.client import Client
from index.search.cluster.layout import field_of, written
from index.search.cluster.publishing import publish
from tests.analysis import ANALYZER
from tests.index.search.cluster.cluster_server import ClusterServer
from tests.index.search.cluster.texts import QUESTIONS, TEXTS, snapshot


@dataclass(frozen=True)
class Both:
    """The two engines over the same documents."""

    embedded: EmbeddedSearch
    cluster: ClusterSearch

    def found(self, query: Query, top_k: int, within: frozenset[str] | None = None) -> tuple[Found, Found]:
        """What each finds."""
        return self.embedded.search(query, top_k, within), self.cluster.search(query, top_k, within)


@pytest.fixture(scope="module")
def both(client: Client, access: ClusterAccess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    local = snapshot(tmp_path_factory.mktemp("local"), TEXTS)
    publish(client, access, local, ANALYZER)
    meta = client.meta(access.index)
    assert meta is not None
    yield Both(EmbeddedSearch(local), ClusterSearch(ClusterSnapshot(client, *meta)))
    local.close()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("top_k", [1, 5, 40])
def test_both_engines_find_the_same_with_the_same_scores(both: Both, question: str, top_k: int) -> None:
    """Whoever moves to a cluster keeps the answers; reranking and confidence rest on every one of these numbers."""
    here, there = both.found(parse(question, ANALYZER), top_k)
    assert there == here


def test_the_documents_asked_for_are_kept_to(both: Both) -> None:
    """A scope of one document holds in a cluster too."""
    query = parse("图书馆周一闭馆", ANALYZER)
    for within in (frozenset({"c"}), frozenset({"b", "unknown"}), frozenset[str]()):
        here, there = both.found(query, 10, within)
        assert there == here


def test_of_what_may_not_be_read_the_cluster_tells_nothing(both: Both) -> None:
    """No paragraph, no neighbour, and not that a word stands there."""
    may = frozenset({"b", "d"})
    narrowed = Both(both.embedded.narrowed(may), both.cluster.narrowed(may))
    for question in QUESTIONS:
        here, there = narrowed.found(parse(question, ANALYZER), 10)
        assert there == here
    assert narrowed.found(parse("图书馆", ANALYZER), 10, frozenset({"a"}))[1].hits == ()
    assert narrowed.cluster.paragraph(ParagraphId("a", 1)) is None
    assert narrowed.cluster.neighbours(ParagraphId("a", 1), 1, 1) == ()
    for kind, term in ((TermKind.BIGRAM, "周一"), (TermKind.BIGRAM, "展览"), (TermKind.WORD, "没有这个词")):
        assert narrowed.cluster.frequency(term, kind) == narrowed.embedded.frequency(term, kind)
    for run in ("展览馆", "图书馆周一", "会议由"):
        assert narrowed.cluster.holds(run) == narrowed.embedded.holds(run)


@pytest.mark.parametrize("key", [ParagraphId("d", 1), ParagraphId("d", 3), ParagraphId("d", 4), ParagraphId("x", 1)])
def test_a_paragraph_and_those_around_it_come_from_the_cluster(both: Both, key: ParagraphId) -> None:
    """What was cited is opened on a machine that has none of the documents."""
    assert both.cluster.paragraph(key) == both.embedded.paragraph(key)
    for before, after in ((0, 0), (1, 1), (9, 9), (2, 0)):
        assert both.cluster.neighbours(key, before, after) == both.embedded.neighbours(key, before, after)


def test_a_slip_in_a_question_is_mended_from_the_cluster(both: Both) -> None:
    """图书馆 typed with a wrong character is found all the same; rows of characters are looked up for that."""
    for run in ("图书馆周一", "图书馆周二", "值班人员清点", "馆", ""):
        assert both.cluster.holds(run) == both.embedded.holds(run)
    query = parse("图书管周一闭馆吗", ANALYZER)
    assert mended(query, ANALYZER, both.cluster) == mended(query, ANALYZER, both.embedded)


def test_frequencies_are_asked_once(both: Both, server: ClusterServer) -> None:
    """An index never changes: the same question again costs the search and the texts of its hits."""
    query = parse("会议由谁主持", ANALYZER)
    both.cluster.search(query, 5)
    before = len(server.requests)
    both.cluster.search(query, 5)
    assert [request.path.rpartition("/")[2] for request in server.requests[before:]] == ["_msearch", "_mget"]


def test_a_large_index_is_asked_for_each_term_and_tells_the_same(both: Both) -> None:
    """Looking through all units would cost it too much; the numbers must not depend on the size."""
    terms = [(kind, term) for kind, found in parse(QUESTIONS[4], ANALYZER).terms.items() for term in found]
    there = both.cluster.snapshot
    counts = there.counts([{"term": {field_of(kind): written(term)}} for kind, term in terms])
    assert counts == there.frequencies(terms) == [both.embedded.frequency(term, kind) for kind, term in terms]


def test_a_part_that_did_not_answer_is_asked_again(both: Both, server: ClusterServer) -> None:
    """While a copy takes the place of a lost one, a hit must not be missing in silence."""
    query = parse("会议由谁主持", ANALYZER)
    expected = both.cluster.search(query, 5)
    server.broken_searches = 1
    assert both.cluster.search(query, 5) == expected
    assert server.broken_searches == 0


def test_no_term_breaks_or_meets_another() -> None:
    """The whitespace analyzer cuts at blanks and after 255 characters."""
    long, longer = "长" * 300, "长" * 301
    assert written("new york") != written("newyork")
    assert len({written(long), written(longer)}) == 2
    assert all(len(written(term)) < 255 and not written(term).split()[1:] for term in (long, "a\tb", "a\u3000b"))


def test_a_page_pasted_as_a_question_is_searched(both: Both) -> None:
    """More words than a cluster takes in one query still find the same first hit."""
    page = "".join(f"第{n}号柜" for n in range(1, 400)) + "会议由部长主持"
    query = parse(page, ANALYZER)
    assert sum(map(len, query.terms.values())) > 1_000
    here, there = both.found(query, 10)
    assert there.terms == here.terms
    assert there.hits[0] == here.hits[0]
