"""The reranker: a better order of the same hits, whatever comes in."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import WeightsError
from index.model import Document, DocumentInfo, Found, Query, Span, cut
from index.query import parse
from index.ranking import LinearReranker, RerankerWeights, shipped
from index.ranking.features import NAMES, features
from index.search import EmbeddedSearch
from index.store.snapshot import Snapshot
from index.store.writer import build
from index.text import Analyzer, Lexicon
from tests.analysis import ANALYZER
from tests.index.searching import search

RERANKER = LinearReranker.load(ANALYZER)


def query(question: str) -> Query:
    return parse(question, ANALYZER)


def searched(folder: Path, texts: list[str], title: str = "") -> Snapshot:
    text = "\n".join(texts)
    document = Document(DocumentInfo("d", "d.txt", title, "v"), text)
    paragraphs = []
    start = 0
    for ordinal, each in enumerate(texts, start=1):
        paragraphs.append(cut(document, ordinal, Span(start, start + len(each))))
        start += len(each) + 1
    return build(folder, [(document, paragraphs)], ANALYZER)


TEXTS = [
    "会议由组织部部长主持。会后,代表们参观了展览馆。",
    "图书馆周一闭馆,周二至周日开放。开放时间为上午九点。",
    "年内全省发展党员6,202名,其中学生党员1580名。",
    "图书馆的开放与会议的主持,各有规定。上午、周二、部长、党员。",
    "党员",
]


def test_the_paragraph_that_says_it_in_one_sentence_comes_first(tmp_path: Path) -> None:
    """Words scattered over a paragraph must not beat the sentence that answers."""
    snapshot = searched(tmp_path, TEXTS)
    found = RERANKER.rerank(query("图书馆几点开放?"), search(snapshot, "图书馆几点开放?", 10, ANALYZER))
    assert found.hits[0].paragraph.ordinal == 2
    snapshot.close()


def test_reordering_keeps_every_hit_with_what_it_carries(tmp_path: Path) -> None:
    """Explanations and citations rest on the hit that was found."""
    snapshot = searched(tmp_path, TEXTS)
    before = search(snapshot, "会议由谁主持", 10, ANALYZER)
    after = RERANKER.rerank(query("会议由谁主持"), before)
    assert [hit.rank for hit in after.hits] == list(range(1, len(before.hits) + 1))
    kept = {hit.paragraph.id: (hit.score, hit.contributions) for hit in before.hits}
    assert {hit.paragraph.id: (hit.score, hit.contributions) for hit in after.hits} == kept
    assert (after.terms, after.possible) == (before.terms, before.possible)
    snapshot.close()


def test_nothing_found_stays_nothing() -> None:
    """An empty search is a result."""
    nothing = Found((), ())
    assert RERANKER.rerank(query("什么"), nothing) == nothing
    assert RERANKER.gains(query("什么"), nothing) == ()


@pytest.mark.parametrize(
    "texts",
    [["党员"], ["党" * 3000, "员"], ["党员 " * 500], ["?", "。", "党员"], ["党员\n\n党员。。。!!"], ["党员"] * 50],
)
@pytest.mark.parametrize(
    "question", ["党员", "的", "?", "党员" * 5000, "6202", "党员是什么时候发展的多少名在哪里为什么"]
)
def test_odd_documents_and_questions_give_finite_scores(tmp_path: Path, texts: list[str], question: str) -> None:
    """One repeated word, one paragraph, a page for a question: an order, never a crash."""
    snapshot = searched(tmp_path, texts)
    found = search(snapshot, question, 40, ANALYZER)
    values = features(query(question), found, Lexicon())
    assert values.shape == (len(found.hits), len(NAMES))
    assert np.isfinite(values).all()
    assert len(RERANKER.rerank(query(question), found).hits) == len(found.hits)
    snapshot.close()


@settings(deadline=None, max_examples=60)  # the first text waits for the dictionary
@given(texts=st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6), question=st.text(max_size=40))
def test_any_text_and_question_give_an_order(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], question: str
) -> None:
    """No document and no question may stop the program."""
    texts = [text.replace("\n", " ") for text in texts]
    snapshot = searched(tmp_path_factory.mktemp("any"), texts)
    found = search(snapshot, question, 40, ANALYZER)
    values = features(query(question), found, Lexicon())
    assert np.isfinite(values).all()
    again = RERANKER.rerank(query(question), found)
    assert again == RERANKER.rerank(query(question), found)
    snapshot.close()


def test_a_page_pasted_as_a_question_is_looked_at_by_its_rarest_terms(tmp_path: Path) -> None:
    """Ten thousand different characters must not take the memory of the machine."""
    page = "".join(chr(0x4E00 + number) for number in range(10_000))
    snapshot = searched(tmp_path, [page[start : start + 500] for start in range(0, 10_000, 500)])
    found = search(snapshot, page, 40, ANALYZER)
    assert len(found.terms) > 10_000
    assert len(RERANKER.rerank(query(page), found).hits) == 20
    snapshot.close()


def test_synonyms_of_the_operator_count_in_the_reranker(tmp_path: Path) -> None:
    """Who asks for 乂安 sees the sentence about 义安 as one about it."""
    lexicon = Lexicon(groups=(("乂安", "义安"),))
    analyzer = Analyzer(lexicon)
    document = Document(DocumentInfo("d", "d.txt", "", "v"), "义安省在中部。")
    snapshot = build(tmp_path, [(document, [cut(document, 1, Span(0, 7))])], analyzer)
    asked = parse("乂安在哪里", analyzer)
    found = EmbeddedSearch(snapshot).search(asked, 5)
    column = NAMES.index("sentence_word")
    assert features(asked, found, lexicon)[0, column] == 1.0
    assert features(asked, found, Lexicon())[0, column] < 1.0
    snapshot.close()


def test_everyday_synonyms_count_in_the_reranker(tmp_path: Path) -> None:
    """The paragraph that says 渗漏 comes before those that only share a common word with 漏水."""
    texts = ["车库的照明由物业检查。", "车库渗漏由物业维修。", "车库的大门由物业关闭。"]
    snapshot = searched(tmp_path, texts)
    found = search(snapshot, "车库漏水谁来修?", 10, ANALYZER)
    assert RERANKER.rerank(query("车库漏水谁来修?"), found).hits[0].paragraph.ordinal == 2
    snapshot.close()


def test_a_paragraph_is_known_by_its_company(tmp_path: Path) -> None:
    """Where the rest of a document speaks of the matter, so does a line that leaves it out."""
    snapshot = searched(tmp_path, TEXTS)
    found = search(snapshot, "图书馆几点开放?", 10, ANALYZER)
    values = features(query("图书馆几点开放?"), found, Lexicon())
    at = {hit.paragraph.ordinal: place for place, hit in enumerate(found.hits)}
    scores = {hit.paragraph.ordinal: hit.score / found.hits[0].score for hit in found.hits}
    column = {name: NAMES.index(name) for name in ("document_share", "document_best", "above", "below")}
    assert values[:, column["document_share"]] == pytest.approx(1.0)
    assert values[:, column["document_best"]] == pytest.approx(1.0)
    for ordinal, place in at.items():
        assert values[place, column["above"]] == pytest.approx(scores.get(ordinal - 1, 0.0))
        assert values[place, column["below"]] == pytest.approx(scores.get(ordinal + 1, 0.0))
    snapshot.close()


@pytest.mark.parametrize(
    ("question", "first"),
    [("第39号", 2), ("39号通知", 2), ("六千二百零二名", 4), ("6,202名党员", 4), ("二〇二四年", 5)],
)
def test_numbers_meet_however_they_are_written(tmp_path: Path, question: str, first: int) -> None:
    """What the search brings together, the reranker must not part again."""
    texts = ["第40号决议", "第三十九号通知规定了办法。", "学生二百名", "党员6202名", "2024年的计划"]
    snapshot = searched(tmp_path, texts)
    assert RERANKER.rerank(query(question), search(snapshot, question, 10, ANALYZER)).hits[0].paragraph.ordinal == first
    snapshot.close()


def test_parts_add_up_to_the_score(tmp_path: Path) -> None:
    """An explanation that does not add up explains nothing."""
    snapshot = searched(tmp_path, TEXTS)
    found = search(snapshot, "会议由谁主持", 10, ANALYZER)
    scores = RERANKER.scores(query("会议由谁主持"), found)
    parts = RERANKER.gains(query("会议由谁主持"), found)
    for score, each in zip(scores, parts, strict=True):
        assert math.isclose(sum(part.gain for part in each), score - scores.mean(), abs_tol=1e-6)
        assert [abs(part.gain) for part in each] == sorted((abs(part.gain) for part in each), reverse=True)
    snapshot.close()


def test_weights_of_other_features_are_refused() -> None:
    """Weights left from another version would order at random."""
    weights = shipped()
    changed = RerankerWeights(card=weights.card, weights={**weights.weights, "unheard_of": 1.0})
    with pytest.raises(WeightsError, match="unheard_of"):
        LinearReranker(changed, Lexicon())


def test_the_shipped_weights_say_where_they_come_from() -> None:
    """Share-alike data asks for attribution beside what was made of it."""
    card = shipped().card
    assert card.licence == "CC BY-SA 4.0"
    assert all("CC BY-SA" in source or source.endswith("MIT") for source in card.data)
    assert {"train-cmrc2018", "train-drcd", "train-xquad-zh"} <= set(card.measures)
